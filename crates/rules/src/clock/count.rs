//! Counting days and open time past pauses: the arithmetic beneath [`super::due`].

use super::policy::{DayOne, LateReceipt, PauseDays, Policy};
use super::timeline::Pauses;
use crate::calendar::{Calendar, Day};

const MICROS: i64 = 1_000_000;

/// Why counting found no day or moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// The clock stands still and nobody has said until when.
    Paused,
    /// Beyond the reach of calendars.
    Beyond,
}

/// R: the local day that counts as the day of receipt, and whether lateness moved it.
pub(crate) fn receipt_day(
    calendar: &Calendar,
    policy: &Policy,
    start: i64,
) -> Result<(Day, bool), Lost> {
    let day = day_of(calendar, start)?;
    if policy.late_receipt == LateReceipt::NextWorkingDay
        && calendar.last_closing(day).is_some_and(|closing| start >= closing)
    {
        return Ok((day.plus(1).ok_or(Lost::Beyond)?, true));
    }
    Ok((day, false))
}

/// The rank of the working day that is day 1.
pub(crate) fn first_working_rank(calendar: &Calendar, day_one: DayOne, receipt: Day) -> u32 {
    match day_one {
        DayOne::AfterReceipt => calendar.rank(receipt.next()),
        DayOne::Receipt => calendar.rank(receipt),
        DayOne::Rolled => calendar.rank(receipt) + 1,
    }
}

/// The `amount`-th working day that counts, from the one of rank `first` on. With an amount of
/// zero: the first that counts from rank `first` on.
pub(crate) fn working_day(
    calendar: &Calendar,
    first: u32,
    amount: u32,
    pauses: &Pauses,
    rule: PauseDays,
) -> Result<Day, Lost> {
    let rank = past(first, first + amount.saturating_sub(1), paused_ranks(calendar, pauses, rule))?;
    calendar.working_day(rank).ok_or(Lost::Beyond)
}

/// The `amount`-th calendar day that counts, from `first` on. With zero: the first that counts.
pub(crate) fn calendar_day(
    calendar: &Calendar,
    first: Day,
    amount: u32,
    pauses: &Pauses,
    rule: PauseDays,
) -> Result<Day, Lost> {
    let last = first.0.checked_add(amount.saturating_sub(1)).ok_or(Lost::Beyond)?;
    let number = past(first.0, last, paused_days(calendar, pauses, rule))?;
    Day(0).plus(number).ok_or(Lost::Beyond)
}

/// Steps from `target` over the stretches of numbers, given in order, that do not count. Only
/// what lies at or after `first` and before the target reached so far makes a difference.
fn past(first: u32, target: u32, uncounted: impl Iterator<Item = (u32, u32)>) -> Result<u32, Lost> {
    let mut target = target;
    let mut from = first;
    for (start, end) in uncounted {
        let start = start.max(from);
        if start > target {
            break;
        }
        if end == u32::MAX {
            return Err(Lost::Paused);
        }
        if end > start {
            target += end - start;
            from = end;
        }
    }
    Ok(target)
}

fn paused_ranks(
    calendar: &Calendar,
    pauses: &Pauses,
    rule: PauseDays,
) -> impl Iterator<Item = (u32, u32)> {
    pauses.spans().iter().map(move |(starts, ends)| match rule {
        PauseDays::AtEnd => (closings_before(calendar, *starts), closings_before(calendar, *ends)),
        PauseDays::BothEnds => {
            let first = day_of(calendar, *starts).map_or(u32::MAX, |day| calendar.rank(day));
            let end = day_of(calendar, *ends).map_or(u32::MAX, |day| calendar.rank(day.next()));
            (first, end)
        }
    })
}

fn paused_days(
    calendar: &Calendar,
    pauses: &Pauses,
    rule: PauseDays,
) -> impl Iterator<Item = (u32, u32)> {
    pauses.spans().iter().map(move |(starts, ends)| match rule {
        // A day's closing midnight is the first moment of the next day, hence one earlier.
        PauseDays::AtEnd => (
            day_of(calendar, starts - 1).map_or(u32::MAX, |day| day.0),
            day_of(calendar, ends - 1).map_or(u32::MAX, |day| day.0),
        ),
        PauseDays::BothEnds => (
            day_of(calendar, *starts).map_or(u32::MAX, |day| day.0),
            day_of(calendar, *ends).map_or(u32::MAX, |day| day.0 + 1),
        ),
    })
}

/// How many working days closed for the last time before a moment: the rank of the first whose
/// last closing is not before it.
fn closings_before(calendar: &Calendar, micros: i64) -> u32 {
    // A day that closes at midnight closes on the next one's first moment: hence one earlier.
    let Ok(day) = day_of(calendar, micros - 1) else { return u32::MAX };
    let closed = calendar.last_closing(day).is_some_and(|closing| closing < micros);
    calendar.rank(day) + u32::from(closed)
}

/// How many of the working days of ranks `first..=last` do not count.
pub(crate) fn paused_working_days(
    calendar: &Calendar,
    (first, last): (u32, u32),
    pauses: &Pauses,
    rule: PauseDays,
) -> u32 {
    overlap(first, last, paused_ranks(calendar, pauses, rule))
}

/// How many of the calendar days `first..=last` do not count.
pub(crate) fn paused_calendar_days(
    calendar: &Calendar,
    (first, last): (Day, Day),
    pauses: &Pauses,
    rule: PauseDays,
) -> u32 {
    overlap(first.0, last.0, paused_days(calendar, pauses, rule))
}

fn overlap(first: u32, last: u32, uncounted: impl Iterator<Item = (u32, u32)>) -> u32 {
    let mut from = first;
    let mut sum = 0;
    for (start, end) in uncounted {
        let (start, end) = (start.max(from), end.min(last.saturating_add(1)));
        if end > start {
            sum += end - start;
            from = end;
        }
    }
    sum
}

/// The moment after `micros` of elapsed time, pauses left out.
pub(crate) fn elapsed(start: i64, micros: i64, pauses: &Pauses) -> Result<i64, Lost> {
    let mut due = start.checked_add(micros).ok_or(Lost::Beyond)?;
    for (starts, ends) in pauses.spans() {
        if *starts >= due {
            break;
        }
        if *ends == i64::MAX {
            return Err(Lost::Paused);
        }
        due += ends - starts.max(&start);
    }
    Ok(due)
}

/// The moment after `micros` of open time, pauses left out; for zero the start itself, or the
/// next opening.
pub(crate) fn open_time(
    calendar: &Calendar,
    start: i64,
    micros: i64,
    pauses: &Pauses,
) -> Result<i64, Lost> {
    let start = calendar.opening(start).ok_or(Lost::Beyond)?;
    if micros == 0 {
        return Ok(start);
    }
    let begun = calendar.open_until(start).ok_or(Lost::Beyond)?;
    let mut wanted = begun + micros;
    for (starts, ends) in pauses.spans() {
        let from = calendar.open_until(*starts).ok_or(Lost::Beyond)?.max(begun);
        if from >= wanted {
            break;
        }
        if *ends == i64::MAX {
            return Err(Lost::Paused);
        }
        wanted += calendar.open_until(*ends).ok_or(Lost::Beyond)?.max(from) - from;
    }
    calendar.after_open(wanted).ok_or(Lost::Beyond)
}

/// The local day of a moment in microseconds.
pub(crate) fn day_of(calendar: &Calendar, micros: i64) -> Result<Day, Lost> {
    calendar.zone().day_of_second(micros.div_euclid(MICROS)).ok_or(Lost::Beyond)
}

/// The clock time of a moment on its day, in microseconds after midnight by the clock on the
/// wall, and the moment at which another day shows the same.
pub(crate) fn same_time_on(calendar: &Calendar, moment: i64, day: Day) -> Result<i64, Lost> {
    let zone = calendar.zone();
    let own = day_of(calendar, moment)?;
    let elapsed = moment - zone.start(own) * MICROS;
    let ordinary = |day: Day| zone.end(day) - zone.start(day) == 86_400;
    let wall = if ordinary(own) {
        elapsed
    } else {
        let time = zone.time_of(crate::calendar::instant(moment));
        let seconds = i64::from(time.hour()) * 3600
            + i64::from(time.minute()) * 60
            + i64::from(time.second());
        seconds * MICROS + moment.rem_euclid(MICROS)
    };
    Ok(if ordinary(day) {
        zone.start(day) * MICROS + wall
    } else {
        zone.wall(day, wall.div_euclid(MICROS)) * MICROS + wall.rem_euclid(MICROS)
    })
}
