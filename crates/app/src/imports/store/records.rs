//! What an imported record says, in the tables of contacts and cases.

use crate::cx::Cx;
use crate::imports::batches::Prepared;
use crate::records::Record;
use db::{DbError, Tx, Value, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::imports::Row;
use std::collections::HashMap;

/// Writes what new records say.
pub(in crate::imports) fn write_details(
    cx: &mut Cx<'_>,
    made: &[Record],
    rows: &[(&str, &Prepared)],
    told_on: impl Fn(&Row) -> Option<Date>,
) -> Result<(), DbError> {
    let mut contacts: Vec<[Value<'_>; 5]> = Vec::with_capacity(rows.len());
    let mut cases: Vec<[Value<'_>; 4]> = Vec::with_capacity(rows.len());
    for (record, (_, prepared)) in made.iter().zip(rows) {
        let row = &prepared.row;
        contacts.push([
            record.id.into(),
            row.summary.as_str().into(),
            row.details.as_deref().into(),
            cx.actor.id.into(),
            cx.now.into(),
        ]);
        if record.is_case {
            let (id, opened, told) = (record.id, row.received, told_on(row));
            cases.push([id.into(), opened.into(), told.into(), row.closed.into()]);
        }
    }
    cx.tx.insert_rows(
        "INSERT INTO contacts (id, summary, details, taken_by, logged_at)
         VALUES ($1, $2, $3, $4, $5)",
        &contacts,
    )?;
    if !cases.is_empty() {
        cx.tx.insert_rows(
            "INSERT INTO cases (id, opened_at, promised_on, closed_at) VALUES ($1, $2, $3, $4)",
            &cases,
        )?;
    }
    Ok(())
}

/// Writes what a changed row says.
pub(in crate::imports) fn save_words(tx: &mut Tx, id: i64, row: &Row) -> Result<(), DbError> {
    tx.execute(
        "UPDATE contacts SET summary = $2, details = $3 WHERE id = $1",
        args![id, &row.summary, row.details.as_deref()],
    )?;
    Ok(())
}

/// Makes a case of a record that was none.
pub(in crate::imports) fn open_case(
    tx: &mut Tx,
    id: i64,
    row: &Row,
    promised_on: Option<Date>,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO cases (id, opened_at, promised_on, closed_at) VALUES ($1, $2, $3, $4)",
        args![id, row.received, promised_on, row.closed],
    )?;
    Ok(())
}

/// Writes the date that the customer was told.
pub(in crate::imports) fn save_told(
    tx: &mut Tx,
    id: i64,
    promised_on: Option<Date>,
) -> Result<(), DbError> {
    tx.execute("UPDATE cases SET promised_on = $2 WHERE id = $1", args![id, promised_on])?;
    Ok(())
}

/// Writes when a case was closed; none if it is not, or nobody can say when.
pub(in crate::imports) fn save_closed(
    tx: &mut Tx,
    id: i64,
    closed_at: Option<Timestamp>,
) -> Result<(), DbError> {
    tx.execute("UPDATE cases SET closed_at = $2 WHERE id = $1", args![id, closed_at])?;
    Ok(())
}

/// Writes a receipt that was put right.
pub(in crate::imports) fn save_receipt(tx: &mut Tx, id: i64, row: &Row) -> Result<(), DbError> {
    tx.execute(
        "UPDATE records SET received_at = $2, received_on = $3 WHERE id = $1",
        args![id, row.received, row.received_on],
    )?;
    Ok(())
}

/// What a fact says besides what clocks need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::imports) enum Said {
    /// These words.
    Words(String),
    /// Something that was erased.
    Erased,
}

/// What the imported facts of a record say, by the facts' numbers.
pub(in crate::imports) fn said(tx: &mut Tx, record: i64) -> Result<HashMap<i64, Said>, DbError> {
    let said = tx.all(
        "SELECT id, content FROM facts
         WHERE record_id = $1 AND evidence = 'imported' AND digest IS NOT NULL",
        args![record],
        |row| {
            let words = row.get::<Option<String>>(1)?;
            Ok((row.get::<i64>(0)?, words.map_or(Said::Erased, Said::Words)))
        },
    )?;
    Ok(said.into_iter().collect())
}
