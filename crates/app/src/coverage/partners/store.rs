//! The tables of contracts and declarations.

use super::commands::{Declare, NoteContract};
use super::queries::{Contract, Declaration};
use crate::cx::Cx;
use db::{DbError, Tx, args};
use jiff::civil::Date;

pub(super) fn insert_contract(tx: &mut Tx, provider: i64) -> Result<i64, DbError> {
    tx.one("INSERT INTO contracts (provider_id) VALUES ($1) RETURNING id", args![provider], |row| {
        row.get(0)
    })
}

pub(super) fn provider_of(tx: &mut Tx, contract: i64) -> Result<Option<i64>, DbError> {
    tx.first("SELECT provider_id FROM contracts WHERE id = $1", args![contract], |row| row.get(0))
}

pub(super) fn note(
    cx: &mut Cx<'_>,
    contract: i64,
    note: &NoteContract,
    (name, from): (&str, Date),
) -> Result<(), DbError> {
    cx.tx.execute(
        "INSERT INTO contract_notes
             (contract_id, revision, name, from_on, until_on, has_standards, has_monitoring,
              reviewed_on, review_due_on, noted_by, noted_at)
         VALUES ($1, (SELECT coalesce(max(revision), 0) + 1 FROM contract_notes
                      WHERE contract_id = $1), $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            contract,
            name,
            from,
            note.until,
            note.has_standards,
            note.has_monitoring,
            note.reviewed_on,
            note.review_due_on,
            cx.actor.id,
            cx.now
        ],
    )?;
    Ok(())
}

/// Every contract as it was noted last, by name.
pub(super) fn contracts(tx: &mut Tx) -> Result<Vec<Contract>, DbError> {
    tx.all(
        "SELECT c.id, c.provider_id, n.name, n.from_on, n.until_on, n.has_standards,
                n.has_monitoring, n.reviewed_on, n.review_due_on, s.name, n.noted_at
         FROM contracts c
         JOIN contract_notes n ON n.contract_id = c.id AND n.revision =
              (SELECT max(m.revision) FROM contract_notes m WHERE m.contract_id = c.id)
         JOIN staff s ON s.id = n.noted_by
         ORDER BY n.name, c.id",
        args![],
        |row| {
            Ok(Contract {
                id: row.get(0)?,
                provider: row.get(1)?,
                name: row.get(2)?,
                from: row.get(3)?,
                until: row.get(4)?,
                has_standards: row.get(5)?,
                has_monitoring: row.get(6)?,
                reviewed_on: row.get(7)?,
                review_due_on: row.get(8)?,
                noted_by: row.get(9)?,
                noted_at: row.get(10)?,
            })
        },
    )
}

pub(super) fn declare(
    cx: &mut Cx<'_>,
    declare: &Declare,
    on: Date,
    adopts: bool,
) -> Result<(), DbError> {
    let (by, training) = (declare.by.trim(), declare.training.trim());
    cx.tx.execute(
        "INSERT INTO provider_declarations
             (provider_id, declared_on, declared_by, adopts_standards, training, noted_by,
              noted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![declare.provider, on, by, adopts, training, cx.actor.id, cx.now],
    )?;
    Ok(())
}

/// Every declaration, the latest first.
pub(super) fn declarations(tx: &mut Tx) -> Result<Vec<(i64, Declaration)>, DbError> {
    tx.all(
        "SELECT provider_id, declared_on, declared_by, adopts_standards, training
         FROM provider_declarations ORDER BY declared_on DESC, id DESC",
        args![],
        |row| {
            let declaration = Declaration {
                on: row.get(1)?,
                by: row.get(2)?,
                adopts: row.get(3)?,
                training: row.get(4)?,
            };
            Ok((row.get(0)?, declaration))
        },
    )
}
