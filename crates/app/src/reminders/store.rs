//! The table of reminders.

use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;

/// A promise that runs towards a due moment of which nobody was reminded yet.
pub(super) struct Running {
    pub(super) promise: i64,
    pub(super) standard_version: i64,
    pub(super) started: Timestamp,
    pub(super) due_at: Timestamp,
    pub(super) due_on: Option<Date>,
}

/// Goes through the promises that run towards a due moment after one moment and up to another.
pub(super) fn running(
    tx: &mut Tx,
    after: Timestamp,
    until: Timestamp,
    mut each: impl FnMut(&Running),
) -> Result<(), DbError> {
    tx.each(
        "SELECT p.id, p.standard_version_id, p.started_at, p.due_at, p.due_on
         FROM promises p
         WHERE p.outcome = 'running' AND p.is_open AND p.due_at > $1 AND p.due_at <= $2
           AND NOT EXISTS (SELECT 1 FROM reminders m
                           WHERE m.promise_id = p.id AND m.due_at = p.due_at)",
        args![after, until],
        |row| {
            each(&Running {
                promise: row.get(0)?,
                standard_version: row.get(1)?,
                started: row.get(2)?,
                due_at: row.get(3)?,
                due_on: row.get(4)?,
            });
            Ok(())
        },
    )
}

pub(super) fn insert(
    tx: &mut Tx,
    reached: &[(i64, Timestamp)],
    now: Timestamp,
) -> Result<(), DbError> {
    for (promise, due_at) in reached {
        tx.execute(
            "INSERT INTO reminders (promise_id, due_at, made_at) VALUES ($1, $2, $3)
             ON CONFLICT (promise_id, due_at) DO NOTHING",
            args![*promise, *due_at, now],
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
