//! Counting corrections: what each changed, worked out from the facts before it and with it.

use super::store::{self, Counted};
use crate::cx::Cx;
use crate::failure::Fault;
use crate::kept::Caches;
use crate::records::Record;
use crate::{history, ledger};
use db::Tx;
use rules::calendar::Zone;
use rules::corrections::{Made, made};
use rules::facts::Fact;

/// Counts what was just written, if it is a correction.
pub(crate) fn count(cx: &mut Cx<'_>, record: &Record, written: &[Fact]) -> Result<(), Fault> {
    if made(written).is_empty() {
        return Ok(());
    }
    let facts = history::of_record(cx.tx, record.id)?;
    for counted in counted(cx.tx, cx.caches, cx.zone, record, &facts)? {
        if written.iter().any(|fact| fact.id == counted.fact) {
            store::insert(cx.tx, &counted)?;
        }
    }
    Ok(())
}

/// Every correction of a record as it is counted.
pub(super) fn counted(
    tx: &mut Tx,
    caches: &Caches,
    zone: &Zone,
    record: &Record,
    facts: &[Fact],
) -> Result<Vec<Counted>, Fault> {
    made(facts).into_iter().map(|made| one(tx, caches, zone, record, facts, made)).collect()
}

/// The facts are in the order of recording, and what is judged is what was known up to the
/// correction: what came later has its own.
fn one(
    tx: &mut Tx,
    caches: &Caches,
    zone: &Zone,
    record: &Record,
    facts: &[Fact],
    made: Made,
) -> Result<Counted, Fault> {
    let before = facts.iter().take_while(|fact| fact.id < made.fact).count();
    let upto = facts.iter().take_while(|fact| fact.id <= made.last).count();
    let facts = (&facts[..upto], before);
    let turned = ledger::turned(tx, caches, record, facts, made.recorded)?;
    Ok(Counted {
        fact: made.fact,
        record: record.id,
        kind: made.kind.key().to_owned(),
        month: made.month(zone).number(),
        service: made.service.unwrap_or(record.received_service),
        reason: made.reason,
        missed_to_kept: turned.missed_to_kept,
        kept_to_missed: turned.kept_to_missed,
        is_test: record.is_test,
    })
}
