//! What must hold of every clock, whatever the calendar, hours, pauses and policy.

use crate::making::england;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use rules::calendar::{Calendar, Day, Definition, Nation, WeeklyHours};
use rules::clock::*;

const UNITS: [Unit; 8] = [
    Unit::Minutes,
    Unit::Hours,
    Unit::WorkingMinutes,
    Unit::WorkingHours,
    Unit::WorkingDays,
    Unit::CalendarDays,
    Unit::Weeks,
    Unit::Months,
];

fn any_limit() -> impl Strategy<Value = Limit> {
    (prop::sample::select(UNITS.to_vec()), 0_u32..25)
        .prop_map(|(unit, amount)| Limit { amount, unit })
}

fn any_policy() -> impl Strategy<Value = Policy> {
    let day_one = prop::sample::select(vec![DayOne::AfterReceipt, DayOne::Receipt, DayOne::Rolled]);
    (day_one, any::<[bool; 4]>()).prop_map(|(day_one, [late, same, moves, both])| Policy {
        day_one,
        late_receipt: if late { LateReceipt::NextWorkingDay } else { LateReceipt::SameDay },
        due_at: if same { DueAt::SameTime } else { DueAt::EndOfDay },
        if_closed: if moves { IfClosed::MovesOn } else { IfClosed::Stays },
        pause_days: if both { PauseDays::BothEnds } else { PauseDays::AtEnd },
        ..Policy::default()
    })
}

fn any_clock() -> impl Strategy<Value = Clock> {
    (any_limit(), any_policy())
        .prop_filter_map("fits", |(limit, policy)| Clock::new(Term::Limit(limit), policy).ok())
}

/// Seconds into 2004–2034.
fn any_start() -> impl Strategy<Value = Timestamp> {
    (1_072_915_200_i64..2_051_222_400).prop_map(|s| Timestamp::from_second(s).unwrap())
}

fn any_pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0..1_500_000_i64, 1..600_000_i64), 0..5)
}

fn paused(start: Timestamp, spans: &[(i64, i64)]) -> Pauses {
    let at = |s: i64| start + SignedDuration::from_secs(s);
    let list: Vec<_> = spans
        .iter()
        .map(|(from, long)| Pause { starts: at(*from), ends: Some(at(from + long)) })
        .collect();
    Pauses::new(&list).unwrap()
}

fn split_shift() -> Calendar {
    Definition {
        hours: WeeklyHours::read("Mo-Fr 08:30-12:30,13:15-17:00; Sa 10:00-12:00").unwrap(),
        closed: vec![date(2026, 12, 29), date(2026, 12, 30)],
        ..Definition::office_hours(Nation::NorthernIreland)
    }
    .compile()
    .unwrap()
}

thread_local! {
    static CALENDARS: [Calendar; 2] = [england(), split_shift()];
}

fn with_calendar<T>(which: bool, test: impl FnOnce(&Calendar) -> T) -> T {
    CALENDARS.with(|calendars| test(&calendars[usize::from(which)]))
}

fn is_open_or_closing(calendar: &Calendar, at: Timestamp) -> bool {
    let day = calendar.zone().day_of(at).unwrap();
    let time = calendar.zone().time_of(at);
    let second =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    let hours =
        calendar.definition().hours.on(day.date().weekday().to_monday_zero_offset() as usize);
    hours.iter().any(|p| i64::from(p.opens) * 60 <= second && second <= i64::from(p.closes) * 60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn a_later_receipt_is_never_due_earlier(
        clock in any_clock(), start in any_start(), later in 0_i64..2_000_000, which: bool,
    ) {
        with_calendar(which, |calendar| {
            let second = start + SignedDuration::from_secs(later);
            let none = Pauses::default();
            let (a, b) = (due(&clock, calendar, start, &none, &[]), due(&clock, calendar, second, &none, &[]));
            // Under same-time, local times that clocks repeat are apart (an hour at most), and so
            // are months too short for the day of receipt: 28 July, 10:00 and 29 July, 09:00
            // both end on 28 February, each at its own time.
            let same = clock.policy().due_at == DueAt::SameTime;
            let months = matches!(clock.term(), Term::Limit(Limit { unit: Unit::Months, .. }));
            let grace = if same && months { 86_400 } else if same { 3600 } else { 0 };
            prop_assert!(a.instant().unwrap() <= b.instant().unwrap() + SignedDuration::from_secs(grace));
            Ok(())
        })?;
    }

    #[test]
    fn more_pause_never_moves_a_due_moment_earlier(
        clock in any_clock(), start in any_start(), spans in any_pauses(),
        extra in (0..1_500_000_i64, 1..600_000_i64), which: bool,
    ) {
        with_calendar(which, |calendar| {
            let less = due(&clock, calendar, start, &paused(start, &spans), &[]);
            let mut spans = spans;
            spans.push(extra);
            let more = due(&clock, calendar, start, &paused(start, &spans), &[]);
            prop_assert!(less.instant().unwrap() <= more.instant().unwrap());
            Ok(())
        })?;
    }

    #[test]
    fn splitting_ordering_and_overlapping_pauses_changes_nothing(
        clock in any_clock(), start in any_start(), spans in any_pauses(), cut in 1..99_i64, which: bool,
    ) {
        with_calendar(which, |calendar| {
            let whole = paused(start, &spans);
            let mut pieces: Vec<(i64, i64)> = Vec::new();
            for (from, long) in spans.iter().rev() {
                let first = (long * cut / 100).max(1).min(*long);
                pieces.push((from + first, (long - first).max(1)));
                pieces.push((*from, first));
            }
            // A piece of one second may stick out where the pause was one second long.
            pieces.retain(|(from, long)| spans.iter().any(|(f, l)| f <= from && from + long <= f + l));
            let split = paused(start, &pieces);
            prop_assert_eq!(&whole, &split);
            prop_assert_eq!(due(&clock, calendar, start, &whole, &[]), due(&clock, calendar, start, &split, &[]));
            Ok(())
        })?;
    }

    #[test]
    fn working_hours_are_due_in_open_time_and_working_days_on_a_working_day(
        amount in 0_u32..60, policy in any_policy(), start in any_start(), spans in any_pauses(), which: bool,
    ) {
        with_calendar(which, |calendar| {
            let pauses = paused(start, &spans);
            for unit in [Unit::WorkingMinutes, Unit::WorkingHours] {
                let clock = Clock::new(Term::Limit(Limit { amount, unit }), policy).unwrap();
                let at = due(&clock, calendar, start, &pauses, &[]).instant().unwrap();
                prop_assert!(is_open_or_closing(calendar, at), "{amount} {unit:?} from {start}: {at}");
            }
            let clock = Clock::new(Term::Limit(Limit { amount, unit: Unit::WorkingDays }), policy).unwrap();
            let on = due(&clock, calendar, start, &pauses, &[]).date(calendar).unwrap();
            prop_assert!(calendar.is_working(Day::of(on).unwrap()));
            Ok(())
        })?;
    }

    #[test]
    fn adding_and_measuring_agree(
        amount in 0_u32..200, policy in any_policy(), start in any_start(), spans in any_pauses(), which: bool,
    ) {
        with_calendar(which, |calendar| {
            let pauses = paused(start, &spans);
            let policy = Policy { due_at: DueAt::EndOfDay, if_closed: IfClosed::Stays, ..policy };
            for (unit, measure, size) in [
                (Unit::Minutes, Measure::Seconds, 60),
                (Unit::WorkingMinutes, Measure::WorkingSeconds, 60),
                (Unit::WorkingDays, Measure::WorkingDays, 1),
                (Unit::CalendarDays, Measure::CalendarDays, 1),
            ] {
                let Ok(clock) = Clock::new(Term::Limit(Limit { amount, unit }), policy) else { continue };
                let found = due(&clock, calendar, start, &pauses, &[]);
                let to = match found {
                    Due::By { date, .. } => calendar.zone().start_of(Day::of(date).unwrap()).max(start),
                    _ => found.instant().unwrap(),
                };
                let measured = between(measure, &policy, calendar, start, to, &pauses).unwrap();
                // Zero working days end on the first working day, which may be day 1 already.
                let expected = i64::from(amount) * size;
                let first = amount == 0 && unit.counts_days() && measured <= 1;
                prop_assert!(measured == expected || first, "{amount} {unit:?}: {measured}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_holiday_on_another_day_than_receipt_never_shortens_a_clock(
        clock in any_clock(), start in any_start(), days in 1_i32..60,
    ) {
        let plain = Definition { nation: None, ..Definition::office_hours(Nation::EnglandAndWales) };
        let zone = CALENDARS.with(|calendars| calendars[0].shared_zone());
        let on = zone.date_of(start);
        let closed = Definition { closed: vec![on.checked_add(days.days()).unwrap()], ..plain.clone() };
        let none = Pauses::default();
        let without = Calendar::new(plain.clone(), zone.clone()).unwrap();
        let with = Calendar::new(closed, zone.clone()).unwrap();
        prop_assert!(
            due(&clock, &without, start, &none, &[]).instant() <= due(&clock, &with, start, &none, &[]).instant()
        );
        // Backwards, a holiday before the event asks for earlier notice.
        let before = Definition { closed: vec![on.checked_sub(days.days()).unwrap()], ..plain };
        let before = Calendar::new(before, zone).unwrap();
        if let (Ok(a), Ok(b)) = (notice(&clock, &without, start), notice(&clock, &before, start)) {
            prop_assert!(a.instant() >= b.instant());
        }
    }

    #[test]
    fn judging_later_changes_nothing_about_what_has_concluded(
        clock in any_clock(), start in any_start(), took in 0_i64..3_000_000,
        spans in any_pauses(), wait in 0_i64..50_000_000, which: bool,
    ) {
        with_calendar(which, |calendar| {
            let at = |s: i64| start + SignedDuration::from_secs(s);
            let stop = at(took);
            let pauses: Vec<Pause> = spans
                .iter()
                .filter(|(from, _)| at(*from) <= stop)
                .map(|(from, long)| Pause { starts: at(*from), ends: Some(at(from + long)) })
                .collect();
            let line = Timeline::build(calendar.zone(), start, Some(stop), None, &pauses, vec![]).unwrap();
            let once = judge(&clock, calendar, &line, stop);
            let later = judge(&clock, calendar, &line, stop + SignedDuration::from_secs(wait));
            prop_assert_eq!(once, later);
            prop_assert!(matches!(once.outcome, Outcome::Kept | Outcome::Missed));
            Ok(())
        })?;
    }

    #[test]
    fn the_days_that_an_explanation_counts_are_the_limit(
        amount in 1_u32..40, policy in any_policy(), start in any_start(), spans in any_pauses(), which: bool,
    ) {
        with_calendar(which, |calendar| {
            let pauses = paused(start, &spans);
            for unit in [Unit::WorkingDays, Unit::CalendarDays] {
                let Ok(clock) = Clock::new(Term::Limit(Limit { amount, unit }), policy) else { continue };
                let found = due(&clock, calendar, start, &pauses, &[]);
                let reasons = explain(&clock, calendar, start, &pauses, &[]);
                let last = reasons.iter().find_map(|reason| match reason {
                    Reason::LastDay { number, date, .. } => Some((*number, *date)),
                    _ => None,
                });
                let rolled = reasons.iter().find_map(|reason| match reason {
                    Reason::MovedOn { to, .. } => Some(*to),
                    _ => None,
                });
                let (number, date) = last.unwrap();
                prop_assert_eq!(number, amount);
                prop_assert_eq!(Some(rolled.unwrap_or(date)), found.date(calendar));
                prop_assert!(matches!(reasons[0], Reason::Received(_)));
            }
            Ok(())
        })?;
    }
}
