//! The table of guesses.

use db::{DbError, Tx, args};
use jiff::Timestamp;

/// How many tries there were at a subject after a moment.
pub(in crate::staff) fn since(
    tx: &mut Tx,
    kind: &str,
    subject: &[u8],
    moment: Timestamp,
) -> Result<i64, DbError> {
    tx.one(
        "SELECT count(*) FROM attempts
         WHERE kind = $1 AND subject_hash = $2 AND tried_at > $3",
        args![kind, subject, moment],
        |row| row.get(0),
    )
}

pub(in crate::staff) fn insert(
    tx: &mut Tx,
    kind: &str,
    subject: &[u8],
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO attempts (kind, subject_hash, tried_at) VALUES ($1, $2, $3)",
        args![kind, subject, now],
    )?;
    Ok(())
}

/// Forgets the last try at something: it was right.
pub(in crate::staff) fn take_back(tx: &mut Tx, kind: &str, subject: &[u8]) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM attempts WHERE id =
             (SELECT max(id) FROM attempts WHERE kind = $1 AND subject_hash = $2)",
        args![kind, subject],
    )?;
    Ok(())
}

pub(in crate::staff) fn forget(tx: &mut Tx, before: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM attempts WHERE tried_at < $1", args![before])?;
    Ok(())
}
