//! Promises of notice: word of an event that comes early enough is kept, the rest is missed, from
//! the moment at which it was given.

use super::judging::{Start, Working};
use super::owed::{Owed, Why};
use crate::calendar::Day;
use crate::charter::Method;
use crate::clock::*;
use crate::facts::Fact;
use jiff::Timestamp;

impl Working<'_> {
    /// Judges the word that a fact gives of an event; none if it does not say when that is.
    pub(super) fn noticed(&self, index: usize, method: Method, start: Start) -> Option<Owed> {
        let fact = self.facts.iter().copied().find(|fact| fact.id == start.fact)?;
        let event = self.event(fact)?;
        let clock = self.standard.notice_clock()?;
        let due = notice(&clock, self.calendar, event).ok()?;
        let told = fact.happened;
        let judged = Judged {
            outcome: if due.keeps(told) { Outcome::Kept } else { Outcome::Missed },
            due,
            due_without_extension: due,
            paused: false,
            concluded: Some(told),
            provisional: is_provisional(&clock, self.calendar, due),
        };
        let (judged, why) = self.taken_out(judged, Why::Clock, start);
        let told_on = self.calendar.zone().date_of(told);
        Some(Owed {
            standard: index,
            method,
            started_by: start.first,
            started: told,
            why,
            stopped: Some(told),
            evidence: Some(fact.evidence),
            assigned: self.assigned(&judged),
            received_on: told_on,
            due_on: judged.due.date(self.calendar).or(Some(told_on)),
            concluded_on: Some(told_on),
            net: None,
            gross: None,
            warned: None,
            course: None,
            // It counts back from the event, and is judged as soon as it is made.
            counts_plainly: false,
            was_told: false,
            notice_of: Some(event),
            judged,
        })
    }

    /// The event that a fact gives word of; a date alone is its beginning.
    fn event(&self, fact: &Fact) -> Option<Timestamp> {
        match fact.detail.given? {
            Given::At(at) => Some(at),
            Given::On(date) => Some(self.calendar.zone().start_of(Day::of(date)?)),
        }
    }
}
