//! Giving the standards, and owning up. Neither stops a clock.

use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::history::{self, NewFact};
use crate::ledger;
use crate::records::{self, Record};
use rules::cases::CaseRefusal;
use rules::charter::Standard;
use rules::clock::Outcome;
use rules::facts::{Detail, Evidence, FactKind, standing};
use rules::ledger::Owed;
use rules::promises_told::{Way, is_owned_up_to, told};

type Done = Result<(), Failure<CaseRefusal>>;

/// The fact that the standards were given.
pub(crate) fn given(way: Way, at: jiff::Timestamp, evidence: Evidence) -> NewFact {
    let detail = Detail { reason: Some(way.key().to_owned()), ..Detail::default() };
    NewFact::new(FactKind::StandardsGiven, at, evidence).with(detail)
}

/// Records that the customer was given what is promised to them.
pub fn give_standards(cx: &mut Cx<'_>, reference: &str, version: i64, way: Option<Way>) -> Done {
    let record = records::begin(cx, reference, version, Permission::LogContacts)?;
    let way = way.ok_or_else(|| Failure::refused(CaseRefusal::NoWay))?;
    history::add(cx, record.id, &[given(way, cx.now, Evidence::Entered)])?;
    ledger::post(cx, &record)?;
    Ok(())
}

/// An apology for a missed promise.
#[derive(Clone, Debug)]
pub struct OwnUp {
    /// The standard that was missed, by its key.
    pub standard: String,
    /// Whether it covers everything else on the record of which the customer has not been told.
    pub covers_all: bool,
    /// How the customer is told.
    pub way: Option<Way>,
    /// The words that they are told.
    pub text: String,
}

/// The standards of a record that were missed and of which the customer still has to be told.
pub(super) fn to_tell(cx: &mut Cx<'_>, record: &Record) -> Result<Vec<String>, Fault> {
    let facts = history::of_record(cx.tx, record.id)?;
    let owed = ledger::owed_by(cx.tx, cx.caches, record, &facts, cx.now)?;
    let stand = standing(&facts);
    let is_to_tell = |(standard, owed): &(Standard, Owed)| {
        let is_missed = owed.judged.outcome == Outcome::Missed && is_owned_up_to(standard);
        let missed = owed.judged.due.instant().filter(|_| is_missed);
        missed.is_some_and(|at| told(&standard.id, at, stand.iter().copied()).is_none())
    };
    let found = owed.into_iter().filter(is_to_tell);
    Ok(found.map(|(standard, _)| standard.id).collect())
}

/// Tells the customer that a promise was missed, and says sorry: also when everything is done and
/// closed, since an apology is owed all the same.
pub fn own_up(cx: &mut Cx<'_>, reference: &str, version: i64, own_up: &OwnUp) -> Done {
    let record = records::begin(cx, reference, version, Permission::WorkOnCases)?;
    let to_tell = to_tell(cx, &record)?;
    let is_to_tell = to_tell.contains(&own_up.standard);
    let mut wrong = Vec::new();
    if !is_to_tell {
        wrong.push(CaseRefusal::NothingToOwnUpTo);
    }
    if own_up.text.trim().is_empty() {
        wrong.push(CaseRefusal::NoText);
    }
    let Some(way) = own_up.way.filter(|_| wrong.is_empty()) else {
        wrong.extend(own_up.way.is_none().then_some(CaseRefusal::NoWay));
        return Err(Failure::Refused(wrong));
    };
    let of = |standard: &str| {
        let (standard, reason) = (Some(standard.to_owned()), Some(way.key().to_owned()));
        let detail = Detail { standard, reason, ..Detail::default() };
        NewFact::new(FactKind::OwnedUp, cx.now, Evidence::Entered).with(detail)
    };
    let others = to_tell.iter().filter(|other| own_up.covers_all && **other != own_up.standard);
    let mut facts: Vec<NewFact> = others.map(|other| of(other)).collect();
    facts.push(of(&own_up.standard).saying(own_up.text.trim()));
    history::add(cx, record.id, &facts)?;
    ledger::post(cx, &record).map(drop).map_err(Fault::into)
}

/// The same for whoever works through many records: the first standard of one of which the
/// customer still has to be told.
pub fn first_to_tell(cx: &mut Cx<'_>, reference: &str) -> Result<Option<String>, Fault> {
    let Some(id) = records::visible_id(cx.tx, cx.actor, reference)? else { return Ok(None) };
    let Some(record) = records::by_id(cx.tx, id)? else { return Ok(None) };
    Ok(to_tell(cx, &record)?.into_iter().next())
}
