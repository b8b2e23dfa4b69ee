//! The table of forms that were acted on.

use db::{DbError, Tx, args};
use jiff::Timestamp;

/// What came of a form, if it was acted on.
pub(super) fn outcome(tx: &mut Tx, key: &str, actor: &str) -> Result<Option<String>, DbError> {
    tx.first(
        "SELECT outcome FROM acted_forms WHERE key = $1 AND actor = $2",
        args![key, actor],
        |row| row.get(0),
    )
}

/// Takes a form, so that nobody else acts on it; whether nobody had.
pub(super) fn take(
    tx: &mut Tx,
    (key, actor): (&str, &str),
    hash: &[u8],
    now: Timestamp,
) -> Result<bool, DbError> {
    let taken = tx.execute(
        "INSERT INTO acted_forms (key, actor, form_hash, outcome, acted_at)
         VALUES ($1, $2, $3, '', $4) ON CONFLICT (key, actor) DO NOTHING",
        args![key, actor, hash, now],
    )?;
    Ok(taken > 0)
}

/// Writes what came of a form.
pub(super) fn set_outcome(
    tx: &mut Tx,
    key: &str,
    actor: &str,
    outcome: &str,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE acted_forms SET outcome = $3 WHERE key = $1 AND actor = $2",
        args![key, actor, outcome],
    )?;
    Ok(())
}

/// Forgets forms that were acted on before a moment.
pub(crate) fn forget(tx: &mut Tx, before: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM acted_forms WHERE acted_at < $1", args![before])?;
    Ok(())
}
