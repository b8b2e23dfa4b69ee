//! What can be said of a due moment without reading the facts again: whether it follows from the
//! start and the calendar alone, and whether the customer was told it.

use super::judging::Working;
use crate::clock::{Due, Given, Pauses, Term, due};
use crate::facts::FactKind;
use jiff::Timestamp;

impl Working<'_> {
    /// Whether the due moment follows from the start, the standard and the calendar alone: what
    /// a change of calendar does to it can then be worked out without the facts of its record.
    pub(super) fn counts_plainly(
        &self,
        fact: i64,
        (made, started): (Timestamp, Timestamp),
        found: Due,
    ) -> bool {
        let moves =
            |kind| matches!(kind, FactKind::Paused | FactKind::Resumed | FactKind::Extended);
        if self.standard.after.is_some()
            || !self.standard.waits_for.is_empty()
            || started != made
            || self.facts.iter().any(|fact| moves(fact.kind) && self.concerns(fact))
        {
            return false;
        }
        match self.clock(fact) {
            // A date that was told stays as it was told.
            Some(clock) if matches!(clock.term(), Term::Limit(_)) => {
                due(&clock, self.calendar, started, &Pauses::default(), &[]) == found
            }
            _ => true,
        }
    }

    /// Whether somebody was told the due date: by a date that was given for it.
    pub(super) fn was_told(&self, found: Due) -> bool {
        let told = |given| match (given, found) {
            (Given::On(on), Due::By { date, .. }) => on == date,
            (Given::On(on), Due::At(at)) => self.calendar.zone().date_of(at) == on,
            (Given::At(at), found) => found.instant() == Some(at),
            (Given::On(_), Due::Not(_)) => false,
        };
        self.facts.iter().any(|fact| self.concerns(fact) && fact.detail.given.is_some_and(told))
    }
}
