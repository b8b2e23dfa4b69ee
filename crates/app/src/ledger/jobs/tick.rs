//! The tick: no command happens when a due moment passes, so a job writes what was missed.
//! A tick that was down makes figures old, never wrong.

use crate::cx::Cx;
use crate::failure::Failure;
use db::{DbError, Tx, args};
use jiff::Timestamp;

/// What a tick did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    /// How many records were judged again.
    pub records: usize,
    /// Whether more wait.
    pub more: bool,
}

/// How many promises one tick takes at most: few enough that nobody waits for it.
const MOST: usize = 100;

/// Judges the records on which a due moment has passed since the last tick.
pub fn tick(cx: &mut Cx<'_>) -> Result<Ticked, Failure> {
    let mut records = cx.tx.all(
        "SELECT record_id FROM promises WHERE outcome = 'running' AND due_at < $1
         ORDER BY due_at LIMIT 100",
        args![cx.now],
        |row| row.get::<i64>(0),
    )?;
    let more = records.len() >= MOST;
    records.sort_unstable();
    records.dedup();
    for id in &records {
        judge_again(cx, *id)?;
    }
    // While due moments follow a calendar, one that it brought forward may have passed unseen.
    if !more && !crate::charters::is_following(cx.tx, cx.now)? {
        cx.tx.execute(
            "INSERT INTO ledger_state (id, judged_through) VALUES (1, $1)
             ON CONFLICT (id) DO UPDATE SET judged_through = excluded.judged_through
             WHERE ledger_state.judged_through IS NULL
                OR ledger_state.judged_through < excluded.judged_through",
            args![cx.now],
        )?;
    }
    Ok(Ticked { records: records.len(), more })
}

/// Judges a record's promises again. The record is locked, but its version stays: nothing that a
/// person could have read has changed.
pub(crate) fn judge_again(cx: &mut Cx<'_>, record: i64) -> Result<(), Failure> {
    crate::records::lock(cx.tx, record)?;
    if let Some(record) = crate::records::by_id(cx.tx, record)? {
        crate::ledger::post(cx, &record)?;
    }
    Ok(())
}

/// Up to when due moments that passed have been judged.
pub fn judged_through(tx: &mut Tx) -> Result<Option<Timestamp>, DbError> {
    let state = tx.first("SELECT judged_through FROM ledger_state", args![], |row| row.get(0))?;
    Ok(state.flatten())
}
