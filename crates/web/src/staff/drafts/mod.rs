//! Drafts of charters: begun, changed, consulted on, checked, scrutinised, approved.

pub(crate) mod begin;
mod checks;
pub(crate) mod editor;
mod needs;
pub(crate) mod points;
pub(crate) mod show;
pub(crate) mod steps;
mod steps_forms;
mod telling;
pub(crate) mod text;
pub(crate) mod versions;

use crate::http::{Asked, Trouble};
use app::drafting::Draft;
use maud::{Markup, html};

/// The number of the draft that the address names.
fn number(asked: &Asked<'_>) -> Result<i64, Trouble> {
    asked.place("draft").parse().map_err(|_| Trouble::NotFound)
}

/// The draft that the address names.
fn drafted(asked: &Asked<'_>) -> Result<Draft, Trouble> {
    let id = number(asked)?;
    asked.read(|tx| app::drafting::draft(tx, id))?.ok_or(Trouble::NotFound)
}

/// With a script, a file is read into the box of its text; without one it is pasted there.
fn file_choice(asked: &Asked<'_>) -> Markup {
    html! {
        div.govuk-form-group hidden {
            label.govuk-label for="file" { (asked.said().english("Choose a file")) }
            input #file.govuk-file-upload type="file" accept=".toml,text/plain" data-into="text";
        }
    }
}

/// Where a draft is shown.
fn address(draft: i64) -> String {
    format!("/staff/charter/drafts/{draft}")
}
