//! How much time passed, in the unit that a limit is in.

use super::count::{self, Lost};
use super::policy::{DayOne, PauseDays, Policy};
use super::timeline::Pauses;
use crate::calendar::{Calendar, Day};
use jiff::Timestamp;

/// What to measure in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Elapsed seconds.
    Seconds,
    /// Seconds of open time.
    WorkingSeconds,
    /// The largest number of working days that is due on or before the later date.
    WorkingDays,
    /// The largest number of calendar days that is due on or before the later date.
    CalendarDays,
}

/// An amount of time in a measure; whole seconds are rounded down.
pub type Amount = i64;

/// How much of `measure` lies between two moments, pauses left out. The end is not included, so
/// that adjoining stretches add up. None if `to` is before `from` or beyond the calendars' reach.
pub fn between(
    measure: Measure,
    policy: &Policy,
    calendar: &Calendar,
    from: Timestamp,
    to: Timestamp,
    pauses: &Pauses,
) -> Option<Amount> {
    let (from, to) = (from.as_microsecond(), to.as_microsecond());
    if to < from {
        return None;
    }
    let measured = match measure {
        Measure::Seconds => Ok(seconds(from, to, pauses)),
        Measure::WorkingSeconds => working_seconds(calendar, from, to, pauses),
        Measure::WorkingDays => working_days(calendar, policy, from, to, pauses),
        Measure::CalendarDays => calendar_days(calendar, policy, from, to, pauses),
    };
    measured.ok()
}

/// Seconds of pauses between two moments, in the time that a clock of this measure runs in:
/// open time for working time and working days, elapsed time for the others.
pub fn paused_seconds(
    measure: Measure,
    calendar: &Calendar,
    from: Timestamp,
    to: Timestamp,
    pauses: &Pauses,
) -> i64 {
    let (from, to) = (from.as_microsecond(), to.as_microsecond());
    let inside = pauses.spans().iter().filter_map(|(starts, ends)| {
        let (starts, ends) = ((*starts).max(from), (*ends).min(to));
        (ends > starts).then_some((starts, ends))
    });
    let micros: i64 = match measure {
        Measure::Seconds | Measure::CalendarDays => inside.map(|(s, e)| e - s).sum(),
        Measure::WorkingSeconds | Measure::WorkingDays => inside
            .filter_map(|(s, e)| Some(calendar.open_until(e)? - calendar.open_until(s)?))
            .sum(),
    };
    micros / 1_000_000
}

fn seconds(from: i64, to: i64, pauses: &Pauses) -> Amount {
    let paused: i64 =
        pauses.spans().iter().map(|(s, e)| ((*e).min(to) - (*s).max(from)).max(0)).sum();
    (to - from - paused) / 1_000_000
}

fn working_seconds(
    calendar: &Calendar,
    from: i64,
    to: i64,
    pauses: &Pauses,
) -> Result<Amount, Lost> {
    let open = |from: i64, to: i64| {
        let until = |at: i64| calendar.open_until(at).ok_or(Lost::Beyond);
        Ok(until(to)? - until(from)?)
    };
    let mut sum = open(from, to)?;
    for (starts, ends) in pauses.spans() {
        let (starts, ends) = ((*starts).max(from), (*ends).min(to));
        if ends > starts {
            sum -= open(starts, ends)?;
        }
    }
    Ok(sum / 1_000_000)
}

fn working_days(
    calendar: &Calendar,
    policy: &Policy,
    from: i64,
    to: i64,
    pauses: &Pauses,
) -> Result<Amount, Lost> {
    let (receipt, _) = count::receipt_day(calendar, policy, from)?;
    let last = count::day_of(calendar, to)?;
    let first = count::first_working_rank(calendar, policy.day_one, receipt);
    let end = calendar.rank(last.next()).max(first);
    if end == first {
        return Ok(0);
    }
    let paused = count::paused_working_days(calendar, (first, end - 1), pauses, policy.pause_days);
    Ok(i64::from(end - first - paused))
}

fn calendar_days(
    calendar: &Calendar,
    policy: &Policy,
    from: i64,
    to: i64,
    pauses: &Pauses,
) -> Result<Amount, Lost> {
    let (receipt, _) = count::receipt_day(calendar, policy, from)?;
    let last = count::day_of(calendar, to)?;
    let first = match policy.day_one {
        DayOne::Receipt => receipt,
        DayOne::AfterReceipt | DayOne::Rolled => receipt.next(),
    };
    Ok(whole_days(calendar, first, last, pauses, policy.pause_days))
}

fn whole_days(cal: &Calendar, first: Day, last: Day, pauses: &Pauses, rule: PauseDays) -> Amount {
    if last < first {
        return 0;
    }
    let paused = count::paused_calendar_days(cal, (first, last), pauses, rule);
    i64::from(last.0 - first.0 + 1 - paused)
}
