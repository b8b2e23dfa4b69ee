//! Logging a contact.

use super::{facts, repeats, store};
use crate::access::Permission;
use crate::cases::{self, CaseToOpen};
use crate::customers::{self, NewCustomer};
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::jobs::{self, JobKind};
use crate::records::{self, Draft, State};
use crate::{charters, history, ledger, organisation};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::contacts::{CaseStart, Channel, LogRefusal, Matter, check_log};
use rules::facts::{Assigned, Evidence, FactKind};
use rules::ledger::Owed;
use rules::promises_told::Way;

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
    /// How the customer was given the standards with it, if they were.
    pub standards_given: Option<Way>,
    /// The standard that the customer says we missed, by its key.
    pub reports_missed: Option<String>,
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

impl Ending {
    fn case(&self) -> Option<&CaseToOpen> {
        match self {
            Ending::Case(case) => Some(case),
            Ending::Settled | Ending::CutShort => None,
        }
    }

    fn state(&self) -> State {
        match self {
            Ending::Settled => State::Settled,
            Ending::Case(_) => State::Open,
            Ending::CutShort => State::Closed,
        }
    }
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
    /// The customer, if known: the number of a new one too.
    pub customer: Option<i64>,
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
    let tree = in_force.organisation_version;
    let provider = organisation::provider(cx.tx, tree, contact.service)?;
    let case = contact.ending.case();
    let draft = Draft {
        state: contact.ending.state(),
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
    store::insert(cx.tx, record.id, contact, (cx.actor.id, cx.now))?;
    if let Some(case) = case {
        cases::insert(cx.tx, record.id, cx.now, &case.next_step, case.promised_on)?;
    }
    let new = facts::of(cx, contact, received_at);
    let written = history::add(cx, record.id, &new)?;
    let promises = ledger::post_new(cx, &record, &written)?;
    if customer.is_some() && earlier.is_none() && !contact.is_test {
        jobs::ask(cx, JobKind::LookForRepeat, record.id, cx.now)?;
    }
    if let Some(earlier) = earlier {
        repeats::came_back(cx, &record, &earlier)?;
        if contact.asks_progress {
            ask_progress(cx, &earlier, contact, received_at)?;
        }
    }
    let (id, charter_version) = (record.id, record.charter_version);
    Ok(Logged { id, reference: record.reference, customer, charter_version, promises })
}

fn check(
    cx: &mut Cx<'_>,
    contact: &LogContact,
    received_at: Timestamp,
    received_on: Date,
) -> Result<(), Failure<LogRefusal>> {
    let case = contact.ending.case().map(|case| CaseStart {
        next_step: &case.next_step,
        is_assigned: case.team.is_some() || case.owner.is_some(),
        promised_on: case.promised_on,
    });
    let is_in_future = facts::ended(contact, received_at) > cx.now;
    let mut wrong = check_log(&contact.summary, received_on, is_in_future, case, cx.today);
    wrong.extend(store::misplaced(cx.tx, contact)?);
    if let Who::New(new) = &contact.who
        && new.name.trim().is_empty()
    {
        wrong.push(LogRefusal::NoCustomerName);
    }
    if let Ending::Case(case) = &contact.ending {
        let to = Assigned { service: contact.service, team: case.team, owner: case.owner };
        let is_known = wrong.contains(&LogRefusal::NoService);
        if !is_known && !cases::are_there(cx.tx, to, cx.today)? {
            wrong.push(LogRefusal::NobodyAssigned);
        }
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
            if customers::is_there(cx.tx, *id)? {
                Ok(Some(*id))
            } else {
                Err(Failure::refused(LogRefusal::NoSuchCustomer))
            }
        }
    }
}

/// Writes on a matter that the customer has asked how it stands; settled there and then, they
/// were told.
fn ask_progress(
    cx: &mut Cx<'_>,
    matter: &records::Record,
    contact: &LogContact,
    asked: Timestamp,
) -> Result<(), Fault> {
    records::move_on(cx.tx, matter.id)?;
    let fact = |kind, at| history::NewFact::new(kind, at, Evidence::Entered);
    let mut new = vec![fact(FactKind::ProgressAsked, asked)];
    if contact.ending == Ending::Settled {
        new.push(fact(FactKind::ProgressGiven, facts::ended(contact, asked)));
    }
    history::add(cx, matter.id, &new)?;
    ledger::post(cx, matter)?;
    Ok(())
}
