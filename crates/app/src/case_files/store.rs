//! What is stored of the promises of a record: in which order they were made, and by which
//! versions they were judged.

use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;

/// By what a promise was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedBy {
    /// The title of the charter's version.
    pub charter: String,
    /// Its number.
    pub charter_version: i64,
    /// From when on that version is in force.
    pub charter_from: Date,
    /// The number of the calendar version that judged it last, and since when that is in force.
    pub calendar: Option<(i64, Timestamp)>,
}

/// A stored promise: the permanent number of its standard, the fact that made it, and by what it
/// was judged.
pub(super) type StoredPromise = ((i64, i64), JudgedBy);

/// The promises of a record in the order in which they were made.
pub(super) fn promises(tx: &mut Tx, record: i64) -> Result<Vec<StoredPromise>, DbError> {
    tx.all(
        "SELECT p.standard_id, p.started_by, v.title, v.number, v.in_force_from, k.number,
                k.in_force_at
         FROM promises p
         JOIN standard_versions s ON s.id = p.standard_version_id
         JOIN charter_versions v ON v.id = s.charter_version_id
         LEFT JOIN calendar_versions k ON k.id =
             (SELECT j.calendar_version_id FROM judgements j
              WHERE j.promise_id = p.id ORDER BY j.id DESC LIMIT 1)
         WHERE p.record_id = $1 ORDER BY p.id",
        args![record],
        |row| {
            let (number, at): (Option<i64>, Option<Timestamp>) = (row.get(5)?, row.get(6)?);
            let judged_by = JudgedBy {
                charter: row.get(2)?,
                charter_version: row.get(3)?,
                charter_from: row.get(4)?,
                calendar: number.zip(at),
            };
            Ok(((row.get(0)?, row.get(1)?), judged_by))
        },
    )
}
