//! The lines of the ledger: what was posted, and the difference to what stands now.

use super::owed::Owed;
use super::periods::Month;
use crate::clock::Outcome;

/// What a promise counts as: its outcome under everything that figures group by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Standing {
    /// What became of it.
    pub outcome: Outcome,
    /// The month in which it was received.
    pub received: Month,
    /// The month in which it falls due.
    pub due: Option<Month>,
    /// The month in which it concluded.
    pub concluded: Option<Month>,
    /// The service responsible.
    pub service: i64,
}

/// A line: something counted once more or once less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// As what.
    pub standing: Standing,
    /// Plus or minus one.
    pub delta: i64,
}

impl Standing {
    /// What a promise counts as now.
    pub fn of(owed: &Owed) -> Standing {
        Standing {
            outcome: owed.judged.outcome,
            received: Month::of(owed.received_on),
            due: owed.due_on.map(Month::of),
            concluded: owed.concluded_on.map(Month::of),
            service: owed.assigned.service,
        }
    }
}

/// The lines to post: none if nothing changed, one for a new promise, a minus and a plus for a
/// changed one, a minus for one that no longer follows from the facts.
pub fn lines(before: Option<Standing>, after: Option<Standing>) -> impl Iterator<Item = Line> {
    let changed = before != after;
    let minus = before.map(|standing| Line { standing, delta: -1 });
    let plus = after.map(|standing| Line { standing, delta: 1 });
    [minus, plus].into_iter().flatten().filter(move |_| changed)
}
