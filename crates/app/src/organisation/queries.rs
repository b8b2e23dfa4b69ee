//! What the organisation is, on a day.

use db::{DbError, FromValue, Tx, Unfit, Value, args};
use jiff::civil::Date;
use rules::contacts::Channel;
use rules::organisation::{NewReason, NewUnit, OrganisationFile, UnitKind};
use std::collections::HashMap;

/// The body's settings.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// A short name for headers.
    pub short_name: String,
    /// The month in which its reporting year begins, 1 to 12.
    pub year_begins_month: i64,
    /// The colour of its pages.
    pub brand_colour: String,
    /// Whether staff must have a second factor.
    pub second_factor_required: bool,
}

/// A place in the tree, in one version of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its permanent number.
    pub id: i64,
    /// What it is.
    pub kind: UnitKind,
    /// Its permanent key.
    pub key: String,
    /// Its name in this version.
    pub name: String,
    /// Its name in Welsh.
    pub welsh_name: Option<String>,
    /// What it belongs to.
    pub parent: Option<i64>,
    /// Who provides it, if not the body itself.
    pub provider: Option<i64>,
    /// The number, address or mailbox that it is reached by.
    pub reached_by: Option<String>,
}

/// What people come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its number.
    pub id: i64,
    /// The service that deals with it.
    pub service: i64,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether one contact can settle it; not known counts as yes.
    pub can_be_settled: Option<bool>,
}

/// A kind of unit as tables have it.
struct StoredKind(UnitKind);

impl FromValue for StoredKind {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        let unfit = Unfit::wanted("a kind of unit", &value);
        let key = String::from_value(value)?;
        UnitKind::named(&key).map(StoredKind).ok_or(unfit)
    }
}

/// The name of the body's zone, if it has been set up.
pub fn zone_name(tx: &mut Tx) -> Result<Option<String>, DbError> {
    tx.first("SELECT zone FROM organisation", args![], |row| row.get(0))
}

/// The body's settings, if it has been set up.
pub fn current(tx: &mut Tx) -> Result<Option<Organisation>, DbError> {
    tx.first(
        "SELECT name, short_name, year_begins_month, brand_colour, second_factor
         FROM organisation",
        args![],
        |row| {
            Ok(Organisation {
                name: row.get(0)?,
                short_name: row.get(1)?,
                year_begins_month: row.get(2)?,
                brand_colour: row.get(3)?,
                second_factor_required: row.get::<String>(4)? == "required",
            })
        },
    )
}

/// The version of the tree in force on a date; before the first one, the first.
pub fn version_on(tx: &mut Tx, on: Date) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT id FROM organisation_versions
         ORDER BY in_force_from <= $1 DESC,
                  CASE WHEN in_force_from <= $1 THEN in_force_from END DESC,
                  in_force_from, id DESC
         LIMIT 1",
        args![on],
        |row| row.get(0),
    )
}

/// The version of the tree that comes into force last, with that day.
pub fn newest_version(tx: &mut Tx) -> Result<Option<(i64, Date)>, DbError> {
    tx.first(
        "SELECT id, in_force_from FROM organisation_versions
         ORDER BY in_force_from DESC, id DESC LIMIT 1",
        args![],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Every place of a version, by name.
pub fn tree(tx: &mut Tx, version: i64) -> Result<Vec<Unit>, DbError> {
    tx.all(
        "SELECT u.id, u.kind, u.key, v.name, v.welsh_name, v.parent_id, v.provider_id,
                v.reached_by
         FROM unit_versions v JOIN units u ON u.id = v.unit_id
         WHERE v.organisation_version_id = $1
         ORDER BY v.name, u.id",
        args![version],
        |row| {
            Ok(Unit {
                id: row.get(0)?,
                kind: row.get::<StoredKind>(1)?.0,
                key: row.get(2)?,
                name: row.get(3)?,
                welsh_name: row.get(4)?,
                parent: row.get(5)?,
                provider: row.get(6)?,
                reached_by: row.get(7)?,
            })
        },
    )
}

/// The name of every place there has been, as known on a date: of what is no longer there, the
/// last one that it had.
pub fn names(tx: &mut Tx, on: Date) -> Result<HashMap<i64, String>, DbError> {
    let named = tx.all(
        "SELECT v.unit_id, v.name
         FROM unit_versions v JOIN organisation_versions o ON o.id = v.organisation_version_id
         ORDER BY CASE WHEN o.in_force_from <= $1 THEN 1 ELSE 0 END, o.in_force_from, o.id",
        args![on],
        |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?)),
    )?;
    Ok(named.into_iter().collect())
}

/// What people come about, by service and name.
pub fn reasons(tx: &mut Tx) -> Result<Vec<Reason>, DbError> {
    tx.all(
        "SELECT id, service_id, key, name, can_be_settled FROM reasons
         WHERE in_use ORDER BY service_id, name, id",
        args![],
        |row| {
            Ok(Reason {
                id: row.get(0)?,
                service: row.get(1)?,
                key: row.get(2)?,
                name: row.get(3)?,
                can_be_settled: row.get(4)?,
            })
        },
    )
}

/// The channels that the body offers, in its order.
pub fn offered_channels(tx: &mut Tx) -> Result<Vec<Channel>, DbError> {
    let keys =
        tx.all("SELECT channel FROM offered_channels ORDER BY position", args![], |row| {
            row.get::<String>(0)
        })?;
    Ok(keys.iter().filter_map(|key| Channel::named(key)).collect())
}

/// The body with a version of its tree, as a file says it, if it has been set up. What people
/// come about is not in it where its service is not.
pub fn as_file(tx: &mut Tx, version: i64) -> Result<Option<OrganisationFile>, DbError> {
    let (Some(body), Some(zone)) = (current(tx)?, zone_name(tx)?) else { return Ok(None) };
    let tree = tree(tx, version)?;
    let known: HashMap<i64, (UnitKind, &str)> =
        tree.iter().map(|unit| (unit.id, (unit.kind, unit.key.as_str()))).collect();
    let place = |id: Option<i64>| id.and_then(|id| known.get(&id)).copied();
    let units = tree.iter().map(|unit| NewUnit {
        kind: unit.kind,
        key: unit.key.clone(),
        name: unit.name.clone(),
        welsh_name: unit.welsh_name.clone(),
        parent: place(unit.parent).map(|(kind, key)| (kind, key.to_owned())),
        provider: place(unit.provider).map(|(_, key)| key.to_owned()),
        reached_by: unit.reached_by.clone(),
    });
    let reasons = reasons(tx)?.into_iter().filter_map(|reason| {
        let (_, service) = place(Some(reason.service))?;
        let Reason { key, name, can_be_settled, .. } = reason;
        Some(NewReason { service: service.to_owned(), key, name, can_be_settled })
    });
    Ok(Some(OrganisationFile {
        name: body.name,
        short_name: body.short_name,
        zone,
        year_begins_month: body.year_begins_month,
        brand_colour: body.brand_colour,
        second_factor_required: body.second_factor_required,
        channels: offered_channels(tx)?,
        units: units.collect(),
        reasons: reasons.collect(),
    }))
}

/// Who provides a service in a version of the tree, if not the body itself.
pub(crate) fn provider(tx: &mut Tx, version: i64, service: i64) -> Result<Option<i64>, DbError> {
    let found = tx.first(
        "SELECT provider_id FROM unit_versions
         WHERE organisation_version_id = $1 AND unit_id = $2",
        args![version, service],
        |row| row.get::<Option<i64>>(0),
    )?;
    Ok(found.flatten())
}
