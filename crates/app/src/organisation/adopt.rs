//! Adopting an organisation file: settings and the list of reasons at once, the tree as its next
//! version.

use super::begin::begin;
use super::commands::{SetUp, set_tree, set_up};
use super::{queries, store};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use db::DbError;
use jiff::civil::Date;
use rules::organisation::{Change, OrganisationFile, Thing, changes};

/// An organisation file to be adopted.
#[derive(Clone, Debug)]
pub struct Adopt {
    /// The file, read.
    pub file: OrganisationFile,
    /// The first day on which its tree is in force.
    pub from: Date,
    /// Who approved it, in words.
    pub approval: String,
}

/// What adopting a file did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// What is different now. Empty if nothing is.
    pub changes: Vec<Change>,
    /// The version of the tree, which is a new one if the tree changed.
    pub version: i64,
    /// When that version comes into force.
    pub in_force_from: Date,
    /// What is gone and still has open cases, with their number: somebody must give them to
    /// others.
    pub with_open_cases: Vec<(Thing, i64)>,
}

/// Why an organisation file is not adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdoptRefusal {
    /// It would come into force before the version before it.
    BeforeTheOneInForce {
        /// When that comes into force.
        in_force_from: Date,
    },
    /// It names another zone, and something has been recorded by the dates of this one.
    ZoneStays {
        /// The zone of the body.
        zone: String,
    },
}

/// Adopts an organisation file. Units keep their numbers by kind and key, reasons by service and
/// key; roles stay as they are. What is the same already is not written again.
pub fn adopt(cx: &mut Cx<'_>, adopt: &Adopt) -> Result<Adopted, Failure<AdoptRefusal>> {
    cx.require(Permission::ManageCharter)?;
    begin(cx).map_err(Failure::widen)?;
    let none = || Fault::new("the organisation has no tree");
    let (version, in_force_from) = queries::newest_version(cx.tx)?.ok_or_else(none)?;
    let before = queries::as_file(cx.tx, version)?.ok_or_else(none)?;
    let changes = changes(&before, &adopt.file);
    if changes.is_empty() {
        return Ok(Adopted { changes, version, in_force_from, with_open_cases: Vec::new() });
    }
    let is_new_tree = changes.iter().any(Change::is_of_tree);
    let mut refusals = Vec::new();
    if before.zone != adopt.file.zone && store::has_records(cx.tx)? {
        refusals.push(AdoptRefusal::ZoneStays { zone: before.zone });
    }
    if is_new_tree && adopt.from < in_force_from {
        refusals.push(AdoptRefusal::BeforeTheOneInForce { in_force_from });
    }
    if !refusals.is_empty() {
        return Err(Failure::Refused(refusals));
    }
    write_settings(cx, &adopt.file)?;
    let (version, in_force_from) = if is_new_tree {
        let units = &adopt.file.units;
        let made = set_tree(cx, adopt.from, &adopt.approval, units, &[]).map_err(Failure::widen)?;
        (made, adopt.from)
    } else {
        (version, in_force_from)
    };
    write_reasons(cx, &adopt.file)?;
    let with_open_cases = with_open_cases(cx, &changes)?;
    Ok(Adopted { changes, version, in_force_from, with_open_cases })
}

fn with_open_cases(cx: &mut Cx<'_>, changes: &[Change]) -> Result<Vec<(Thing, i64)>, DbError> {
    let mut found = Vec::new();
    for change in changes {
        let Change::Gone { thing: Thing::Unit { kind, key }, .. } = change else { continue };
        let unit = store::unit(cx.tx, *kind, key)?;
        let open = store::open_cases(cx.tx, unit)?;
        if open > 0 {
            found.push((Thing::Unit { kind: *kind, key: key.clone() }, open));
        }
    }
    Ok(found)
}

fn write_settings(cx: &mut Cx<'_>, file: &OrganisationFile) -> Result<(), Failure<AdoptRefusal>> {
    let body = SetUp {
        name: file.name.clone(),
        short_name: file.short_name.clone(),
        zone: file.zone.clone(),
        year_begins_month: file.year_begins_month,
        brand_colour: file.brand_colour.clone(),
        second_factor_required: file.second_factor_required,
        channels: file.channels.clone(),
        roles: Vec::new(),
    };
    set_up(cx, &body).map_err(Failure::widen)?;
    store::set_zone(cx.tx, &file.zone)?;
    Ok(())
}

/// What the file names is in use, and nothing else.
fn write_reasons(cx: &mut Cx<'_>, file: &OrganisationFile) -> Result<(), Failure<AdoptRefusal>> {
    store::retire_reasons(cx.tx)?;
    for reason in &file.reasons {
        let service = store::unit(cx.tx, super::UnitKind::Service, &reason.service)?;
        store::set_reason(cx.tx, service, reason)?;
    }
    Ok(())
}
