//! Putting facts right: looking first at what would change, then doing it. Looking is doing it
//! and taking it back, so that the two cannot differ.

use super::store::{self, StoredPromise};
use super::{counting, queries};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::history::{self, NewFact};
use crate::records::{self, Record};
use crate::{charters, ledger};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::clock::Outcome;
use rules::corrections::{Correction, CorrectionKind, CorrectionRefusal, Known, check};
use rules::facts::{Detail, Evidence, Fact, FactKind, standing};

/// What somebody puts right, why, and how it is known.
#[derive(Clone, Debug)]
pub struct Correct {
    /// What is put right.
    pub correction: Correction,
    /// A listed reason.
    pub reason: String,
    /// How it is known, in words: a number in the post log, a sent email.
    pub evidence: String,
}

/// A promise that comes out otherwise, or is due at another moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its standard's title.
    pub title: String,
    /// How it stands now; none for one that the correction makes.
    pub before: Option<Stands>,
    /// How it would stand.
    pub after: Stands,
}

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stands {
    /// What became of it.
    pub outcome: Outcome,
    /// Whether its clock stands still.
    pub is_paused: bool,
    /// When it is due.
    pub due_at: Option<Timestamp>,
    /// The date that it is due.
    pub due_on: Option<Date>,
}

/// What a correction would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The promises that would come out otherwise.
    pub moved: Vec<Moved>,
    /// How many promises of the record stay as they are.
    pub unmoved: usize,
}

/// How trying a correction ended: always refused, so that nothing of it stays.
#[derive(Clone, Debug)]
pub enum Tried {
    /// It can be done, and would change this.
    Preview(Preview),
    /// It cannot.
    Refused(CorrectionRefusal),
}

/// Shows what a correction would change. It is done and taken back.
pub fn preview(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    correct: &Correct,
) -> Result<(), Failure<Tried>> {
    let before = match records::visible_id(cx.tx, cx.actor, reference)? {
        Some(id) => store::promises(cx.tx, id)?,
        None => return Err(Failure::NotFound),
    };
    let record = do_it(cx, reference, version, correct).map_err(|no| no.map(Tried::Refused))?;
    let after = store::promises(cx.tx, record.id)?;
    Err(Failure::refused(Tried::Preview(compare(before, after))))
}

fn compare(before: Vec<StoredPromise>, after: Vec<StoredPromise>) -> Preview {
    let mut preview = Preview::default();
    for promise in after {
        let was = before.iter().find(|was| was.id == promise.id).map(Stands::of);
        let is = Stands::of(&promise);
        if was == Some(is) {
            preview.unmoved += 1;
        } else {
            preview.moved.push(Moved { title: promise.title, before: was, after: is });
        }
    }
    preview
}

impl Stands {
    fn of(promise: &StoredPromise) -> Stands {
        Stands {
            outcome: Outcome::named(&promise.outcome).unwrap_or(Outcome::NoEvidence),
            is_paused: promise.is_paused,
            due_at: promise.due_at,
            due_on: promise.due_on,
        }
    }
}

/// Puts something right: writes the facts that do, and judges the record again.
pub fn correct(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    correct: &Correct,
) -> Result<(), Failure<CorrectionRefusal>> {
    do_it(cx, reference, version, correct).map(drop)
}

fn do_it(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    correct: &Correct,
) -> Result<Record, Failure<CorrectionRefusal>> {
    let mut record = records::begin(cx, reference, version, Permission::Correct)?;
    let facts = history::of_record(cx.tx, record.id)?;
    let wrong = refusals(cx, &record, &facts, correct)?;
    if !wrong.is_empty() {
        return Err(Failure::Refused(wrong));
    }
    if let Correction::Received(at) = correct.correction {
        receive(cx, &mut record, at)?;
    }
    let new = new_facts(cx, &facts, correct);
    let written = history::add(cx, record.id, &new)?;
    ledger::post(cx, &record)?;
    counting::count(cx, &record, &written)?;
    Ok(record)
}

/// Everything that is wrong with a correction, in the order of its form.
fn refusals(
    cx: &mut Cx<'_>,
    record: &Record,
    facts: &[Fact],
    correct: &Correct,
) -> Result<Vec<CorrectionRefusal>, Fault> {
    let correction = &correct.correction;
    let offer = queries::offered(cx.tx, cx.caches, record, facts, cx.now)?;
    let last_stop = offer.last_stop(correction, &correct.reason);
    let known = Known {
        facts,
        received: record.received_at,
        last_stop,
        stops: &offer.stop_kinds,
        now: cx.now,
    };
    let mut wrong = check(correction, &correct.reason, &known);
    if !offer.offers(correction) {
        wrong.push(CorrectionRefusal::NothingToCorrect);
    }
    let reasons = offer.reasons(correction.kind());
    if !reasons.iter().any(|reason| *reason == correct.reason) {
        wrong.push(CorrectionRefusal::NoReason);
    }
    if correct.evidence.trim().is_empty() {
        wrong.push(CorrectionRefusal::NoEvidence);
    }
    if let Correction::Received(at) = correction
        && charter_on(cx, record.received_on)? == record.charter_version
        && charter_on(cx, cx.zone.date_of(*at))? != record.charter_version
    {
        // A matter binds to the versions in force at its receipt, and what was posted by one
        // version cannot be judged by another.
        wrong.push(CorrectionRefusal::OtherCharter);
    }
    Ok(wrong)
}

/// The body's charter version in force on a date.
fn charter_on(cx: &mut Cx<'_>, on: Date) -> Result<Option<i64>, Fault> {
    Ok(charters::in_force(cx.tx, on)?.and_then(|in_force| in_force.charter_version))
}

fn receive(cx: &mut Cx<'_>, record: &mut Record, at: Timestamp) -> Result<(), Fault> {
    record.received_at = at;
    record.received_on = cx.zone.date_of(at);
    records::set_received(cx.tx, record.id, record.received_at, record.received_on)?;
    Ok(())
}

/// The facts that put it right. What they replace stays in the history.
fn new_facts(cx: &Cx<'_>, facts: &[Fact], correct: &Correct) -> Vec<NewFact> {
    let late = |kind, at| NewFact::new(kind, at, Evidence::EnteredLate);
    let because = Detail { reason: Some(correct.reason.clone()), ..Detail::default() };
    let known_by = correct.evidence.trim();
    match &correct.correction {
        Correction::Received(at) => {
            let before = standing(facts).into_iter().find(|fact| fact.kind == FactKind::Received);
            let detail =
                Detail { assigned: before.and_then(|fact| fact.detail.assigned), ..because };
            let mut fact = late(FactKind::Received, *at).with(detail).saying(known_by);
            fact.replaces = before.map(|fact| fact.id);
            vec![fact]
        }
        Correction::Stop { replaces, kind, at } => {
            let before = facts.iter().find(|fact| Some(fact.id) == *replaces);
            let detail = match before {
                Some(before) => Detail { reason: because.reason, ..before.detail.clone() },
                None => because,
            };
            let mut fact = late(*kind, *at).with(detail).saying(known_by);
            fact.replaces = *replaces;
            vec![fact]
        }
        Correction::Pause { from, to } => {
            let paused = late(FactKind::Paused, *from).with(because.clone()).saying(known_by);
            let resumed = to.map(|to| late(FactKind::Resumed, to).with(because));
            [Some(paused), resumed].into_iter().flatten().collect()
        }
        Correction::Exclusion { standard } => {
            let detail = Detail { standard: Some(standard.clone()), ..because };
            let fact = NewFact::new(FactKind::Excluded, cx.now, Evidence::EnteredLate);
            vec![fact.with(detail).saying(known_by)]
        }
    }
}

impl Correct {
    /// What kind of correction it is.
    pub fn kind(&self) -> CorrectionKind {
        self.correction.kind()
    }
}
