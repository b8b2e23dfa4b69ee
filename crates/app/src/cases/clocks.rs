//! What officers do to the clocks of a case: they ask for something and wait, record that it
//! arrived, grant more time, and tell the customer of it.

use super::commands::{begin, evidence, refused, write};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::history::{self, NewFact};
use crate::ledger;
use crate::records::Record;
use jiff::Timestamp;
use rules::cases::{CaseRefusal, check_moment, is_beyond, reasons_to_wait, waiting};
use rules::charter::{Kind, Standard};
use rules::clock::{Clock, Given, Limit, Outcome, Term};
use rules::facts::{Detail, Evidence, Fact, FactKind, standing};
use rules::ledger::Owed;

type Done = Result<(), Failure<CaseRefusal>>;

/// Something that is asked for, so that a clock stands still or waits.
#[derive(Clone, Debug)]
pub struct Pause {
    /// A reason that a standard lists.
    pub reason: String,
    /// Since when; none for now.
    pub since: Option<Timestamp>,
    /// What was asked, in words.
    pub text: String,
}

/// The facts of a record, and what is owed by them, each with its standard.
type Known = (Vec<Fact>, Vec<(Standard, Owed)>);

fn owed(cx: &mut Cx<'_>, record: &Record) -> Result<Known, Fault> {
    let facts = history::of_record(cx.tx, record.id)?;
    let owed = ledger::owed_by(cx.tx, cx.caches, record, &facts, cx.now)?;
    Ok((facts, owed))
}

/// Lets the clocks stand still, or wait, whose standards list the reason.
pub fn pause(cx: &mut Cx<'_>, reference: &str, version: i64, pause: &Pause) -> Done {
    let record = begin(cx, reference, version)?;
    let (facts, owed) = owed(cx, &record)?;
    let may_wait =
        |standard: &Standard| reasons_to_wait(standard).any(|reason| reason == pause.reason);
    let waits: Vec<&Owed> =
        owed.iter().filter(|(standard, _)| may_wait(standard)).map(|(_, owed)| owed).collect();
    if waits.is_empty() {
        return Err(refused(CaseRefusal::NoReasonToWait));
    }
    if waiting(&facts).iter().any(|open| open.reason == pause.reason) {
        return Err(refused(CaseRefusal::WaitsAlready));
    }
    let since = pause.since.unwrap_or(cx.now);
    check_moment(since, record.received_at, cx.now).map_err(refused)?;
    if waits.iter().all(|owed| owed.stopped.is_some_and(|stopped| since > stopped)) {
        return Err(refused(CaseRefusal::AfterStop));
    }
    let fact = because(FactKind::Paused, since, &pause.reason).saying(pause.text.trim());
    enter(cx, &record, fact)
}

/// Lets the clocks run on that stood still for a reason: what was asked for has arrived.
pub fn resume(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    reason: &str,
    at: Option<Timestamp>,
) -> Done {
    let record = begin(cx, reference, version)?;
    let facts = history::of_record(cx.tx, record.id)?;
    let open = waiting(&facts).into_iter().find(|open| open.reason == reason);
    let open = open.ok_or_else(|| refused(CaseRefusal::DoesNotWait))?;
    let at = at.unwrap_or(cx.now);
    check_moment(at, record.received_at, cx.now).map_err(refused)?;
    if at <= open.since {
        return Err(refused(CaseRefusal::EndsBeforeStart));
    }
    enter(cx, &record, because(FactKind::Resumed, at, reason))
}

fn because(kind: FactKind, at: Timestamp, reason: &str) -> NewFact {
    let detail = Detail { reason: Some(reason.to_owned()), ..Detail::default() };
    NewFact::new(kind, at, Evidence::Entered).with(detail)
}

/// Writes what a person entered, in time or late.
fn enter(cx: &mut Cx<'_>, record: &Record, mut fact: NewFact) -> Done {
    fact.evidence = evidence(cx, record, &fact)?;
    Ok(write(cx, record, &[fact])?)
}

/// More time that is granted.
#[derive(Clone, Debug)]
pub struct Extend {
    /// The standard whose promise it is.
    pub standard: String,
    /// How much.
    pub by: Limit,
    /// Why, in words that the customer is told.
    pub text: String,
    /// Whether the customer has been told the new date.
    pub is_told: bool,
}

/// Grants more time for a promise. More than its standard allows needs somebody who may.
pub fn extend(cx: &mut Cx<'_>, reference: &str, version: i64, extend: &Extend) -> Done {
    let record = begin(cx, reference, version)?;
    let (facts, owed) = owed(cx, &record)?;
    let beyond = check_extension(&facts, &owed, extend, cx.now).map_err(refused)?;
    if extend.text.trim().is_empty() {
        return Err(refused(CaseRefusal::NoText));
    }
    let may = Permission::AuthoriseExtension;
    if beyond && !cx.actor.reach.may_on(may, cx.actor.id, record.belonging()) {
        return Err(refused(CaseRefusal::ExtensionNeedsAuthority));
    }
    let of = |standard: &Standard| standard.id == extend.standard;
    let needs = owed.iter().any(|(standard, _)| of(standard) && standard.extension_needs_notice);
    if needs && !extend.is_told {
        return Err(refused(CaseRefusal::ExtensionNeedsNotice));
    }
    Ok(write(cx, &record, &extension_facts(cx.now, extend, beyond))?)
}

/// The facts of an extension: allowed, granted, told.
pub(super) fn extension_facts(now: Timestamp, extend: &Extend, beyond: bool) -> Vec<NewFact> {
    let of_standard = Detail { standard: Some(extend.standard.clone()), ..Detail::default() };
    let fact =
        |kind, detail: &Detail| NewFact::new(kind, now, Evidence::Entered).with(detail.clone());
    let granted = Detail { by: Some(extend.by), ..of_standard.clone() };
    let allowed = beyond.then(|| fact(FactKind::ExtensionAuthorised, &of_standard));
    let told = extend.is_told.then(|| fact(FactKind::ExtensionTold, &of_standard));
    let granted = fact(FactKind::Extended, &granted).saying(extend.text.trim());
    allowed.into_iter().chain([granted]).chain(told).collect()
}

/// Whether an extension can be granted; if so, whether it goes beyond what the standard allows.
pub(super) fn check_extension(
    facts: &[Fact],
    owed: &[(Standard, Owed)],
    extend: &Extend,
    now: Timestamp,
) -> Result<bool, CaseRefusal> {
    let running = |(standard, owed): &&(Standard, Owed)| {
        standard.id == extend.standard
            && owed.stopped.is_none()
            && !matches!(owed.judged.outcome, Outcome::NotCounted | Outcome::EndedByCustomer)
            && standard.extension.is_some()
    };
    let promises: Vec<_> = owed.iter().filter(running).collect();
    let Some((standard, _)) = promises.first() else { return Err(CaseRefusal::NotExtendable) };
    if extend.by.amount == 0 {
        return Err(CaseRefusal::NoExtension);
    }
    if !takes(standard, extend.by) {
        return Err(CaseRefusal::ExtensionUnit);
    }
    if promises.iter().all(|(_, owed)| owed.judged.due.instant().is_some_and(|due| due <= now)) {
        return Err(CaseRefusal::ExtensionTooLate);
    }
    let granted: Vec<Limit> = standing(facts)
        .into_iter()
        .filter(|fact| fact.kind == FactKind::Extended)
        .filter(|fact| fact.detail.standard.as_ref().is_none_or(|of| *of == standard.id))
        .filter_map(|fact| fact.detail.by)
        .collect();
    Ok(is_beyond(standard.extension, &granted, extend.by))
}

/// Whether a standard's clock takes an extension in that unit.
fn takes(standard: &Standard, by: Limit) -> bool {
    let term = match standard.kind {
        // Any date: the unit is all that matters.
        Kind::ByDate => Term::Given(Given::On(jiff::civil::Date::ZERO)),
        _ => standard.limit.map_or(Term::Open, Term::Limit),
    };
    Clock::new(term, standard.policy).is_ok_and(|clock| clock.takes(by).is_ok())
}
