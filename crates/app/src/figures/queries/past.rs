//! What was promised under a standard, as a proposal is tried on it.

use crate::failure::Fault;
use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;

/// The numbers of the body's own standard of a key, and of the one in readiness under it.
pub(in crate::figures) fn numbers_of(tx: &mut Tx, key: &str) -> Result<Vec<(i64, bool)>, DbError> {
    tx.all(
        "SELECT s.id, c.kind FROM standards s JOIN charters c ON c.id = s.charter_id
         WHERE (c.kind = 'own' AND s.key = $1)
            OR (c.kind = 'in-readiness' AND s.key = 'in-readiness:' || $1)
         ORDER BY s.id",
        args![key],
        |row| Ok((row.get(0)?, row.get::<String>(1)? == "in-readiness")),
    )
}

/// Tells of every promise that was received since a date, and counts or may come to count: when
/// its clock started, and when it really stopped.
pub(in crate::figures) fn each(
    tx: &mut Tx,
    standard: i64,
    since: Date,
    mut tell: impl FnMut(Timestamp, Option<Timestamp>),
) -> Result<(), Fault> {
    let sql = "SELECT started_at, stopped_at FROM promises
               WHERE standard_id = $1 AND received_on >= $2 AND NOT is_test
                 AND outcome IN ('kept', 'missed', 'running')";
    tx.each(sql, args![standard, since], |row| {
        tell(row.get(0)?, row.get(1)?);
        Ok::<_, Fault>(())
    })
}
