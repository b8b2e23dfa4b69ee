//! Milestones: something that is reached by a date, once.

use super::periods::days_between;
use jiff::civil::Date;

/// How a milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reached {
    /// On the day or before it.
    Kept,
    /// After it, so many days.
    Late(i64),
    /// Not yet, and the day has passed, so many days ago.
    Overdue(i64),
    /// Not yet, and there is time: so many days.
    NotYet(i64),
}

impl Reached {
    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Reached::Kept => "kept",
            Reached::Late(_) => "reached-late",
            Reached::Overdue(_) => "missed",
            Reached::NotYet(_) => "not-due-yet",
        }
    }
}

/// How a milestone stands that was to be reached by a date.
pub fn reached(by: Date, reached_on: Option<Date>, today: Date) -> Reached {
    match reached_on {
        Some(on) if on <= by => Reached::Kept,
        Some(on) => Reached::Late(days_between(by, on)),
        None if today > by => Reached::Overdue(days_between(by, today)),
        None => Reached::NotYet(days_between(today, by)),
    }
}
