//! Which promises follow from the facts of a record, and what became of each.

use super::judging::Working;
use crate::calendar::{Calendar, Nation};
use crate::charter::{Charter, Kind, Method, Standard, StandardCalendar};
use crate::clock::*;
use crate::contacts::{Channel, Matter};
use crate::facts::{Assigned, Evidence, Fact, FactKind, standing};
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::Arc;

/// The edition of these rules, named on every judgement so that an old one can be worked out
/// again by the edition that made it. The second: what the customer ended by withdrawing is
/// theirs also where a yes or no, or the closing in the same moment, was judged before.
pub const RULE_EDITION: i64 = 2;

/// The calendars that a charter's standards count by.
#[derive(Clone, Debug)]
pub struct Calendars {
    /// The body's own.
    pub body: Arc<Calendar>,
    /// That of the record's venue or line, where it has hours of its own.
    pub place: Option<Arc<Calendar>>,
    /// Statutory calendars of the nations, in the order of [`Nation::ALL`].
    pub statutory: [Arc<Calendar>; 4],
    /// Every hour of every day.
    pub round_the_clock: Arc<Calendar>,
}

impl Calendars {
    /// The dates between which others count otherwise: the first and the last day that is open at
    /// other times, or lies in a year that is known in one of them only. None if all are the same.
    pub fn differ(&self, others: &Calendars) -> Option<(Date, Date)> {
        let pairs = std::iter::once((&self.body, &others.body))
            .chain(self.statutory.iter().zip(&others.statutory));
        let spans = pairs.filter_map(|(one, other)| one.differs(other));
        spans.reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))
    }

    /// The calendar that a standard counts by.
    pub fn of(&self, which: StandardCalendar) -> &Calendar {
        match which {
            StandardCalendar::Body => &self.body,
            StandardCalendar::Place => self.place.as_ref().unwrap_or(&self.body),
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
    /// It was never done, and came to the age at which it is judged.
    UndoneAtBackstop,
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
    /// The local date on which it was made: for a chained standard that of the first one.
    pub received_on: Date,
    /// The local date that it is due, or counts by without a due moment.
    pub due_on: Option<Date>,
    /// The local date that it concluded.
    pub concluded_on: Option<Date>,
    /// How long it took in the standard's own unit, pauses left out.
    pub net: Option<i64>,
    /// How long it took, pauses included.
    pub gross: Option<i64>,
    /// When to warn, where a more cautious reading of the rule is due earlier than it is judged.
    pub warned: Option<Due>,
    /// How its clock ran; none for a yes or no, and while nobody knows when it will start.
    pub course: Option<Course>,
    /// Whether the due moment follows from the start and the calendar alone.
    pub counts_plainly: bool,
    /// Whether the customer was told the due date.
    pub was_told: bool,
    /// The event that it is notice of.
    pub notice_of: Option<Timestamp>,
}

/// Works out the promises of a record from its facts, as known at `as_of`.
pub fn owed(
    charter: &Charter,
    calendars: &Calendars,
    subject: &Subject<'_>,
    facts: &[Fact],
    as_of: Timestamp,
) -> Vec<Owed> {
    let known = known(facts, as_of);
    let mut all: Vec<Owed> = Vec::new();
    for index in in_order(charter) {
        let standard = &charter.standards[index];
        let covered = standard.covers(
            subject.channel.key(),
            subject.matter.key(),
            subject.service,
            subject.about,
        );
        let covered = covered && standard.holds_on(received_on(calendars, &known));
        let Some(method) = standard.own_method().filter(|_| covered) else { continue };
        let calendar = calendars.of(standard.calendar);
        let worked = Working { standard, calendar, subject, all: facts, facts: &known, as_of };
        for start in worked.starts(charter, &all) {
            all.extend(worked.one(index, method, start));
        }
    }
    all.sort_by_key(|promise| promise.standard);
    all
}

/// The facts that stand and have happened, in the order in which they did.
pub(super) fn known(facts: &[Fact], as_of: Timestamp) -> Vec<&Fact> {
    standing(facts).into_iter().filter(|fact| fact.happened <= as_of).collect()
}

/// The local date on which the record came; none while nothing says so.
fn received_on(calendars: &Calendars, known: &[&Fact]) -> Option<Date> {
    let received = known.iter().find(|fact| fact.kind == FactKind::Received).or(known.first())?;
    Some(calendars.body.zone().date_of(received.happened))
}

/// The standards by their places, a chained one after the one that it waits for.
fn in_order(charter: &Charter) -> Vec<usize> {
    let depth = |index: &usize| {
        let first = charter.standards.get(*index);
        let before = |standard: &&Standard| charter.standard(standard.after.as_deref()?);
        // The reader has refused circles; whoever did not ask it is not kept here for ever.
        std::iter::successors(first, before).take(charter.standards.len()).count()
    };
    let mut order: Vec<usize> = (0..charter.standards.len()).collect();
    order.sort_by_key(depth);
    order
}

/// How the due moment of a promise was reached, for those that a clock runs for.
pub fn reasons(charter: &Charter, calendars: &Calendars, promise: &Owed) -> Vec<Reason> {
    let standard = &charter.standards[promise.standard];
    let calendar = calendars.of(standard.calendar);
    if let Some((event, clock)) = promise.notice_of.zip(standard.notice_clock()) {
        return explain_notice(&clock, calendar, event).unwrap_or_default();
    }
    let Some(course) = &promise.course else { return Vec::new() };
    let mut reasons = course.explain(calendar);
    if !standard.starts_with_receipt() {
        reasons.iter_mut().for_each(Reason::start_instead);
    }
    reasons
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
