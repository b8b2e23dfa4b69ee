//! The tables of customers.

use super::commands::{CustomerKind, NewCustomer};
use db::{DbError, Tx, Value, args};
use jiff::Timestamp;
use std::collections::BTreeSet;

pub(super) fn insert(tx: &mut Tx, new: &NewCustomer, now: Timestamp) -> Result<i64, DbError> {
    let kind = match new.kind {
        CustomerKind::Person => "person",
        CustomerKind::Organisation => "organisation",
    };
    tx.one(
        "INSERT INTO customers (version, kind, name, email, telephone, postcode, address, language,
                                is_test, made_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        args![
            kind,
            &new.name,
            new.email.as_deref(),
            new.telephone.as_deref(),
            new.postcode.as_deref(),
            new.address.as_deref(),
            &new.language,
            new.is_test,
            now
        ],
        |row| row.get(0),
    )
}

/// Writes the words that a customer is found by.
pub(super) fn insert_words(
    tx: &mut Tx,
    customer: i64,
    words: &BTreeSet<String>,
) -> Result<(), DbError> {
    let rows: Vec<[Value<'_>; 2]> =
        words.iter().map(|word| [word.as_str().into(), customer.into()]).collect();
    if !rows.is_empty() {
        tx.insert_rows("INSERT INTO customer_words (word, customer_id) VALUES ($1, $2)", &rows)?;
    }
    Ok(())
}

/// Whether there is a customer of a number.
pub(crate) fn is_there(tx: &mut Tx, id: i64) -> Result<bool, DbError> {
    let found =
        tx.first("SELECT id FROM customers WHERE id = $1", args![id], |row| row.get::<i64>(0))?;
    Ok(found.is_some())
}
