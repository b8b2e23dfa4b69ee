//! Setting the organisation up and changing its tree.

use super::queries::UnitKind;
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault, Never};
use db::args;
use jiff::civil::Date;
use rules::contacts::Channel;
use std::collections::HashMap;

/// A body that is set up.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// Its name.
    pub name: String,
    /// A short name for headers.
    pub short_name: String,
    /// Its zone.
    pub zone: String,
    /// The month in which its reporting year begins.
    pub year_begins_month: i64,
    /// The colour of its pages.
    pub brand_colour: String,
    /// Whether staff must have a second factor.
    pub second_factor_required: bool,
    /// The channels that it offers, in order.
    pub channels: Vec<Channel>,
    /// Roles and what they allow.
    pub roles: Vec<(String, String, Vec<Permission>)>,
}

/// A place in a new version of the tree, with its parent and provider by key.
#[derive(Clone, Debug)]
pub struct NewUnit {
    /// What it is.
    pub kind: UnitKind,
    /// Its permanent key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it belongs to.
    pub parent: Option<(UnitKind, String)>,
    /// Who provides it.
    pub provider: Option<String>,
    /// The number, address or mailbox that it is reached by.
    pub reached_by: Option<String>,
}

/// Something that people come about.
#[derive(Clone, Debug)]
pub struct NewReason {
    /// The key of the service that deals with it.
    pub service: String,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether one contact can settle it.
    pub can_be_settled: Option<bool>,
}

/// Sets the body up, or changes its settings. Its zone never changes.
pub fn set_up(cx: &mut Cx<'_>, body: &SetUp) -> Result<(), Failure<Never>> {
    cx.require(Permission::ManageCharter)?;
    let second = if body.second_factor_required { "required" } else { "offered" };
    cx.tx.execute(
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
            cx.now
        ],
    )?;
    cx.tx.execute("DELETE FROM offered_channels", args![])?;
    for (position, channel) in body.channels.iter().enumerate() {
        cx.tx.execute(
            "INSERT INTO offered_channels (channel, position) VALUES ($1, $2)",
            args![channel.key(), position as i64],
        )?;
    }
    for (key, name, permissions) in &body.roles {
        let role = cx.tx.one(
            "INSERT INTO roles (key, name) VALUES ($1, $2)
             ON CONFLICT (key) DO UPDATE SET name = excluded.name RETURNING id",
            args![key, name],
            |row| row.get::<i64>(0),
        )?;
        cx.tx.execute("DELETE FROM role_permissions WHERE role_id = $1", args![role])?;
        for permission in permissions {
            cx.tx.execute(
                "INSERT INTO role_permissions (role_id, permission) VALUES ($1, $2)",
                args![role, permission.key()],
            )?;
        }
    }
    Ok(())
}

/// Makes a new version of the tree, in force from a date, and adds what people come about.
pub fn set_tree(
    cx: &mut Cx<'_>,
    from: Date,
    note: &str,
    units: &[NewUnit],
    reasons: &[NewReason],
) -> Result<i64, Failure<Never>> {
    cx.require(Permission::ManageCharter)?;
    let version = cx.tx.one(
        "INSERT INTO organisation_versions (in_force_from, note, made_at)
         VALUES ($1, $2, $3) RETURNING id",
        args![from, note, cx.now],
        |row| row.get::<i64>(0),
    )?;
    let mut ids: HashMap<(UnitKind, &str), i64> = HashMap::new();
    for unit in units {
        let id = cx.tx.one(
            "INSERT INTO units (kind, key) VALUES ($1, $2)
             ON CONFLICT (kind, key) DO UPDATE SET key = excluded.key RETURNING id",
            args![unit.kind.key(), &unit.key],
            |row| row.get::<i64>(0),
        )?;
        ids.insert((unit.kind, unit.key.as_str()), id);
    }
    let find = |kind: UnitKind, key: &str| {
        ids.get(&(kind, key))
            .copied()
            .ok_or_else(|| Fault::new(format!("the tree names no {} \"{key}\"", kind.key())))
    };
    for unit in units {
        let parent = unit.parent.as_ref().map(|(kind, key)| find(*kind, key)).transpose()?;
        let provider =
            unit.provider.as_ref().map(|key| find(UnitKind::Provider, key)).transpose()?;
        cx.tx.execute(
            "INSERT INTO unit_versions
                 (organisation_version_id, unit_id, parent_id, provider_id, name, reached_by)
             VALUES ($1, $2, $3, $4, $5, $6)",
            args![
                version,
                find(unit.kind, &unit.key)?,
                parent,
                provider,
                &unit.name,
                unit.reached_by.as_deref()
            ],
        )?;
    }
    for reason in reasons {
        cx.tx.execute(
            "INSERT INTO reasons (service_id, key, name, can_be_settled, in_use)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (service_id, key) DO UPDATE SET
                 name = excluded.name, can_be_settled = excluded.can_be_settled, in_use = $5",
            args![
                find(UnitKind::Service, &reason.service)?,
                &reason.key,
                &reason.name,
                reason.can_be_settled,
                true
            ],
        )?;
    }
    Ok(version)
}
