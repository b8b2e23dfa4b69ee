//! Which staff acknowledged the charter.

use crate::coverage::store;
use crate::failure::Fault;
use crate::{charters, organisation, staff};
use db::{DbError, Tx};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

/// A team, a service, or those of a role who belong to neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCover {
    /// What it is called.
    pub name: String,
    /// How many work there.
    pub members: i64,
    /// How many of them acknowledged.
    pub acknowledged: i64,
    /// The names of those who have not.
    pub missing: Vec<String>,
}

/// Whether somebody acknowledged the charter that binds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mine {
    /// The version in force.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Since when it is in force.
    pub in_force_from: Date,
    /// When they acknowledged it, if they did.
    pub acknowledged_at: Option<Timestamp>,
}

/// Whether somebody acknowledged the charter in force; none while none is.
pub fn mine(tx: &mut Tx, person: i64, today: Date) -> Result<Option<Mine>, DbError> {
    let Some(version) = in_force(tx, today)? else { return Ok(None) };
    let own = charters::own_versions(tx)?;
    let Some((_, title, in_force_from)) = own.into_iter().find(|(id, ..)| *id == version) else {
        return Ok(None);
    };
    let acknowledged_at = acknowledged_by(tx, version)?.get(&person).copied();
    Ok(Some(Mine { version, title, in_force_from, acknowledged_at }))
}

/// Who acknowledged a version, and when.
pub fn acknowledged_by(tx: &mut Tx, version: i64) -> Result<HashMap<i64, Timestamp>, DbError> {
    Ok(store::acknowledged(tx, version)?.into_iter().collect())
}

pub(super) fn in_force(tx: &mut Tx, today: Date) -> Result<Option<i64>, DbError> {
    Ok(charters::in_force(tx, today)?.and_then(|in_force| in_force.charter_version))
}

/// How many acknowledged the charter in force, group by group.
pub fn groups(tx: &mut Tx, today: Date) -> Result<Vec<GroupCover>, Fault> {
    let Some(version) = in_force(tx, today)? else { return Ok(Vec::new()) };
    let acknowledged = acknowledged_by(tx, version)?;
    let names = organisation::names(tx, today)?;
    let mut groups: BTreeMap<String, GroupCover> = BTreeMap::new();
    for member in staff::everybody(tx, today)? {
        let unit = member.unit.and_then(|unit| names.get(&unit).cloned());
        let name = unit.unwrap_or(member.role);
        let group = groups.entry(name.clone()).or_insert(GroupCover {
            name,
            members: 0,
            acknowledged: 0,
            missing: Vec::new(),
        });
        group.members += 1;
        match acknowledged.contains_key(&member.id) {
            true => group.acknowledged += 1,
            false => group.missing.push(member.name),
        }
    }
    Ok(groups.into_values().collect())
}
