//! Reminders: when to remind whoever has to keep a promise, inside opening hours only.

use super::count;
use super::due::Due;
use super::limit::Limit;
use super::notice::notice;
use super::policy::{Clock, Policy, Term};
use crate::calendar::{Calendar, Day, instant};
use jiff::{SignedDuration, Timestamp};

/// When to remind of a promise that started at `start` and is due then, so much before it: always
/// at a moment at which the calendar is open, after the start and before the due moment. A day's
/// reminder comes when the day opens; one that would fall out of hours comes at the opening before.
/// What would come before the promise was made comes at the next day's opening instead. None if
/// there is no such moment left.
pub fn reminder(
    before: Limit,
    due: Due,
    calendar: &Calendar,
    start: Timestamp,
) -> Option<Timestamp> {
    let last = match due {
        Due::At(at) => at,
        // The midnight that ends a date belongs to the next one.
        Due::By { ends, .. } if before.unit.counts_days() => ends - SignedDuration::from_micros(1),
        Due::By { ends, .. } => ends,
        Due::Not(_) => return None,
    };
    let clock = Clock::new(Term::Limit(before), Policy::default()).ok()?;
    let found = match notice(&clock, calendar, last).ok()? {
        Due::At(at) => open_before(calendar, at.as_microsecond()),
        Due::By { date, .. } => opening_of(calendar, Day::of(date)?),
        Due::Not(_) => None,
    };
    let start = start.as_microsecond();
    let found = match found.filter(|found| *found > start) {
        Some(found) => found,
        None => {
            let tomorrow = count::day_of(calendar, start).ok()?.plus(1)?;
            calendar.opening(calendar.zone().start_of(tomorrow).as_microsecond())?
        }
    };
    (found < last.as_microsecond()).then(|| instant(found))
}

/// The moment itself when it is open, else the opening of the last working day that began before.
fn open_before(calendar: &Calendar, micros: i64) -> Option<i64> {
    if calendar.is_open(instant(micros)) {
        return Some(micros);
    }
    let day = count::day_of(calendar, micros).ok()?;
    let today = Some(day).filter(|day| calendar.is_working(*day));
    match today.and_then(|day| opening_of(calendar, day)).filter(|opens| *opens <= micros) {
        Some(opens) => Some(opens),
        None => {
            let rank = calendar.rank(day).checked_sub(1)?;
            opening_of(calendar, calendar.working_day(rank)?)
        }
    }
}

/// When a day opens, or the next one that does.
fn opening_of(calendar: &Calendar, day: Day) -> Option<i64> {
    calendar.opening(calendar.zone().start_of(day).as_microsecond())
}
