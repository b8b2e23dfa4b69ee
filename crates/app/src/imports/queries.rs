//! What was imported: where a record came from, which record a row became, and the runs.

use super::store::rows::look_up_text;
use db::{DbError, Tx, args};
use jiff::Timestamp;

/// Where an imported record came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The source's key.
    pub source: String,
    /// What the source is called.
    pub name: String,
    /// The other system's number, or what the row is known by without one.
    pub row: String,
}

/// Where a record came from, if it was imported.
pub fn origin(tx: &mut Tx, record: i64) -> Result<Option<Origin>, DbError> {
    tx.first(
        "SELECT s.key, s.name, r.row_key
         FROM imported_rows r JOIN import_sources s ON s.id = r.source_id
         WHERE r.record_id = $1",
        args![record],
        |row| Ok(Origin { source: row.get(0)?, name: row.get(1)?, row: row.get(2)? }),
    )
}

/// The number of the record that a row of a source became.
pub fn record_of(tx: &mut Tx, source: &str, row: &str) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT r.record_id
         FROM imported_rows r JOIN import_sources s ON s.id = r.source_id
         WHERE s.key = $1 AND r.row_key = $2",
        args![source, row],
        |row| row.get(0),
    )
}

/// A run of an import.
#[derive(Clone, Debug)]
pub struct RunRow {
    /// The source's key.
    pub source: String,
    /// What the source is called.
    pub name: String,
    /// The file.
    pub file_name: String,
    /// Who started it.
    pub started_by: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended; none while it runs, or if it was cut off.
    pub finished_at: Option<Timestamp>,
    /// Rows read, created, updated, unchanged and rejected.
    pub counts: [i64; 5],
}

/// The last hundred runs, the newest first.
pub fn runs(tx: &mut Tx) -> Result<Vec<RunRow>, DbError> {
    tx.all(
        "SELECT s.key, s.name, r.file_name, f.name, r.started_at, r.finished_at, r.rows_read,
                r.created, r.updated, r.unchanged, r.rejected
         FROM import_runs r
         JOIN import_sources s ON s.id = r.source_id
         JOIN staff f ON f.id = r.started_by
         ORDER BY r.id DESC LIMIT 100",
        args![],
        |row| {
            Ok(RunRow {
                source: row.get(0)?,
                name: row.get(1)?,
                file_name: row.get(2)?,
                started_by: row.get(3)?,
                started_at: row.get(4)?,
                finished_at: row.get(5)?,
                counts: [row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?, row.get(10)?],
            })
        },
    )
}

/// Every statement of imports that is composed, for the test that prepares them on both
/// databases.
pub fn every_statement() -> Vec<String> {
    vec![look_up_text()]
}
