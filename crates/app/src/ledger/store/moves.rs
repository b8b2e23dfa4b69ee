//! The table of promises that calendars have moved.

use db::{DbError, Tx, args};
use rules::clock::Due;
use rules::ledger::Owed;

/// Notes that a calendar version moved a promise, and whether its old date had been told.
pub(in crate::ledger) fn note_move(
    tx: &mut Tx,
    version: i64,
    promise: i64,
    from: &Owed,
    to: &Owed,
) -> Result<(), DbError> {
    let moment = |due: Due| due.instant();
    tx.execute(
        "INSERT INTO moved_promises
             (calendar_version_id, promise_id, from_at, from_on, to_at, to_on, was_told)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (calendar_version_id, promise_id) DO NOTHING",
        args![
            version,
            promise,
            moment(from.judged.due),
            from.due_on,
            moment(to.judged.due),
            to.due_on,
            from.was_told
        ],
    )?;
    Ok(())
}
