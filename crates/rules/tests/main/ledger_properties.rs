//! What must hold of the ledger whatever happened, in whatever order it was written down.

use crate::scripts::{Body, body, subject};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use rules::clock::{Given, Limit, Outcome};
use rules::facts::{Assigned, Detail, Evidence, Fact, FactKind};
use rules::ledger::{Line, Owed, Standing, lines, owed};
use std::collections::BTreeMap;

const BEGINS: &str = "2026-09-14T09:00:00Z";
/// Six weeks in minutes: everything that was promised by then is long due.
const SPAN: i64 = 60 * 24 * 42;

fn minute(minute: i64) -> Timestamp {
    BEGINS.parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minute)
}

/// Something that happens in the minutes after the record came.
fn any_fact() -> impl Strategy<Value = (i64, FactKind, u8)> {
    let kinds = FactKind::ALL.iter().copied().filter(|kind| *kind != FactKind::Received);
    (0..SPAN, prop::sample::select(kinds.collect::<Vec<_>>()), any::<u8>())
}

fn detail(kind: FactKind, choice: u8, at: i64) -> Detail {
    let one_of = |choices: &[&str]| Some(choices[usize::from(choice) % choices.len()].to_owned());
    let mut detail = Detail::default();
    match kind {
        FactKind::DateTold | FactKind::AppointmentCancelled => {
            let date = minute(at + i64::from(choice) * 120).to_zoned(jiff::tz::TimeZone::UTC);
            detail.given = Some(Given::On(date.date()));
            detail.reason = one_of(&["customer-asked", "our-delay"]);
        }
        FactKind::Paused | FactKind::Resumed => {
            detail.reason = one_of(&["waiting-for-customer", "industrial-action", "staff"]);
        }
        FactKind::Reopened => {
            detail.reason = one_of(&["wrong-or-incomplete", "closed-in-error", "something-new"]);
        }
        FactKind::Excluded => {
            detail.reason = one_of(&["duplicate", "no-response-owed"]);
            detail.standard = one_of(&["plain", "answer", "full"]);
        }
        FactKind::ConditionAnswered => {
            let key = one_of(&["contact-details-left", "can-be-settled-at-first-contact"]);
            detail.condition = key.map(|key| (key, choice.is_multiple_of(3)));
        }
        FactKind::Extended => detail.by = Limit::read("5 working days").ok(),
        FactKind::Assigned => {
            let service = i64::from(choice % 4);
            detail.assigned = Some(Assigned { service, team: None, owner: None });
        }
        _ => {}
    }
    detail
}

/// A record's facts at moments of their own, some of them corrected, numbered in the order in
/// which they happened.
fn any_history() -> impl Strategy<Value = Vec<Fact>> {
    let facts = prop::collection::btree_map(1..SPAN, (any_fact(), any::<bool>()), 0..14);
    facts.prop_map(|facts| {
        let mut history = vec![fact(1, 0, FactKind::Received, 0)];
        for (at, ((_, kind, choice), corrects)) in facts {
            let mut new = fact(history.len() as i64 + 1, at, kind, choice);
            // One in a few puts the fact before it right, unless that has been done.
            if corrects && choice.is_multiple_of(5) {
                new.replaces = history.last().map(|last| last.id);
            }
            history.push(new);
        }
        history
    })
}

fn fact(id: i64, at: i64, kind: FactKind, choice: u8) -> Fact {
    Fact {
        id,
        kind,
        happened: minute(at),
        recorded: minute(at),
        evidence: Evidence::Entered,
        replaces: None,
        detail: detail(kind, choice, at),
    }
}

fn promised(body: &Body, facts: &[Fact], as_of: i64) -> Vec<Owed> {
    owed(&body.charter, &body.calendars, &subject(&[]), facts, minute(as_of))
}

/// The same facts written down in another order: other numbers, and the list turned about.
fn written_down_again(facts: &[Fact], keys: &[u16]) -> Vec<Fact> {
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by_key(|index| (keys[*index], *index));
    let number = |id: i64| order.iter().position(|old| *old as i64 + 1 == id).unwrap() as i64 + 101;
    let mut again: Vec<Fact> = facts
        .iter()
        .map(|fact| Fact {
            id: number(fact.id),
            replaces: fact.replaces.map(number),
            ..fact.clone()
        })
        .collect();
    again.sort_by_key(|fact| fact.id);
    again
}

/// A promise without the number of the fact that made it, which is another each time.
fn by_moment(facts: &[Fact], mut all: Vec<Owed>) -> Vec<Owed> {
    for promise in &mut all {
        let made = facts.iter().find(|fact| fact.id == promise.started_by).unwrap();
        promise.started_by = made.happened.as_microsecond();
    }
    all.sort_by_key(|promise| (promise.standard, promise.started_by));
    all
}

fn is_final(promise: &Owed) -> bool {
    promise.judged.outcome != Outcome::Running && promise.judged.concluded.is_some()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_order_of_recording_changes_nothing(
        facts in any_history(),
        keys in prop::collection::vec(any::<u16>(), 16),
        as_of in 0..SPAN * 2,
    ) {
        let again = written_down_again(&facts, &keys);
        let found = by_moment(&facts, promised(body(), &facts, as_of));
        prop_assert_eq!(by_moment(&again, promised(body(), &again, as_of)), found);
    }

    #[test]
    fn judging_later_changes_nothing_that_has_concluded(
        facts in any_history(),
        sooner in SPAN..SPAN * 2,
        later in 0..SPAN * 4,
    ) {
        let key = |promise: &Owed| (promise.standard, promise.started_by);
        let after = promised(body(), &facts, sooner + later);
        let before = promised(body(), &facts, sooner);
        prop_assert_eq!(before.len(), after.len());
        for promise in before {
            let now = after.iter().find(|other| key(other) == key(&promise)).unwrap();
            if is_final(&promise) {
                prop_assert_eq!(now, &promise);
                let (before, now) = (Standing::of(&promise), Standing::of(now));
                prop_assert_eq!(lines(Some(before), Some(now)).count(), 0, "nothing is posted");
            }
            if promise.judged.outcome == Outcome::Missed {
                prop_assert_eq!(now.judged.outcome, Outcome::Missed);
            }
        }
    }

    #[test]
    fn the_lines_of_any_judgings_add_up_to_one_line_of_what_stands(
        facts in any_history(),
        moments in prop::collection::vec(0..SPAN * 2, 1..6),
    ) {
        let mut moments = moments;
        moments.sort_unstable();
        let mut posted: BTreeMap<(usize, i64), Standing> = BTreeMap::new();
        let mut sums: BTreeMap<((usize, i64), Standing), i64> = BTreeMap::new();
        for moment in moments {
            let found: BTreeMap<(usize, i64), Standing> = promised(body(), &facts, moment)
                .iter()
                .map(|promise| ((promise.standard, promise.started_by), Standing::of(promise)))
                .collect();
            let keys: Vec<_> = posted.keys().chain(found.keys()).copied().collect();
            for key in keys {
                let (before, after) = (posted.get(&key).copied(), found.get(&key).copied());
                for Line { standing, delta } in lines(before, after) {
                    *sums.entry((key, standing)).or_default() += delta;
                }
                match after {
                    Some(standing) => posted.insert(key, standing),
                    None => posted.remove(&key),
                };
            }
            sums.retain(|_, sum| *sum != 0);
            let standing: BTreeMap<_, _> =
                found.into_iter().map(|(key, standing)| ((key, standing), 1)).collect();
            prop_assert_eq!(&sums, &standing);
        }
    }

    #[test]
    fn every_promise_has_one_outcome_that_agrees_with_its_moments(
        facts in any_history(),
        as_of in 0..SPAN * 2,
    ) {
        let found = promised(body(), &facts, as_of);
        let mut keys: Vec<_> = found.iter().map(|p| (p.standard, p.started_by)).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), found.len(), "one promise for each standard and start");
        for promise in &found {
            let judged = &promise.judged;
            let now = minute(as_of);
            prop_assert!(judged.concluded.is_none_or(|at| at <= now), "{promise:?}");
            match judged.outcome {
                Outcome::Running => {
                    prop_assert!(judged.concluded.is_none() && judged.due.keeps(now));
                }
                Outcome::Kept => prop_assert!(judged.concluded.is_some()),
                Outcome::EndedByCustomer => {
                    prop_assert!(judged.concluded.is_some_and(|at| judged.due.keeps(at)));
                }
                _ => {}
            }
            if judged.due.instant().is_some() {
                prop_assert!(promise.due_on.is_some());
            }
        }
    }
}
