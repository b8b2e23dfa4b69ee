//! Acknowledging the charter, and confirming that a service is ready for it.

use super::store;
use crate::access::{Belonging, Permission};
use crate::charters;
use crate::cx::Cx;
use crate::failure::Failure;
use crate::organisation;
use rules::organisation::UnitKind;

/// What somebody says of a service and a version of the charter.
#[derive(Clone, Debug)]
pub struct Confirm {
    /// The service.
    pub service: i64,
    /// The version of the body's own charter.
    pub version: i64,
    /// Whether the service is ready for it.
    pub is_ready: Option<bool>,
    /// What is still to be done, or how it is ready.
    pub words: String,
}

/// Why a service is not confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmRefusal {
    /// It was not said whether it is ready.
    ReadyOrNot,
    /// It is not ready, and it was not said what is missing.
    WhatIsMissing,
}

/// Acknowledges the version of the charter that is in force, for oneself. Again changes nothing.
pub fn acknowledge(cx: &mut Cx<'_>, version: i64) -> Result<(), Failure> {
    // Whoever works here may: it is their own.
    if !is_own(cx, version)? {
        return Err(Failure::NotFound);
    }
    Ok(store::acknowledge(cx, version)?)
}

/// Says for a service whether it is ready for a version of the charter. Said again, the newest
/// counts.
pub fn confirm(cx: &mut Cx<'_>, confirm: &Confirm) -> Result<(), Failure<ConfirmRefusal>> {
    cx.require(Permission::ConfirmStandards)?;
    let belonging = Belonging { service: confirm.service, team: None, owner: None };
    if !cx.actor.reach.may_on(Permission::ConfirmStandards, cx.actor.id, belonging) {
        return Err(Failure::NotAllowed);
    }
    let tree = match organisation::version_on(cx.tx, cx.today)? {
        Some(version) => organisation::tree(cx.tx, version)?,
        None => Vec::new(),
    };
    let is_service =
        |unit: &organisation::Unit| unit.id == confirm.service && unit.kind == UnitKind::Service;
    if !tree.iter().any(is_service) || !is_own(cx, confirm.version)? {
        return Err(Failure::NotFound);
    }
    let words = confirm.words.trim();
    let is_ready = confirm.is_ready.ok_or_else(|| Failure::refused(ConfirmRefusal::ReadyOrNot))?;
    if !is_ready && words.is_empty() {
        return Err(Failure::refused(ConfirmRefusal::WhatIsMissing));
    }
    Ok(store::confirm(cx, (confirm.version, confirm.service), is_ready, words)?)
}

fn is_own(cx: &mut Cx<'_>, version: i64) -> Result<bool, db::DbError> {
    Ok(charters::own_versions(cx.tx)?.iter().any(|(id, ..)| *id == version))
}
