//! Months, and when a month's figures are known and may be closed.

use crate::calendar::{Calendar, Day};
use crate::charter::Standard;
use crate::clock::{Clock, Limit, Pauses, Policy, Term, Unit, due};
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt;

/// A month as a number such as 202609, which orders and prints itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// Why a month could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthRefusal;

/// The state of a period (design: §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeriodState {
    /// Its last moment has not passed.
    Running,
    /// Its last moment has passed, and its figures may still change.
    Provisional,
    /// Never edited again: what becomes known later is an adjustment.
    Closed,
}

impl PeriodState {
    /// The name in figures.
    pub fn key(self) -> &'static str {
        match self {
            PeriodState::Running => "running",
            PeriodState::Provisional => "provisional",
            PeriodState::Closed => "closed",
        }
    }
}

impl Month {
    /// The month of a date.
    pub fn of(date: Date) -> Month {
        Month(i32::from(date.year()) * 100 + i32::from(date.month()))
    }

    /// The month of a number such as 202609.
    pub fn from_number(number: i64) -> Option<Month> {
        let month = Month(i32::try_from(number).ok()?);
        month.first_day().map(|_| month)
    }

    /// The number, such as 202609.
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// Reads `2026-09`.
    pub fn read(text: &str) -> Result<Month, MonthRefusal> {
        let (year, month) = text.split_once('-').ok_or(MonthRefusal)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(MonthRefusal);
        }
        let year: i64 = year.parse().map_err(|_| MonthRefusal)?;
        let month: i64 = month.parse().map_err(|_| MonthRefusal)?;
        Month::from_number(year * 100 + month).ok_or(MonthRefusal)
    }

    /// The year.
    pub fn year(self) -> i16 {
        (self.0 / 100) as i16
    }

    /// The month of the year, 1 to 12.
    pub fn month(self) -> i8 {
        (self.0 % 100) as i8
    }

    fn first_day(self) -> Option<Date> {
        Date::new(self.year(), self.month(), 1).ok()
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first_day().unwrap_or(Date::MIN)
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.first().last_of_month()
    }

    /// The month after.
    pub fn next(self) -> Month {
        if self.month() == 12 { Month((self.0 / 100 + 1) * 100 + 1) } else { Month(self.0 + 1) }
    }

    /// The month before.
    pub fn previous(self) -> Month {
        if self.month() == 1 { Month((self.0 / 100 - 1) * 100 + 12) } else { Month(self.0 - 1) }
    }

    /// This month and those after it, up to and including another.
    pub fn up_to(self, last: Month) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self), |month| Some(month.next()))
            .take_while(move |month| *month <= last)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

/// The state of a month, if it has not been closed.
pub fn period_state(month: Month, today: Date, closed: bool) -> PeriodState {
    if closed {
        PeriodState::Closed
    } else if today <= month.last() {
        PeriodState::Running
    } else {
        PeriodState::Provisional
    }
}

/// The first moment at which a month's figures of a standard may be closed: after the end of
/// the 5th working day after it, or where later contacts can overturn what was recorded, after
/// their window and 2 working days more. None beyond the reach of calendars.
pub fn known_from(month: Month, standard: &Standard, body: &Calendar) -> Option<Timestamp> {
    let last = Day::of(month.last())?;
    let from = body.zone().start_of(last);
    let after = |limit: Limit, from: Timestamp| {
        let clock = Clock::new(Term::Limit(limit), Policy::default()).ok()?;
        due(&clock, body, from, &Pauses::default(), &[]).instant()
    };
    let usual = after(Limit { amount: 5, unit: Unit::WorkingDays }, from)?;
    let Some(window) = standard.window else { return Some(usual) };
    let ends = after(window, from)? - jiff::SignedDuration::from_micros(1);
    after(Limit { amount: 2, unit: Unit::WorkingDays }, ends).map(|known| known.max(usual))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_are_read_written_and_counted() {
        let month = Month::read("2026-12").unwrap();
        assert_eq!(month.to_string(), "2026-12");
        assert_eq!(month.next(), Month::of(date(2027, 1, 1)));
        assert_eq!(month.next().previous(), month);
        assert_eq!(month.last(), date(2026, 12, 31));
        assert_eq!(Month::of(date(2026, 11, 5)).up_to(Month::of(date(2027, 2, 1))).count(), 4);
        for text in
            ["2026-13", "2026-00", "202609", "2026-9", "September", "2026-+9", "+026-09", ""]
        {
            assert_eq!(Month::read(text), Err(MonthRefusal), "{text}");
        }
    }

    #[test]
    fn a_month_runs_is_provisional_and_is_closed() {
        let month = Month::of(date(2026, 9, 1));
        assert_eq!(period_state(month, date(2026, 9, 30), false), PeriodState::Running);
        assert_eq!(period_state(month, date(2026, 10, 1), false), PeriodState::Provisional);
        assert_eq!(period_state(month, date(2026, 10, 1), true), PeriodState::Closed);
    }
}
