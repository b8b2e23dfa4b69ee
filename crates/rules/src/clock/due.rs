//! When something is due.

use super::count::{self, Lost};
use super::limit::{Limit, Unit};
use super::policy::{Clock, DayOne, DueAt, Given, Policy, Term};
use super::timeline::{Extension, Pauses};
use crate::calendar::{Calendar, Day, instant, plus_months};
use jiff::Timestamp;
use jiff::civil::Date;

/// When something is due. Comparing is left to [`Due::keeps`], so that nobody confuses the end
/// of a date with an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// At an instant: a stop at exactly that instant is in time.
    At(Timestamp),
    /// By the end of a local date: whatever happens on that date is in time.
    By {
        /// The last date.
        date: Date,
        /// The local midnight that ends it.
        ends: Timestamp,
    },
    /// There is no due moment.
    Not(NotDue),
}

/// Why there is no due moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotDue {
    /// The clock stands still and nobody has said until when.
    Paused,
    /// There is no limit.
    NoLimit,
    /// It would be after the last date that calendars reach.
    Beyond,
}

impl Due {
    /// Whether a stop is in time.
    pub fn keeps(self, stop: Timestamp) -> bool {
        match self {
            Due::At(due) => stop <= due,
            Due::By { ends, .. } => stop < ends,
            Due::Not(_) => true,
        }
    }

    /// Whether the due moment has passed.
    pub fn has_passed(self, now: Timestamp) -> bool {
        !self.keeps(now)
    }

    /// The instant: for a date, the local midnight that ends it.
    pub fn instant(self) -> Option<Timestamp> {
        match self {
            Due::At(at) => Some(at),
            Due::By { ends, .. } => Some(ends),
            Due::Not(_) => None,
        }
    }

    /// The local date.
    pub fn date(self, calendar: &Calendar) -> Option<Date> {
        match self {
            Due::At(at) => Some(calendar.zone().date_of(at)),
            Due::By { date, .. } => Some(date),
            Due::Not(_) => None,
        }
    }
}

/// When something that started at `start` is due, after its pauses and extensions. An extension
/// counts only if it was granted before the moment then due.
pub fn due(
    clock: &Clock,
    calendar: &Calendar,
    start: Timestamp,
    pauses: &Pauses,
    extensions: &[Extension],
) -> Due {
    let mut more = More::default();
    let mut found = with(clock, calendar, start, pauses, &more);
    for extension in extensions {
        let before_due = found.instant().is_none_or(|due| extension.granted < due);
        if before_due && clock.takes(extension.by).is_ok() {
            more.add(clock, extension.by);
            found = with(clock, calendar, start, pauses, &more);
        }
    }
    found
}

/// What extensions add: to the limit itself, or to its last day (or given moment) after it.
#[derive(Clone, Copy, Default)]
struct More {
    to_limit: i64,
    working_days: u32,
    calendar_days: u32,
    months: u32,
    seconds: i64,
}

impl More {
    fn add(&mut self, clock: &Clock, by: Limit) {
        let size = by.size(clock.policy().seconds_per_ring);
        match clock.term() {
            Term::Limit(limit) if limit.unit.adds_to(by.unit) => self.to_limit += size,
            _ => match by.unit {
                Unit::WorkingDays => self.working_days += by.amount,
                Unit::CalendarDays | Unit::Weeks => self.calendar_days += size as u32,
                Unit::Months => self.months += by.amount,
                _ => self.seconds += size,
            },
        }
    }
}

fn with(clock: &Clock, calendar: &Calendar, start: Timestamp, pauses: &Pauses, more: &More) -> Due {
    let found = match clock.term() {
        Term::Open => return Due::Not(NotDue::NoLimit),
        Term::Given(Given::At(at)) => {
            let micros = at.as_microsecond() + more.seconds * 1_000_000;
            Ok(Due::At(instant(micros)))
        }
        Term::Given(Given::On(date)) => given_date(clock, calendar, date, pauses, more),
        Term::Limit(limit) => {
            limited(limit, clock.policy(), calendar, start.as_microsecond(), pauses, more)
        }
    };
    found.unwrap_or_else(|lost| {
        Due::Not(match lost {
            Lost::Paused => NotDue::Paused,
            Lost::Beyond => NotDue::Beyond,
        })
    })
}

fn limited(
    limit: Limit,
    policy: &Policy,
    calendar: &Calendar,
    start: i64,
    pauses: &Pauses,
    more: &More,
) -> Result<Due, Lost> {
    let size = limit.size(policy.seconds_per_ring) + more.to_limit;
    match limit.unit {
        Unit::Seconds | Unit::Minutes | Unit::Hours | Unit::Rings => {
            let due = count::elapsed(start, size * 1_000_000, pauses)?;
            count::day_of(calendar, due)?;
            Ok(Due::At(instant(due)))
        }
        Unit::WorkingMinutes | Unit::WorkingHours => {
            count::open_time(calendar, start, size * 1_000_000, pauses)
                .map(|due| Due::At(instant(due)))
        }
        Unit::WorkingDays | Unit::CalendarDays | Unit::Weeks | Unit::Months => {
            let amount = u32::try_from(size).map_err(|_| Lost::Beyond)?;
            let days = Days { policy, calendar, pauses, more };
            match policy.due_at {
                DueAt::EndOfDay => days.by_end_of_day(limit.unit, amount, start),
                DueAt::SameTime => days.at_same_time(limit.unit, amount, start),
            }
        }
    }
}

struct Days<'a> {
    policy: &'a Policy,
    calendar: &'a Calendar,
    pauses: &'a Pauses,
    more: &'a More,
}

impl Days<'_> {
    fn by_end_of_day(&self, unit: Unit, amount: u32, start: i64) -> Result<Due, Lost> {
        let (receipt, _) = count::receipt_day(self.calendar, self.policy, start)?;
        let last = if unit == Unit::WorkingDays {
            let first = match amount {
                0 => self.calendar.rank(receipt),
                _ => count::first_working_rank(self.calendar, self.policy.day_one, receipt),
            };
            self.working(first, amount)?
        } else {
            self.calendar_days(unit, amount, receipt)?
        };
        Ok(by_end_of(self.calendar, self.finish(unit, last)?))
    }

    fn at_same_time(&self, unit: Unit, amount: u32, start: i64) -> Result<Due, Lost> {
        let calendar = self.calendar;
        let from = if unit == Unit::WorkingDays {
            calendar.opening(start).ok_or(Lost::Beyond)?
        } else {
            start
        };
        let receipt = count::day_of(calendar, from)?;
        let last = match (unit, amount) {
            (Unit::WorkingDays, 0) => receipt,
            (Unit::WorkingDays, _) => {
                // The opening lies on a working day, so that rolling changes nothing.
                let day_one = match self.policy.day_one {
                    DayOne::Rolled => DayOne::AfterReceipt,
                    other => other,
                };
                self.working(count::first_working_rank(calendar, day_one, receipt), amount)?
            }
            _ => self.calendar_days(unit, amount, receipt)?,
        };
        let last = self.finish(unit, last)?;
        Ok(Due::At(instant(count::same_time_on(calendar, from, last)?)))
    }

    fn working(&self, first: u32, amount: u32) -> Result<Day, Lost> {
        count::working_day(self.calendar, first, amount, self.pauses, self.policy.pause_days)
    }

    /// The last day of a limit in calendar days, weeks or months, before it is rolled. Months
    /// become the calendar days that they are, so that paused days are added to them.
    fn calendar_days(&self, unit: Unit, amount: u32, receipt: Day) -> Result<Day, Lost> {
        let days = if unit == Unit::Months {
            let months = i32::try_from(amount).map_err(|_| Lost::Beyond)?;
            let end = plus_months(receipt.date(), months).and_then(Day::of).ok_or(Lost::Beyond)?;
            end.0 - receipt.0
        } else {
            amount
        };
        // The day of receipt is calendar day 1, or the day before day 1.
        let first = match self.policy.day_one {
            DayOne::Receipt => receipt,
            DayOne::AfterReceipt | DayOne::Rolled => receipt.plus(1).ok_or(Lost::Beyond)?,
        };
        let first = if days == 0 { receipt } else { first };
        count::calendar_day(self.calendar, first, days, self.pauses, self.policy.pause_days)
    }

    /// Adds extensions in another unit to the unrolled last day, then rolls it once.
    fn finish(&self, unit: Unit, last: Day) -> Result<Day, Lost> {
        let rule = self.policy.pause_days;
        let mut last = last;
        if self.more.months > 0 {
            let months = i32::try_from(self.more.months).map_err(|_| Lost::Beyond)?;
            let end = plus_months(last.date(), months).and_then(Day::of).ok_or(Lost::Beyond)?;
            let days = end.0 - last.0;
            last = count::calendar_day(self.calendar, last.next(), days, self.pauses, rule)?;
        }
        if self.more.calendar_days > 0 {
            let days = self.more.calendar_days;
            last = count::calendar_day(self.calendar, last.next(), days, self.pauses, rule)?;
        }
        if self.more.working_days > 0 {
            let first = self.calendar.rank(last.next());
            last = self.working(first, self.more.working_days)?;
        }
        if unit != Unit::WorkingDays && self.policy.moves_on() {
            last = self.calendar.working_day(self.calendar.rank(last)).ok_or(Lost::Beyond)?;
        }
        Ok(last)
    }
}

fn given_date(
    clock: &Clock,
    calendar: &Calendar,
    date: Date,
    pauses: &Pauses,
    more: &More,
) -> Result<Due, Lost> {
    let day = Day::of(date).ok_or(Lost::Beyond)?;
    let days = Days { policy: clock.policy(), calendar, pauses, more };
    // A given date is kept as it was told: only what was added to it may roll.
    let last = if more.months + more.calendar_days + more.working_days == 0 {
        day
    } else {
        days.finish(Unit::CalendarDays, day)?
    };
    Ok(by_end_of(calendar, last))
}

pub(super) fn by_end_of(calendar: &Calendar, last: Day) -> Due {
    Due::By { date: last.date(), ends: calendar.zone().end_of(last) }
}
