//! The picture of a promise: the days or the hours from its receipt to its due moment.

use super::judging::Working;
use super::owed::{Calendars, Owed, Subject, known};
use crate::charter::Charter;
use crate::clock::{CountedStretch, DayCell, Pauses, days, stretches};
use crate::facts::{Fact, first_recorded};
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
    subject: &Subject<'_>,
    facts: &[Fact],
    promise: &Owed,
    as_of: Timestamp,
) -> Picture {
    let standard = &charter.standards[promise.standard];
    let known = known(facts, as_of);
    let calendar = calendars.of(standard.calendar);
    let worked = Working { standard, calendar, subject, all: facts, facts: &known, as_of };
    let made = known.iter().find(|fact| first_recorded(facts, fact) == promise.started_by);
    let Some((made, clock)) = made.and_then(|fact| Some((fact, worked.clock(fact.id)?))) else {
        return Picture::Nothing;
    };
    let started = promise.started;
    let mut pauses = worked.pauses(started);
    pauses.retain(|pause| promise.stopped.is_none_or(|stop| pause.starts <= stop));
    let pauses = Pauses::new(&pauses).unwrap_or_default();
    let extensions = worked.extensions(made.happened, started);
    let until = promise.stopped.unwrap_or(as_of);
    let last = calendar.zone().date_of(until);
    let cells = days(&clock, calendar, started, &pauses, &extensions, last);
    if !cells.is_empty() {
        return Picture::Days(cells);
    }
    match stretches(&clock, calendar, started, &pauses, &extensions, until) {
        none if none.is_empty() => Picture::Nothing,
        found => Picture::Stretches(found),
    }
}
