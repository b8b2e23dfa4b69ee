//! Whether a promise was kept.

use super::due::{Due, NotDue, due};
use super::policy::{Clock, Term};
use super::timeline::Timeline;
use crate::calendar::Calendar;
use jiff::Timestamp;

/// What became of a promise (design: §1). The order is that in which they win if several apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It never should have been a promise.
    NotCounted,
    /// The customer ended it at or before the due moment.
    EndedByCustomer,
    /// What was promised happened in time.
    Kept,
    /// The due moment passed first.
    Missed,
    /// A fact needed to judge is missing and cannot be had.
    NoEvidence,
    /// A standard with no limit: times only.
    Measured,
    /// Owed, and can still be kept.
    Running,
}

/// A promise as its clock judges it at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What became of it.
    pub outcome: Outcome,
    /// When it is due, extensions included.
    pub due: Due,
    /// When it would be due without extension.
    pub due_without_extension: Due,
    /// Whether the clock stands still at the moment of judging.
    pub paused: bool,
    /// When it concluded: was done, late or not, or was ended by the customer.
    pub concluded: Option<Timestamp>,
    /// Whether the due moment lies in a year whose closed days are not all known.
    pub provisional: bool,
}

impl Outcome {
    /// Every outcome, in the order in which figures show them.
    pub const ALL: [Outcome; 7] = [
        Outcome::Kept,
        Outcome::Missed,
        Outcome::Running,
        Outcome::EndedByCustomer,
        Outcome::NotCounted,
        Outcome::NoEvidence,
        Outcome::Measured,
    ];

    /// The name in stored lines and figures.
    pub fn key(self) -> &'static str {
        match self {
            Outcome::NotCounted => "not_counted",
            Outcome::EndedByCustomer => "ended_by_customer",
            Outcome::Kept => "kept",
            Outcome::Missed => "missed",
            Outcome::NoEvidence => "no_evidence",
            Outcome::Measured => "measured",
            Outcome::Running => "running",
        }
    }

    /// The outcome of a name.
    pub fn named(key: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// Judges a promise by what is known at `as_of`. Judging twice, or later with the same facts
/// about a concluded promise, gives the same answer.
pub fn judge(clock: &Clock, calendar: &Calendar, line: &Timeline, as_of: Timestamp) -> Judged {
    let waits = line.waits_since.is_some_and(|since| since <= as_of);
    let found = if waits {
        Due::Not(NotDue::Paused)
    } else {
        due(clock, calendar, line.start, &line.pauses, &line.extensions)
    };
    let plain = if waits || line.extensions.is_empty() {
        found
    } else {
        due(clock, calendar, line.start, &line.pauses, &[])
    };
    let stop = line.stop.filter(|stop| *stop <= as_of);
    let left = line.ended_by_customer.filter(|left| *left <= as_of);
    let (outcome, concluded) = outcome(found, stop, left, as_of);
    Judged {
        outcome,
        due: found,
        due_without_extension: plain,
        paused: concluded.is_none() && (waits || line.pauses.cover(as_of)),
        concluded,
        provisional: is_provisional(clock, calendar, found),
    }
}

fn outcome(
    due: Due,
    stop: Option<Timestamp>,
    left: Option<Timestamp>,
    as_of: Timestamp,
) -> (Outcome, Option<Timestamp>) {
    // What the customer ended in time is theirs, unless it had been done before.
    let ended = left.filter(|left| due.keeps(*left) && stop.is_none_or(|stop| *left < stop));
    if let Some(left) = ended {
        return (Outcome::EndedByCustomer, Some(left));
    }
    if due == Due::Not(NotDue::NoLimit) {
        return (if stop.is_some() { Outcome::Measured } else { Outcome::Running }, stop);
    }
    match stop {
        Some(stop) if due.keeps(stop) => (Outcome::Kept, Some(stop)),
        // Missed once is missed for good; done late, it concludes when it is done.
        Some(stop) => (Outcome::Missed, Some(stop)),
        None if due.has_passed(as_of) => (Outcome::Missed, left),
        None => (Outcome::Running, None),
    }
}

/// Whether a due moment came from counting open days in a year whose closed days are not all
/// known.
pub fn is_provisional(clock: &Clock, calendar: &Calendar, due: Due) -> bool {
    let counts = match clock.term() {
        Term::Limit(limit) => {
            use super::limit::Unit as U;
            matches!(limit.unit, U::WorkingMinutes | U::WorkingHours | U::WorkingDays)
                || (limit.unit.counts_days() && clock.policy().moves_on())
        }
        Term::Given(_) | Term::Open => false,
    };
    counts && due.date(calendar).is_some_and(|date| !calendar.knows(date))
}
