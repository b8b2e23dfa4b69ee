//! What people do to the clocks of a case: they ask for something and wait, grant more time, or
//! take it to the next stage.

use crate::charter::Standard;
use crate::clock::{Cap, Limit, Unit};
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
    let lists = [&standard.pauses, &standard.restarts, &standard.waits_for];
    lists.into_iter().flatten().map(String::as_str)
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

/// Whether an extension, on top of those that were granted before, is longer than a standard
/// allows without a higher authority. What cannot be compared is taken as longer.
pub fn is_beyond(cap: Option<Cap>, granted: &[Limit], more: Limit) -> bool {
    let cap = match cap {
        None => return true,
        Some(Cap::Any) => return false,
        Some(Cap::UpTo(cap)) => cap,
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
        let ten = Some(Cap::UpTo(limit("10 working days")));
        let weeks = Some(Cap::UpTo(limit("2 weeks")));
        for (cap, granted, more, beyond) in [
            (ten, vec![], "10 working days", false),
            (ten, vec![], "11 working days", true),
            (ten, vec!["6 working days"], "4 working days", false),
            (ten, vec!["6 working days"], "5 working days", true),
            (ten, vec![], "5 calendar days", true),
            (weeks, vec![], "14 calendar days", false),
            (weeks, vec!["1 week"], "8 calendar days", true),
            (Some(Cap::Any), vec![], "90 calendar days", false),
            (None, vec![], "1 working day", true),
        ] {
            let granted: Vec<Limit> = granted.into_iter().map(limit).collect();
            assert_eq!(is_beyond(cap, &granted, limit(more)), beyond, "{cap:?} {more}");
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
