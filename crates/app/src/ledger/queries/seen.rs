//! Adjustments as a page lists them: those of records that may be seen.

use super::closings::adjustments;
use crate::Actor;
use crate::failure::Fault;
use db::{DbError, Tx, Value};
use jiff::Timestamp;
use rules::clock::Outcome;
use rules::ledger::Month;

/// How many adjustments a page shows at most.
pub const ADJUSTMENTS: usize = 500;

/// A line that was posted for a month after it was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjustmentRow {
    /// When it was posted.
    pub posted_at: Timestamp,
    /// The month that it is for.
    pub month: Month,
    /// The record.
    pub reference: String,
    /// The outcome that it counts.
    pub outcome: Outcome,
    /// One more or one less.
    pub delta: i64,
}

/// The adjustments of a standard's closed months whose records may be seen, in the order of
/// months and then of posting.
pub fn adjustments_seen(
    tx: &mut Tx,
    actor: &Actor,
    standard: i64,
    (from, to): (Month, Month),
) -> Result<Vec<AdjustmentRow>, Fault> {
    let mut rows = Vec::new();
    for month in from.up_to(to) {
        for adjustment in adjustments(tx, standard, month)? {
            if rows.len() == ADJUSTMENTS {
                return Ok(rows);
            }
            let Some(reference) = reference(tx, actor, adjustment.promise)? else { continue };
            rows.push(AdjustmentRow {
                posted_at: adjustment.posted_at,
                month,
                reference,
                outcome: Outcome::named(&adjustment.line.outcome).unwrap_or(Outcome::NoEvidence),
                delta: adjustment.line.promises,
            });
        }
    }
    Ok(rows)
}

/// The reference of a promise's record, if it may be seen.
fn reference(tx: &mut Tx, actor: &Actor, promise: i64) -> Result<Option<String>, DbError> {
    let (visible, mut more) = actor.reach.visible(actor.id, 2);
    let mut args: Vec<Value<'_>> = vec![promise.into()];
    args.append(&mut more);
    let sql = format!(
        "SELECT r.reference FROM promises p JOIN records r ON r.id = p.record_id
         WHERE p.id = $1 AND {visible}"
    );
    tx.first(&sql, &args, |row| row.get(0))
}
