//! The table of cases.

use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::facts::Assigned;

/// Writes the case of a record.
pub(crate) fn insert(
    tx: &mut Tx,
    record: i64,
    opened_at: Timestamp,
    next_step: &str,
    promised_on: Option<Date>,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO cases (id, opened_at, next_step, promised_on) VALUES ($1, $2, $3, $4)",
        args![record, opened_at, next_step.trim(), promised_on],
    )?;
    Ok(())
}

/// The date that the customer was told last.
pub(super) fn promised_on(tx: &mut Tx, record: i64) -> Result<Option<Date>, DbError> {
    let told = tx.first("SELECT promised_on FROM cases WHERE id = $1", args![record], |row| {
        row.get::<Option<Date>>(0)
    })?;
    Ok(told.flatten())
}

/// Writes the date that the customer is told.
pub(super) fn tell_date(tx: &mut Tx, record: i64, date: Date) -> Result<(), DbError> {
    tx.execute("UPDATE cases SET promised_on = $2 WHERE id = $1", args![record, date])?;
    Ok(())
}

/// Writes what comes next, and the date that the customer is told.
pub(super) fn set_next_step(
    tx: &mut Tx,
    record: i64,
    next_step: &str,
    promised_on: Date,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE cases SET next_step = $2, promised_on = $3 WHERE id = $1",
        args![record, next_step.trim(), promised_on],
    )?;
    Ok(())
}

/// Writes when a case was closed; none if it is open again.
pub(super) fn set_closed(tx: &mut Tx, record: i64, at: Option<Timestamp>) -> Result<(), DbError> {
    tx.execute("UPDATE cases SET closed_at = $2 WHERE id = $1", args![record, at])?;
    Ok(())
}

/// Whether the service, team and person that a case is given to are there on a day.
pub(crate) fn are_there(tx: &mut Tx, to: Assigned, today: Date) -> Result<bool, DbError> {
    let there = tx.one(
        "SELECT (SELECT count(*) FROM units WHERE id = $1 AND kind = 'service'),
                (SELECT count(*) FROM units WHERE id = $2 AND kind = 'team'),
                (SELECT count(*) FROM staff
                 WHERE id = $3 AND NOT is_system AND (left_on IS NULL OR left_on > $4))",
        args![to.service, to.team, to.owner, today],
        |row| Ok([row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?]),
    )?;
    Ok(there == [1, i64::from(to.team.is_some()), i64::from(to.owner.is_some())])
}
