//! Demonstrated standards: kept while a piece of evidence shows it that is dated and has not run
//! out.

use super::periods::days_between;
use crate::calendar::{Calendar, Day};
use crate::clock::{Clock, Limit, Pauses, Policy, Term, Unit, due};
use jiff::ToSpan;
use jiff::civil::Date;

/// So many days before the last piece of evidence runs out it is warned of: a month, so that
/// whoever gathers new evidence has one meeting of most committees to put it to.
pub const EXPIRING_WITHIN_DAYS: i64 = 30;

/// A piece of evidence, as far as judging asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is dated: it counts from that day.
    pub dated_on: Date,
    /// The last day on which it counts; none if it does not run out.
    pub until: Option<Date>,
    /// The day on which it was taken out: it counts no more from that day.
    pub taken_out_on: Option<Date>,
}

/// How a demonstrated standard stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// Kept: the evidence counts until a day; none if it does not run out.
    Kept(Option<Date>),
    /// Kept, and the last piece of evidence runs out soon: its last day, and in how many days.
    Expiring(Date, i64),
    /// Missed since a day, from which on nothing showed it.
    MissedSince(Date),
    /// Nothing has ever shown it.
    NotDemonstrated,
}

impl Shown {
    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Shown::Kept(_) => "kept",
            Shown::Expiring(..) => "kept-expiring",
            Shown::MissedSince(_) => "missed",
            Shown::NotDemonstrated => "not-demonstrated",
        }
    }
}

impl Piece {
    /// The last day on which it counts, whatever ends it; none if nothing does.
    fn last(self) -> Option<Date> {
        let taken = self.taken_out_on.map(|on| on.saturating_sub(1.day()));
        [self.until, taken].into_iter().flatten().min()
    }

    /// Whether it counts on a day.
    pub fn counts_on(self, day: Date) -> bool {
        self.dated_on <= day && self.last().is_none_or(|last| day <= last)
    }

    /// Whether it has ever counted, up to a day.
    fn has_counted(self, today: Date) -> bool {
        self.dated_on <= today && self.last().is_none_or(|last| self.dated_on <= last)
    }
}

/// The last day on which evidence of a date counts that is good for so long: months and days are
/// counted from the day after its date, as limits are.
pub fn expires_on(dated_on: Date, good_for: Limit, calendar: &Calendar) -> Option<Date> {
    let day = Day::of(dated_on)?;
    if good_for.amount == 0 && good_for.unit.counts_days() {
        return Some(dated_on);
    }
    let from = calendar.zone().start_of(day);
    let clock = Clock::new(Term::Limit(good_for), Policy::default()).ok()?;
    match good_for.unit {
        Unit::WorkingDays | Unit::CalendarDays | Unit::Weeks | Unit::Months => {
            due(&clock, calendar, from, &Pauses::default(), &[]).date(calendar)
        }
        _ => None,
    }
}

/// How a demonstrated standard stands on a day.
pub fn shown(pieces: &[Piece], today: Date) -> Shown {
    let lasts = || pieces.iter().filter(|piece| piece.counts_on(today)).map(|piece| piece.last());
    if lasts().any(|last| last.is_none()) {
        return Shown::Kept(None);
    }
    if let Some(last) = lasts().flatten().max() {
        let left = days_between(today, last);
        return match left <= EXPIRING_WITHIN_DAYS {
            true => Shown::Expiring(last, left),
            false => Shown::Kept(Some(last)),
        };
    }
    let counted = pieces.iter().filter(|piece| piece.has_counted(today));
    match counted.filter_map(|piece| piece.last()).max() {
        Some(last) => Shown::MissedSince(last.saturating_add(1.day())),
        None => Shown::NotDemonstrated,
    }
}
