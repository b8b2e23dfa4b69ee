//! The tables of closed months and their figures as first published.

use db::{DbError, Tx, args};
use jiff::Timestamp;
use rules::ledger::Month;

/// How many promises of a standard that fall due in a month are running, by the sealed sums.
pub(in crate::ledger) fn running(tx: &mut Tx, month: Month, standard: i64) -> Result<i64, DbError> {
    tx.one(
        "SELECT CAST(coalesce(sum(promises), 0) AS BIGINT) FROM rollups
         WHERE counted_by = 'due' AND month = $1 AND standard_id = $2 AND outcome = 'running'",
        args![month.number(), standard],
        |row| row.get(0),
    )
}

/// How many lines of a month no seal covers yet, given the last line that the last seal covers.
pub(in crate::ledger) fn unsealed(tx: &mut Tx, month: Month, sealed: i64) -> Result<i64, DbError> {
    tx.one(
        "SELECT count(*) FROM judgements
         WHERE (id > $1 OR id IN (SELECT id FROM seal_gaps WHERE of_table = 'judgements'))
           AND due_month = $2",
        args![sealed, month.number()],
        |row| row.get(0),
    )
}

/// Closes a month of a standard at a seal, and keeps its figures.
pub(in crate::ledger) fn close(
    tx: &mut Tx,
    (standard, month): (i64, Month),
    seal: i64,
    (closed_by, closed_at): (i64, Timestamp),
) -> Result<(), DbError> {
    let closing = tx.one(
        "INSERT INTO closings (standard_id, month, seal_id, closed_at, closed_by)
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
        args![standard, month.number(), seal, closed_at, closed_by],
        |row| row.get::<i64>(0),
    )?;
    tx.execute(
        "INSERT INTO closed_figures (closing_id, method, service_id, channel, outcome, promises)
         SELECT $1, method, service_id, channel, outcome, promises FROM rollups
         WHERE counted_by = 'due' AND month = $2 AND standard_id = $3 AND promises <> 0",
        args![closing, month.number(), standard],
    )?;
    Ok(())
}
