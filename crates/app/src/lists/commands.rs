//! Whatever leaves as a file is written down: what, by whom, and how many rows.

use super::{Filter, queries, store};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Never};

/// Writes down that a list leaves as a file.
pub fn log_list_export(
    cx: &mut Cx<'_>,
    what: &str,
    filters: &[Filter],
) -> Result<(), Failure<Never>> {
    let rows = queries::length(cx.tx, cx.actor, filters)?;
    log_export(cx, what, rows)
}

/// Writes down that so many rows leave as a file.
pub fn log_export(cx: &mut Cx<'_>, what: &str, rows: i64) -> Result<(), Failure<Never>> {
    cx.require(Permission::Export)?;
    Ok(store::insert_export(cx.tx, what, rows, (cx.actor.id, cx.now))?)
}
