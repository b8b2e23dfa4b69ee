//! The table of exports.

use db::{DbError, Tx, args};
use jiff::Timestamp;

pub(super) fn insert_export(
    tx: &mut Tx,
    what: &str,
    rows: i64,
    (staff, now): (i64, Timestamp),
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO exports (staff_id, what, exported_rows, exported_at)
         VALUES ($1, $2, $3, $4)",
        args![staff, what, rows, now],
    )?;
    Ok(())
}
