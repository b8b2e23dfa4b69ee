//! The picture of a promise: the days or the hours from its receipt to its due moment.

use super::owed::{Calendars, Owed};
use crate::charter::Charter;
use crate::clock::{CountedStretch, DayCell};
use jiff::Timestamp;

/// How a promise's clock went, to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// By days.
    Days(Vec<DayCell>),
    /// By stretches of time.
    Stretches(Vec<CountedStretch>),
    /// There is nothing to count: a yes or no, a date that somebody was told, no limit.
    #[default]
    Nothing,
}

/// The picture of a promise's clock, up to its due moment, to when it concluded, or while it runs
/// without a due moment up to now.
pub fn picture(
    charter: &Charter,
    calendars: &Calendars,
    promise: &Owed,
    as_of: Timestamp,
) -> Picture {
    let calendar = calendars.of(charter.standards[promise.standard].calendar);
    let Some(course) = &promise.course else { return Picture::Nothing };
    let until = promise.stopped.unwrap_or(as_of);
    let cells = course.days(calendar, calendar.zone().date_of(until));
    if !cells.is_empty() {
        return Picture::Days(cells);
    }
    match course.stretches(calendar, until) {
        none if none.is_empty() => Picture::Nothing,
        found => Picture::Stretches(found),
    }
}
