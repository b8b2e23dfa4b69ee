//! Missed promises of which the customer has not been told.

use super::misses::{missed, standards};
use crate::access::{Belonging, Permission};
use crate::cx::Actor;
use crate::failure::Fault;
use crate::kept::Kept;
use db::{Tx, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::ledger::Month;

/// A missed promise of which the customer has not been told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToOwnUp {
    /// The reference of its record.
    pub reference: String,
    /// The key of its standard.
    pub standard: String,
    /// Its standard's title.
    pub title: String,
    /// What the record is about.
    pub summary: String,
    /// The customer's name.
    pub customer: String,
    /// The person who has it.
    pub owner: Option<String>,
    /// When it was missed.
    pub missed_at: Timestamp,
    /// The date by which it was promised.
    pub due_on: Option<Date>,
    /// Whether it has been done since.
    pub is_done: bool,
    /// Whether it is for whoever asks to tell the customer.
    pub may_tell: bool,
}

/// How many are shown at most: the latest, of which telling comes soonest.
pub const TO_OWN_UP: usize = 50;

/// So many months before the present one are looked at.
const MONTHS_BACK: usize = 2;

/// What was said before the miss was no owning up: the same as `rules::promises_told::told` says.
fn text(visible: &str, number: usize, what: &str) -> String {
    let missed = missed(number);
    format!(
        "SELECT {what}
         FROM promises p
         JOIN records r ON r.id = p.record_id
         JOIN contacts c ON c.id = p.record_id
         JOIN customers u ON u.id = r.customer_id
         JOIN standards s ON s.id = p.standard_id
         JOIN standard_versions v ON v.id = p.standard_version_id
         LEFT JOIN staff o ON o.id = r.owner_id
         WHERE {missed} AND {visible}
           AND NOT EXISTS (SELECT 1 FROM facts f
                           WHERE f.record_id = p.record_id AND f.kind = 'owned-up'
                             AND (f.standard_key IS NULL OR f.standard_key = s.key)
                             AND f.happened_at >= p.due_at)"
    )
}

fn rows_text(visible: &str, number: usize) -> String {
    let columns = "r.reference, s.key, v.title, c.summary, u.name, o.name, p.due_at, p.due_on,
                   p.stopped_at IS NOT NULL, r.service_id, r.team_id, r.owner_id";
    format!(
        "{} ORDER BY p.due_at DESC, p.id DESC LIMIT {TO_OWN_UP}",
        text(visible, number, columns)
    )
}

fn count_text(visible: &str, number: usize, most: usize) -> String {
    format!("SELECT count(*) FROM ({} LIMIT {most}) t", text(visible, number, "p.id"))
}

/// What is asked for: the text of what may be seen, and how many standards.
type Asked = (String, usize, Vec<Value<'static>>);

fn asked(tx: &mut Tx, kept: &Kept, actor: &Actor, today: Date) -> Result<Option<Asked>, Fault> {
    let told_of = standards(tx, kept)?;
    if told_of.is_empty() {
        return Ok(None);
    }
    let this = Month::of(today);
    let from = (0..MONTHS_BACK).fold(this, |month, _| month.previous());
    let mut args: Vec<Value<'static>> = vec![from.number().into(), this.number().into()];
    args.extend(told_of.iter().map(|(id, ..)| Value::from(*id)));
    let (visible, more) = actor.reach.visible(actor.id, args.len() + 1);
    args.extend(more);
    Ok(Some((visible, told_of.len(), args)))
}

/// The missed promises that may be seen of which the customer has not been told, the latest
/// first: of this month and the two before.
pub fn to_own_up(
    tx: &mut Tx,
    kept: &Kept,
    actor: &Actor,
    today: Date,
) -> Result<Vec<ToOwnUp>, Fault> {
    let Some((visible, number, args)) = asked(tx, kept, actor, today)? else {
        return Ok(Vec::new());
    };
    Ok(tx.all(rows_text(&visible, number), &args, |row| {
        Ok(ToOwnUp {
            reference: row.get(0)?,
            standard: row.get(1)?,
            title: row.get(2)?,
            summary: row.get(3)?,
            customer: row.get(4)?,
            owner: row.get(5)?,
            missed_at: row.get(6)?,
            due_on: row.get(7)?,
            is_done: row.get(8)?,
            may_tell: actor.reach.may_on(
                Permission::WorkOnCases,
                actor.id,
                Belonging { service: row.get(9)?, team: row.get(10)?, owner: row.get(11)? },
            ),
        })
    })?)
}

/// How many there are, up to [`crate::lists::COUNTED`].
pub fn to_own_up_count(
    tx: &mut Tx,
    kept: &Kept,
    actor: &Actor,
    today: Date,
) -> Result<usize, Fault> {
    let Some((visible, number, args)) = asked(tx, kept, actor, today)? else { return Ok(0) };
    let most = crate::lists::COUNTED;
    let count: i64 = tx.one(count_text(&visible, number, most), &args, |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

pub(in crate::promises_told) fn every_statement() -> Vec<String> {
    vec![rows_text("1 = 1", 2), count_text("1 = 1", 1, 10)]
}
