//! Which services confirmed the charter, and which have standards at all.

use super::people::in_force;
use crate::Kept;
use crate::coverage::store;
use crate::failure::Fault;
use crate::{charters, organisation};
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::Kind;
use rules::organisation::UnitKind;

/// A version of the charter that services confirm: the one in force, and those to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionCover {
    /// Its number.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// From when it is in force.
    pub in_force_from: Date,
}

/// A service, with what was said of it for a version.
#[derive(Clone, Debug)]
pub struct ServiceCover {
    /// Its number.
    pub id: i64,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether it is ready; none while nobody has said.
    pub is_ready: Option<bool>,
    /// What was said.
    pub words: String,
    /// Who said it, and when.
    pub confirmed: Option<(String, Timestamp)>,
    /// How many measured standards it owes that are its own.
    pub own_standards: i64,
    /// How many measured standards it owes in all.
    pub standards: i64,
}

/// The versions that services confirm: the one in force, and those to come, the earliest first.
pub fn versions(tx: &mut Tx, today: Date) -> Result<Vec<VersionCover>, Fault> {
    let current = in_force(tx, today)?;
    let own = charters::own_versions(tx)?.into_iter().rev();
    let wanted = own.filter(|(id, _, from)| Some(*id) == current || *from > today);
    let cover = |(id, title, in_force_from)| VersionCover { id, title, in_force_from };
    Ok(wanted.map(cover).collect())
}

/// Every service with what was said of it for a version of the charter.
pub fn services(
    tx: &mut Tx,
    kept: &Kept,
    version: i64,
    today: Date,
) -> Result<Vec<ServiceCover>, Fault> {
    let said = store::confirmations(tx)?;
    let Some(charter) = kept.charter(tx, version)? else { return Ok(Vec::new()) };
    let Some(tree) = organisation::version_on(tx, today)? else { return Ok(Vec::new()) };
    let units = organisation::tree(tx, tree)?.into_iter();
    let services = units.filter(|unit| unit.kind == UnitKind::Service);
    let measured = || {
        let standards = charter.charter.standards.iter();
        standards.filter(|standard| standard.kind != Kind::AdvertisedOnly)
    };
    Ok(services
        .map(|unit| {
            let found = said.iter().find(|one| one.version == version && one.service == unit.id);
            let owed = measured().filter(|standard| standard.binds(&unit.key));
            let own =
                |standard: &&rules::charter::Standard| standard.scope.services.contains(&unit.key);
            ServiceCover {
                own_standards: measured().filter(own).count() as i64,
                standards: owed.count() as i64,
                id: unit.id,
                key: unit.key,
                name: unit.name,
                is_ready: found.map(|one| one.is_ready),
                words: found.map(|one| one.words.clone()).unwrap_or_default(),
                confirmed: found.map(|one| (one.by.clone(), one.at)),
            }
        })
        .collect())
}
