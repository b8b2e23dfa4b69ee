//! How a clock ran: which of the pauses, questions and extensions on its way count, and from
//! when on it runs in the end. It is worked out once from what happened; judging, explaining and
//! drawing take the same course.

use super::due::{Due, NotDue, due};
use super::limit::Limit;
use super::policy::Clock;
use super::timeline::{Extension, Pause, Pauses, Timeline, TimelineRefusal};
use crate::calendar::{Calendar, Zone};
use jiff::Timestamp;
use std::fmt;

/// Something that was asked for and that the clock cannot go on without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What its arrival does to the clock.
    pub kind: WaitKind,
    /// When it was asked for. It counts only if that is before the moment then due.
    pub asked: Timestamp,
    /// When it arrived; none while it is still awaited.
    pub arrived: Option<Timestamp>,
}

/// What an arrival does to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitKind {
    /// It starts afresh: a request that had to be clarified (Freedom of Information Act 2000,
    /// section 1(3)).
    StartsAfresh,
    /// It only starts then: proof of identity (UK GDPR, article 12A).
    OnlyStarts,
}

/// The longest extension that a rule allows without a higher authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// So much in all.
    UpTo(Limit),
    /// As much as is needed.
    Any,
}

/// As it is written in charter files.
impl fmt::Display for Cap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cap::UpTo(limit) => limit.fmt(f),
            Cap::Any => f.write_str("any"),
        }
    }
}

/// What a rule asks of an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtensionRule {
    /// How long it may be.
    pub cap: Cap,
    /// Whether it counts only if the customer was told before the moment then due.
    pub needs_notice: bool,
}

/// An extension as it was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// How much.
    pub by: Limit,
    /// When it was granted.
    pub granted: Timestamp,
    /// When the customer was told.
    pub told: Option<Timestamp>,
}

/// Everything that happened to a clock after its start, whether it counts or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happened {
    /// Stretches during which it stood still.
    pub pauses: Vec<Pause>,
    /// What was asked for.
    pub waits: Vec<Wait>,
    /// Extensions.
    pub grants: Vec<Grant>,
    /// When somebody with the authority for it allowed more than the longest extension.
    pub authorised: Vec<Timestamp>,
}

/// An extension that did not count as it was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncounted {
    /// It was granted, or became whole, when the moment then due had passed.
    TooLate(Limit),
    /// The customer was not told of it.
    NotTold(Limit),
    /// More was granted than the rule allows without a higher authority.
    OverCap {
        /// What was granted.
        by: Limit,
        /// What the rule allows.
        cap: Limit,
    },
}

/// How a clock ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    clock: Clock,
    started: Timestamp,
    start: Timestamp,
    waits: Vec<Wait>,
    pauses: Pauses,
    extensions: Vec<Extension>,
    uncounted: Vec<Uncounted>,
}

/// Something that happened and may change the moment due, in the order of time.
#[derive(Clone, Copy)]
enum Event {
    Wait(Wait),
    Grant(Limit),
    Authority,
}

/// What was granted so far, and how much of it a higher authority allowed.
#[derive(Default)]
struct Granted {
    wanted: Vec<Extension>,
    allowed: Vec<Extension>,
    /// A higher authority spoke before the extension that it is for.
    is_allowed_next: bool,
}

impl Granted {
    fn grant(&mut self, by: Limit, granted: Timestamp) {
        self.wanted.push(Extension { by, granted });
        if self.is_allowed_next {
            self.is_allowed_next = false;
            self.allowed.clone_from(&self.wanted);
        }
    }

    fn allow(&mut self) {
        if self.allowed == self.wanted {
            self.is_allowed_next = true;
        } else {
            self.allowed.clone_from(&self.wanted);
        }
    }
}

impl Course {
    /// A clock that only started.
    pub fn started(clock: Clock, started: Timestamp) -> Course {
        Course {
            clock,
            started,
            start: started,
            waits: Vec::new(),
            pauses: Pauses::default(),
            extensions: Vec::new(),
            uncounted: Vec::new(),
        }
    }

    /// Works out how a clock ran. Everything counts only if it happened before the moment that
    /// was due then: that moment moves with each thing that counts. Without a rule for
    /// extensions there are none.
    pub fn run(
        clock: Clock,
        calendar: &Calendar,
        started: Timestamp,
        happened: &Happened,
        rule: Option<ExtensionRule>,
    ) -> Result<Course, TimelineRefusal> {
        let mut course = Course::started(clock, started);
        course.pauses = from(&happened.pauses, started)?;
        let mut granted = Granted::default();
        for (at, event) in events(&clock, happened, rule, &mut course.uncounted) {
            let due = course.due(calendar).instant();
            if due.is_some_and(|due| at >= due) {
                if let Event::Grant(by) = event {
                    course.uncounted.push(Uncounted::TooLate(by));
                }
                continue;
            }
            match event {
                Event::Wait(wait) => {
                    course.waits.push(wait);
                    course.start = wait.arrived.map_or(course.start, |at| at.max(course.start));
                    course.pauses = from(&happened.pauses, course.start)?;
                }
                Event::Grant(by) => granted.grant(by, at),
                Event::Authority => granted.allow(),
            }
            course.extensions = course.counting(calendar, &granted, rule);
        }
        course.note_cap(&granted, rule);
        Ok(course)
    }

    /// What counts of what was granted: all of it within the cap or as far as it was allowed,
    /// else up to the one that reaches further.
    fn counting(
        &self,
        calendar: &Calendar,
        granted: &Granted,
        rule: Option<ExtensionRule>,
    ) -> Vec<Extension> {
        let (Some(first), Some(ExtensionRule { cap: Cap::UpTo(cap), .. })) =
            (granted.wanted.first(), rule)
        else {
            return granted.wanted.clone();
        };
        let capped = vec![Extension { by: cap, granted: first.granted }];
        // Lengths are compared, whatever stood still and whenever it was granted.
        let reach = |extensions: &[Extension]| {
            let at_once = |e: &Extension| Extension { granted: Timestamp::MIN, ..*e };
            let extensions: Vec<Extension> = extensions.iter().map(at_once).collect();
            due(&self.clock, calendar, self.start, &Pauses::default(), &extensions).instant()
        };
        let (cap, allowed) = (reach(&capped), reach(&granted.allowed));
        if reach(&granted.wanted) <= cap.max(allowed) {
            granted.wanted.clone()
        } else if cap > allowed {
            capped
        } else {
            granted.allowed.clone()
        }
    }

    fn note_cap(&mut self, granted: &Granted, rule: Option<ExtensionRule>) {
        if let Some(ExtensionRule { cap: Cap::UpTo(cap), .. }) = rule
            && self.extensions != granted.wanted
            && let Some(last) = granted.wanted.last()
        {
            self.uncounted.push(Uncounted::OverCap { by: last.by, cap });
        }
    }

    /// When it is due, extensions included.
    pub fn due(&self, calendar: &Calendar) -> Due {
        self.due_after(calendar, &self.extensions)
    }

    /// When it would be due without extension.
    pub fn due_without_extension(&self, calendar: &Calendar) -> Due {
        self.due_after(calendar, &[])
    }

    fn due_after(&self, calendar: &Calendar, extensions: &[Extension]) -> Due {
        if self.waits_since().is_some() {
            return Due::Not(NotDue::Paused);
        }
        due(&self.clock, calendar, self.start, &self.pauses, extensions)
    }

    /// The timeline that is judged, with what stopped it or ended it.
    pub fn timeline(
        &self,
        zone: &Zone,
        stop: Option<Timestamp>,
        ended: Option<Timestamp>,
    ) -> Result<Timeline, TimelineRefusal> {
        // What was granted before the clock started afresh counts from its start.
        let from_start = |e: &Extension| Extension { granted: e.granted.max(self.start), ..*e };
        let extensions = self.extensions.iter().map(from_start).collect();
        let line = Timeline::build(zone, self.start, stop, ended, &[], extensions)?;
        let reach = self.pauses.spans().iter().flat_map(|(starts, ends)| [*starts, *ends]);
        for at in reach.filter(|at| *at != i64::MAX).map(crate::calendar::instant) {
            zone.day_of(at).ok_or(TimelineRefusal::OutOfReach(at))?;
        }
        Ok(Timeline { pauses: self.pauses.clone(), waits_since: self.waits_since(), ..line })
    }

    /// The clock that ran.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// When it started at first.
    pub fn first_start(&self) -> Timestamp {
        self.started
    }

    /// From when on it runs: its start, or the last arrival of what it waited for.
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// What it waited for, as far as that counts.
    pub fn waits(&self) -> &[Wait] {
        &self.waits
    }

    /// Since when it waits for something that has not arrived.
    pub fn waits_since(&self) -> Option<Timestamp> {
        self.waits.iter().find(|wait| wait.arrived.is_none()).map(|wait| wait.asked)
    }

    /// When it stood still, from the start on that counts.
    pub fn pauses(&self) -> &Pauses {
        &self.pauses
    }

    /// The extensions that count.
    pub fn extensions(&self) -> &[Extension] {
        &self.extensions
    }

    /// The extensions that do not count as they were granted.
    pub fn uncounted(&self) -> &[Uncounted] {
        &self.uncounted
    }
}

/// What happened in the order of time. An extension that needs notice counts from the telling.
fn events(
    clock: &Clock,
    happened: &Happened,
    rule: Option<ExtensionRule>,
    uncounted: &mut Vec<Uncounted>,
) -> Vec<(Timestamp, Event)> {
    let mut events: Vec<(Timestamp, Event)> =
        happened.waits.iter().map(|wait| (wait.asked, Event::Wait(*wait))).collect();
    let Some(rule) = rule else {
        events.sort_by_key(|(at, _)| *at);
        return events;
    };
    for grant in happened.grants.iter().filter(|grant| clock.takes(grant.by).is_ok()) {
        match (rule.needs_notice, grant.told) {
            (false, _) => events.push((grant.granted, Event::Grant(grant.by))),
            (true, Some(told)) => events.push((told.max(grant.granted), Event::Grant(grant.by))),
            (true, None) => uncounted.push(Uncounted::NotTold(grant.by)),
        }
    }
    events.extend(happened.authorised.iter().map(|at| (*at, Event::Authority)));
    events.sort_by_key(|(at, _)| *at);
    events
}

/// The pauses from a moment on; one that began before counts from there.
fn from(pauses: &[Pause], start: Timestamp) -> Result<Pauses, TimelineRefusal> {
    if pauses.is_empty() {
        return Ok(Pauses::default());
    }
    let wrong = pauses.iter().find(|pause| pause.ends.is_some_and(|ends| ends <= pause.starts));
    if let Some(pause) = wrong {
        return Err(TimelineRefusal::PauseEndsBeforeStart(*pause));
    }
    let later: Vec<Pause> = pauses
        .iter()
        .filter(|pause| pause.ends.is_none_or(|ends| ends > start))
        .map(|pause| Pause { starts: pause.starts.max(start), ends: pause.ends })
        .collect();
    Pauses::new(&later)
}
