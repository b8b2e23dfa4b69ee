//! Judging the promises that one standard makes on a record.

use super::owed::{Owed, Subject, Why};
use crate::calendar::Calendar;
use crate::charter::{Charter, Kind, Method, Standard, Undone};
use crate::clock::*;
use crate::facts::{Fact, FactKind, first_recorded};
use jiff::{SignedDuration, Timestamp};

/// One standard and everything that is known of one record.
pub(super) struct Working<'a> {
    pub(super) standard: &'a Standard,
    pub(super) calendar: &'a Calendar,
    pub(super) subject: &'a Subject<'a>,
    /// Every fact, replaced ones too.
    pub(super) all: &'a [Fact],
    /// The facts that stand and have happened.
    pub(super) facts: &'a [&'a Fact],
    pub(super) as_of: Timestamp,
}

/// What starts a promise.
#[derive(Clone, Copy)]
pub(super) struct Start {
    /// The fact that makes it, as first recorded.
    pub(super) first: i64,
    /// The fact that stands.
    pub(super) fact: i64,
    /// When it happened.
    pub(super) made: Timestamp,
    /// When the clock starts: then, or for a chained standard when the one before it stopped.
    /// None while that one stands still.
    at: Option<Timestamp>,
    /// Whether the one before it is still to be done.
    provisional: bool,
}

impl Working<'_> {
    /// What starts a promise under this standard. A chained standard starts when the one before
    /// it stopped, or until then at its last permitted moment.
    pub(super) fn starts(&self, charter: &Charter, before: &[Owed]) -> Vec<Start> {
        if let Some(after) = &self.standard.after {
            let of = |owed: &&Owed| charter.standards[owed.standard].id == *after;
            return before.iter().filter(of).filter_map(|owed| self.chained(owed)).collect();
        }
        self.facts
            .iter()
            .filter(|fact| fact.kind == self.standard.starts && self.concerns(fact))
            .map(|fact| Start {
                first: first_recorded(self.all, fact),
                fact: fact.id,
                made: fact.happened,
                at: Some(begins(fact)),
                provisional: false,
            })
            .collect()
    }

    fn chained(&self, before: &Owed) -> Option<Start> {
        let made =
            self.facts.iter().find(|fact| first_recorded(self.all, fact) == before.started_by)?;
        let last = match before.judged.due {
            Due::At(at) => Some(at),
            Due::By { ends, .. } => Some(ends - SignedDuration::from_micros(1)),
            Due::Not(NotDue::Paused) => None,
            Due::Not(_) if before.stopped.is_none() => return None,
            Due::Not(_) => None,
        };
        Some(Start {
            first: before.started_by,
            fact: made.id,
            made: made.happened,
            at: before.stopped.or(last),
            provisional: before.stopped.is_none(),
        })
    }

    pub(super) fn one(&self, index: usize, method: Method, start: Start) -> Option<Owed> {
        if self.standard.kind == Kind::Notice {
            return self.noticed(index, method, start);
        }
        let is_share = self.standard.kind == Kind::Share;
        let end = self.end(start);
        // Whoever withdraws ends it: the closing that follows in the same moment keeps nothing.
        let follows =
            |stop: &&Fact| end.is_some_and(|end| stop.happened == end.happened && stop.id > end.id);
        let stop = self.stop(start).filter(|stop| !follows(stop));
        let stopped = stop.map(|fact| fact.happened);
        let ended = end.map(|fact| fact.happened);
        // What is done or ended before a chained clock starts is judged as if it started then.
        let early = [stopped, ended].into_iter().flatten().min();
        let started = start.at.into_iter().chain(early).min();
        let (judged, why, course) = match started {
            Some(started) if is_share => self.share(started, ended),
            Some(started) => self.timed(start, started, stopped, ended)?,
            None => (waiting(), Why::Clock, None),
        };
        let started = started.unwrap_or(start.made);
        let (mut judged, why) = self.taken_out(judged, why, start);
        judged.provisional |= start.provisional && judged.outcome == Outcome::Running;
        let zone = self.calendar.zone();
        let assigned = self.assigned(&judged);
        let concluded_on = judged.concluded.map(|at| zone.date_of(at));
        let due_on = judged.due.date(self.calendar).or(concluded_on);
        if is_share && self.standard.backstop.is_none() {
            // It counts by the day of its event, but nothing is due then.
            judged.due = Due::Not(NotDue::NoLimit);
            judged.due_without_extension = judged.due;
        }
        let (net, gross) =
            stopped.map_or((None, None), |at| self.took(started, course.as_ref(), at));
        let warned = course.as_ref().and_then(|_| self.warned(start, started, (stopped, ended)));
        let counts_plainly = self.counts_plainly(start.fact, (start.made, started), judged.due);
        let was_told = self.was_told(judged.due);
        Some(Owed {
            standard: index,
            method,
            started_by: start.first,
            started,
            why,
            stopped,
            evidence: stop.map(|fact| fact.evidence),
            assigned,
            received_on: zone.date_of(start.made),
            due_on,
            concluded_on,
            net,
            gross,
            warned: warned.filter(|warned| warned.instant() < judged.due.instant()),
            course,
            counts_plainly,
            was_told,
            notice_of: None,
            judged,
        })
    }

    /// The clock of a promise that a fact started; none for a yes or no.
    pub(super) fn clock(&self, started_by: i64) -> Option<Clock> {
        let term = match self.standard.kind {
            Kind::ByDate => {
                let told = self.facts.iter().find(|fact| fact.id == started_by)?;
                Term::Given(told.detail.given?)
            }
            Kind::InTime => self.standard.limit.map_or(Term::Open, Term::Limit),
            _ => return None,
        };
        // The reader has refused terms and policies that do not fit.
        Clock::new(term, self.standard.policy).ok()
    }

    /// How a clock ran until it stopped, or the customer ended it.
    fn course(
        &self,
        clock: Clock,
        start: Start,
        started: Timestamp,
        until: (Option<Timestamp>, Option<Timestamp>),
    ) -> Course {
        let happened = self.happened(start.made, started, until);
        let rule = self.standard.extension_rule();
        // Commands refuse impossible orders; what got in by import is judged without them.
        Course::run(clock, self.calendar, started, &happened, rule)
            .ok()
            .filter(|course| course.timeline(self.calendar.zone(), until.0, until.1).is_ok())
            .unwrap_or_else(|| Course::started(clock, started))
    }

    /// When to warn, where another reading of the rule is the more cautious one.
    fn warned(
        &self,
        start: Start,
        started: Timestamp,
        until: (Option<Timestamp>, Option<Timestamp>),
    ) -> Option<Due> {
        let cautious = self.standard.cautious(self.clock(start.fact)?)?;
        Some(self.course(cautious, start, started, until).due(self.calendar))
    }

    fn timed(
        &self,
        start: Start,
        started: Timestamp,
        stopped: Option<Timestamp>,
        left: Option<Timestamp>,
    ) -> Option<(Judged, Why, Option<Course>)> {
        let clock = self.clock(start.fact)?;
        let put_off = self.put_off(start);
        let ended = [put_off, left].into_iter().flatten().min();
        let course = self.course(clock, start, started, (stopped, ended));
        let line = course.timeline(self.calendar.zone(), stopped, ended).ok()?;
        let mut judged = judge(&clock, self.calendar, &line, self.as_of);
        let lost = self.first(start.made, |fact| fact.kind == FactKind::StopNotRecorded);
        if stopped.is_none() && ended.is_none() && lost.is_some() {
            judged.outcome = Outcome::NoEvidence;
            judged.concluded = lost.map(|fact| fact.happened);
            return Some((judged, Why::StopNotRecorded, Some(course)));
        }
        let mut why = match judged.outcome {
            Outcome::EndedByCustomer if judged.concluded == put_off => Why::PutOffByCustomer,
            _ => Why::Clock,
        };
        if self.standard.undone == Undone::MissedAtClosure {
            why = self.at_closure(&mut judged, start).unwrap_or(why);
        }
        Some((judged, why, Some(course)))
    }

    /// Without a limit, what was done by the closure is kept, and what was not is missed then.
    fn at_closure(&self, judged: &mut Judged, start: Start) -> Option<Why> {
        let closed = self
            .first(start.made, |fact| fact.kind == FactKind::Closed && !self.is_undone(fact))
            .map(|fact| fact.happened);
        let done = judged.concluded.filter(|_| judged.outcome == Outcome::Measured);
        match (done, closed) {
            (Some(done), closed) if closed.is_none_or(|closed| done <= closed) => {
                judged.outcome = Outcome::Kept;
                None
            }
            (_, Some(closed)) if done.is_some() || judged.outcome == Outcome::Running => {
                (judged.outcome, judged.concluded) = (Outcome::Missed, done.or(Some(closed)));
                Some(Why::ClosedUndone)
            }
            _ => None,
        }
    }

    /// When a yes or no is judged if nothing was recorded: by its backstop, or not at all. As due
    /// it has the day of its event otherwise, by which it counts.
    fn judged_by(&self, started: Timestamp) -> Due {
        let zone = self.calendar.zone();
        let backstop = self.standard.backstop.map(Term::Limit);
        if let Some(Ok(clock)) = backstop.map(|term| Clock::new(term, self.standard.policy)) {
            return due(&clock, self.calendar, started, &Pauses::default(), &[]);
        }
        match zone.day_of(started) {
            Some(day) => Due::By { date: day.date(), ends: zone.end_of(day) },
            None => Due::Not(NotDue::Beyond),
        }
    }

    /// A yes or no that is recorded.
    fn share(&self, started: Timestamp, ended: Option<Timestamp>) -> (Judged, Why, Option<Course>) {
        let due = self.judged_by(started);
        let has_backstop = self.standard.backstop.is_some();
        let too_late = |at: Timestamp| has_backstop && !due.keeps(at);
        let no = self.first(started, |fact| self.standard.fails.contains(&fact.kind));
        let yes = self.first(started, |fact| {
            self.standard.stops.contains(&fact.kind) && !self.is_undone(fact)
        });
        let closed =
            self.first(started, |fact| fact.kind == FactKind::Closed && !self.is_undone(fact));
        let (outcome, concluded, why) = match (no, yes, closed) {
            (Some(no), _, _) if no.kind == FactKind::Repeated => {
                (Outcome::Missed, yes.or(Some(no)), Why::Repeated)
            }
            (Some(no), _, _) => (Outcome::Missed, Some(no), Why::Recorded),
            (None, Some(yes), _) if too_late(yes.happened) => {
                (Outcome::Missed, Some(yes), Why::UndoneAtBackstop)
            }
            (None, Some(yes), _) => (Outcome::Kept, Some(yes), Why::Recorded),
            (None, None, Some(closed)) if self.standard.undone == Undone::MissedAtClosure => {
                (Outcome::Missed, Some(closed), Why::ClosedUndone)
            }
            _ if too_late(self.as_of) => (Outcome::Missed, None, Why::UndoneAtBackstop),
            _ => (Outcome::Running, None, Why::Clock),
        };
        let mut concluded = concluded.map(|fact| fact.happened);
        let mut outcome = outcome;
        // Whoever withdraws before anything was recorded ends it; closing it then misses nothing.
        if let Some(ended) = ended.filter(|ended| {
            concluded.is_none_or(|at| *ended <= at) && (!has_backstop || due.keeps(*ended))
        }) {
            (outcome, concluded) = (Outcome::EndedByCustomer, Some(ended));
        }
        let why = if outcome == Outcome::EndedByCustomer { Why::Clock } else { why };
        let judged = Judged { outcome, due, due_without_extension: due, concluded, ..waiting() };
        (Judged { paused: false, ..judged }, why, None)
    }

    /// What was taken out, or was found to be outside the promise in time, does not count.
    pub(super) fn taken_out(&self, judged: Judged, why: Why, start: Start) -> (Judged, Why) {
        if let Some(fact) = self.exclusion(&judged, start) {
            let reason = fact.detail.reason.clone().unwrap_or_default();
            let concluded = judged.concluded.or(Some(fact.happened));
            let judged = Judged { outcome: Outcome::NotCounted, concluded, ..judged };
            return (judged, Why::Excluded(reason));
        }
        match self.found_not_to_hold() {
            Some(found) if found.is_none_or(|at| judged.due.keeps(at)) => {
                let concluded = judged.concluded.or(found);
                let judged = Judged { outcome: Outcome::NotCounted, concluded, ..judged };
                (judged, Why::OutsideThePromise)
            }
            _ => (judged, why),
        }
    }

    /// How long it took: pauses left out, from when on it ran for good; and all of it.
    fn took(
        &self,
        started: Timestamp,
        course: Option<&Course>,
        stopped: Timestamp,
    ) -> (Option<i64>, Option<i64>) {
        let measure = self.standard.measure();
        let policy = &self.standard.policy;
        let took = |from: Timestamp, pauses: &Pauses| {
            between(measure, policy, self.calendar, from, stopped, pauses)
        };
        let none = Pauses::default();
        let gross = took(started, &none);
        (course.map_or(gross, |course| took(course.start(), course.pauses())), gross)
    }
}

/// When a fact starts a clock. Who comes early for an appointment waits from its time on.
fn begins(fact: &Fact) -> Timestamp {
    match (fact.kind, fact.detail.given) {
        (FactKind::Arrived, Some(Given::At(slot))) => fact.happened.max(slot),
        _ => fact.happened,
    }
}

/// Owed, but nobody knows yet from when its clock will run: the standard before it stands still.
fn waiting() -> Judged {
    let due = Due::Not(NotDue::Paused);
    Judged {
        outcome: Outcome::Running,
        due,
        due_without_extension: due,
        paused: true,
        concluded: None,
        provisional: false,
    }
}
