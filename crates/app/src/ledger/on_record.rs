//! What is owed on one record at a moment, worked out and not stored: for those who are about to
//! do something, and for counting what a correction changed.

use super::posting::{bound_at, subject};
use crate::Cx;
use crate::failure::Fault;
use crate::history::{self, NewFact};
use crate::kept::Caches;
use crate::records::Record;
use db::Tx;
use jiff::Timestamp;
use rules::charter::{Stage, Standard};
use rules::clock::{Outcome, Pauses, Reason, between};
use rules::facts::Fact;
use rules::ledger::{Owed, Picture, owed, picture, reasons};
use std::collections::BTreeMap;

/// What became of each promise: by the place of its standard and the fact that made it.
type Outcomes = BTreeMap<(usize, i64), Outcome>;

/// How many promises came out otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// Missed before, kept now.
    pub missed_to_kept: i64,
    /// Kept before, missed now.
    pub kept_to_missed: i64,
}

/// What is owed on a record by these facts, each with its standard.
pub(crate) fn owed_by(
    tx: &mut Tx,
    caches: &Caches,
    record: &Record,
    facts: &[Fact],
    at: Timestamp,
) -> Result<Vec<(Standard, Owed)>, Fault> {
    let Some(bound) = bound_at(tx, caches, record, at)? else { return Ok(Vec::new()) };
    let about = subject(tx, record)?;
    let charter = &bound.charter.charter;
    let found = owed(charter, &bound.calendars, &about.subject(record), facts, at);
    let found = found.into_iter().map(|owed| (charter.standards[owed.standard].clone(), owed));
    // What is only measured is nobody's work.
    Ok(found.filter(|(standard, _)| !standard.is_in_readiness()).collect())
}

/// The standards that cover a record.
pub(crate) fn standards(
    tx: &mut Tx,
    caches: &Caches,
    record: &Record,
    at: Timestamp,
) -> Result<Vec<Standard>, Fault> {
    let Some(bound) = bound_at(tx, caches, record, at)? else { return Ok(Vec::new()) };
    let about = subject(tx, record)?;
    let subject = about.subject(record);
    let (channel, matter) = (subject.channel.key(), subject.matter.key());
    let all = bound.charter.charter.standards.iter();
    let covering = all.filter(|standard| {
        !standard.is_in_readiness()
            && standard.covers(channel, matter, subject.service, subject.about)
            && standard.holds_on(Some(record.received_on))
    });
    Ok(covering.cloned().collect())
}

/// The stages of a record's service, in the order of the charter that it is bound to.
pub(crate) fn stages(
    tx: &mut Tx,
    caches: &Caches,
    record: &Record,
    at: Timestamp,
) -> Result<Vec<Stage>, Fault> {
    let Some(bound) = bound_at(tx, caches, record, at)? else { return Ok(Vec::new()) };
    let about = subject(tx, record)?;
    let service = about.subject(record).service;
    Ok(bound.charter.charter.stages_of(service).cloned().collect())
}

fn outcomes(
    tx: &mut Tx,
    caches: &Caches,
    record: &Record,
    facts: &[Fact],
    at: Timestamp,
) -> Result<Outcomes, Fault> {
    let Some(bound) = bound_at(tx, caches, record, at)? else { return Ok(Outcomes::new()) };
    let about = subject(tx, record)?;
    let (charter, calendars) = (&bound.charter.charter, &bound.calendars);
    let found = owed(charter, calendars, &about.subject(record), facts, at).into_iter();
    let found = found.filter(|p| !charter.standards[p.standard].is_in_readiness());
    Ok(found.map(|p| ((p.standard, p.started_by), p.judged.outcome)).collect())
}

/// What the facts after the first `before` changed, as it was judged at a moment.
pub(crate) fn turned(
    tx: &mut Tx,
    caches: &Caches,
    record: &Record,
    (facts, before): (&[Fact], usize),
    at: Timestamp,
) -> Result<Turned, Fault> {
    let was = outcomes(tx, caches, record, &facts[..before], at)?;
    let is = outcomes(tx, caches, record, facts, at)?;
    let count = |from, to| {
        let turned = was.iter().filter(|(key, outcome)| {
            **outcome == from && is.get(*key).is_some_and(|outcome| *outcome == to)
        });
        turned.count() as i64
    };
    Ok(Turned {
        missed_to_kept: count(Outcome::Missed, Outcome::Kept),
        kept_to_missed: count(Outcome::Kept, Outcome::Missed),
    })
}

/// Whether a fact, entered now, would make a promise kept that has been missed.
pub(crate) fn would_mend(cx: &mut Cx<'_>, record: &Record, fact: &NewFact) -> Result<bool, Fault> {
    let mut facts = history::of_record(cx.tx, record.id)?;
    let before = facts.len();
    facts.push(fact.written(i64::MAX, cx.now));
    let turned = turned(cx.tx, cx.caches, record, (&facts, before), cx.now)?;
    Ok(turned.missed_to_kept > 0)
}

/// A promise with everything that can be said of how it was judged.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Its standard.
    pub standard: Standard,
    /// What became of it.
    pub owed: Owed,
    /// How its due moment was reached.
    pub reasons: Vec<Reason>,
    /// The same, to be drawn.
    pub picture: Picture,
    /// How much time had gone by since the record was received when it stopped, or now, in the
    /// standard's own unit: beside a later clock, so that nothing hides behind an earlier one.
    pub since_receipt: Option<i64>,
    /// The permanent number of its standard.
    pub(crate) standard_id: i64,
}

/// The promises of a record, each explained.
pub(crate) fn explained(
    tx: &mut Tx,
    caches: &Caches,
    record: &Record,
    facts: &[Fact],
    at: Timestamp,
) -> Result<Vec<Explained>, Fault> {
    let Some(bound) = bound_at(tx, caches, record, at)? else { return Ok(Vec::new()) };
    let about = subject(tx, record)?;
    let (charter, calendars) = (&bound.charter.charter, &bound.calendars);
    let subject = about.subject(record);
    let found = owed(charter, calendars, &subject, facts, at).into_iter();
    Ok(found
        .map(|owed| {
            let standard = charter.standards[owed.standard].clone();
            let until = owed.stopped.unwrap_or(at);
            let calendar = calendars.of(standard.calendar);
            let (measure, none) = (standard.measure(), Pauses::default());
            Explained {
                reasons: reasons(charter, calendars, &owed),
                picture: picture(charter, calendars, &owed, at),
                since_receipt: between(
                    measure,
                    &standard.policy,
                    calendar,
                    record.received_at,
                    until,
                    &none,
                ),
                standard_id: bound.charter.standards[owed.standard].0,
                standard,
                owed,
            }
        })
        .collect())
}
