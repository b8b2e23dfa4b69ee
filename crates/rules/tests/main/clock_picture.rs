//! The picture of a clock shows what its due date was reached by.

use crate::making::{at, calendar, clock, england, pauses};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use rules::calendar::{Calendar, Nation};
use rules::clock::*;

/// A picture in short: a line for each day, with its state and what else is to be said of it.
fn told(
    calendar: &Calendar,
    clock: &Clock,
    from: &str,
    paused: &[&str],
    more: &[&str],
) -> Vec<String> {
    let start = at(calendar.zone(), from);
    let extensions = extensions(start, more);
    let paused = pauses(calendar.zone(), paused);
    let until = calendar.zone().date_of(start);
    days(clock, calendar, start, &paused, &extensions, until).iter().map(line).collect()
}

fn extensions(start: Timestamp, more: &[&str]) -> Vec<Extension> {
    let granted = start + SignedDuration::from_secs(1);
    let by = |text: &&str| Extension { by: Limit::read(text).unwrap(), granted };
    more.iter().map(by).collect()
}

fn line(cell: &DayCell) -> String {
    let state = match &cell.state {
        DayState::NotCounted => "not counted".into(),
        DayState::Counted { number, is_extension: false } => format!("day {number}"),
        DayState::Counted { number, is_extension: true } => format!("day {number}, extension"),
        DayState::Closed(ClosedBy::Weekday) => "weekend".into(),
        DayState::Closed(ClosedBy::BankHoliday(name)) => name.clone(),
        DayState::Closed(ClosedBy::ClosedDay(name)) => {
            name.clone().unwrap_or_else(|| "closed".into())
        }
        DayState::Paused => "paused".into(),
        DayState::MovedOn => "moved on".into(),
        DayState::Beyond => "beyond".into(),
    };
    let mut line = format!("{} {state}", cell.date.strftime("%a %d"));
    for (is, word) in
        [(cell.is_receipt, "receipt"), (cell.is_day_one, "first"), (cell.is_due, "due")]
    {
        if is {
            line.push_str(&format!(" [{word}]"));
        }
    }
    line
}

#[test]
fn five_working_days_over_christmas_are_shown_day_by_day() {
    let found =
        told(&england(), &clock("5 working days", Policy::default()), "2025-12-19T16:55", &[], &[]);
    assert_eq!(
        found,
        [
            "Fri 19 not counted [receipt]",
            "Sat 20 weekend",
            "Sun 21 weekend",
            "Mon 22 day 1 [first]",
            "Tue 23 day 2",
            "Wed 24 day 3",
            "Thu 25 Christmas Day",
            "Fri 26 Boxing Day",
            "Sat 27 weekend",
            "Sun 28 weekend",
            "Mon 29 day 4",
            "Tue 30 day 5 [due]",
        ]
    );
}

#[test]
fn pauses_extensions_and_closed_days_each_have_their_state() {
    let calendar = calendar(Nation::EnglandAndWales, "Mo-Fr 09:00-17:00", &["2026-09-11"], &[]);
    let clock = clock("3 working days", Policy::default());
    let found = told(
        &calendar,
        &clock,
        "2026-09-07T10:00",
        &["2026-09-08T12:00/2026-09-10T12:00"],
        &["1 working day"],
    );
    assert_eq!(
        found,
        [
            "Mon 07 not counted [receipt]",
            "Tue 08 paused",
            "Wed 09 paused",
            "Thu 10 day 1 [first]",
            "Fri 11 closed",
            "Sat 12 weekend",
            "Sun 13 weekend",
            "Mon 14 day 2",
            "Tue 15 day 3",
            "Wed 16 day 4, extension [due]",
        ]
    );
}

#[test]
fn a_last_day_that_is_closed_moves_on() {
    let policy = Policy { if_closed: IfClosed::MovesOn, ..Policy::default() };
    let found = told(&england(), &clock("3 calendar days", policy), "2026-09-09T10:00", &[], &[]);
    assert_eq!(
        found,
        [
            "Wed 09 not counted [receipt]",
            "Thu 10 day 1 [first]",
            "Fri 11 day 2",
            "Sat 12 day 3",
            "Sun 13 weekend",
            "Mon 14 moved on [due]",
        ]
    );
}

#[test]
fn a_clock_that_stands_still_has_days_up_to_now_and_none_that_is_due() {
    let calendar = england();
    let start = at(calendar.zone(), "2026-09-07T10:00");
    let open = pauses(calendar.zone(), &["2026-09-09T12:00/"]);
    let until: Date = "2026-09-11".parse().unwrap();
    let clock = clock("5 working days", Policy::default());
    let found: Vec<String> =
        days(&clock, &calendar, start, &open, &[], until).iter().map(line).collect();
    assert_eq!(
        found,
        [
            "Mon 07 not counted [receipt]",
            "Tue 08 day 1 [first]",
            "Wed 09 paused",
            "Thu 10 paused",
            "Fri 11 paused",
        ]
    );
}

#[test]
fn hours_are_shown_as_the_opening_hours_that_counted() {
    let calendar = calendar(Nation::EnglandAndWales, "Mo-Fr 08:00-17:00", &[], &[]);
    let zone = calendar.zone();
    let start = at(zone, "2026-09-11T16:00");
    let paused = pauses(zone, &["2026-09-14T09:00/2026-09-14T09:30"]);
    let clock = clock("4 working hours", Policy::default());
    let found: Vec<String> = stretches(&clock, &calendar, start, &paused, &[], start)
        .iter()
        .map(|stretch| {
            let day = zone.date_of(stretch.from).strftime("%a").to_string();
            let (from, to) = (zone.time_of(stretch.from), zone.time_of(stretch.to));
            let word = if stretch.is_paused { "paused" } else { "counted" };
            format!("{day} {} to {} {word}", from.strftime("%H:%M"), to.strftime("%H:%M"))
        })
        .collect();
    assert_eq!(
        found,
        [
            "Fri 16:00 to 17:00 counted",
            "Mon 08:00 to 09:00 counted",
            "Mon 09:00 to 09:30 paused",
            "Mon 09:30 to 11:30 counted",
        ]
    );
}

fn any_clock() -> impl Strategy<Value = Clock> {
    let units = vec![
        Unit::WorkingDays,
        Unit::CalendarDays,
        Unit::Weeks,
        Unit::Months,
        Unit::WorkingHours,
        Unit::Hours,
    ];
    let day_one = prop::sample::select(vec![DayOne::AfterReceipt, DayOne::Receipt, DayOne::Rolled]);
    (prop::sample::select(units), 0_u32..25, day_one, any::<[bool; 4]>()).prop_filter_map(
        "fits",
        |(unit, amount, day_one, [late, same, moves, both])| {
            let policy = Policy {
                day_one,
                late_receipt: if late { LateReceipt::NextWorkingDay } else { LateReceipt::SameDay },
                due_at: if same { DueAt::SameTime } else { DueAt::EndOfDay },
                if_closed: if moves { IfClosed::MovesOn } else { IfClosed::Stays },
                pause_days: if both { PauseDays::BothEnds } else { PauseDays::AtEnd },
                ..Policy::default()
            };
            Clock::new(Term::Limit(Limit { amount, unit }), policy).ok()
        },
    )
}

fn any_extension() -> impl Strategy<Value = Option<Limit>> {
    let units = vec![Unit::WorkingDays, Unit::CalendarDays, Unit::Weeks, Unit::Months];
    prop::option::of((prop::sample::select(units), 1_u32..12))
        .prop_map(|more| more.map(|(unit, amount)| Limit { amount, unit }))
}

thread_local! {
    static CALENDAR: Calendar = calendar(
        Nation::EnglandAndWales,
        "Mo-Fr 08:30-12:30,13:15-17:00; Sa 10:00-12:00",
        &["2026-12-29", "2026-12-30", "2027-04-01"],
        &["2026-12-27 10:00-12:00"],
    );
}

/// How many days are counted: those of the limit and of an extension, months as they fall.
fn wanted(limit: Limit, more: Option<Limit>) -> Option<usize> {
    let days = |by: Limit| match by.unit {
        Unit::WorkingDays | Unit::CalendarDays => Some(by.amount as usize),
        Unit::Weeks => Some(by.amount as usize * 7),
        _ => None,
    };
    Some(days(limit)? + more.map_or(Some(0), days)?)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn the_picture_counts_the_limit_and_its_extension_and_is_due_on_the_due_date(
        clock in any_clock(), start in 1_735_689_600_i64..1_830_297_600, more in any_extension(),
        spans in prop::collection::vec((0..1_500_000_i64, 1..600_000_i64), 0..4),
    ) {
        let start = Timestamp::from_second(start).unwrap();
        let after = |s: i64| start + SignedDuration::from_secs(s);
        let spans: Vec<Pause> = spans
            .iter()
            .map(|(from, long)| Pause { starts: after(*from), ends: Some(after(from + long)) })
            .collect();
        let pauses = Pauses::new(&spans).unwrap();
        let Term::Limit(limit) = clock.term() else { unreachable!() };
        CALENDAR.with(|calendar| {
            // Granted with the receipt, unless it is due at that very moment.
            let plain = due(&clock, calendar, start, &pauses, &[]).instant();
            let more = more.filter(|_| limit.unit.counts_days() && plain > Some(start));
            let extensions: Vec<Extension> =
                more.iter().map(|by| Extension { by: *by, granted: start }).collect();
            let due = due(&clock, calendar, start, &pauses, &extensions);
            if limit.unit.counts_days() {
                let from = calendar.zone().date_of(start);
                let cells = days(&clock, calendar, start, &pauses, &extensions, from);
                let of_due: Vec<Date> =
                    cells.iter().filter(|cell| cell.is_due).map(|cell| cell.date).collect();
                prop_assert_eq!(of_due, vec![due.date(calendar).unwrap()]);
                let counted: Vec<&DayCell> = cells
                    .iter()
                    .filter(|cell| matches!(cell.state, DayState::Counted { .. }))
                    .collect();
                if let Some(wanted) = wanted(limit, more) {
                    prop_assert_eq!(counted.len(), wanted);
                }
                // It is due on the last day counted, or on a later one that it moved on to.
                let end = cells.last().unwrap();
                prop_assert!(end.is_due);
                let moves = clock.policy().if_closed == IfClosed::MovesOn || limit.amount == 0;
                let is_counted = matches!(end.state, DayState::Counted { .. });
                prop_assert!(is_counted || moves);
            } else {
                let all = stretches(&clock, calendar, start, &pauses, &extensions, start);
                let counted: i64 = all
                    .iter()
                    .filter(|stretch| !stretch.is_paused)
                    .map(|stretch| stretch.to.as_second() - stretch.from.as_second())
                    .sum();
                prop_assert_eq!(counted, i64::from(limit.amount) * 3600);
                let late = all.iter().all(|stretch| Some(stretch.to) <= due.instant());
                prop_assert!(late);
            }
            Ok(())
        })?;
    }
}
