//! Drafts of charters: begun, changed, consulted on, checked, scrutinised, approved.

pub(crate) mod begin;
mod checks;
pub(crate) mod editor;
pub(crate) mod points;
pub(crate) mod show;
pub(crate) mod steps;
mod steps_forms;
mod telling;
pub(crate) mod text;
pub(crate) mod versions;

use crate::http::{Asked, Trouble};
use app::drafting::Draft;

/// The number of the draft that the address names.
fn number(asked: &Asked<'_>) -> Result<i64, Trouble> {
    asked.place("draft").parse().map_err(|_| Trouble::NotFound)
}

/// The draft that the address names.
fn drafted(asked: &Asked<'_>) -> Result<Draft, Trouble> {
    let id = number(asked)?;
    asked.read(|tx| app::drafting::draft(tx, id))?.ok_or(Trouble::NotFound)
}

/// Where a draft is shown.
fn address(draft: i64) -> String {
    format!("/staff/charter/drafts/{draft}")
}
