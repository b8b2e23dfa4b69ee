//! The table of reminders.

use super::jobs::AT_ONCE;
use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;

/// A promise that runs towards a due moment of which nobody was reminded yet.
pub(super) struct Running {
    pub(super) promise: i64,
    pub(super) standard: i64,
    pub(super) charter_version: i64,
    pub(super) started: Timestamp,
    pub(super) due_at: Timestamp,
    pub(super) due_on: Option<Date>,
}

/// The next promises that run, in the order of their due moments, up to a moment.
pub(super) fn running(
    tx: &mut Tx,
    (after, promise): (Timestamp, i64),
    until: Timestamp,
) -> Result<Vec<Running>, DbError> {
    let sql = format!(
        "SELECT p.id, p.standard_id, v.charter_version_id, p.started_at, p.due_at, p.due_on
         FROM promises p
         JOIN standard_versions v ON v.id = p.standard_version_id
         WHERE p.outcome = 'running' AND p.is_open AND p.due_at >= $1 AND p.due_at <= $3
           AND (p.due_at > $1 OR p.id > $2)
           AND NOT EXISTS (SELECT 1 FROM reminders m
                           WHERE m.promise_id = p.id AND m.due_at = p.due_at)
         ORDER BY p.due_at, p.id LIMIT {AT_ONCE}"
    );
    tx.all(&sql, args![after, promise, until], |row| {
        Ok(Running {
            promise: row.get(0)?,
            standard: row.get(1)?,
            charter_version: row.get(2)?,
            started: row.get(3)?,
            due_at: row.get(4)?,
            due_on: row.get(5)?,
        })
    })
}

pub(super) fn insert(tx: &mut Tx, reached: &[&Running], now: Timestamp) -> Result<(), DbError> {
    for running in reached {
        tx.execute(
            "INSERT INTO reminders (promise_id, due_at, made_at) VALUES ($1, $2, $3)
             ON CONFLICT (promise_id, due_at) DO NOTHING",
            args![running.promise, running.due_at, now],
        )?;
    }
    Ok(())
}

/// Marks as seen, for a due moment, the reminder of a promise.
pub(super) fn see(
    tx: &mut Tx,
    (promise, due_at): (i64, Timestamp),
    (by, now): (i64, Timestamp),
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE reminders SET seen_by = $3, seen_at = $4
         WHERE promise_id = $1 AND due_at = $2 AND seen_at IS NULL",
        args![promise, due_at, by, now],
    )?;
    Ok(())
}
