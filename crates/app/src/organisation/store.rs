//! The tables of the body and its tree.

use super::commands::SetUp;
use crate::access::Permission;
use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::contacts::Channel;
use rules::organisation::{NewReason, NewUnit, UnitKind};

/// Writes the settings, all but the zone, which stays as it was first written.
pub(super) fn set_organisation(tx: &mut Tx, body: &SetUp, now: Timestamp) -> Result<(), DbError> {
    let second = if body.second_factor_required { "required" } else { "offered" };
    tx.execute(
        "INSERT INTO organisation (id, name, short_name, zone, year_begins_month, brand_colour,
                                   second_factor, made_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO UPDATE SET
             name = excluded.name, short_name = excluded.short_name,
             year_begins_month = excluded.year_begins_month,
             brand_colour = excluded.brand_colour, second_factor = excluded.second_factor",
        args![
            &body.name,
            &body.short_name,
            &body.zone,
            body.year_begins_month,
            &body.brand_colour,
            second,
            now
        ],
    )?;
    Ok(())
}

/// Writes the channels that are offered, in their order.
pub(super) fn set_channels(tx: &mut Tx, channels: &[Channel]) -> Result<(), DbError> {
    tx.execute("DELETE FROM offered_channels", args![])?;
    for (position, channel) in channels.iter().enumerate() {
        tx.execute(
            "INSERT INTO offered_channels (channel, position) VALUES ($1, $2)",
            args![channel.key(), position as i64],
        )?;
    }
    Ok(())
}

/// Writes a role and what it allows.
pub(super) fn set_role(
    tx: &mut Tx,
    key: &str,
    name: &str,
    permissions: &[Permission],
) -> Result<(), DbError> {
    let role = tx.one(
        "INSERT INTO roles (key, name) VALUES ($1, $2)
         ON CONFLICT (key) DO UPDATE SET name = excluded.name RETURNING id",
        args![key, name],
        |row| row.get::<i64>(0),
    )?;
    tx.execute("DELETE FROM role_permissions WHERE role_id = $1", args![role])?;
    for permission in permissions {
        tx.execute(
            "INSERT INTO role_permissions (role_id, permission) VALUES ($1, $2)",
            args![role, permission.key()],
        )?;
    }
    Ok(())
}

/// Begins a version of the tree.
pub(super) fn insert_version(
    tx: &mut Tx,
    from: Date,
    note: &str,
    now: Timestamp,
) -> Result<i64, DbError> {
    tx.one(
        "INSERT INTO organisation_versions (in_force_from, note, made_at)
         VALUES ($1, $2, $3) RETURNING id",
        args![from, note, now],
        |row| row.get(0),
    )
}

/// The number of a unit, which it keeps from version to version.
pub(super) fn unit(tx: &mut Tx, kind: UnitKind, key: &str) -> Result<i64, DbError> {
    tx.one(
        "INSERT INTO units (kind, key) VALUES ($1, $2)
         ON CONFLICT (kind, key) DO UPDATE SET key = excluded.key RETURNING id",
        args![kind.key(), key],
        |row| row.get(0),
    )
}

/// Where a unit stands in the tree, by numbers.
pub(super) struct Place {
    pub(super) unit: i64,
    pub(super) parent: Option<i64>,
    pub(super) provider: Option<i64>,
}

/// Writes a unit as a version of the tree has it.
pub(super) fn insert_unit_version(
    tx: &mut Tx,
    version: i64,
    place: &Place,
    unit: &NewUnit,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO unit_versions
             (organisation_version_id, unit_id, parent_id, provider_id, name, welsh_name,
              reached_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            version,
            place.unit,
            place.parent,
            place.provider,
            &unit.name,
            unit.welsh_name.as_deref(),
            unit.reached_by.as_deref()
        ],
    )?;
    Ok(())
}

/// Writes something that people come to a service about. It may get another name; but where one
/// contact can settle it and could not before, it is another thing: what was logged before goes on
/// being about the old one, and is judged as it was promised.
pub(super) fn set_reason(tx: &mut Tx, service: i64, reason: &NewReason) -> Result<(), DbError> {
    let unchanged = tx.execute(
        "UPDATE reasons SET in_use = $5, name = $3
         WHERE service_id = $1 AND key = $2 AND can_be_settled IS NOT DISTINCT FROM $4",
        args![service, &reason.key, &reason.name, reason.can_be_settled, true],
    )?;
    if unchanged > 0 {
        return Ok(());
    }
    tx.execute(
        "UPDATE reasons SET in_use = $3, key = key || '#' || CAST(id AS TEXT)
         WHERE service_id = $1 AND key = $2",
        args![service, &reason.key, false],
    )?;
    tx.execute(
        "INSERT INTO reasons (service_id, key, name, can_be_settled, in_use)
         VALUES ($1, $2, $3, $4, $5)",
        args![service, &reason.key, &reason.name, reason.can_be_settled, true],
    )?;
    Ok(())
}

/// Takes everything that people came about out of use; what is still in the list is written
/// after that.
pub(super) fn retire_reasons(tx: &mut Tx) -> Result<(), DbError> {
    tx.execute("UPDATE reasons SET in_use = $1 WHERE in_use", args![false])?;
    Ok(())
}

/// Whether anything has been recorded, by the dates of the body's zone.
pub(super) fn has_records(tx: &mut Tx) -> Result<bool, DbError> {
    let found = tx.first("SELECT id FROM records LIMIT 1", args![], |row| row.get::<i64>(0))?;
    Ok(found.is_some())
}

/// How many open cases a service or team has.
pub(super) fn open_cases(tx: &mut Tx, unit: i64) -> Result<i64, DbError> {
    tx.one(
        "SELECT count(*) FROM records
         WHERE state = 'open' AND (service_id = $1 OR team_id = $1)",
        args![unit],
        |row| row.get(0),
    )
}

/// Moves the body to another zone.
pub(super) fn set_zone(tx: &mut Tx, zone: &str) -> Result<(), DbError> {
    tx.execute("UPDATE organisation SET zone = $1", args![zone])?;
    Ok(())
}
