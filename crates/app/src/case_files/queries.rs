//! Everything about a record on one page: what was promised, what happened, whose it is.

use super::promises::{Clocks, clocks, numbers};
use crate::contacts::{RepeatSuggestion, suggestion};
use crate::failure::Fault;
use crate::history::{self, Entry};
use crate::records::{self, Record, visible_id};
use crate::{Actor, Kept, ledger};
use db::{DbError, Tx, Value, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::clock::{Outcome, Reason};
use rules::facts::standing;
use rules::ledger::{Owed, owed, reasons};
use rules::promises_told::{is_owned_up_to, told as told_of};

/// The customer of a record, as its page shows them.
#[derive(Clone, Debug)]
pub struct Customer {
    /// Their number.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// How to reach them.
    pub email: Option<String>,
    /// Their telephone number.
    pub telephone: Option<String>,
    /// Their postcode.
    pub postcode: Option<String>,
}

/// A promise as the page of its record shows it.
#[derive(Clone, Debug)]
pub struct PromiseView {
    /// Its number on the record, if it is stored already.
    pub number: Option<usize>,
    /// Its standard's short name.
    pub title: String,
    /// What was promised, in words to read out.
    pub words: String,
    /// What became of it.
    pub owed: Owed,
    /// Its standard's key.
    pub standard: String,
    /// Whether something is still to be done for it.
    pub is_open: bool,
    /// When the customer was told that it was missed.
    pub told_of_miss: Option<Timestamp>,
    /// Whether it was missed and the customer still has to be told.
    pub is_to_own_up: bool,
    /// How its due moment was reached.
    pub reasons: Vec<Reason>,
}

/// Everything that a record's page shows.
#[derive(Clone, Debug)]
pub struct RecordPage {
    /// The record.
    pub record: Record,
    /// What it is about, in a line.
    pub summary: String,
    /// More of it.
    pub details: Option<String>,
    /// Who logged it.
    pub taken_by: String,
    /// When it was logged.
    pub logged_at: Timestamp,
    /// The name of the service responsible now.
    pub service: String,
    /// The name of the team.
    pub team: Option<String>,
    /// The name of the person.
    pub owner: Option<String>,
    /// What it is about, from the list of reasons.
    pub reason: Option<String>,
    /// The line, mailbox or venue that it came through.
    pub place: Option<String>,
    /// What comes next.
    pub next_step: Option<String>,
    /// The date that the customer was told.
    pub promised_on: Option<Date>,
    /// The customer, if known.
    pub customer: Option<Customer>,
    /// What was promised, the most urgent first.
    pub promises: Vec<PromiseView>,
    /// What can be done to its clocks.
    pub clocks: Clocks,
    /// The words with which the charter owns up to a miss, if it has its own.
    pub apology: Option<String>,
    /// What charters in readiness would have promised: measured, and told to nobody.
    pub in_readiness: Vec<PromiseView>,
    /// What happened, the newest first.
    pub history: Vec<Entry>,
    /// An earlier contact that looks like the same matter.
    pub repeat: Option<RepeatSuggestion>,
    /// References of other contacts about the same matter.
    pub same_matter: Vec<(String, String)>,
}

/// The page of a record, if it may be seen.
pub fn page(
    tx: &mut Tx,
    kept: &Kept,
    actor: &Actor,
    reference: &str,
    now: Timestamp,
) -> Result<Option<RecordPage>, Fault> {
    let Some(id) = visible_id(tx, actor, reference)? else { return Ok(None) };
    let Some(page) = page_by_id(tx, kept, id, now)? else { return Ok(None) };
    let same_matter = same_matter(tx, actor, &page.record)?;
    let repeat = match suggestion(tx, id)? {
        Some(repeat) if visible_id(tx, actor, &repeat.earlier)?.is_some() => Some(repeat),
        _ => None,
    };
    Ok(Some(RecordPage { repeat, same_matter, ..page }))
}

/// The page of a record by its number, for whoever has been let in already: without other
/// records, which may not be theirs to see.
pub fn page_by_id(
    tx: &mut Tx,
    kept: &Kept,
    id: i64,
    now: Timestamp,
) -> Result<Option<RecordPage>, Fault> {
    let Some(record) = records::by_id(tx, id)? else { return Ok(None) };
    let (apology, (in_readiness, promises)) = promises(tx, kept, &record, now)?;
    let customer = customer(tx, &record)?;
    let history = history::entries(tx, id, record.organisation_version)?;
    let clocks = clocks(tx, kept, &record, now)?;
    let told = told(tx, record)?;
    Ok(Some(RecordPage { customer, promises, in_readiness, apology, clocks, history, ..told }))
}

/// What is stored of a record itself, with the names of its day.
fn told(tx: &mut Tx, record: Record) -> Result<RecordPage, DbError> {
    let (id, tree) = (record.id, record.organisation_version);
    tx.one(
        // Given to what came with a later tree, it has the name that it has there.
        "SELECT c.summary, c.details, t.name, c.logged_at,
                coalesce(s.name, (SELECT n.name FROM unit_versions n WHERE n.unit_id = r.service_id
                                 ORDER BY n.organisation_version_id DESC LIMIT 1)),
                coalesce(m.name, (SELECT n.name FROM unit_versions n WHERE n.unit_id = r.team_id
                                 ORDER BY n.organisation_version_id DESC LIMIT 1)),
                o.name, e.name,
                coalesce(p.name, (SELECT n.name FROM unit_versions n WHERE n.unit_id = r.place_id
                                 ORDER BY n.organisation_version_id DESC LIMIT 1)),
                k.next_step, k.promised_on
         FROM records r
         JOIN contacts c ON c.id = r.id
         JOIN staff t ON t.id = c.taken_by
         LEFT JOIN unit_versions s
             ON s.unit_id = r.service_id AND s.organisation_version_id = $2
         LEFT JOIN unit_versions m ON m.unit_id = r.team_id AND m.organisation_version_id = $2
         LEFT JOIN staff o ON o.id = r.owner_id
         LEFT JOIN reasons e ON e.id = r.reason_id
         LEFT JOIN unit_versions p ON p.unit_id = r.place_id AND p.organisation_version_id = $2
         LEFT JOIN cases k ON k.id = r.id
         WHERE r.id = $1",
        args![id, tree],
        |row| {
            Ok(RecordPage {
                summary: row.get(0)?,
                details: row.get(1)?,
                taken_by: row.get(2)?,
                logged_at: row.get(3)?,
                service: row.get::<Option<String>>(4)?.unwrap_or_default(),
                team: row.get(5)?,
                owner: row.get(6)?,
                reason: row.get(7)?,
                place: row.get(8)?,
                next_step: row.get(9)?,
                promised_on: row.get(10)?,
                record: record.clone(),
                customer: None,
                promises: Vec::new(),
                in_readiness: Vec::new(),
                apology: None,
                clocks: Clocks::default(),
                history: Vec::new(),
                repeat: None,
                same_matter: Vec::new(),
            })
        },
    )
}

fn customer(tx: &mut Tx, record: &Record) -> Result<Option<Customer>, DbError> {
    tx.first(
        "SELECT id, name, email, telephone, postcode FROM customers WHERE id = $1",
        args![record.customer],
        |row| {
            Ok(Customer {
                id: row.get(0)?,
                name: row.get(1)?,
                email: row.get(2)?,
                telephone: row.get(3)?,
                postcode: row.get(4)?,
            })
        },
    )
}

/// The words with which the charter says sorry, if it has its own, and the promises of a record.
type Promised = (Option<String>, (Vec<PromiseView>, Vec<PromiseView>));

/// The promises of a record as they follow from its facts now, with how each due moment was
/// reached: first those of charters in readiness, then those that somebody was promised.
fn promises(tx: &mut Tx, kept: &Kept, record: &Record, now: Timestamp) -> Result<Promised, Fault> {
    let Some(bound) = ledger::bound_at(tx, kept.caches(), record, now)? else {
        return Ok(Default::default());
    };
    let facts = history::of_record(tx, record.id)?;
    let about = ledger::subject(tx, record)?;
    let subject = about.subject(record);
    let (rules, calendars) = (&bound.charter.charter, &bound.calendars);
    let numbers = numbers(tx, record.id)?;
    let number = |owed: &Owed| {
        let key = (bound.charter.standards[owed.standard].0, owed.started_by);
        numbers.iter().find(|(known, _)| *known == key).map(|(_, number)| *number)
    };
    let found = owed(rules, calendars, &subject, &facts, now);
    let stand = standing(&facts);
    let mut views: Vec<PromiseView> = found
        .into_iter()
        .map(|owed| {
            let standard = &rules.standards[owed.standard];
            let is_missed = owed.judged.outcome == Outcome::Missed && is_owned_up_to(standard);
            let missed = owed.judged.due.instant().filter(|_| is_missed);
            let told_of_miss =
                missed.and_then(|at| told_of(&standard.id, at, stand.iter().copied()));
            PromiseView {
                number: number(&owed),
                title: standard.title.clone(),
                words: standard.words.clone(),
                standard: standard.id.clone(),
                is_open: ledger::is_open(rules, &owed, record),
                told_of_miss,
                is_to_own_up: missed.is_some() && told_of_miss.is_none(),
                reasons: reasons(rules, calendars, &owed),
                owed,
            }
        })
        .collect();
    views.sort_by_key(|view| {
        let due = view.owed.judged.due.instant();
        (!view.is_open, due.is_none(), due)
    });
    let is_in_readiness =
        |view: &PromiseView| rules.standards[view.owed.standard].is_in_readiness();
    Ok((rules.apology.clone(), views.into_iter().partition(is_in_readiness)))
}

/// Other contacts about the same matter that may be seen: references and what they were about.
fn same_matter(
    tx: &mut Tx,
    actor: &Actor,
    record: &Record,
) -> Result<Vec<(String, String)>, DbError> {
    let (visible, mut more) = actor.reach.visible(actor.id, 3);
    let mut args: Vec<Value<'_>> =
        vec![record.part_of.unwrap_or(record.id).into(), record.id.into()];
    args.append(&mut more);
    let sql = format!(
        "SELECT r.reference, c.summary FROM records r JOIN contacts c ON c.id = r.id
         WHERE (r.part_of = $1 OR r.id = $1) AND r.id <> $2 AND {visible}
         ORDER BY r.received_at LIMIT 50"
    );
    tx.all(&sql, &args, |row| Ok((row.get(0)?, row.get(1)?)))
}
