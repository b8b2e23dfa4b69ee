//! The standards that readings are recorded for.

use super::store;
use crate::charters::{self, CharterVersion};
use crate::failure::Fault;
use crate::kept::Caches;
use db::Tx;
use jiff::civil::Date;
use rules::charter::Standard;
use std::sync::Arc;

/// A standard in the version of its charter that holds on a date.
#[derive(Clone, Debug)]
pub struct ReadStandard {
    /// Its permanent number.
    pub id: i64,
    /// The number of its version.
    pub version_id: i64,
    /// The version of the charter.
    pub charter: Arc<CharterVersion>,
    /// The first day of the first version that has it.
    pub since: Date,
}

impl ReadStandard {
    /// The standard as that version has it.
    pub fn standard(&self) -> Option<&Standard> {
        self.charter.standard(self.id)
    }
}

/// A standard as it holds on a date: by the version in force then; before the first one, by the
/// first.
pub fn version_on(
    tx: &mut Tx,
    kept: &crate::Kept,
    standard: i64,
    on: Date,
) -> Result<Option<ReadStandard>, Fault> {
    by_caches(tx, kept.caches(), standard, on)
}

pub(super) fn by_caches(
    tx: &mut Tx,
    caches: &Caches,
    standard: i64,
    on: Date,
) -> Result<Option<ReadStandard>, Fault> {
    let Some((version_id, charter_version)) = store::version_on(tx, standard, on)? else {
        return Ok(None);
    };
    let Some(charter) = charters::by_version(tx, caches, charter_version)? else {
        return Ok(None);
    };
    let since = since(tx, caches, (standard, on), &charter)?;
    Ok(Some(ReadStandard { id: standard, version_id, charter, since }))
}

/// The first day since which a standard has been asked for in the same way: what it was before,
/// judged by records or in other periods, owes no readings.
fn since(
    tx: &mut Tx,
    caches: &Caches,
    (standard, on): (i64, Date),
    charter: &CharterVersion,
) -> Result<Date, Fault> {
    let asked =
        |charter: &CharterVersion| charter.standard(standard).map(|one| (one.kind, one.per));
    let now = asked(charter);
    let mut since = None;
    for (version, from) in store::versions(tx, standard)? {
        let Some(before) = charters::by_version(tx, caches, version)? else { continue };
        since = match asked(&before) == now {
            true => since.or(Some(from)),
            false => None,
        };
        if version == charter.id {
            break;
        }
    }
    Ok(since.unwrap_or(on))
}

/// The body's own charter in force on a date, or the first one to come.
pub(super) fn own_on(
    tx: &mut Tx,
    kept: &crate::Kept,
    on: Date,
) -> Result<Option<Arc<CharterVersion>>, Fault> {
    let in_force = charters::in_force(tx, on)?.and_then(|found| found.charter_version);
    let version = match in_force {
        Some(version) => Some(version),
        None => charters::own_versions(tx)?.last().map(|(version, ..)| *version),
    };
    match version {
        Some(version) => kept.charter(tx, version),
        None => Ok(None),
    }
}
