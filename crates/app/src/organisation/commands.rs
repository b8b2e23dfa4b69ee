//! Setting the organisation up and changing its tree.

use super::store::{self, Place};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault, Never};
use jiff::civil::Date;
use rules::contacts::Channel;
use rules::organisation::{NewReason, NewUnit, UnitKind};
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

/// Sets the body up, or changes its settings. Its zone never changes.
pub fn set_up(cx: &mut Cx<'_>, body: &SetUp) -> Result<(), Failure<Never>> {
    cx.require(Permission::ManageCharter)?;
    store::set_organisation(cx.tx, body, cx.now)?;
    store::set_channels(cx.tx, &body.channels)?;
    for (key, name, permissions) in &body.roles {
        store::set_role(cx.tx, key, name, permissions)?;
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
    let version = store::insert_version(cx.tx, from, note, cx.now)?;
    let mut ids: HashMap<(UnitKind, &str), i64> = HashMap::new();
    for unit in units {
        ids.insert((unit.kind, unit.key.as_str()), store::unit(cx.tx, unit.kind, &unit.key)?);
    }
    let find = |kind: UnitKind, key: &str| {
        ids.get(&(kind, key))
            .copied()
            .ok_or_else(|| Fault::new(format!("the tree names no {} \"{key}\"", kind.key())))
    };
    for unit in units {
        let place = Place {
            unit: find(unit.kind, &unit.key)?,
            parent: unit.parent.as_ref().map(|(kind, key)| find(*kind, key)).transpose()?,
            provider: unit
                .provider
                .as_ref()
                .map(|key| find(UnitKind::Provider, key))
                .transpose()?,
        };
        store::insert_unit_version(cx.tx, version, &place, unit)?;
    }
    for reason in reasons {
        store::set_reason(cx.tx, find(UnitKind::Service, &reason.service)?, reason)?;
    }
    Ok(version)
}
