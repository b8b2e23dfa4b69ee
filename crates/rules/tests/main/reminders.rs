//! When people are reminded of a promise: in opening hours only, and in time.

use crate::making::{at, calendar, clock, england};
use proptest::prelude::*;
use rules::calendar::Nation;
use rules::clock::*;

fn remind(limit: &str, before: &str, received: &str) -> Option<String> {
    let calendar = england();
    let zone = calendar.zone();
    let start = at(zone, received);
    let due = due(&clock(limit, Policy::default()), &calendar, start, &Pauses::default(), &[]);
    let told = reminder(Limit::read(before).unwrap(), due, &calendar, start)?;
    Some(zone.time_zone().to_datetime(told).strftime("%a %e %b %H:%M").to_string())
}

#[test]
fn p28_people_are_reminded_when_the_office_is_open_and_before_it_is_too_late() {
    for (limit, before, received, told) in [
        // Due Monday 21 September: on Friday, when the day opens.
        ("5 working days", "1 working day", "2026-09-14T10:00", Some("Fri 18 Sep 09:00")),
        ("5 working days", "2 working days", "2026-09-14T10:00", Some("Thu 17 Sep 09:00")),
        ("5 working days", "1 calendar day", "2026-09-14T10:00", Some("Mon 21 Sep 09:00")),
        // Over Christmas: due Tuesday 30 December, so on Monday the 29th.
        ("5 working days", "1 working day", "2025-12-19T16:55", Some("Mon 29 Dec 09:00")),
        // A reminder before the promise was made comes on the next day that opens.
        ("1 working day", "1 working day", "2026-09-14T10:00", Some("Tue 15 Sep 09:00")),
        ("1 working day", "5 working days", "2026-09-11T10:00", Some("Mon 14 Sep 09:00")),
        // Hours: never at night, never at the weekend.
        ("4 working hours", "1 working hour", "2026-09-11T16:00", Some("Mon 14 Sep 11:00")),
        ("72 hours", "4 hours", "2026-09-11T16:00", Some("Mon 14 Sep 12:00")),
        // Due the same evening: nobody is there any more.
        ("4 hours", "1 hour", "2026-09-11T17:30", None),
        ("20 seconds", "1 working day", "2026-09-14T10:00", None),
        ("none", "1 working day", "2026-09-14T10:00", None),
    ] {
        let told = told.map(str::to_owned);
        let found = match limit {
            "none" => reminder(
                Limit::read(before).unwrap(),
                Due::Not(NotDue::NoLimit),
                &england(),
                at(england().zone(), received),
            )
            .map(|at| at.to_string()),
            limit => remind(limit, before, received),
        };
        assert_eq!(found, told, "{limit}, {before} before, received {received}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_reminder_comes_in_open_time_after_the_start_and_before_the_due_moment(
        start in 1_700_000_000_i64..1_800_000_000,
        days in 0_u32..40,
        before in 0_u32..20,
        unit in 0_usize..10,
        of in 0_usize..10,
    ) {
        let calendar = calendar(Nation::Scotland, "Mo-Fr 09:00-13:00,14:00-17:00; Sa 10:00-12:00", &[], &[]);
        let start = jiff::Timestamp::from_second(start).unwrap();
        let limit = Limit { amount: days, unit: Unit::ALL[unit] };
        let before = Limit { amount: before, unit: Unit::ALL[of] };
        let rule = Clock::new(Term::Limit(limit), Policy::default()).unwrap();
        let due = due(&rule, &calendar, start, &Pauses::default(), &[]);
        if let Some(told) = reminder(before, due, &calendar, start) {
            prop_assert!(told > start);
            prop_assert!(due.keeps(told) && due.instant() != Some(told));
            let next = told + jiff::SignedDuration::from_secs(1);
            let open = between(
                Measure::WorkingSeconds, &Policy::default(), &calendar, told, next, &Pauses::default(),
            );
            prop_assert_eq!(open, Some(1), "closed at {}", told);
        }
    }
}
