//! What the organisation is, on a day.

use db::{DbError, FromValue, Tx, Unfit, Value, args};
use jiff::civil::Date;
use rules::contacts::Channel;
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

/// What has a place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitKind {
    /// A service to the public.
    Service,
    /// A team of a service.
    Team,
    /// A building that customers come to.
    Venue,
    /// A telephone line.
    Line,
    /// A mailbox.
    Mailbox,
    /// Somebody outside who provides a service for the body.
    Provider,
    /// A ward.
    Ward,
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
    /// What it belongs to.
    pub parent: Option<i64>,
    /// Who provides it, if not the body itself.
    pub provider: Option<i64>,
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

impl UnitKind {
    const ALL: [UnitKind; 7] = [
        UnitKind::Service,
        UnitKind::Team,
        UnitKind::Venue,
        UnitKind::Line,
        UnitKind::Mailbox,
        UnitKind::Provider,
        UnitKind::Ward,
    ];

    /// The name in tables.
    pub fn key(self) -> &'static str {
        match self {
            UnitKind::Service => "service",
            UnitKind::Team => "team",
            UnitKind::Venue => "venue",
            UnitKind::Line => "line",
            UnitKind::Mailbox => "mailbox",
            UnitKind::Provider => "provider",
            UnitKind::Ward => "ward",
        }
    }
}

impl FromValue for UnitKind {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        let unfit = Unfit::wanted("a kind of unit", &value);
        let key = String::from_value(value)?;
        UnitKind::ALL.into_iter().find(|kind| kind.key() == key).ok_or(unfit)
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

/// Every place of a version, by name.
pub fn tree(tx: &mut Tx, version: i64) -> Result<Vec<Unit>, DbError> {
    tx.all(
        "SELECT u.id, u.kind, u.key, v.name, v.parent_id, v.provider_id
         FROM unit_versions v JOIN units u ON u.id = v.unit_id
         WHERE v.organisation_version_id = $1
         ORDER BY v.name, u.id",
        args![version],
        |row| {
            Ok(Unit {
                id: row.get(0)?,
                kind: row.get(1)?,
                key: row.get(2)?,
                name: row.get(3)?,
                parent: row.get(4)?,
                provider: row.get(5)?,
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
