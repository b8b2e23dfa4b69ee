//! One promise of a record with everything that can be said of it, and what can be done to the
//! clocks of a record.

use super::store::{self, JudgedBy};
use crate::access::Permission;
use crate::failure::Fault;
use crate::ledger::{self, Explained};
use crate::records::{self, Record, visible_id};
use crate::{Actor, Kept, history};
use db::Tx;
use jiff::Timestamp;
use rules::cases::{StageNow, Waiting, reasons_to_wait, stages_now, waiting};
use rules::clock::{Cap, Limit, Outcome};
use rules::facts::FactKind;

/// A promise on its own page.
#[derive(Clone, Debug)]
pub struct PromisePage {
    /// The record.
    pub record: Record,
    /// Its place among the promises of the record, from 1 on, in the order of making.
    pub number: usize,
    /// The promise.
    pub promise: Explained,
    /// By what it was judged.
    pub judged_by: JudgedBy,
    /// The other promises of the record, each with its number.
    pub others: Vec<(usize, Explained)>,
}

/// The promise of a number on a record that may be seen.
pub fn promise(
    tx: &mut Tx,
    kept: &Kept,
    actor: &Actor,
    (reference, number): (&str, usize),
    now: Timestamp,
) -> Result<Option<PromisePage>, Fault> {
    let Some(id) = visible_id(tx, actor, reference)? else { return Ok(None) };
    let Some(record) = records::by_id(tx, id)? else { return Ok(None) };
    let stored = store::promises(tx, id)?;
    let facts = history::of_record(tx, id)?;
    let mut others = Vec::new();
    let mut this = None;
    for promise in ledger::explained(tx, kept.caches(), &record, &facts, now)? {
        let key = (promise.standard_id, promise.owed.started_by);
        let Some(place) = stored.iter().position(|(stored, _)| *stored == key) else { continue };
        // What is only measured is for those who see figures.
        let may_see = Permission::SeeFigures;
        if promise.standard.is_in_readiness() && !actor.reach.may(may_see) {
            continue;
        }
        if place + 1 == number {
            this = Some((promise, stored[place].1.clone()));
        } else {
            others.push((place + 1, promise));
        }
    }
    others.sort_by_key(|(number, _)| *number);
    Ok(this.map(|(promise, judged_by)| PromisePage { record, number, promise, judged_by, others }))
}

/// A promise of a record: the permanent number of its standard, the fact that made it; and its
/// number on the record.
type Numbered = ((i64, i64), usize);

/// The numbers of a record's promises.
pub(super) fn numbers(tx: &mut Tx, record: i64) -> Result<Vec<Numbered>, Fault> {
    let stored = store::promises(tx, record)?;
    Ok(stored.into_iter().enumerate().map(|(place, (key, _))| (key, place + 1)).collect())
}

/// A standard that runs on a record and can be extended.
#[derive(Clone, Debug)]
pub struct Extendable {
    /// Its key.
    pub standard: String,
    /// Its title.
    pub title: String,
    /// How long it may be extended without a higher authority.
    pub cap: Cap,
    /// Its limit, by whose unit an extension is counted.
    pub limit: Option<Limit>,
    /// Whether an extension counts only if the customer was told in time.
    pub needs_notice: bool,
}

/// What can be done to the clocks of a record.
#[derive(Clone, Debug, Default)]
pub struct Clocks {
    /// The reasons for which something may be waited for, as the standards list them, less those
    /// that it waits for already.
    pub may_wait: Vec<String>,
    /// What it waits for.
    pub waiting: Vec<Waiting>,
    /// What can be extended.
    pub extendable: Vec<Extendable>,
    /// Whether a customer who disagrees can take it to a next stage.
    pub has_next_stage: bool,
    /// The stages of the service's process, with how far it has come.
    pub stages: Vec<StageNow>,
}

/// What can be done to the clocks of a record now.
pub(super) fn clocks(
    tx: &mut Tx,
    kept: &Kept,
    record: &Record,
    now: Timestamp,
) -> Result<Clocks, Fault> {
    let facts = history::of_record(tx, record.id)?;
    let stages = ledger::stages(tx, kept.caches(), record, now)?;
    let stages = stages_now(&stages, &facts);
    let mut clocks = Clocks { waiting: waiting(&facts), stages, ..Clocks::default() };
    for (standard, owed) in ledger::owed_by(tx, kept.caches(), record, &facts, now)? {
        if owed.stopped.is_some() {
            continue;
        }
        for reason in reasons_to_wait(&standard) {
            let waits = clocks.waiting.iter().any(|waiting| waiting.reason == reason);
            if !waits && !clocks.may_wait.iter().any(|known| known == reason) {
                clocks.may_wait.push(reason.to_owned());
            }
        }
        let is_running = owed.judged.outcome == Outcome::Running;
        let is_known = clocks.extendable.iter().any(|known| known.standard == standard.id);
        if let Some(cap) = standard.extension.filter(|_| is_running && !is_known) {
            clocks.extendable.push(Extendable {
                cap,
                limit: standard.limit,
                needs_notice: standard.extension_needs_notice,
                standard: standard.id,
                title: standard.title,
            });
        }
    }
    let is = |kind| facts.iter().any(|fact| fact.kind == kind);
    let is_answered = is(FactKind::Responded) || is(FactKind::Closed);
    if record.is_case && is_answered && !is(FactKind::Escalated) {
        let standards = ledger::standards(tx, kept.caches(), record, now)?;
        let is_next = |starts| starts == FactKind::Escalated;
        clocks.has_next_stage = standards.iter().any(|standard| is_next(standard.starts));
    }
    Ok(clocks)
}
