//! What officers do with a case: one transaction each, with its facts and what follows from
//! them.

use super::opening::{CaseToOpen, case_facts};
use super::store;
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::history::{self, NewFact};
use crate::records::{self, Record, State};
use crate::{charters, corrections, ledger};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::cases::{
    CaseRefusal, CloseReason, ReopenReason, check_close, check_moment, check_promised,
};
use rules::clock::{Given, Measure, Pauses, Policy, between};
use rules::contacts::{CaseStart, check_log};
use rules::facts::{Assigned, Detail, Evidence, FactKind};

type Done = Result<(), Failure<CaseRefusal>>;

pub(super) fn refused(refusal: CaseRefusal) -> Failure<CaseRefusal> {
    Failure::refused(refusal)
}

/// Begins work on an open case.
pub(super) fn begin(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
) -> Result<Record, Failure<CaseRefusal>> {
    let record = records::begin(cx, reference, version, Permission::WorkOnCases)?;
    match record.state {
        State::Open => Ok(record),
        State::Closed => Err(refused(CaseRefusal::IsClosed)),
        State::Settled => Err(refused(CaseRefusal::NotACase)),
    }
}

/// Writes facts of a record and what follows from them.
pub(super) fn write(cx: &mut Cx<'_>, record: &Record, facts: &[NewFact]) -> Result<(), Fault> {
    let written = history::add(cx, record.id, facts)?;
    records::save(cx.tx, record)?;
    ledger::post(cx, record)?;
    corrections::count(cx, record, &written)
}

/// Opens a case from a contact that was settled or left open.
pub fn open(cx: &mut Cx<'_>, reference: &str, version: i64, case: &CaseToOpen) -> Done {
    let mut record = records::begin(cx, reference, version, Permission::LogContacts)?;
    if record.is_case {
        return Err(refused(CaseRefusal::AlreadyACase));
    }
    let start = CaseStart {
        next_step: &case.next_step,
        is_assigned: case.team.is_some() || case.owner.is_some(),
        promised_on: case.promised_on,
    };
    let wrong = check_log("-", cx.today, false, Some(start), cx.today);
    if !wrong.is_empty() {
        return Err(Failure::Refused(wrong.into_iter().filter_map(of_log).collect()));
    }
    let assigned = Assigned { service: record.service, team: case.team, owner: case.owner };
    if !store::are_there(cx.tx, assigned, cx.today)? {
        return Err(refused(CaseRefusal::NoSuchAssignee));
    }
    let mut facts = Vec::new();
    if record.state == State::Settled {
        // It was not settled at first contact after all.
        facts.push(NewFact::new(FactKind::NotSettled, cx.now, Evidence::Entered));
    }
    record.state = State::Open;
    record.is_case = true;
    record.team = case.team;
    record.owner = case.owner;
    store::insert(cx.tx, record.id, cx.now, &case.next_step, case.promised_on)?;
    case_facts(cx, case, assigned, &mut facts);
    Ok(write(cx, &record, &facts)?)
}

fn of_log(refusal: rules::contacts::LogRefusal) -> Option<CaseRefusal> {
    use rules::contacts::LogRefusal as Log;
    match refusal {
        Log::NoNextStep => Some(CaseRefusal::NoNextStep),
        Log::NobodyAssigned => Some(CaseRefusal::NobodyAssigned),
        Log::NoPromisedDate => Some(CaseRefusal::NoPromisedDate),
        Log::PromisedDatePassed => Some(CaseRefusal::PromisedDatePassed),
        _ => None,
    }
}

/// Acknowledges receipt, telling the customer when they will have a full response.
pub fn acknowledge(cx: &mut Cx<'_>, reference: &str, version: i64, reply_on: Option<Date>) -> Done {
    let record = begin(cx, reference, version)?;
    let mut facts = vec![NewFact::new(FactKind::Acknowledged, cx.now, Evidence::Entered)];
    if let Some(date) = reply_on {
        let date = check_promised(Some(date), cx.today).map_err(refused)?;
        // The same date again is no new promise.
        if store::promised_on(cx.tx, record.id)? != Some(date) {
            facts.push(date_told(cx, date));
            store::tell_date(cx.tx, record.id, date)?;
        }
    }
    Ok(write(cx, &record, &facts)?)
}

fn date_told(cx: &Cx<'_>, date: Date) -> NewFact {
    let detail = Detail { given: Some(Given::On(date)), ..Detail::default() };
    NewFact::new(FactKind::DateTold, cx.now, Evidence::Entered).with(detail)
}

/// Whether a response is the full one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Response {
    /// It answers in full, which stops the clock.
    Full,
    /// It says only that a full one will follow, which stops nothing.
    Holding,
}

/// A response that was sent.
#[derive(Clone, Debug)]
pub struct Respond {
    /// Whether it is the full one.
    pub response: Response,
    /// What was said.
    pub text: String,
    /// When it was sent; none for now.
    pub sent_at: Option<Timestamp>,
}

/// The reason of a correction that is nothing more than an entry made late.
const ENTERED_LATE: &str = "entered-late";

/// Records a response to the customer.
pub fn respond(cx: &mut Cx<'_>, reference: &str, version: i64, respond: &Respond) -> Done {
    let record = begin(cx, reference, version)?;
    if respond.text.trim().is_empty() {
        return Err(refused(CaseRefusal::NoText));
    }
    let sent = respond.sent_at.unwrap_or(cx.now);
    check_moment(sent, record.received_at, cx.now).map_err(refused)?;
    let kind = match respond.response {
        Response::Full => FactKind::Responded,
        Response::Holding => FactKind::HoldingReply,
    };
    let mut fact = NewFact::new(kind, sent, Evidence::Entered).saying(respond.text.trim());
    fact.evidence = evidence(cx, &record, &fact)?;
    if fact.evidence == Evidence::EnteredLate {
        fact.detail.reason = Some(ENTERED_LATE.to_owned());
    }
    Ok(write(cx, &record, &[fact])?)
}

/// How a stop that is entered by hand is known. Entered later than the next working day, or so
/// that what was missed becomes kept, it is a correction, which needs a role.
pub(super) fn evidence(
    cx: &mut Cx<'_>,
    record: &Record,
    stop: &NewFact,
) -> Result<Evidence, Failure<CaseRefusal>> {
    let calendars = match record.charter_version {
        Some(version) => charters::calendars(cx.tx, cx.caches, version, cx.now)?,
        None => None,
    };
    let Some((_, calendars)) = calendars else { return Ok(Evidence::Entered) };
    let (policy, none) = (Policy::default(), Pauses::default());
    let from = stop.happened;
    let days = between(Measure::WorkingDays, &policy, &calendars.body, from, cx.now, &none);
    if days.is_some_and(|days| days <= 1) && !ledger::would_mend(cx, record, stop)? {
        return Ok(Evidence::Entered);
    }
    if cx.actor.reach.may_on(Permission::Correct, cx.actor.id, record.belonging()) {
        Ok(Evidence::EnteredLate)
    } else {
        Err(refused(CaseRefusal::TooLateToEnter))
    }
}

/// Sets what comes next, and tells the customer by when.
pub fn set_next_step(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    next_step: &str,
    promised_on: Option<Date>,
    at_customers_wish: bool,
) -> Done {
    let record = begin(cx, reference, version)?;
    if next_step.trim().is_empty() {
        return Err(refused(CaseRefusal::NoNextStep));
    }
    let date = check_promised(promised_on, cx.today).map_err(refused)?;
    let told = store::promised_on(cx.tx, record.id)?;
    store::set_next_step(cx.tx, record.id, next_step, date)?;
    let mut facts = vec![
        NewFact::new(FactKind::NextStepSet, cx.now, Evidence::Entered).saying(next_step.trim()),
    ];
    if told != Some(date) {
        let mut told = date_told(cx, date);
        if at_customers_wish {
            told.detail.reason = Some("customer-asked".into());
        }
        facts.push(told);
    }
    Ok(write(cx, &record, &facts)?)
}

/// Tells the customer how the matter stands, also when nothing is left to do.
pub fn give_progress(cx: &mut Cx<'_>, reference: &str, version: i64, text: &str) -> Done {
    let record = records::begin(cx, reference, version, Permission::WorkOnCases)?;
    told(cx, &record, FactKind::ProgressGiven, text)
}

/// Calls the customer back.
pub fn call_back(cx: &mut Cx<'_>, reference: &str, version: i64, text: &str) -> Done {
    let record = begin(cx, reference, version)?;
    told(cx, &record, FactKind::CalledBack, text)
}

fn told(cx: &mut Cx<'_>, record: &Record, kind: FactKind, text: &str) -> Done {
    if text.trim().is_empty() {
        return Err(refused(CaseRefusal::NoText));
    }
    let fact = NewFact::new(kind, cx.now, Evidence::Entered).saying(text.trim());
    Ok(write(cx, record, &[fact])?)
}

/// Writes a note, which only staff see. It changes no promise, and can be written on a closed
/// case too.
pub fn note(cx: &mut Cx<'_>, reference: &str, version: i64, text: &str) -> Done {
    let record = records::begin(cx, reference, version, Permission::SeeRecords)?;
    if text.trim().is_empty() {
        return Err(refused(CaseRefusal::NoText));
    }
    let fact = NewFact::new(FactKind::Noted, cx.now, Evidence::Entered).saying(text.trim());
    history::add(cx, record.id, &[fact])?;
    Ok(())
}

/// Closes a case: nothing is left to do.
pub fn close(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    reason: Option<CloseReason>,
    text: &str,
) -> Done {
    let mut record = begin(cx, reference, version)?;
    let reason = reason.ok_or_else(|| refused(CaseRefusal::NoReason))?;
    let facts = history::of_record(cx.tx, record.id)?;
    // A case that was opened again, or taken to the next stage, needs an answer of its own.
    let begun = [FactKind::Reopened, FactKind::Escalated];
    let reopened = facts.iter().rfind(|fact| begun.contains(&fact.kind));
    let has_response = facts.iter().any(|fact| {
        fact.kind == FactKind::Responded && reopened.is_none_or(|again| fact.id > again.id)
    });
    check_close(reason, has_response).map_err(refused)?;
    record.state = State::Closed;
    let detail = Detail { reason: Some(reason.key().to_owned()), ..Detail::default() };
    let closed = NewFact::new(FactKind::Closed, cx.now, Evidence::Entered)
        .with(detail.clone())
        .saying(text.trim());
    let mut new = Vec::new();
    match reason {
        CloseReason::Withdrawn => {
            new.push(NewFact::new(FactKind::Withdrawn, cx.now, Evidence::Entered));
        }
        CloseReason::NoResponseOwed => new.extend(taken_out(cx, &record, &detail)?),
        CloseReason::Done => {}
    }
    new.push(closed);
    store::set_closed(cx.tx, record.id, Some(cx.now))?;
    Ok(write(cx, &record, &new)?)
}

/// Nobody is owed an answer: what is still running should not have been promised. Taking it out
/// needs a role.
fn taken_out(
    cx: &mut Cx<'_>,
    record: &Record,
    detail: &Detail,
) -> Result<Vec<NewFact>, Failure<CaseRefusal>> {
    if !cx.actor.reach.may_on(Permission::Correct, cx.actor.id, record.belonging()) {
        return Err(Failure::NotAllowed);
    }
    let standards = ledger::running_standards(cx.tx, record.id)?;
    let excluded = standards.into_iter().map(|key| {
        let detail = Detail { standard: Some(key), ..detail.clone() };
        NewFact::new(FactKind::Excluded, cx.now, Evidence::Entered).with(detail)
    });
    Ok(excluded.collect())
}

/// Opens a closed case again, for a reason that is the body's own fault.
pub fn reopen(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    reason: Option<ReopenReason>,
    text: &str,
) -> Done {
    let mut record = records::begin(cx, reference, version, Permission::Reopen)?;
    if !record.is_case {
        return Err(refused(CaseRefusal::NotACase));
    }
    if record.state != State::Closed {
        return Err(refused(CaseRefusal::IsNotClosed));
    }
    let reason = reason.ok_or_else(|| refused(CaseRefusal::NoReason))?;
    reason.check().map_err(refused)?;
    if text.trim().is_empty() {
        return Err(refused(CaseRefusal::NoText));
    }
    record.state = State::Open;
    let detail = Detail { reason: Some(reason.key().to_owned()), ..Detail::default() };
    let fact = NewFact::new(FactKind::Reopened, cx.now, Evidence::Entered)
        .with(detail)
        .saying(text.trim());
    store::set_closed(cx.tx, record.id, None)?;
    Ok(write(cx, &record, &[fact])?)
}
