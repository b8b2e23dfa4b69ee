//! Giving a case to another service, team or person. The clock never notices.

use super::commands::write;
use super::store;
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;
use crate::history::NewFact;
use crate::records::{self, State};
use rules::cases::CaseRefusal;
use rules::facts::{Assigned, Detail, Evidence, FactKind};

/// Whom a case is given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reassign {
    /// The service that is responsible from now on.
    pub service: i64,
    /// The team.
    pub team: Option<i64>,
    /// The person.
    pub owner: Option<i64>,
    /// Why.
    pub text: String,
}

/// Gives a case to another service, team or person.
pub fn reassign(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    to: &Reassign,
) -> Result<(), Failure<CaseRefusal>> {
    let mut record = records::begin(cx, reference, version, Permission::Reassign)?;
    match record.state {
        State::Open => {}
        State::Closed => return Err(Failure::refused(CaseRefusal::IsClosed)),
        State::Settled => return Err(Failure::refused(CaseRefusal::NotACase)),
    }
    if to.team.is_none() && to.owner.is_none() {
        return Err(Failure::refused(CaseRefusal::NobodyAssigned));
    }
    if (record.service, record.team, record.owner) == (to.service, to.team, to.owner) {
        return Err(Failure::refused(CaseRefusal::NothingChanged));
    }
    let assigned = Assigned { service: to.service, team: to.team, owner: to.owner };
    if !store::are_there(cx.tx, assigned, cx.today)? {
        return Err(Failure::refused(CaseRefusal::NoSuchAssignee));
    }
    record.service = to.service;
    record.team = to.team;
    record.owner = to.owner;
    let detail = Detail { assigned: Some(assigned), ..Detail::default() };
    let fact = NewFact::new(FactKind::Assigned, cx.now, Evidence::Entered)
        .with(detail)
        .saying(to.text.trim());
    Ok(write(cx, &record, &[fact])?)
}
