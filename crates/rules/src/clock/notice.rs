//! Notice: the latest moment that is still early enough before an event.

use super::count::{self, Lost};
use super::due::{Due, NotDue, by_end_of};
use super::limit::{Limit, Unit};
use super::policy::{Clock, ClockRefusal, DayOne, DueAt, LateReceipt, Term};
use crate::calendar::{Calendar, Day, instant, plus_months};
use jiff::Timestamp;

/// The latest moment at which notice of an event can be given. Day 1 is the first working day
/// (or the calendar day) before the event's date; a limit in days is due by the end of its last
/// day. Refused for clocks that count from a receipt.
pub fn notice(clock: &Clock, calendar: &Calendar, event: Timestamp) -> Result<Due, ClockRefusal> {
    let policy = clock.policy();
    let Term::Limit(limit) = clock.term() else {
        return Err(ClockRefusal::NotForNotice("by"));
    };
    if policy.day_one != DayOne::AfterReceipt {
        return Err(ClockRefusal::NotForNotice("day-one"));
    }
    if policy.late_receipt != LateReceipt::SameDay {
        return Err(ClockRefusal::NotForNotice("late-receipt"));
    }
    let found = backwards(limit, clock, calendar, event.as_microsecond());
    Ok(found.unwrap_or(Due::Not(NotDue::Beyond)))
}

fn backwards(limit: Limit, clock: &Clock, calendar: &Calendar, event: i64) -> Result<Due, Lost> {
    let size = limit.size(clock.policy().seconds_per_ring);
    match limit.unit {
        Unit::Seconds | Unit::Minutes | Unit::Hours | Unit::Rings => {
            let due = event - size * 1_000_000;
            count::day_of(calendar, due)?;
            Ok(Due::At(instant(due)))
        }
        Unit::WorkingMinutes | Unit::WorkingHours => {
            let open = calendar.open_until(event).ok_or(Lost::Beyond)? - size * 1_000_000;
            let due = calendar.before_open(open).ok_or(Lost::Beyond)?;
            Ok(Due::At(instant(due.min(event))))
        }
        Unit::WorkingDays | Unit::CalendarDays | Unit::Weeks | Unit::Months => {
            let last = last_day(limit, size, clock, calendar, event)?;
            let due = match clock.policy().due_at {
                DueAt::SameTime => {
                    Due::At(instant(count::same_time_on(calendar, event, last)?.min(event)))
                }
                DueAt::EndOfDay if last == count::day_of(calendar, event)? => {
                    Due::At(instant(event))
                }
                DueAt::EndOfDay => by_end_of(calendar, last),
            };
            Ok(due)
        }
    }
}

fn last_day(
    limit: Limit,
    size: i64,
    clock: &Clock,
    calendar: &Calendar,
    event: i64,
) -> Result<Day, Lost> {
    let day = count::day_of(calendar, event)?;
    let amount = u32::try_from(size).map_err(|_| Lost::Beyond)?;
    let working_before = |rank: u32, steps: u32| {
        rank.checked_sub(steps).and_then(|rank| calendar.working_day(rank)).ok_or(Lost::Beyond)
    };
    let last = match limit.unit {
        Unit::WorkingDays if amount == 0 => working_before(calendar.rank(day.next()), 1)?,
        Unit::WorkingDays => working_before(calendar.rank(day), amount)?,
        Unit::Months => {
            let months = i32::try_from(amount).map_err(|_| Lost::Beyond)?;
            plus_months(day.date(), -months).and_then(Day::of).ok_or(Lost::Beyond)?
        }
        _ => day.minus(amount).ok_or(Lost::Beyond)?,
    };
    // Moving on from a closed day would shorten the notice: it moves to the working day before.
    if clock.policy().moves_on() && !calendar.is_working(last) {
        return working_before(calendar.rank(last), 1);
    }
    Ok(last)
}
