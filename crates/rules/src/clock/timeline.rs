//! What happened to one promise, in an order that can have happened.

use super::limit::Limit;
use crate::calendar::Zone;
use jiff::Timestamp;

/// A stretch of time during which a clock stands still: from its start up to, but not
/// including, its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pause {
    /// When it starts.
    pub starts: Timestamp,
    /// When it ends; none while it is still open.
    pub ends: Option<Timestamp>,
}

/// Pauses put together as one set of moments: ordered, without overlap. How they were split or
/// recorded changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pauses {
    /// Microseconds since 1970 UTC, half-open; an open pause ends at `i64::MAX`.
    spans: Vec<(i64, i64)>,
}

/// More time that was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// How much.
    pub by: Limit,
    /// When it was granted. It counts only if that is before the moment then due.
    pub granted: Timestamp,
}

/// Everything about one promise that its clock needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    pub(crate) start: Timestamp,
    pub(crate) stop: Option<Timestamp>,
    pub(crate) ended_by_customer: Option<Timestamp>,
    pub(crate) pauses: Pauses,
    pub(crate) extensions: Vec<Extension>,
    /// Since when it waits for something without which it does not run.
    pub(crate) waits_since: Option<Timestamp>,
}

/// Why a timeline cannot have happened, or lies where calendars do not reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimelineRefusal {
    /// Before 1970 or after 2099.
    OutOfReach(Timestamp),
    /// It stopped before it started.
    StopBeforeStart {
        /// When it started.
        start: Timestamp,
        /// When it is said to have stopped.
        stop: Timestamp,
    },
    /// A pause that ends before it starts, or where it starts.
    PauseEndsBeforeStart(Pause),
    /// A pause that starts before the clock does.
    PauseBeforeStart {
        /// The pause.
        pause: Pause,
        /// When the clock started.
        start: Timestamp,
    },
    /// A pause that starts after the clock stopped.
    PauseAfterStop {
        /// The pause.
        pause: Pause,
        /// When the clock stopped.
        stop: Timestamp,
    },
    /// An extension granted before the clock started.
    ExtensionBeforeStart {
        /// When it is said to have been granted.
        granted: Timestamp,
        /// When the clock started.
        start: Timestamp,
    },
}

impl Pauses {
    /// Puts pauses together. Refuses one that ends before it starts.
    pub fn new(pauses: &[Pause]) -> Result<Pauses, TimelineRefusal> {
        let mut spans = Vec::with_capacity(pauses.len());
        for pause in pauses {
            if pause.ends.is_some_and(|ends| ends <= pause.starts) {
                return Err(TimelineRefusal::PauseEndsBeforeStart(*pause));
            }
            let ends = pause.ends.map_or(i64::MAX, Timestamp::as_microsecond);
            spans.push((pause.starts.as_microsecond(), ends));
        }
        spans.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::with_capacity(spans.len());
        for (starts, ends) in spans {
            match joined.last_mut() {
                Some(last) if starts <= last.1 => last.1 = last.1.max(ends),
                _ => joined.push((starts, ends)),
            }
        }
        Ok(Pauses { spans: joined })
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Whether the clock stands at a moment.
    pub fn cover(&self, at: Timestamp) -> bool {
        let at = at.as_microsecond();
        self.spans.iter().any(|(starts, ends)| *starts <= at && at < *ends)
    }

    /// Whether the last pause is still open.
    pub fn is_open(&self) -> bool {
        self.spans.last().is_some_and(|(_, ends)| *ends == i64::MAX)
    }

    pub(crate) fn spans(&self) -> &[(i64, i64)] {
        &self.spans
    }
}

impl Timeline {
    /// A timeline that has only started.
    pub fn started(start: Timestamp) -> Timeline {
        Timeline {
            start,
            stop: None,
            ended_by_customer: None,
            pauses: Pauses::default(),
            extensions: Vec::new(),
            waits_since: None,
        }
    }

    /// Puts a timeline together and refuses what cannot have happened. `zone` says what lies in
    /// the reach of calendars.
    pub fn build(
        zone: &Zone,
        start: Timestamp,
        stop: Option<Timestamp>,
        ended_by_customer: Option<Timestamp>,
        pauses: &[Pause],
        extensions: Vec<Extension>,
    ) -> Result<Timeline, TimelineRefusal> {
        for at in [Some(start), stop, ended_by_customer].into_iter().flatten() {
            if zone.day_of(at).is_none() {
                return Err(TimelineRefusal::OutOfReach(at));
            }
        }
        let end = [stop, ended_by_customer].into_iter().flatten().min();
        if let Some(stop) = end.filter(|stop| *stop < start) {
            return Err(TimelineRefusal::StopBeforeStart { start, stop });
        }
        for pause in pauses {
            for at in [Some(pause.starts), pause.ends].into_iter().flatten() {
                if zone.day_of(at).is_none() {
                    return Err(TimelineRefusal::OutOfReach(at));
                }
            }
            if pause.ends.is_some_and(|ends| ends <= pause.starts) {
                return Err(TimelineRefusal::PauseEndsBeforeStart(*pause));
            }
            if pause.starts < start {
                return Err(TimelineRefusal::PauseBeforeStart { pause: *pause, start });
            }
            if let Some(stop) = stop.filter(|stop| pause.starts > *stop) {
                return Err(TimelineRefusal::PauseAfterStop { pause: *pause, stop });
            }
        }
        let early = extensions.iter().find(|extension| extension.granted < start);
        if let Some(Extension { granted, .. }) = early {
            return Err(TimelineRefusal::ExtensionBeforeStart { granted: *granted, start });
        }
        let pauses = Pauses::new(pauses)?;
        Ok(Timeline { start, stop, ended_by_customer, pauses, extensions, waits_since: None })
    }

    /// When the clock started.
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// When what was promised happened.
    pub fn stop(&self) -> Option<Timestamp> {
        self.stop
    }

    /// When the clock stood still.
    pub fn pauses(&self) -> &Pauses {
        &self.pauses
    }
}
