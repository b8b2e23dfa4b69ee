//! The tables of sources and runs.

use crate::cx::Cx;
use db::{DbError, Tx, args};
use jiff::Timestamp;

/// The number of a source, if it has been imported from.
pub(in crate::imports) fn source(tx: &mut Tx, key: &str) -> Result<Option<i64>, DbError> {
    tx.first("SELECT id FROM import_sources WHERE key = $1", args![key], |row| row.get(0))
}

/// The number of a source, made if it is not there.
pub(in crate::imports) fn make_source(tx: &mut Tx, key: &str, name: &str) -> Result<i64, DbError> {
    tx.one(
        "INSERT INTO import_sources (key, name) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET name = excluded.name RETURNING id",
        args![key, name],
        |row| row.get(0),
    )
}

/// Begins a run.
pub(in crate::imports) fn begin(
    cx: &mut Cx<'_>,
    source: i64,
    file_name: &str,
) -> Result<i64, DbError> {
    cx.tx.one(
        "INSERT INTO import_runs
             (source_id, file_name, started_by, started_at, rows_read, created, updated, unchanged,
              rejected)
         VALUES ($1, $2, $3, $4, 0, 0, 0, 0, 0) RETURNING id",
        args![source, file_name, cx.actor.id, cx.now],
        |row| row.get(0),
    )
}

/// What a run has come to: read, created, updated, unchanged, rejected.
pub(in crate::imports) fn save(
    tx: &mut Tx,
    run: i64,
    counts: [i64; 5],
    finished: Option<Timestamp>,
) -> Result<(), DbError> {
    let [read, created, updated, unchanged, rejected] = counts;
    tx.execute(
        "UPDATE import_runs SET rows_read = $2, created = $3, updated = $4, unchanged = $5,
                                rejected = $6, finished_at = $7
         WHERE id = $1",
        args![run, read, created, updated, unchanged, rejected, finished],
    )?;
    Ok(())
}

/// How many rows of a run's memory are forgotten at once: few enough that nobody waits for it.
const FORGOTTEN: u64 = 5_000;

/// Forgets what the finished runs of a source came across; whether more is left.
pub(in crate::imports) fn forget_seen(tx: &mut Tx, source: i64) -> Result<bool, DbError> {
    let forgotten = tx.execute(
        "DELETE FROM import_seen WHERE (run_id, row_key) IN
             (SELECT s.run_id, s.row_key
              FROM import_seen s JOIN import_runs r ON r.id = s.run_id
              WHERE r.source_id = $1 LIMIT 5000)",
        args![source],
    )?;
    Ok(forgotten >= FORGOTTEN)
}
