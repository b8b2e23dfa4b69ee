//! What the properties of clocks are tried on: limits, policies, pauses, extensions, moments and
//! calendars of every kind.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use rules::calendar::{Calendar, Day, Definition, Nation, Opening, Period, WeeklyHours};
use rules::clock::*;

/// A calendar, by its place among those of [`definitions`].
pub(crate) const CALENDARS: std::ops::Range<usize> = 0..5;

/// Offices, split shifts with openings out of turn, one day a week, every hour, and one that is
/// open where clocks change by half an hour.
pub(crate) fn definitions() -> [Definition; 5] {
    let office = Definition::office_hours(Nation::EnglandAndWales);
    let hours = |text: &str| WeeklyHours::read(text).unwrap();
    let open = ["2026-12-28 10:00-12:00", "2026-08-01 09:00-11:00"];
    [
        office.clone(),
        Definition {
            nation: Some(Nation::NorthernIreland),
            hours: hours("Mo-Fr 08:30-12:30,13:15-17:00; Sa 10:00-12:00"),
            closed: vec![date(2026, 12, 29), date(2026, 12, 30)],
            open: open.map(|opening| Opening::read(opening).unwrap()).into(),
            ..office.clone()
        },
        Definition {
            nation: Some(Nation::Scotland),
            hours: hours("Tu 08:00-17:00"),
            ..office.clone()
        },
        Definition {
            zone: "America/New_York".into(),
            nation: None,
            hours: hours("00:00-24:00"),
            ..office.clone()
        },
        Definition {
            zone: "Australia/Lord_Howe".into(),
            nation: None,
            hours: hours("Mo-Sa 00:00-02:00,22:00-24:00; Su 01:00-03:00"),
            ..office
        },
    ]
}

thread_local! {
    static COMPILED: [Calendar; 5] = definitions().map(|definition| definition.compile().unwrap());
}

/// Runs a test with one of the calendars.
pub(crate) fn with_calendar<T>(which: usize, test: impl FnOnce(&Calendar) -> T) -> T {
    COMPILED.with(|calendars| test(&calendars[which]))
}

/// The hours of a date as its definition says them, before anything is worked out.
pub(crate) fn periods_on(definition: &Definition, on: Date) -> Vec<Period> {
    let is_holiday = definition.bank_holiday(on).is_some();
    let mut periods = match is_holiday || definition.closed.contains(&on) {
        true => Vec::new(),
        false => definition.hours.on(on.weekday().to_monday_zero_offset() as usize).to_vec(),
    };
    periods.extend(definition.open.iter().filter(|o| o.on == on).map(|o| o.period));
    periods
}

/// Whether clocks change on the local day of a moment.
pub(crate) fn clocks_change(calendar: &Calendar, at: Timestamp) -> bool {
    let day = calendar.zone().day_of(at).unwrap();
    let length = calendar.zone().end_of(day).duration_since(calendar.zone().start_of(day));
    length != SignedDuration::from_hours(24)
}

pub(crate) fn day(date: Date) -> Day {
    Day::of(date).unwrap()
}

pub(crate) fn any_limit() -> impl Strategy<Value = Limit> {
    (prop::sample::select(Unit::ALL.to_vec()), 0_u32..25)
        .prop_map(|(unit, amount)| Limit { amount, unit })
}

pub(crate) fn any_policy() -> impl Strategy<Value = Policy> {
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

pub(crate) fn any_clock() -> impl Strategy<Value = Clock> {
    (any_limit(), any_policy())
        .prop_filter_map("fits", |(limit, policy)| Clock::new(Term::Limit(limit), policy).ok())
}

/// Seconds into 2004–2034; one in three close before a change of clocks in Europe or America.
pub(crate) fn any_start() -> impl Strategy<Value = Timestamp> {
    let second = |second: i64| Timestamp::from_second(second).unwrap();
    let changes: Vec<i64> = ["Europe/London", "America/New_York", "Australia/Lord_Howe"]
        .into_iter()
        .flat_map(|name| {
            let zone = jiff::tz::TimeZone::get(name).unwrap();
            let following = zone.following(second(1_072_915_200)).map(|t| t.timestamp());
            following.take_while(|at| at.as_second() < 2_051_222_400).collect::<Vec<_>>()
        })
        .map(|at| at.as_second())
        .collect();
    let near = (prop::sample::select(changes), -200_000_i64..100_000)
        .prop_map(|(change, offset)| change + offset);
    let any = 1_072_915_200_i64..2_051_222_400;
    prop_oneof![2 => any.boxed(), 1 => near.boxed()].prop_map(second)
}

/// Pauses as seconds after the start and lengths in seconds; they may touch and overlap.
pub(crate) fn any_pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0..1_500_000_i64, 1..600_000_i64), 0..5)
}

pub(crate) fn stretch(start: Timestamp, (from, long): (i64, i64)) -> Pause {
    let at = |second: i64| start + SignedDuration::from_secs(second);
    Pause { starts: at(from), ends: Some(at(from + long)) }
}

pub(crate) fn paused(start: Timestamp, spans: &[(i64, i64)]) -> Pauses {
    let list: Vec<Pause> = spans.iter().map(|span| stretch(start, *span)).collect();
    Pauses::new(&list).unwrap()
}

/// Extensions in any unit, granted so many seconds after the start; most of them in time.
pub(crate) fn any_extensions() -> impl Strategy<Value = Vec<(Limit, i64)>> {
    let limit = (prop::sample::select(Unit::ALL.to_vec()), 0_u32..12)
        .prop_map(|(unit, amount)| Limit { amount, unit });
    prop::collection::vec((limit, 0..400_000_i64), 0..4)
}

/// Those that a clock takes, as they were granted.
pub(crate) fn extended(clock: &Clock, start: Timestamp, all: &[(Limit, i64)]) -> Vec<Extension> {
    let granted = |second: i64| start + SignedDuration::from_secs(second);
    all.iter()
        .filter(|(by, _)| clock.takes(*by).is_ok())
        .map(|(by, second)| Extension { by: *by, granted: granted(*second) })
        .collect()
}
