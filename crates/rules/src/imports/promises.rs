//! What was promised by the body or system that records come from: a map may carry it in the
//! tables of a charter, since a body's own charter must not judge another system's history.

use super::problems::{Problem, Wrong};
use super::read::{Found, OWN};
use crate::charter::{self, Charter, Kind};
use toml_edit::{DocumentMut, Item, Table, value};

/// The promises of a source: a small charter of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Promises {
    /// The charter, under the source's key and name.
    pub charter: Charter,
    /// Its text, which reads as this charter.
    pub text: String,
}

/// Reads the charter's tables of a map.
pub(super) fn read_promises(
    text: &str,
    root: &Table,
    (key, name): (&str, &str),
    zone: &str,
    date_is_told: bool,
    found: &mut Found,
) -> Option<Promises> {
    let before = found.charter.len();
    let charter = charter::read_part(text, root, (key, name), &mut found.charter);
    if charter.calendar.zone != zone && found.charter.len() == before {
        let at = root.get("calendar").and_then(Item::span);
        let (calendar, times) = (charter.calendar.zone.clone(), zone.to_owned());
        found.own.push(Problem { at, wrong: Wrong::ZonesDiffer { calendar, times } });
    }
    let tables = root.get("standard").and_then(Item::as_array_of_tables);
    for (standard, table) in charter.standards.iter().zip(tables.into_iter().flatten()) {
        if standard.kind == Kind::ByDate && !date_is_told {
            let at = table.get("kind").and_then(Item::span);
            found.own.push(Problem { at, wrong: Wrong::NothingTold(standard.id.clone()) });
        }
    }
    let text = text_of(text, key, name)?;
    // What was found wrong is told with its place in the map; what is right reads again.
    let charter = charter::read(&text).ok()?;
    Some(Promises { charter, text })
}

/// The text of the charter alone, as it is kept with what is judged by it.
fn text_of(map: &str, key: &str, name: &str) -> Option<String> {
    let mut document: DocumentMut = map.parse().ok()?;
    for table in OWN {
        document.remove(table);
    }
    let mut head = Table::new();
    head.insert("id", value(key));
    head.insert("title", value(name));
    head.insert("body", value(name));
    document.insert("charter", Item::Table(head));
    Some(document.to_string())
}
