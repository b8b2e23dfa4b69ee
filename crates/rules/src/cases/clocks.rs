//! What people do to the clocks of a case: they ask for something and wait, grant more time, or
//! take it to the next stage.

use crate::charter::Standard;
use crate::clock::{Limit, Unit};
use crate::facts::{Fact, FactKind, standing};
use jiff::Timestamp;

/// Something that a clock waits for, or stands still for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The listed reason.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
}

/// The reasons for which a standard's clock may stand still, start afresh, or only start.
pub fn reasons_to_wait(standard: &Standard) -> impl Iterator<Item = &str> {
    standard.pauses.iter().map(String::as_str)
}

/// What a record waits for now: reasons that were given and have not ended.
pub fn waiting(facts: &[Fact]) -> Vec<Waiting> {
    let mut open: Vec<Waiting> = Vec::new();
    for fact in standing(facts) {
        let reason = fact.detail.reason.as_deref();
        match fact.kind {
            FactKind::Paused => {
                let reason = reason.unwrap_or_default().to_owned();
                if open.iter().all(|waiting| waiting.reason != reason) {
                    open.push(Waiting { reason, since: fact.happened });
                }
            }
            FactKind::Resumed => {
                open.retain(|waiting| reason.is_some_and(|reason| reason != waiting.reason));
            }
            _ => {}
        }
    }
    open
}

/// How long a standard may be extended without a higher authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Not at all.
    None,
    /// By so much in all.
    UpTo(Limit),
    /// By as much as is needed.
    Any,
}

/// How long a standard may be extended without a higher authority.
pub fn room(standard: &Standard) -> Room {
    standard.extension.map_or(Room::None, Room::UpTo)
}

/// Whether an extension of a standard counts only if the customer was told in time.
pub fn needs_notice(_standard: &Standard) -> bool {
    false
}

/// Whether an extension, on top of those that were granted before, is longer than a standard
/// allows without a higher authority. What cannot be compared is taken as longer.
pub fn is_beyond(room: Room, granted: &[Limit], more: Limit) -> bool {
    let cap = match room {
        Room::None => return true,
        Room::Any => return false,
        Room::UpTo(cap) => cap,
    };
    let all = granted.iter().copied().chain([more]);
    let sum: Option<u64> = all.map(|by| in_unit(by, cap.unit)).sum();
    sum.zip(in_unit(cap, cap.unit)).is_none_or(|(sum, cap)| sum > cap)
}

/// How much a limit is in the smallest unit of another one's kind; none if it is another kind.
fn in_unit(by: Limit, like: Unit) -> Option<u64> {
    by.unit.adds_to(like).then(|| by.size(1).unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Detail, Evidence};

    fn limit(text: &str) -> Limit {
        Limit::read(text).unwrap()
    }

    #[test]
    fn extensions_are_added_up_before_they_are_compared_with_what_is_allowed() {
        let ten = Room::UpTo(limit("10 working days"));
        let weeks = Room::UpTo(limit("2 weeks"));
        for (room, granted, more, beyond) in [
            (ten, vec![], "10 working days", false),
            (ten, vec![], "11 working days", true),
            (ten, vec!["6 working days"], "4 working days", false),
            (ten, vec!["6 working days"], "5 working days", true),
            (ten, vec![], "5 calendar days", true),
            (weeks, vec![], "14 calendar days", false),
            (weeks, vec!["1 week"], "8 calendar days", true),
            (Room::Any, vec![], "90 calendar days", false),
            (Room::None, vec![], "1 working day", true),
        ] {
            let granted: Vec<Limit> = granted.into_iter().map(limit).collect();
            assert_eq!(is_beyond(room, &granted, limit(more)), beyond, "{room:?} {more}");
        }
    }

    #[test]
    fn a_record_waits_for_what_was_asked_and_has_not_ended() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let fact = |id: i64, kind, reason: Option<&str>| Fact {
            id,
            kind,
            happened: at(id),
            recorded: at(id),
            evidence: Evidence::Entered,
            replaces: None,
            detail: Detail { reason: reason.map(str::to_owned), ..Detail::default() },
        };
        use FactKind::{Paused, Resumed};
        let mut facts = vec![fact(1, Paused, Some("clarification")), fact(2, Paused, Some("fee"))];
        let reasons = |facts: &[Fact]| -> Vec<(String, Timestamp)> {
            waiting(facts).into_iter().map(|open| (open.reason, open.since)).collect()
        };
        assert_eq!(reasons(&facts), [("clarification".into(), at(1)), ("fee".into(), at(2))]);
        facts.push(fact(3, Resumed, Some("clarification")));
        assert_eq!(reasons(&facts), [("fee".into(), at(2))]);
        facts.push(fact(4, Resumed, None));
        assert_eq!(reasons(&facts), []);
    }
}
