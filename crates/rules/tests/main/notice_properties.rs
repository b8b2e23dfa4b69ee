//! What must hold of clocks that run backwards: notice before an event.

use crate::clock_strategies::*;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use rules::calendar::{Calendar, Definition};
use rules::clock::*;

/// A clock of the kind that notice is counted by.
fn any_notice() -> impl Strategy<Value = Clock> {
    (any_limit(), any::<[bool; 2]>()).prop_map(|(limit, [same, moves])| {
        let policy = Policy {
            due_at: if same { DueAt::SameTime } else { DueAt::EndOfDay },
            if_closed: if moves { IfClosed::MovesOn } else { IfClosed::Stays },
            ..Policy::default()
        };
        Clock::new(Term::Limit(limit), policy).unwrap()
    })
}

fn latest(clock: &Clock, calendar: &Calendar, event: Timestamp) -> Timestamp {
    notice(clock, calendar, event).unwrap().instant().unwrap()
}

fn limit_of(clock: &Clock) -> Limit {
    let Term::Limit(limit) = clock.term() else { panic!("notice is of a limit") };
    limit
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn notice_is_never_later_than_its_event_nor_that_of_a_later_event_earlier(
        clock in any_notice(), event in any_start(), later in 0_i64..2_000_000, which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let events = [event, event + SignedDuration::from_secs(later)];
            let [first, second] = events.map(|event| latest(&clock, calendar, event));
            prop_assert!(first <= event && second <= events[1]);
            let same = clock.policy().due_at == DueAt::SameTime;
            // As forwards: local times that clocks repeat or skip, and events of several days whose
            // notice ends on one day, each at its own time.
            let is_joined = matches!(limit_of(&clock).unit, Unit::Months | Unit::WorkingDays)
                && calendar.zone().date_of(first) == calendar.zone().date_of(second);
            let near = [first, second, event, events[1]];
            let grace = match (same, is_joined) {
                (true, true) => 24,
                (true, false) if near.iter().any(|at| clocks_change(calendar, *at)) => 1,
                _ => 0,
            };
            prop_assert!(first <= second + SignedDuration::from_hours(grace), "{first}, {second}");
            Ok(())
        })?;
    }

    #[test]
    fn a_holiday_on_another_day_than_the_events_never_moves_notice_later(
        clock in any_notice(), event in any_start(), days in 1_i32..60, which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let mut closed: Definition = calendar.definition().clone();
            closed.closed.push(calendar.zone().date_of(event).checked_sub(days.days()).unwrap());
            let closed = Calendar::new(closed, calendar.shared_zone()).unwrap();
            let [without, with] = [calendar, &closed].map(|c| latest(&clock, c, event));
            prop_assert!(with <= without, "{with} after {without}");
            Ok(())
        })?;
    }

    #[test]
    fn between_notice_and_event_lies_the_limit(
        clock in any_notice(), event in any_start(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let limit = limit_of(&clock);
            let due = notice(&clock, calendar, event).unwrap();
            let at = due.instant().unwrap();
            let seconds = |measure| {
                let policy = Policy::default();
                between(measure, &policy, calendar, at, event, &Pauses::default()).unwrap()
            };
            let amount = i64::from(limit.amount);
            let (from, to) = (due.date(calendar).unwrap(), calendar.zone().date_of(event));
            match limit.unit {
                Unit::Seconds => prop_assert_eq!(seconds(Measure::Seconds), amount),
                Unit::Minutes => prop_assert_eq!(seconds(Measure::Seconds), amount * 60),
                Unit::Hours => prop_assert_eq!(seconds(Measure::Seconds), amount * 3600),
                Unit::Rings => prop_assert_eq!(seconds(Measure::Seconds), amount * 3),
                Unit::WorkingMinutes => prop_assert_eq!(seconds(Measure::WorkingSeconds), amount * 60),
                Unit::WorkingHours => prop_assert_eq!(seconds(Measure::WorkingSeconds), amount * 3600),
                Unit::WorkingDays => {
                    // Its last day is a working day, and the limit is all of them from there on.
                    prop_assert!(calendar.is_working(day(from)));
                    let days = from.series(1.day()).take_while(|date| *date < to);
                    let working = days.filter(|date| calendar.is_working(day(*date))).count();
                    prop_assert!(working as i64 == amount || amount == 0, "{working} from {from}");
                }
                Unit::CalendarDays | Unit::Weeks if !clock.policy().due_at.eq(&DueAt::EndOfDay)
                    || clock.policy().if_closed == IfClosed::Stays =>
                {
                    let size = if limit.unit == Unit::Weeks { 7 } else { 1 };
                    prop_assert_eq!(day(to).days_after(day(from)), amount * size);
                }
                // One that ends on a closed day moves away from the event, to the working day before.
                Unit::CalendarDays | Unit::Weeks => {
                    let size = if limit.unit == Unit::Weeks { 7 } else { 1 };
                    prop_assert!(calendar.is_working(day(from)));
                    let asked = to.checked_sub((amount * size).days()).unwrap();
                    let passed = from.tomorrow().unwrap().series(1.day());
                    let mut passed = passed.take_while(|date| *date <= asked);
                    prop_assert!(from <= asked && passed.all(|date| !calendar.is_working(day(date))));
                }
                Unit::Months => prop_assert!(from <= to),
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_days_that_an_explanation_of_notice_counts_are_the_limit(
        clock in any_notice(), event in any_start(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let limit = limit_of(&clock);
            let found = notice(&clock, calendar, event).unwrap();
            let reasons = explain_notice(&clock, calendar, event).unwrap();
            prop_assert_eq!(&reasons[0], &Reason::Event(event));
            let mut ends = reasons.iter().filter_map(|reason| match reason {
                Reason::LastDay { number, date, .. } => Some((*number, *date)),
                Reason::MonthsEnd { months, date, .. } => Some((*months, *date)),
                _ => None,
            });
            if limit.unit.counts_days() {
                let (number, last) = ends.next().unwrap();
                let size = if limit.unit == Unit::Weeks { 7 } else { 1 };
                prop_assert_eq!(number, limit.amount * size);
                let moved = reasons.iter().find_map(|reason| match reason {
                    Reason::MovedOn { to, .. } => Some(*to),
                    _ => None,
                });
                prop_assert_eq!(Some(moved.unwrap_or(last)), found.date(calendar));
            }
            prop_assert_eq!(ends.next(), None);
            Ok(())
        })?;
    }
}
