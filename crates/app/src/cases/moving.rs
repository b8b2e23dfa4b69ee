//! Giving a case to another service, team or person. The clock never notices.

use super::commands::write;
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;
use crate::history::NewFact;
use crate::records::{self, State};
use db::args;
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
    let there = cx.tx.one(
        "SELECT (SELECT count(*) FROM units WHERE id = $1 AND kind = 'service'),
                (SELECT count(*) FROM units WHERE id = $2 AND kind = 'team'),
                (SELECT count(*) FROM staff
                 WHERE id = $3 AND NOT is_system AND (left_on IS NULL OR left_on > $4))",
        args![to.service, to.team, to.owner, cx.today],
        |row| Ok([row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?]),
    )?;
    let wanted = [1, i64::from(to.team.is_some()), i64::from(to.owner.is_some())];
    if there != wanted {
        return Err(Failure::refused(CaseRefusal::NoSuchAssignee));
    }
    record.service = to.service;
    record.team = to.team;
    record.owner = to.owner;
    let assigned = Assigned { service: to.service, team: to.team, owner: to.owner };
    let detail = Detail { assigned: Some(assigned), ..Detail::default() };
    let fact = NewFact::new(FactKind::Assigned, cx.now, Evidence::Entered)
        .with(detail)
        .saying(to.text.trim());
    Ok(write(cx, &record, &[fact])?)
}
