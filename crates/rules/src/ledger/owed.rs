//! Which promises follow from the facts of a record, and what became of each.

use crate::calendar::{Calendar, Nation};
use crate::charter::{Charter, Kind, Method, Standard, StandardCalendar, Undone};
use crate::clock::*;
use crate::contacts::{Channel, Matter};
use crate::facts::{Assigned, Evidence, Fact, FactKind, first_recorded, standing};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// The edition of these rules, named on every judgement so that an old one can be worked out
/// again by the edition that made it.
pub const RULE_EDITION: i64 = 1;

/// The calendars that a charter's standards count by.
#[derive(Clone, Debug)]
pub struct Calendars {
    /// The body's own.
    pub body: Arc<Calendar>,
    /// Statutory calendars of the nations, in the order of [`Nation::ALL`].
    pub statutory: [Arc<Calendar>; 4],
    /// Every hour of every day.
    pub round_the_clock: Arc<Calendar>,
}

impl Calendars {
    fn of(&self, which: StandardCalendar) -> &Calendar {
        match which {
            StandardCalendar::Body => &self.body,
            StandardCalendar::Statutory(nation) => {
                let place = Nation::ALL.iter().position(|n| *n == nation).unwrap_or_default();
                &self.statutory[place]
            }
            StandardCalendar::RoundTheClock => &self.round_the_clock,
        }
    }
}

/// What a record is about, as far as scopes and conditions ask.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// How it came.
    pub channel: Channel,
    /// What it is.
    pub matter: Matter,
    /// The service's key, at receipt.
    pub service: &'a str,
    /// What it is about, by the name of the list of reasons.
    pub about: &'a str,
    /// Conditions that were known when it was received.
    pub conditions: &'a [(&'a str, bool)],
}

/// Why a promise has the outcome that it has, where the clock alone does not say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The clock says so.
    Clock,
    /// The condition does not hold: outside the promise.
    OutsideThePromise,
    /// It was taken out, for a listed reason.
    Excluded(String),
    /// The customer put it off to another date.
    PutOffByCustomer,
    /// A yes or no that was recorded.
    Recorded,
    /// The customer came back about the same matter within the window.
    Repeated,
    /// It was never done, and the matter was closed.
    ClosedUndone,
    /// It was done, but nobody can say when.
    StopNotRecorded,
}

/// A promise that follows from the facts of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Owed {
    /// The standard, by its place in the charter.
    pub standard: usize,
    /// How it is judged.
    pub method: Method,
    /// The fact that made it, as first recorded: correcting it makes no other promise.
    pub started_by: i64,
    /// When its clock started.
    pub started: Timestamp,
    /// What became of it.
    pub judged: Judged,
    /// Why, where the clock alone does not say.
    pub why: Why,
    /// When its clock really stopped, however it is counted.
    pub stopped: Option<Timestamp>,
    /// How the stop is known.
    pub evidence: Option<Evidence>,
    /// Whom it belonged to at the due moment, or at its end if that came first.
    pub assigned: Assigned,
    /// The local date of its start.
    pub received_on: Date,
    /// The local date that it is due, or counts by without a due moment.
    pub due_on: Option<Date>,
    /// The local date that it concluded.
    pub concluded_on: Option<Date>,
    /// How long it took in the standard's own unit, pauses left out.
    pub net: Option<i64>,
    /// How long it took, pauses included.
    pub gross: Option<i64>,
}

/// Works out the promises of a record from its facts, as known at `as_of`.
pub fn owed(
    charter: &Charter,
    calendars: &Calendars,
    subject: &Subject<'_>,
    facts: &[Fact],
    as_of: Timestamp,
) -> Vec<Owed> {
    let standing = standing(facts);
    let known: Vec<&Fact> = standing.into_iter().filter(|fact| fact.happened <= as_of).collect();
    let mut all: Vec<Owed> = Vec::new();
    for (index, standard) in charter.standards.iter().enumerate() {
        let covered = standard.covers(
            subject.channel.key(),
            subject.matter.key(),
            subject.service,
            subject.about,
        );
        let Some(method) = standard.own_method().filter(|_| covered) else { continue };
        let calendar = calendars.of(standard.calendar);
        let worked = Working { standard, calendar, subject, all: facts, facts: &known, as_of };
        for start in worked.starts(charter, &all) {
            all.extend(worked.one(index, method, start));
        }
    }
    all
}

/// How the due moment of a promise was reached, for those that a clock runs for.
pub fn reasons(
    charter: &Charter,
    calendars: &Calendars,
    subject: &Subject<'_>,
    facts: &[Fact],
    promise: &Owed,
    as_of: Timestamp,
) -> Vec<Reason> {
    let standard = &charter.standards[promise.standard];
    let standing = standing(facts);
    let known: Vec<&Fact> = standing.into_iter().filter(|fact| fact.happened <= as_of).collect();
    let calendar = calendars.of(standard.calendar);
    let worked = Working { standard, calendar, subject, all: facts, facts: &known, as_of };
    let made = known.iter().find(|fact| first_recorded(facts, fact) == promise.started_by);
    let Some(clock) = made.and_then(|fact| worked.clock(fact.id)) else { return Vec::new() };
    let started = promise.started;
    let pauses = Pauses::new(&worked.pauses(started)).unwrap_or_default();
    explain(&clock, calendar, started, &pauses, &worked.extensions(started))
}

struct Working<'a> {
    standard: &'a Standard,
    calendar: &'a Calendar,
    subject: &'a Subject<'a>,
    /// Every fact, replaced ones too.
    all: &'a [Fact],
    /// The facts that stand and have happened.
    facts: &'a [&'a Fact],
    as_of: Timestamp,
}

/// What starts a promise.
#[derive(Clone, Copy)]
struct Start {
    /// The fact, as first recorded.
    first: i64,
    /// The fact that stands.
    fact: i64,
    at: Timestamp,
}

impl Working<'_> {
    /// The facts and moments that start a promise under this standard. A chained standard starts
    /// when the one before it stopped, or until then at its last permitted moment.
    fn starts(&self, charter: &Charter, before: &[Owed]) -> Vec<Start> {
        if let Some(after) = &self.standard.after {
            let of = |owed: &&Owed| charter.standards[owed.standard].id == *after;
            let start = |owed: &Owed| {
                let last = owed.judged.due.instant().map(|at| match owed.judged.due {
                    Due::By { .. } => at - SignedDuration::from_micros(1),
                    _ => at,
                });
                let at = owed.stopped.or(last)?;
                Some(Start { first: owed.started_by, fact: owed.started_by, at })
            };
            return before.iter().filter(of).filter_map(start).collect();
        }
        self.facts
            .iter()
            .filter(|fact| fact.kind == self.standard.starts && self.concerns(fact))
            .map(|fact| Start {
                first: first_recorded(self.all, fact),
                fact: fact.id,
                at: fact.happened,
            })
            .collect()
    }

    /// Whether a fact that names a standard names this one.
    fn concerns(&self, fact: &Fact) -> bool {
        fact.detail.standard.as_ref().is_none_or(|id| *id == self.standard.id)
    }

    fn one(&self, index: usize, method: Method, start: Start) -> Option<Owed> {
        let started = start.at;
        let stop = self.stop(start);
        let (judged, why) = if self.standard.kind == Kind::Share {
            self.share(started)
        } else {
            self.timed(start, stop)?
        };
        let (judged, why) = self.taken_out(judged, why);
        let zone = self.calendar.zone();
        let concluded_on = judged.concluded.map(|at| zone.date_of(at));
        let due_on = judged.due.date(self.calendar).or(concluded_on);
        let stopped = stop.map(|fact| fact.happened);
        let (net, gross) = stopped.map_or((None, None), |at| self.took(started, at));
        Some(Owed {
            standard: index,
            method,
            started_by: start.first,
            started,
            why,
            stopped,
            evidence: stop.map(|fact| fact.evidence),
            assigned: self.assigned(&judged),
            received_on: zone.date_of(started),
            due_on,
            concluded_on,
            net,
            gross,
            judged,
        })
    }

    /// The fact that stops a clock: the first that stands, after the start and after the last
    /// re-opening for which the body answers.
    fn stop(&self, start: Start) -> Option<&Fact> {
        let reopened = self.facts.iter().rfind(|fact| {
            let reason = fact.detail.reason.as_deref();
            fact.kind == FactKind::Reopened && reason.is_some_and(is_our_fault)
        });
        self.facts.iter().copied().find(|fact| {
            let undone = reopened.is_some_and(|reopened| {
                is_an_answer(fact.kind)
                    && (fact.happened, fact.id) < (reopened.happened, reopened.id)
            });
            self.standard.stops.contains(&fact.kind)
                && (fact.happened > start.at
                    || (fact.happened == start.at && fact.id != start.fact))
                && self.concerns(fact)
                && !undone
        })
    }

    /// The clock of a promise that a fact started; none for a yes or no.
    fn clock(&self, started_by: i64) -> Option<Clock> {
        let term = match self.standard.kind {
            Kind::ByDate => {
                let told = self.facts.iter().find(|fact| fact.id == started_by)?;
                Term::Given(told.detail.given?)
            }
            Kind::InTime => self.standard.limit.map_or(Term::Open, Term::Limit),
            Kind::Share | Kind::AdvertisedOnly => return None,
        };
        // The reader has refused terms and policies that do not fit.
        Clock::new(term, self.standard.policy).ok()
    }

    fn timed(&self, start: Start, stop: Option<&Fact>) -> Option<(Judged, Why)> {
        let started = start.at;
        let clock = self.clock(start.fact)?;
        let put_off = self.put_off(start);
        let left = self.first(started, |fact| self.standard.ends.contains(&fact.kind));
        let stop_at = stop.map(|fact| fact.happened);
        let ended = [put_off, left.map(|fact| fact.happened)].into_iter().flatten().min();
        let pauses: Vec<Pause> = self
            .pauses(started)
            .into_iter()
            .filter(|pause| stop_at.is_none_or(|stop| pause.starts <= stop))
            .collect();
        let zone = self.calendar.zone();
        let build = |pauses: &[Pause], extensions: Vec<Extension>| {
            Timeline::build(zone, started, stop_at, ended, pauses, extensions)
        };
        // Commands refuse impossible orders; what got in by import is judged without them.
        let line =
            build(&pauses, self.extensions(started)).or_else(|_| build(&[], Vec::new())).ok()?;
        let mut judged = judge(&clock, self.calendar, &line, self.as_of);
        let lost = self.first(started, |fact| fact.kind == FactKind::StopNotRecorded);
        if stop.is_none() && ended.is_none() && lost.is_some() {
            judged.outcome = Outcome::NoEvidence;
            judged.concluded = lost.map(|fact| fact.happened);
            return Some((judged, Why::StopNotRecorded));
        }
        let why = match judged.outcome {
            Outcome::EndedByCustomer if judged.concluded == put_off => Why::PutOffByCustomer,
            _ => Why::Clock,
        };
        Some((judged, why))
    }

    /// A yes or no that is recorded: it is due on the day of its event.
    fn share(&self, started: Timestamp) -> (Judged, Why) {
        let zone = self.calendar.zone();
        let day = zone.day_of(started);
        let due = match day {
            Some(day) => Due::By { date: day.date(), ends: zone.end_of(day) },
            None => Due::Not(NotDue::Beyond),
        };
        let no = self.first(started, |fact| self.standard.fails.contains(&fact.kind));
        let yes = self.first(started, |fact| self.standard.stops.contains(&fact.kind));
        let closed = self.first(started, |fact| fact.kind == FactKind::Closed);
        let (outcome, concluded, why) = match (no, yes, closed) {
            (Some(no), _, _) if no.kind == FactKind::Repeated => {
                (Outcome::Missed, yes.or(Some(no)), Why::Repeated)
            }
            (Some(no), _, _) => (Outcome::Missed, Some(no), Why::Recorded),
            (None, Some(yes), _) => (Outcome::Kept, Some(yes), Why::Recorded),
            (None, None, Some(closed)) if self.standard.undone == Undone::MissedAtClosure => {
                (Outcome::Missed, Some(closed), Why::ClosedUndone)
            }
            _ => (Outcome::Running, None, Why::Clock),
        };
        let concluded = concluded.map(|fact| fact.happened);
        let judged = Judged {
            outcome,
            due,
            due_without_extension: due,
            paused: false,
            concluded,
            provisional: false,
        };
        (judged, why)
    }

    /// What was taken out, or was found to be outside the promise in time, does not count.
    fn taken_out(&self, judged: Judged, why: Why) -> (Judged, Why) {
        let excluded =
            self.facts.iter().rfind(|fact| fact.kind == FactKind::Excluded && self.concerns(fact));
        if let Some(fact) = excluded {
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

    /// When the standard's condition was found not to hold: from the start (`None` inside), or
    /// at a moment. Not yet known counts as holding.
    fn found_not_to_hold(&self) -> Option<Option<Timestamp>> {
        let key = self.standard.condition.as_ref()?.key.as_str();
        let answered = self.facts.iter().rfind(|fact| {
            fact.detail.condition.as_ref().is_some_and(|(answered, _)| answered == key)
        });
        if let Some(fact) = answered {
            let holds = fact.detail.condition.as_ref().is_some_and(|(_, holds)| *holds);
            return (!holds).then_some(Some(fact.happened));
        }
        let known = self.subject.conditions.iter().find(|(known, _)| *known == key);
        known.and_then(|(_, holds)| (!holds).then_some(None))
    }

    fn first(&self, from: Timestamp, is: impl Fn(&Fact) -> bool) -> Option<&Fact> {
        self.facts
            .iter()
            .copied()
            .find(|fact| fact.happened >= from && self.concerns(fact) && is(fact))
    }

    /// When the customer asked for another date than the one that was told.
    fn put_off(&self, start: Start) -> Option<Timestamp> {
        if self.standard.kind != Kind::ByDate {
            return None;
        }
        self.first(start.at, |fact| {
            fact.kind == FactKind::DateTold
                && fact.id != start.fact
                && fact.detail.reason.as_deref() == Some("customer-asked")
        })
        .map(|fact| fact.happened)
    }

    /// The pauses whose reasons this standard allows. One that began before the clock did
    /// counts from its start.
    fn pauses(&self, started: Timestamp) -> Vec<Pause> {
        let mut pauses: Vec<Pause> = Vec::new();
        for fact in self.facts.iter().filter(|fact| self.concerns(fact)) {
            match fact.kind {
                FactKind::Paused => {
                    let reason = fact.detail.reason.as_deref().unwrap_or_default();
                    let running = pauses.last().is_none_or(|pause| pause.ends.is_some());
                    if running && self.standard.pauses.iter().any(|allowed| allowed == reason) {
                        pauses.push(Pause { starts: fact.happened.max(started), ends: None });
                    }
                }
                FactKind::Resumed => {
                    if let Some(open) = pauses.last_mut().filter(|pause| pause.ends.is_none()) {
                        open.ends = Some(fact.happened);
                    }
                }
                _ => {}
            }
        }
        pauses.retain(|pause| pause.ends.is_none_or(|ends| ends > pause.starts));
        pauses
    }

    fn extensions(&self, started: Timestamp) -> Vec<Extension> {
        if self.standard.extension.is_none() {
            return Vec::new();
        }
        self.facts
            .iter()
            .filter(|fact| fact.kind == FactKind::Extended && fact.happened >= started)
            .filter(|fact| self.concerns(fact))
            .filter_map(|fact| Some(Extension { by: fact.detail.by?, granted: fact.happened }))
            .collect()
    }

    /// Whom the record belonged to when the promise was due, or ended before.
    fn assigned(&self, judged: &Judged) -> Assigned {
        let moment = [judged.due.instant(), judged.concluded, Some(self.as_of)];
        let moment = moment.into_iter().flatten().min().unwrap_or(self.as_of);
        let given = self.facts.iter().filter(|fact| fact.detail.assigned.is_some());
        let before = given.clone().rfind(|fact| fact.happened <= moment);
        before
            .or(given.min_by_key(|fact| fact.happened))
            .and_then(|fact| fact.detail.assigned)
            .unwrap_or_default()
    }

    fn took(&self, started: Timestamp, stopped: Timestamp) -> (Option<i64>, Option<i64>) {
        let measure = self.standard.measure();
        let policy = &self.standard.policy;
        let took =
            |pauses: &Pauses| between(measure, policy, self.calendar, started, stopped, pauses);
        let pauses = Pauses::new(&self.pauses(started)).unwrap_or_default();
        (took(&pauses), took(&Pauses::default()))
    }
}

/// The reasons for re-opening that are the body's own fault: its answer is judged again.
fn is_our_fault(reason: &str) -> bool {
    matches!(reason, "wrong-or-incomplete" | "closed-in-error")
}

/// What a re-opening makes undone: answers and endings, not receipts or greetings.
fn is_an_answer(kind: FactKind) -> bool {
    use FactKind as F;
    matches!(kind, F::Responded | F::Closed | F::Settled | F::Finished | F::DoneAsTold)
}

impl Standard {
    /// The unit that its times are measured in: its own, or elapsed seconds without a limit.
    pub fn measure(&self) -> Measure {
        match self.limit.map(|limit| limit.unit) {
            Some(Unit::WorkingDays) => Measure::WorkingDays,
            Some(Unit::CalendarDays | Unit::Weeks | Unit::Months) => Measure::CalendarDays,
            Some(Unit::WorkingMinutes | Unit::WorkingHours) => Measure::WorkingSeconds,
            _ if self.kind == Kind::ByDate => Measure::CalendarDays,
            _ => Measure::Seconds,
        }
    }
}
