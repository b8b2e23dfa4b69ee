//! Promises that a calendar version has moved, and who of their customers must be told.

use crate::Actor;
use db::{DbError, Tx, Value, args};
use jiff::Timestamp;
use jiff::civil::Date;

/// How many moved promises a page shows.
pub const MOVED_SHOWN: usize = 50;

/// A promise that a calendar has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedRow {
    /// Its number in the list.
    pub id: i64,
    /// The record.
    pub reference: String,
    /// The standard.
    pub standard: String,
    /// Who is to be told, if the customer is known.
    pub customer: Option<String>,
    /// The old due date.
    pub from_on: Option<Date>,
    /// The old due moment.
    pub from_at: Option<Timestamp>,
    /// The new due date: while it runs, as it is now, whatever has moved it since.
    pub to_on: Option<Date>,
    /// The new due moment.
    pub to_at: Option<Timestamp>,
    /// Whether the customer was told the old date.
    pub was_told: bool,
    /// When they were told the new one, and by whom.
    pub told: Option<(Timestamp, String)>,
}

/// How many promises a version has moved so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MovedCounts {
    /// All of them.
    pub moved: i64,
    /// Those whose customer was told the old date.
    pub told_old: i64,
    /// Those of them who have not been told the new one.
    pub to_tell: i64,
}

/// How many promises a version has moved so far.
pub fn moved_counts(tx: &mut Tx, version: i64) -> Result<MovedCounts, DbError> {
    tx.one(
        "SELECT count(*), count(*) FILTER (WHERE was_told),
                count(*) FILTER (WHERE was_told AND told_at IS NULL)
         FROM moved_promises WHERE calendar_version_id = $1",
        args![version],
        |row| Ok(MovedCounts { moved: row.get(0)?, told_old: row.get(1)?, to_tell: row.get(2)? }),
    )
}

/// The promises that a version has moved and that may be seen, after one of them: only those whose
/// customers must still be told, or all.
pub fn moved(
    tx: &mut Tx,
    actor: &Actor,
    version: i64,
    to_tell: bool,
    (after, most): (i64, usize),
) -> Result<Vec<MovedRow>, DbError> {
    let (visible, mut more) = actor.reach.visible(actor.id, 4);
    let only = if to_tell { "m.was_told AND m.told_at IS NULL" } else { "1 = 1" };
    let mut args: Vec<Value<'_>> = vec![version.into(), after.into(), (most as i64).into()];
    args.append(&mut more);
    let sql = format!(
        "SELECT m.id, r.reference,
                (SELECT v.title FROM standard_versions v WHERE v.id = p.standard_version_id),
                c.name, m.from_on, m.from_at,
                CASE WHEN p.outcome = 'running' THEN p.due_on ELSE m.to_on END,
                CASE WHEN p.outcome = 'running' THEN p.due_at ELSE m.to_at END, m.was_told, m.told_at, s.name
         FROM moved_promises m
         JOIN promises p ON p.id = m.promise_id
         JOIN records r ON r.id = p.record_id
         LEFT JOIN customers c ON c.id = r.customer_id
         LEFT JOIN staff s ON s.id = m.told_by
         WHERE m.calendar_version_id = $1 AND m.id > $2 AND {only} AND {visible}
         ORDER BY m.id LIMIT $3"
    );
    tx.all(&sql, &args, |row| {
        Ok(MovedRow {
            id: row.get(0)?,
            reference: row.get(1)?,
            standard: row.get(2)?,
            customer: row.get(3)?,
            from_on: row.get(4)?,
            from_at: row.get(5)?,
            to_on: row.get(6)?,
            to_at: row.get(7)?,
            was_told: row.get(8)?,
            told: row.get::<Option<Timestamp>>(9)?.zip(row.get(10)?),
        })
    })
}
