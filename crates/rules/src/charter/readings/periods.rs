//! The periods that something is counted, scored or owed in: working days, weeks from Monday, and
//! months, quarters, halves and years of the body's reporting year.

use crate::calendar::{Calendar, Day};
use crate::charter::Per;
use crate::ledger::Month;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A stretch of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

impl Period {
    /// Whether a date lies in it.
    pub fn holds(self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }

    /// Whether its last day has passed.
    pub fn is_over(self, today: Date) -> bool {
        self.last < today
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        days_between(self.first, self.last) + 1
    }
}

/// How many days a date is after another one.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    Day::of(from).zip(Day::of(to)).map_or(0, |(from, to)| to.days_after(from))
}

impl Per {
    /// The period that a date lies in, where reporting years begin in a month (1 to 12).
    pub fn period_of(self, date: Date, year_begins: i64) -> Period {
        let months = match self {
            Per::WorkingDay => return Period { first: date, last: date },
            Per::Week => {
                let into = date.weekday().since(Weekday::Monday);
                let first = date.saturating_sub(into.days());
                return Period { first, last: first.saturating_add(6.days()) };
            }
            Per::Month => 1,
            Per::Quarter => 3,
            Per::HalfYear => 6,
            Per::Year => 12,
        };
        let month = Month::of(date);
        let into = (i64::from(month.month()) - year_begins).rem_euclid(12) % months;
        let first = (0..into).fold(month, |month, _| month.previous());
        let last = (1..months).fold(first, |month, _| month.next());
        Period { first: first.first(), last: last.last() }
    }

    /// The period after one; for working days simply the next day.
    pub fn after(self, period: Period, year_begins: i64) -> Period {
        self.period_of(period.last.saturating_add(1.day()), year_begins)
    }

    /// The period before one; for working days simply the day before.
    pub fn before(self, period: Period, year_begins: i64) -> Period {
        self.period_of(period.first.saturating_sub(1.day()), year_begins)
    }

    /// The periods from that of one date to that of another; of days only the working ones.
    pub fn periods(self, from: Date, to: Date, basis: &Basis<'_>) -> Vec<Period> {
        let begin = self.period_of(from, basis.year_begins);
        std::iter::successors(Some(begin), |period| {
            let next = self.after(*period, basis.year_begins);
            (next.first > period.first).then_some(next)
        })
        .take_while(|period| period.first <= to)
        .filter(|period| self.counts(*period, basis.calendar))
        .collect()
    }

    /// Whether something is owed in a period: of days only in working ones.
    pub fn counts(self, period: Period, calendar: &Calendar) -> bool {
        let is_working = |date| Day::of(date).is_some_and(|day| calendar.is_working(day));
        self != Per::WorkingDay || is_working(period.first)
    }
}

/// What periods are counted by.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The calendar whose working days count.
    pub calendar: &'a Calendar,
    /// The month in which reporting years begin, 1 to 12.
    pub year_begins: i64,
}
