//! Logging a contact.

use super::facts;
use crate::access::Permission;
use crate::customers::{self, NewCustomer};
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::jobs::{self, JobKind};
use crate::records::{self, Draft, State};
use crate::{charters, history, ledger};
use db::args;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::contacts::{CaseStart, Channel, LogRefusal, Matter, check_log};
use rules::facts::{Evidence, FactKind};
use rules::ledger::Owed;

/// A contact that is logged.
#[derive(Clone, Debug)]
pub struct LogContact {
    /// How it came.
    pub channel: Channel,
    /// What it is.
    pub matter: Matter,
    /// When it was received; none for now.
    pub received_at: Option<Timestamp>,
    /// Who it is from.
    pub who: Who,
    /// The service that it is for.
    pub service: i64,
    /// What it is about.
    pub reason: Option<i64>,
    /// The line, mailbox, counter or venue that it came through.
    pub place: Option<i64>,
    /// The ward.
    pub ward: Option<i64>,
    /// What it is about, in a line.
    pub summary: String,
    /// More of it.
    pub details: Option<String>,
    /// How it ended.
    pub ending: Ending,
    /// The times of a call.
    pub call: Option<Call>,
    /// The times of a visit.
    pub visit: Option<Visit>,
    /// For a message that was left: whether it says how to call back; none if nobody knows yet.
    pub contact_details_left: Option<bool>,
    /// The reference of the matter that it is about again.
    pub about_again: Option<String>,
    /// Whether the customer asks how that matter stands.
    pub asks_progress: bool,
    /// The code of the language that the customer chose.
    pub language: String,
    /// Whether only those who work on it may see it.
    pub is_restricted: bool,
    /// Whether it is a mystery shop.
    pub is_test: bool,
}

/// Who a contact is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A customer who is known.
    Known(i64),
    /// A customer who is not known yet.
    New(NewCustomer),
    /// Somebody who does not say, or nobody.
    Nobody,
}

/// How a contact ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Settled there and then.
    Settled,
    /// A case is opened.
    Case(CaseToOpen),
    /// The caller hung up, or the visitor left, before anybody could deal with it.
    CutShort,
}

/// What is told of a case that is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseToOpen {
    /// The team that has it.
    pub team: Option<i64>,
    /// The person who has it.
    pub owner: Option<i64>,
    /// What comes next.
    pub next_step: String,
    /// The date that the customer is told.
    pub promised_on: Option<Date>,
}

/// The times of a call, from the telephone system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// When it was presented to the lines.
    pub offered: Timestamp,
    /// When a person answered.
    pub answered: Option<Timestamp>,
    /// When the caller hung up unanswered.
    pub abandoned: Option<Timestamp>,
}

/// The times of a visit, from the reception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// When the visitor arrived.
    pub arrived: Timestamp,
    /// When the visitor was seen.
    pub seen: Option<Timestamp>,
    /// When what they came for was dealt with.
    pub finished: Option<Timestamp>,
    /// When they left unseen.
    pub left: Option<Timestamp>,
}

/// A contact that has been logged.
#[derive(Clone, Debug)]
pub struct Logged {
    /// Its number.
    pub id: i64,
    /// Its reference.
    pub reference: String,
    /// The charter that its promises follow from.
    pub charter_version: Option<i64>,
    /// What is promised.
    pub promises: Vec<Owed>,
}

/// Logs a contact with its facts, promises, judgements and jobs.
pub fn log(cx: &mut Cx<'_>, contact: &LogContact) -> Result<Logged, Failure<LogRefusal>> {
    cx.require(Permission::LogContacts)?;
    let received_at = contact.received_at.unwrap_or(cx.now);
    let received_on = cx.zone.date_of(received_at);
    check(cx, contact, received_at, received_on)?;
    let earlier = earlier(cx, contact)?;
    let customer = customer(cx, &contact.who)?;
    let in_force = charters::in_force(cx.tx, received_on)?
        .ok_or_else(|| Fault::new("the organisation has not been set up"))?;
    let provider = provider(cx, in_force.organisation_version, contact.service)?;
    let case = match &contact.ending {
        Ending::Case(case) => Some(case),
        Ending::Settled | Ending::CutShort => None,
    };
    let draft = Draft {
        state: match contact.ending {
            Ending::Settled => State::Settled,
            Ending::Case(_) => State::Open,
            Ending::CutShort => State::Closed,
        },
        channel: contact.channel,
        matter: contact.matter,
        is_case: case.is_some(),
        reason: contact.reason,
        service: contact.service,
        team: case.and_then(|case| case.team),
        owner: case.and_then(|case| case.owner),
        place: contact.place,
        provider,
        ward: contact.ward,
        customer,
        part_of: earlier.as_ref().map(|record| record.part_of.unwrap_or(record.id)),
        received_at,
        received_on,
        language: contact.language.clone(),
        is_restricted: contact.is_restricted,
        is_test: contact.is_test,
        charter_version: in_force.charter_version,
        organisation_version: in_force.organisation_version,
    };
    let record = records::insert(cx, &draft)?;
    write_details(cx, record.id, contact, case)?;
    let new = facts::of(cx, contact, received_at);
    let written = history::add(cx, record.id, &new)?;
    let promises = ledger::post_new(cx, &record, &written)?;
    if customer.is_some() && earlier.is_none() && !contact.is_test {
        jobs::ask(cx, JobKind::LookForRepeat, record.id, cx.now)?;
    }
    if let Some(earlier) = earlier.filter(|_| contact.asks_progress) {
        ask_progress(cx, &earlier, received_at)?;
    }
    let (id, charter_version) = (record.id, record.charter_version);
    Ok(Logged { id, reference: record.reference, charter_version, promises })
}

fn check(
    cx: &mut Cx<'_>,
    contact: &LogContact,
    received_at: Timestamp,
    received_on: Date,
) -> Result<(), Failure<LogRefusal>> {
    let case = match &contact.ending {
        Ending::Case(case) => Some(CaseStart {
            next_step: &case.next_step,
            is_assigned: case.team.is_some() || case.owner.is_some(),
            promised_on: case.promised_on,
        }),
        Ending::Settled | Ending::CutShort => None,
    };
    let is_in_future = received_at > cx.now;
    let mut wrong = check_log(&contact.summary, received_on, is_in_future, case, cx.today);
    let places = cx.tx.one(
        "SELECT (SELECT count(*) FROM units WHERE id = $1 AND kind = 'service'),
                (SELECT count(*) FROM reasons WHERE id = $2 AND service_id <> $1),
                (SELECT count(*) FROM offered_channels WHERE channel = $3)",
        args![contact.service, contact.reason, contact.channel.key()],
        |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?)),
    )?;
    if places.0 == 0 {
        wrong.push(LogRefusal::NoService);
    }
    if places.1 > 0 {
        wrong.push(LogRefusal::ReasonOfAnotherService);
    }
    if places.2 == 0 {
        wrong.push(LogRefusal::ChannelNotOffered);
    }
    if let Who::New(new) = &contact.who
        && new.name.trim().is_empty()
    {
        wrong.push(LogRefusal::NoCustomerName);
    }
    if !facts::in_order(contact) {
        wrong.push(LogRefusal::TimesOutOfOrder);
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Refused(wrong)) }
}

/// The matter that the contact is about again.
fn earlier(
    cx: &mut Cx<'_>,
    contact: &LogContact,
) -> Result<Option<records::Record>, Failure<LogRefusal>> {
    let Some(reference) = &contact.about_again else { return Ok(None) };
    let refusal = || Failure::refused(LogRefusal::NoSuchMatter);
    let id = records::visible_id(cx.tx, cx.actor, reference)?.ok_or_else(refusal)?;
    let record = records::by_id(cx.tx, id)?.ok_or_else(refusal)?;
    Ok(Some(record))
}

fn customer(cx: &mut Cx<'_>, who: &Who) -> Result<Option<i64>, Failure<LogRefusal>> {
    match who {
        Who::Nobody => Ok(None),
        Who::New(new) => Ok(Some(customers::make(cx, new)?)),
        Who::Known(id) => {
            let found =
                cx.tx.first("SELECT id FROM customers WHERE id = $1", args![*id], |row| {
                    row.get::<i64>(0)
                })?;
            found.map(Some).ok_or_else(|| Failure::refused(LogRefusal::NoSuchCustomer))
        }
    }
}

fn provider(cx: &mut Cx<'_>, tree: i64, service: i64) -> Result<Option<i64>, Fault> {
    let found = cx.tx.first(
        "SELECT provider_id FROM unit_versions
         WHERE organisation_version_id = $1 AND unit_id = $2",
        args![tree, service],
        |row| row.get::<Option<i64>>(0),
    )?;
    Ok(found.flatten())
}

fn write_details(
    cx: &mut Cx<'_>,
    id: i64,
    contact: &LogContact,
    case: Option<&CaseToOpen>,
) -> Result<(), Fault> {
    cx.tx.execute(
        "INSERT INTO contacts (id, summary, details, taken_by, logged_at)
         VALUES ($1, $2, $3, $4, $5)",
        args![id, contact.summary.trim(), contact.details.as_deref(), cx.actor.id, cx.now],
    )?;
    if let Some(case) = case {
        cx.tx.execute(
            "INSERT INTO cases (id, opened_at, next_step, promised_on) VALUES ($1, $2, $3, $4)",
            args![id, cx.now, case.next_step.trim(), case.promised_on],
        )?;
    }
    Ok(())
}

/// Writes on a matter that the customer has asked how it stands.
fn ask_progress(cx: &mut Cx<'_>, matter: &records::Record, asked: Timestamp) -> Result<(), Fault> {
    cx.tx.execute("UPDATE records SET version = version + 1 WHERE id = $1", args![matter.id])?;
    let fact = history::NewFact::new(FactKind::ProgressAsked, asked, Evidence::Entered);
    history::add(cx, matter.id, &[fact])?;
    ledger::post(cx, matter)?;
    Ok(())
}
