//! The way of a whole course: what it waited for, how it counted, and what did not count.

use super::{Reason, explain};
use crate::calendar::Calendar;
use crate::clock::course::{Course, Uncounted};

impl Course {
    /// The way to the moment due, step by step.
    pub fn explain(&self, calendar: &Calendar) -> Vec<Reason> {
        let mut reasons = vec![Reason::Received(self.first_start())];
        let awaited = self.waits().iter().filter(|wait| wait.arrived.is_none());
        let arrived = self.waits().iter().filter(|wait| wait.arrived.is_some());
        reasons.extend(arrived.map(|wait| Reason::Waited(*wait)));
        if self.waits_since().is_some() {
            reasons.extend(awaited.map(|wait| Reason::StillWaiting(*wait)));
            return reasons;
        }
        let way = explain(self.clock(), calendar, self.start(), self.pauses(), self.extensions());
        if self.waits().is_empty() {
            reasons = way;
        } else {
            let rest = way.into_iter().filter(|reason| !matches!(reason, Reason::Received(_)));
            reasons.extend(rest);
        }
        reasons.extend(self.uncounted().iter().map(|uncounted| match *uncounted {
            Uncounted::TooLate(by) => Reason::ExtendedTooLate(by),
            Uncounted::NotTold(by) => Reason::ExtendedUntold(by),
            Uncounted::OverCap { by, cap } => Reason::ExtendedOverCap { by, cap },
        }));
        reasons
    }
}
