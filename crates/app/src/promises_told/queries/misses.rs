//! Missed promises, and who spoke of each first: rows from which figures are counted.

use crate::charters;
use crate::cx::Actor;
use crate::failure::Fault;
use crate::kept::Kept;
use db::{DbError, Tx, Value};
use jiff::Timestamp;
use rules::calendar::{Day, Zone};
use rules::contacts::Matter;
use rules::facts::{Detail, Evidence, Fact, FactKind};
use rules::ledger::Month;
use rules::promises_told::{First, is_complaint, is_owned_up_to, spoke, told};
use std::collections::HashMap;

/// A missed promise of which the customer has to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Its number.
    pub promise: i64,
    /// The permanent number of its standard.
    pub standard: i64,
    /// Its standard's title, in the newest version.
    pub title: String,
    /// The standard's permanent key.
    pub key: String,
    /// The month in which it fell due.
    pub month: Month,
    /// Who spoke of it first.
    pub first: First,
}

/// A standard of which customers are told when it is missed: its number, key and title.
pub(super) type Told = (i64, String, String);

/// The standards of which customers are told when they are missed.
pub(super) fn standards(tx: &mut Tx, kept: &Kept) -> Result<Vec<Told>, Fault> {
    let mut found = Vec::new();
    for row in charters::standards(tx)?.into_iter().filter(|row| row.kind.is_promised()) {
        let version = kept.charter(tx, row.charter_version)?;
        let is_told = version.as_ref().and_then(|version| version.standard(row.id));
        if is_told.is_some_and(is_owned_up_to) {
            found.push((row.id, row.key, row.title));
        }
    }
    Ok(found)
}

/// Placeholders for values from a number on: `$3, $4`.
pub(super) fn places(first: usize, number: usize) -> String {
    let places: Vec<String> = (first..first + number).map(|place| format!("${place}")).collect();
    places.join(", ")
}

/// Which missed promises are meant, over the promises `p`: due in months `$1` to `$2`, of so many
/// standards. Only what has a due moment passes one.
pub(super) fn missed(standards: usize) -> String {
    // The plus keeps SQLite from the index of all promises of each standard: few of them were
    // missed, and those have an index of their own.
    let among = places(3, standards);
    format!(
        "p.outcome = 'missed' AND p.due_month >= $1 AND p.due_month <= $2
           AND p.due_at IS NOT NULL AND +p.standard_id IN ({among})"
    )
}

/// A mystery shop is in no figure, and nobody can be told who is not known.
fn rows_text(standards: usize) -> String {
    let missed = missed(standards);
    format!(
        "SELECT p.id, p.record_id, p.standard_id, p.due_month, p.due_at, coalesce(r.part_of, r.id)
         FROM promises p JOIN records r ON r.id = p.record_id
         WHERE {missed} AND NOT p.is_test AND r.customer_id IS NOT NULL
         ORDER BY p.id"
    )
}

/// What was said on the records of these promises.
fn facts_text(standards: usize) -> String {
    let missed = missed(standards);
    format!(
        "SELECT f.record_id, f.id, f.kind, f.happened_at, f.standard_key
         FROM (SELECT DISTINCT p.record_id FROM promises p WHERE {missed}) m
         JOIN facts f ON f.record_id = m.record_id
         WHERE f.kind IN ('owned-up', 'progress-asked')"
    )
}

/// Complaints about a matter that came before.
fn complaints_text(matters: usize) -> String {
    let among = places(2, matters);
    format!(
        "SELECT r.part_of, r.received_at FROM records r
         WHERE r.received_at >= $1 AND r.part_of IS NOT NULL AND NOT r.is_test
           AND r.matter IN ({among})"
    )
}

/// The promises that were missed in a span of months and of which customers have to be told, each
/// with who spoke of it first.
pub fn misses(
    tx: &mut Tx,
    kept: &Kept,
    zone: &Zone,
    (from, to): (Month, Month),
) -> Result<Vec<Miss>, Fault> {
    let told_of = standards(tx, kept)?;
    if told_of.is_empty() {
        return Ok(Vec::new());
    }
    let mut args: Vec<Value<'_>> = vec![from.number().into(), to.number().into()];
    args.extend(told_of.iter().map(|(id, ..)| Value::from(*id)));
    let mut facts: HashMap<i64, Vec<Fact>> = HashMap::new();
    tx.each(facts_text(told_of.len()), &args, |row| {
        let kind: String = row.get(2)?;
        let happened = row.get(3)?;
        let detail = Detail { standard: row.get(4)?, ..Detail::default() };
        let kind = FactKind::named(&kind).unwrap_or(FactKind::Noted);
        let (id, evidence, replaces) = (row.get(1)?, Evidence::Entered, None);
        let fact = Fact { id, kind, happened, recorded: happened, evidence, replaces, detail };
        facts.entry(row.get(0)?).or_default().push(fact);
        Ok::<_, Fault>(())
    })?;
    let complaints = complaints(tx, zone, from)?;
    let by_id: HashMap<i64, &Told> = told_of.iter().map(|told| (told.0, told)).collect();
    let rows = tx.all(rows_text(told_of.len()), &args, |row| {
        let (promise, record, standard) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (month, missed, matter): (i64, _, _) = (row.get(3)?, row.get(4)?, row.get(5)?);
        Ok((promise, record, standard, month, missed, matter))
    })?;
    let of =
        |map: &HashMap<i64, Vec<Timestamp>>, id: i64| map.get(&id).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .filter_map(|(promise, record, standard, month, missed, matter): Row| {
            let (_, key, title) = by_id.get(&standard)?;
            let facts = facts.get(&record).map(Vec::as_slice).unwrap_or_default();
            let told = told(key, missed, facts);
            let first = First::of(told, spoke(missed, facts, &of(&complaints, matter)));
            let (key, title) = (key.clone(), title.clone());
            Some(Miss { promise, standard, title, key, month: Month::from_number(month)?, first })
        })
        .collect())
}

/// A promise as it is read: its number, its record, its standard, its month, when it was missed,
/// and the record of its matter.
type Row = (i64, i64, i64, i64, Timestamp, i64);

/// When complaints came, by the matter that they are about.
fn complaints(
    tx: &mut Tx,
    zone: &Zone,
    from: Month,
) -> Result<HashMap<i64, Vec<Timestamp>>, DbError> {
    let Some(first) = Day::of(from.first()) else { return Ok(HashMap::new()) };
    let matters: Vec<&str> = Matter::ALL
        .iter()
        .filter(|matter| is_complaint(**matter))
        .map(|matter| matter.key())
        .collect();
    let mut args = vec![Value::from(zone.start_of(first))];
    args.extend(matters.iter().map(|key| Value::from(*key)));
    let mut found: HashMap<i64, Vec<Timestamp>> = HashMap::new();
    let rows = tx.all(complaints_text(matters.len()), &args, |row| {
        Ok((row.get::<i64>(0)?, row.get::<Timestamp>(1)?))
    })?;
    rows.into_iter().for_each(|(matter, at)| found.entry(matter).or_default().push(at));
    Ok(found)
}

/// A missed promise as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissRow {
    /// The promise.
    pub promise: i64,
    /// The reference of its record.
    pub reference: String,
    /// What the record is about.
    pub summary: String,
    /// When it was missed.
    pub missed_at: Timestamp,
    /// The date by which it was promised.
    pub due_on: Option<jiff::civil::Date>,
}

fn shown_text(visible: &str, first: usize, number: usize) -> String {
    let among = places(first, number);
    format!(
        "SELECT p.id, r.reference, c.summary, p.due_at, p.due_on
         FROM promises p
         JOIN records r ON r.id = p.record_id
         JOIN contacts c ON c.id = p.record_id
         WHERE p.id IN ({among}) AND {visible} ORDER BY p.id"
    )
}

/// Some missed promises as a list shows them: those of records that may be seen.
pub fn shown(tx: &mut Tx, actor: &Actor, promises: &[i64]) -> Result<Vec<MissRow>, DbError> {
    if promises.is_empty() {
        return Ok(Vec::new());
    }
    let (visible, mut args) = actor.reach.visible(actor.id, 1);
    let sql = shown_text(&visible, args.len() + 1, promises.len());
    args.extend(promises.iter().map(|id| Value::from(*id)));
    tx.all(&sql, &args, |row| {
        Ok(MissRow {
            promise: row.get(0)?,
            reference: row.get(1)?,
            summary: row.get(2)?,
            missed_at: row.get(3)?,
            due_on: row.get(4)?,
        })
    })
}

pub(in crate::promises_told) fn every_statement() -> Vec<String> {
    let mut all: Vec<String> = [1, 2].map(rows_text).into();
    all.extend([1, 2].map(facts_text));
    all.push(complaints_text(2));
    all.push(shown_text("1 = 1", 1, 2));
    all
}
