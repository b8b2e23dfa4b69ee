//! What a record's page shows, read in one snapshot.

use crate::customers::postcode;
use crate::cx::Actor;
use db::{DbError, Tx, Value, args};
use jiff::Timestamp;

/// The number of a reference, if it may be seen. What may not be seen does not exist.
pub(crate) fn visible_id(
    tx: &mut Tx,
    actor: &Actor,
    reference: &str,
) -> Result<Option<i64>, DbError> {
    let (visible, mut more) = actor.reach.visible(actor.id, 2);
    let mut args: Vec<Value<'_>> = vec![reference.into()];
    args.append(&mut more);
    let sql = format!("SELECT r.id FROM records r WHERE r.reference = $1 AND {visible}");
    tx.first(&sql, &args, |row| row.get(0))
}

/// A record in a list of somebody's contacts.
#[derive(Clone, Debug)]
pub struct RecordRow {
    /// Its reference.
    pub reference: String,
    /// What it is about.
    pub summary: String,
    /// When it was received.
    pub received_at: Timestamp,
}

/// A customer's contacts that may be seen, the newest first: ten at most.
pub fn of_customer(tx: &mut Tx, actor: &Actor, customer: i64) -> Result<Vec<RecordRow>, DbError> {
    let (visible, mut more) = actor.reach.visible(actor.id, 2);
    let mut args: Vec<Value<'_>> = vec![customer.into()];
    args.append(&mut more);
    let sql = format!(
        "SELECT r.reference, c.summary, r.received_at
         FROM records r JOIN contacts c ON c.id = r.id
         WHERE r.customer_id = $1 AND {visible}
         ORDER BY r.received_at DESC, r.id DESC LIMIT 10"
    );
    tx.all(&sql, &args, |row| {
        Ok(RecordRow { reference: row.get(0)?, summary: row.get(1)?, received_at: row.get(2)? })
    })
}

/// The record of a form that was acted on: for the browser that has the form's key.
pub fn of_form(
    tx: &mut Tx,
    key: &str,
    outcome: &str,
    reference: &str,
) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT r.id FROM acted_forms f JOIN records r ON r.reference = $3
         WHERE f.key = $1 AND f.outcome = $2",
        args![key, outcome, reference],
        |row| row.get(0),
    )
}

/// The record of a reference, for whoever knows the postcode or the email address of its
/// customer. The same is read whether there is such a record or not.
pub fn known_by(tx: &mut Tx, reference: &str, known: &str) -> Result<Option<i64>, DbError> {
    let found = tx.first(
        "SELECT r.id, c.email, c.postcode
         FROM records r LEFT JOIN customers c ON c.id = r.customer_id
         WHERE r.reference = $1",
        args![reference],
        |row| {
            Ok((row.get::<i64>(0)?, row.get::<Option<String>>(1)?, row.get::<Option<String>>(2)?))
        },
    )?;
    let (id, email, code) = match found {
        Some((id, email, code)) => (Some(id), email, code),
        None => (None, None, None),
    };
    let is_email = email.is_some_and(|email| email.trim().to_lowercase() == known.to_lowercase());
    let code = code.map(|code| postcode(&code)).filter(|code| !code.is_empty());
    let is_postcode = code.is_some_and(|code| code == postcode(known));
    Ok(id.filter(|_| is_email || is_postcode))
}
