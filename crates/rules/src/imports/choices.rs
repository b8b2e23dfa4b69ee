//! Lists of another system's values and what each means here.

use super::problems::{Problem, Wrong};
use super::read::TableReader;
use super::row::Ending;
use super::{Column, Map};
use crate::charter;
use crate::contacts::{Channel, Matter};
use std::collections::HashMap;
use toml_edit::Item;

/// What the values of a column mean, or what holds for every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    /// The column; none if the same holds for every row.
    pub column: Option<Column>,
    /// What each value means. An empty value may be listed too.
    pub values: HashMap<String, T>,
    /// What a value means that is not listed.
    pub otherwise: Otherwise<T>,
}

/// What a value means that a map does not list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise<T> {
    /// The row is rejected.
    Reject,
    /// Always this.
    Is(T),
    /// What it says: a service of that name.
    AsWritten,
}

/// A service by its key, and by the name under which it is made if it is not there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Service {
    /// The key.
    pub key: String,
    /// The name; without one the service must be there.
    pub name: Option<String>,
}

impl<T: Clone> Choice<T> {
    /// The same for every row.
    pub fn always(value: T) -> Choice<T> {
        Choice { column: None, values: HashMap::new(), otherwise: Otherwise::Is(value) }
    }

    /// What a value means; none if the map rejects it.
    pub(super) fn of(&self, value: &str, as_written: impl Fn(&str) -> Option<T>) -> Option<T> {
        if let Some(known) = self.values.get(value) {
            return Some(known.clone());
        }
        match &self.otherwise {
            Otherwise::Reject => None,
            Otherwise::Is(known) => Some(known.clone()),
            Otherwise::AsWritten => as_written(value),
        }
    }
}

impl Service {
    /// The service of a name as another system writes it: its key is the name in small letters,
    /// other characters as hyphens. None without a letter or digit.
    pub(super) fn as_written(name: &str) -> Option<Service> {
        let mut key = String::new();
        for letter in name.chars().flat_map(char::to_lowercase) {
            match letter {
                'a'..='z' | '0'..='9' => key.push(letter),
                '\'' | '’' | '.' => {}
                _ if key.ends_with('-') || key.is_empty() => {}
                _ => key.push('-'),
            }
        }
        let key = key.trim_end_matches('-').to_owned();
        (!key.is_empty()).then(|| Service { key, name: Some(name.to_owned()) })
    }
}

impl Map {
    /// The keys of the services that the map names without a name to make them under.
    pub fn services_that_must_exist(&self) -> Vec<String> {
        let otherwise = match &self.services.otherwise {
            Otherwise::Is(service) => Some(service),
            Otherwise::Reject | Otherwise::AsWritten => None,
        };
        let all = self.services.values.values().chain(otherwise);
        let mut keys: Vec<String> =
            all.filter(|service| service.name.is_none()).map(|s| s.key.clone()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// A value of a table, and the key that it stands under.
pub(super) struct Written<'a> {
    pub(super) key: &'static str,
    pub(super) item: &'a Item,
}

/// What a value of the map file means, or what is wrong with it.
type Reading<T> = fn(&Written<'_>) -> Result<T, Wrong>;

/// Reads one of the tables `[channels]`, `[services]`, `[matters]`.
pub(super) fn read_choice<T: Clone>(
    mut table: TableReader<'_>,
    name: &'static str,
    fallback: T,
    reading: Reading<T>,
    as_written: bool,
) -> Choice<T> {
    let r = &mut table;
    let column = r.column("column");
    let always = value(r, "always", reading);
    match (&column, r.has("always")) {
        (None, false) => {
            let at = r.place();
            r.wrong(at, Wrong::NoChoice(name));
        }
        (Some(_), true) => {
            let at = r.span("always");
            r.wrong(at, Wrong::TwoChoices(name));
        }
        _ => {}
    }
    let unknown = r.table.get("unknown").map(|item| item.as_str().unwrap_or_default());
    let otherwise = match unknown {
        None | Some("reject") => Otherwise::Reject,
        Some("as-written") if as_written => Otherwise::AsWritten,
        Some(_) => value(r, "unknown", reading).map_or(Otherwise::Reject, Otherwise::Is),
    };
    r.knows(&["unknown"]);
    let values = values(r, name, reading);
    table.nothing_else();
    match (column, always) {
        (Some(column), _) => Choice { column: Some(column), values, otherwise },
        (None, always) => Choice::always(always.unwrap_or(fallback)),
    }
}

fn value<T>(r: &mut TableReader<'_>, key: &'static str, reading: Reading<T>) -> Option<T> {
    r.knows(&[key]);
    let item = r.table.get(key)?;
    match reading(&Written { key, item }) {
        Ok(value) => Some(value),
        Err(wrong) => {
            r.wrong(item.span(), wrong);
            None
        }
    }
}

fn values<T>(
    r: &mut TableReader<'_>,
    name: &'static str,
    reading: Reading<T>,
) -> HashMap<String, T> {
    r.knows(&["values"]);
    let Some(item) = r.table.get("values") else { return HashMap::new() };
    let Some(list) = item.as_table_like() else {
        let wrong = charter::Wrong::WrongKind {
            key: format!("{name}.values"),
            wanted: "a table of values: \"theirs\" = \"ours\"",
        };
        r.wrong(item.span(), Wrong::Charter(wrong));
        return HashMap::new();
    };
    let mut values = HashMap::new();
    for (theirs, item) in list.iter() {
        match reading(&Written { key: "values", item }) {
            Ok(ours) => {
                values.insert(theirs.trim().to_owned(), ours);
            }
            Err(wrong) => r.problems.push(Problem { at: item.span(), wrong }),
        }
    }
    values
}

fn text<'a>(written: &Written<'a>) -> Result<&'a str, Wrong> {
    written.item.as_str().map(str::trim).ok_or_else(|| {
        let key = written.key.to_owned();
        Wrong::Charter(charter::Wrong::WrongKind { key, wanted: "a text in quotes" })
    })
}

fn unknown(key: &str, value: &str, choices: impl Iterator<Item = &'static str>) -> Wrong {
    let choices = choices.map(str::to_owned).collect();
    let (key, value) = (key.to_owned(), value.to_owned());
    Wrong::Charter(charter::Wrong::UnknownChoice { key, value, choices })
}

pub(super) fn channel(written: &Written<'_>) -> Result<Channel, Wrong> {
    let key = text(written)?;
    let all = || Channel::ALL.iter().map(|channel| channel.key());
    Channel::named(key).ok_or_else(|| unknown("channels", key, all()))
}

pub(super) fn matter(written: &Written<'_>) -> Result<Matter, Wrong> {
    let key = text(written)?;
    let all = || Matter::ALL.iter().map(|matter| matter.key());
    Matter::named(key).ok_or_else(|| unknown("matters", key, all()))
}

/// `"waste"`, or `{ key = "waste", name = "Waste and recycling" }`.
pub(super) fn service(written: &Written<'_>) -> Result<Service, Wrong> {
    let wrong_kind = || {
        Wrong::Charter(charter::Wrong::WrongKind {
            key: written.key.to_owned(),
            wanted: "the key of a service, or { key = \"waste\", name = \"Waste and recycling\" }",
        })
    };
    let (key, name) = match written.item.as_table_like() {
        Some(table) => {
            let of = |key| table.get(key).and_then(Item::as_str).map(str::trim);
            if table.iter().any(|(key, _)| !["key", "name"].contains(&key)) {
                return Err(wrong_kind());
            }
            (of("key").ok_or_else(wrong_kind)?, Some(of("name").ok_or_else(wrong_kind)?))
        }
        None => (written.item.as_str().map(str::trim).ok_or_else(wrong_kind)?, None),
    };
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if key.is_empty() || !key.chars().all(good) || name == Some("") {
        return Err(Wrong::ServiceKey(key.to_owned()));
    }
    Ok(Service { key: key.to_owned(), name: name.map(str::to_owned) })
}

/// Reads the `[status]` table: lists of the other system's states, by what they mean.
pub(super) fn read_status(mut table: TableReader<'_>) -> Choice<Ending> {
    let r = &mut table;
    let column = r.required_column("column");
    let mut values = HashMap::new();
    for (key, ending) in Ending::NAMES {
        for (theirs, _) in r.list(key) {
            values.insert(theirs.trim().to_owned(), *ending);
        }
    }
    const UNKNOWN: &[(&str, Otherwise<Ending>)] = &[
        ("reject", Otherwise::Reject),
        ("open", Otherwise::Is(Ending::Open)),
        ("closed", Otherwise::Is(Ending::Closed)),
    ];
    let otherwise = r.choice("unknown", UNKNOWN).unwrap_or(Otherwise::Reject);
    table.nothing_else();
    Choice { column: Some(column), values, otherwise }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_as_written_get_keys_that_people_can_read() {
        for (name, key) in [
            ("DPW Ops Queue", Some("dpw-ops-queue")),
            ("Parks & Recreation Department", Some("parks-recreation-department")),
            ("Mayor's 24 Hour Hotline", Some("mayors-24-hour-hotline")),
            ("PG and E - Streetlights", Some("pg-and-e-streetlights")),
            ("???", None),
        ] {
            assert_eq!(Service::as_written(name).map(|s| s.key).as_deref(), key, "{name}");
        }
    }
}
