//! What must hold of every clock, whatever the calendar, hours, pauses, extensions and policy.

use crate::clock_strategies::*;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use rules::calendar::{Calendar, Definition};
use rules::clock::*;

/// How much earlier a later receipt may be due: nothing, but for two things that a limit which
/// ends at the clock time of receipt brings with it. Where clocks change on a day of receipt or
/// a last day, local times that are repeated or skipped are not in the order of time (an hour at
/// most). And where receipts of several days end on one day, because a month is too short or an
/// extension in another unit takes them there, each ends at its own time: 28 July, 10:00 and
/// 29 July, 09:00 plus 7 months.
fn grace(
    clock: &Clock,
    extensions: &[Extension],
    calendar: &Calendar,
    receipts: [Timestamp; 2],
) -> SignedDuration {
    let Term::Limit(limit) = clock.term() else { unreachable!("a limit") };
    let none = Pauses::default();
    let dues = receipts.map(|at| due(clock, calendar, at, &none, extensions).instant().unwrap());
    let joins = limit.unit == Unit::Months
        || extensions.iter().any(|extension| !limit.unit.adds_to(extension.by.unit));
    let [first, second] = dues.map(|at| calendar.zone().date_of(at));
    if clock.policy().due_at != DueAt::SameTime || !limit.unit.counts_days() {
        SignedDuration::ZERO
    } else if joins && first == second {
        SignedDuration::from_hours(24)
    } else if receipts.iter().chain(&dues).any(|at| clocks_change(calendar, *at)) {
        SignedDuration::from_hours(1)
    } else {
        SignedDuration::ZERO
    }
}

/// The ends of a due moment that is there; one that a pause has taken away comes after all.
fn reach(due: Due) -> Timestamp {
    due.instant().unwrap_or(Timestamp::MAX)
}

fn is_open_or_closing(calendar: &Calendar, at: Timestamp) -> bool {
    let time = calendar.zone().time_of(at);
    let second =
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    let on = calendar.zone().date_of(at);
    let covers = |opens: u32, closes: u32, second: i64| {
        i64::from(opens) * 60 <= second && second <= i64::from(closes) * 60
    };
    let hours = |on| periods_on(calendar.definition(), on).into_iter();
    // A day that closes at midnight closes on the next one's first moment.
    hours(on).any(|p| covers(p.opens, p.closes, second))
        || (second == 0 && hours(on.yesterday().unwrap()).any(|p| p.closes == 1440))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn a_later_receipt_is_never_due_earlier(
        clock in any_clock(), start in any_start(), later in 0_i64..2_000_000,
        more in any_extensions(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let receipts = [start, start + SignedDuration::from_secs(later)];
            let more: Vec<_> = more.iter().map(|(by, at)| (*by, at + later)).collect();
            let extensions = extended(&clock, start, &more);
            let none = Pauses::default();
            let [a, b] = receipts.map(|at| reach(due(&clock, calendar, at, &none, &extensions)));
            prop_assert!(a <= b + grace(&clock, &extensions, calendar, receipts), "{a} and {b}");
            Ok(())
        })?;
    }

    // With pauses, several receipts end on one day too; and a month that is too short takes days
    // from the later one that a pause gives the earlier one.
    #[test]
    fn a_later_receipt_is_never_due_earlier_with_the_same_pauses(
        clock in any_clock(), start in any_start(), later in 0_i64..2_000_000,
        spans in any_pauses(), which in CALENDARS,
    ) {
        let Term::Limit(limit) = clock.term() else { unreachable!("a limit") };
        prop_assume!(limit.unit != Unit::Months);
        let policy = Policy { due_at: DueAt::EndOfDay, ..*clock.policy() };
        let clock = Clock::new(clock.term(), policy).unwrap();
        with_calendar(which, |calendar| {
            let second = start + SignedDuration::from_secs(later);
            let pauses = paused(second, &spans);
            let [a, b] = [start, second].map(|at| due(&clock, calendar, at, &pauses, &[]));
            prop_assert!(reach(a) <= reach(b), "{a:?} and {b:?}");
            Ok(())
        })?;
    }

    #[test]
    fn more_pause_never_moves_a_due_moment_earlier_nor_turns_kept_into_missed(
        clock in any_clock(), start in any_start(), spans in any_pauses(),
        extra in (0..1_500_000_i64, 1..600_000_i64), is_open: bool,
        more in any_extensions(), took in 0_i64..3_000_000, which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let extensions = extended(&clock, start, &more);
            let stop = start + SignedDuration::from_secs(took);
            let judged = |pauses: &[Pause]| {
                let all = Pauses::new(pauses).unwrap();
                let found = due(&clock, calendar, start, &all, &extensions);
                let until: Vec<Pause> = pauses.iter().filter(|p| p.starts <= stop).copied().collect();
                let line = Timeline::build(
                    calendar.zone(), start, Some(stop), None, &until, extensions.clone(),
                );
                (found, judge(&clock, calendar, &line.unwrap(), stop).outcome)
            };
            let mut pauses: Vec<Pause> = spans.iter().map(|span| stretch(start, *span)).collect();
            let (less_due, less) = judged(&pauses);
            let extra = stretch(start, extra);
            pauses.push(if is_open { Pause { ends: None, ..extra } } else { extra });
            let (more_due, more) = judged(&pauses);
            prop_assert!(reach(less_due) <= reach(more_due), "{less_due:?} and {more_due:?}");
            prop_assert!(less != Outcome::Kept || more == Outcome::Kept, "{less:?} and {more:?}");
            Ok(())
        })?;
    }

    #[test]
    fn splitting_ordering_and_overlapping_pauses_changes_nothing(
        clock in any_clock(), start in any_start(), spans in any_pauses(), cut in 1..99_i64,
        more in any_extensions(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let whole = paused(start, &spans);
            let mut pieces: Vec<(i64, i64)> = Vec::new();
            for (from, long) in spans.iter().rev() {
                let first = (long * cut / 100).max(1).min(*long);
                // The second piece overlaps the first one and ends with the whole.
                let again = first / 2;
                pieces.push((from + again, long - again));
                pieces.push((*from, first));
            }
            let split = paused(start, &pieces);
            prop_assert_eq!(&whole, &split);
            let extensions = extended(&clock, start, &more);
            let dues = [&whole, &split].map(|p| due(&clock, calendar, start, p, &extensions));
            prop_assert_eq!(dues[0], dues[1]);
            let told = [&whole, &split].map(|p| explain(&clock, calendar, start, p, &extensions));
            prop_assert_eq!(&told[0], &told[1]);
            Ok(())
        })?;
    }

    #[test]
    fn working_hours_are_due_in_open_time_and_working_days_on_a_working_day(
        amount in 0_u32..60, policy in any_policy(), start in any_start(), spans in any_pauses(),
        more in any_extensions(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let pauses = paused(start, &spans);
            let found = |unit: Unit| {
                let clock = Clock::new(Term::Limit(Limit { amount, unit }), policy).unwrap();
                // An extension in another unit may well end on a closed day.
                let own: Vec<_> = more.iter().filter(|(by, _)| unit.adds_to(by.unit)).copied().collect();
                due(&clock, calendar, start, &pauses, &extended(&clock, start, &own))
            };
            for unit in [Unit::WorkingMinutes, Unit::WorkingHours] {
                let at = found(unit).instant().unwrap();
                // On days on which clocks change, the reference knows the hours.
                let is_right = clocks_change(calendar, at) || is_open_or_closing(calendar, at);
                prop_assert!(is_right, "{amount} {unit:?} from {start}: {at}");
            }
            let on = found(Unit::WorkingDays).date(calendar).unwrap();
            prop_assert!(!periods_on(calendar.definition(), on).is_empty(), "{on}");
            Ok(())
        })?;
    }

    #[test]
    fn adding_and_measuring_agree(
        amount in 0_u32..200, policy in any_policy(), start in any_start(), spans in any_pauses(),
        more in any_extensions(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let pauses = paused(start, &spans);
            let policy = Policy { due_at: DueAt::EndOfDay, if_closed: IfClosed::Stays, ..policy };
            for (unit, measure, size) in [
                (Unit::Seconds, Measure::Seconds, 1),
                (Unit::Minutes, Measure::Seconds, 60),
                (Unit::Hours, Measure::Seconds, 3600),
                (Unit::WorkingMinutes, Measure::WorkingSeconds, 60),
                (Unit::WorkingHours, Measure::WorkingSeconds, 3600),
                (Unit::WorkingDays, Measure::WorkingDays, 1),
                (Unit::CalendarDays, Measure::CalendarDays, 1),
                (Unit::Weeks, Measure::CalendarDays, 7),
                (Unit::Rings, Measure::Seconds, 3),
            ] {
                let Ok(clock) = Clock::new(Term::Limit(Limit { amount, unit }), policy) else { continue };
                let own: Vec<_> = more.iter().filter(|(by, _)| by.unit == unit).copied().collect();
                let extensions = extended(&clock, start, &own);
                let found = due(&clock, calendar, start, &pauses, &extensions);
                let counted: u32 = amount + in_time(&clock, calendar, start, &pauses, &extensions);
                let to = match found {
                    Due::By { date, .. } => calendar.zone().start_of(day(date)).max(start),
                    _ => found.instant().unwrap(),
                };
                let measured = between(measure, &policy, calendar, start, to, &pauses).unwrap();
                // Zero working days end on the first working day, which may be day 1 already.
                let expected = i64::from(counted) * size;
                let first = counted == 0 && unit.counts_days() && measured <= 1;
                prop_assert!(measured == expected || first, "{counted} {unit:?}: {measured}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_holiday_on_another_day_than_receipt_never_moves_a_due_moment_earlier(
        clock in any_clock(), start in any_start(), days in 1_i32..60, spans in any_pauses(),
        more in any_extensions(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let mut closed: Definition = calendar.definition().clone();
            closed.closed.push(calendar.zone().date_of(start).checked_add(days.days()).unwrap());
            let closed = Calendar::new(closed, calendar.shared_zone()).unwrap();
            let (pauses, extensions) = (paused(start, &spans), extended(&clock, start, &more));
            let found = [calendar, &closed].map(|c| due(&clock, c, start, &pauses, &extensions));
            prop_assert!(reach(found[0]) <= reach(found[1]), "{found:?}");
            Ok(())
        })?;
    }

    #[test]
    fn judging_later_changes_nothing_about_what_has_concluded(
        clock in any_clock(), start in any_start(), took in 0_i64..3_000_000,
        spans in any_pauses(), wait in 0_i64..50_000_000, is_left: bool,
        more in any_extensions(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let stop = start + SignedDuration::from_secs(took);
            let pauses = spans.iter().map(|span| stretch(start, *span));
            let pauses: Vec<Pause> = pauses.filter(|pause| pause.starts <= stop).collect();
            let (done, left) = if is_left { (None, Some(stop)) } else { (Some(stop), None) };
            let extensions = extended(&clock, start, &more);
            let line = Timeline::build(calendar.zone(), start, done, left, &pauses, extensions);
            let line = line.unwrap();
            let once = judge(&clock, calendar, &line, stop);
            let later = judge(&clock, calendar, &line, stop + SignedDuration::from_secs(wait));
            prop_assert_eq!(once, later);
            let ended = if is_left { Outcome::EndedByCustomer } else { Outcome::Kept };
            prop_assert!([ended, Outcome::Missed].contains(&once.outcome));
            Ok(())
        })?;
    }
}

/// How much was added by the extensions that were granted before the moment then due.
fn in_time(
    clock: &Clock,
    calendar: &Calendar,
    start: Timestamp,
    pauses: &Pauses,
    extensions: &[Extension],
) -> u32 {
    let mut counting: Vec<Extension> = Vec::new();
    for extension in extensions {
        let before = due(clock, calendar, start, pauses, &counting);
        if extension.granted < reach(before) {
            counting.push(*extension);
        }
    }
    counting.iter().map(|extension| extension.by.amount).sum()
}
