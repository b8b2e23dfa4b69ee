//! The table of corrections.

use db::{DbError, Row, Tx, args};

/// A correction as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) fact: i64,
    pub(super) record: i64,
    pub(super) kind: String,
    pub(super) reason: String,
    pub(super) month: i64,
    pub(super) service: i64,
    pub(super) missed_to_kept: i64,
    pub(super) kept_to_missed: i64,
    pub(super) is_test: bool,
}

pub(super) fn insert(tx: &mut Tx, counted: &Counted) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO corrections
             (fact_id, record_id, kind, reason, month, service_id, missed_to_kept,
              kept_to_missed, is_test)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            counted.fact,
            counted.record,
            &counted.kind,
            &counted.reason,
            counted.month,
            counted.service,
            counted.missed_to_kept,
            counted.kept_to_missed,
            counted.is_test
        ],
    )?;
    Ok(())
}

/// The corrections of a record as they are stored.
pub(super) fn of_record(tx: &mut Tx, record: i64) -> Result<Vec<Counted>, DbError> {
    tx.all(
        "SELECT fact_id, record_id, kind, reason, month, service_id, missed_to_kept,
                kept_to_missed, is_test
         FROM corrections WHERE record_id = $1 ORDER BY fact_id",
        args![record],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Counted, DbError> {
    Ok(Counted {
        fact: row.get(0)?,
        record: row.get(1)?,
        kind: row.get(2)?,
        reason: row.get(3)?,
        month: row.get(4)?,
        service: row.get(5)?,
        missed_to_kept: row.get(6)?,
        kept_to_missed: row.get(7)?,
        is_test: row.get(8)?,
    })
}

/// Takes out what is stored of a record's corrections, to be written anew.
pub(super) fn forget(tx: &mut Tx, record: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM corrections WHERE record_id = $1", args![record])?;
    Ok(())
}

/// The next records on which something was put right, or of which that is stored.
pub(super) fn corrected_after(tx: &mut Tx, after: i64) -> Result<Vec<i64>, DbError> {
    tx.all(
        "SELECT record_id FROM facts
         WHERE record_id > $1
           AND (evidence = 'entered-late' OR kind IN ('excluded', 'reopened'))
         UNION
         SELECT record_id FROM corrections WHERE record_id > $1
         ORDER BY record_id LIMIT 500",
        args![after],
        |row| row.get(0),
    )
}

/// A promise of a record as it is stored, with its standard's title.
pub(super) struct StoredPromise {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) outcome: String,
    pub(super) is_paused: bool,
    pub(super) due_at: Option<jiff::Timestamp>,
    pub(super) due_on: Option<jiff::civil::Date>,
}

pub(super) fn promises(tx: &mut Tx, record: i64) -> Result<Vec<StoredPromise>, DbError> {
    tx.all(
        "SELECT p.id, v.title, p.outcome, p.is_paused, p.due_at, p.due_on
         FROM promises p JOIN standard_versions v ON v.id = p.standard_version_id
         WHERE p.record_id = $1 ORDER BY p.id",
        args![record],
        |row| {
            Ok(StoredPromise {
                id: row.get(0)?,
                title: row.get(1)?,
                outcome: row.get(2)?,
                is_paused: row.get(3)?,
                due_at: row.get(4)?,
                due_on: row.get(5)?,
            })
        },
    )
}
