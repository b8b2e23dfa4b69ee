//! What customers say was missed.

use db::{DbError, Tx, args};
use jiff::Timestamp;

/// How many contacts since a moment say that a standard, by its key, was missed. Mystery shops are
/// in no figure.
pub fn reported(tx: &mut Tx, standard: &str, since: Timestamp) -> Result<i64, DbError> {
    tx.one(
        "SELECT count(*) FROM facts f JOIN records r ON r.id = f.record_id
         WHERE f.kind = 'reported-missed' AND f.standard_key = $1 AND f.happened_at >= $2
           AND NOT r.is_test",
        args![standard, since],
        |row| row.get(0),
    )
}
