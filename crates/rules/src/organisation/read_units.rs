//! Reading the services, teams, places and reasons of an organisation file.

use super::problems::{Problem, Wrong};
use super::read::Found;
use super::{NewReason, NewUnit, OrganisationFile, UnitKind};
use crate::charter::{self, Place, Reader};
use std::collections::HashMap;
use std::ops::Range;
use toml_edit::{Item, Table};

/// The tables that stand once for each thing.
pub(super) const TABLES: [&str; 8] =
    ["service", "team", "venue", "line", "mailbox", "provider", "ward", "reason"];

/// Reads every unit, kind by kind.
pub(super) fn units(root: &Table, found: &mut Found) -> Vec<NewUnit> {
    let mut units = Vec::new();
    for kind in UnitKind::ALL {
        for table in charter::tables(root, kind.key(), &mut found.shared) {
            units.push(unit(table, kind, found));
        }
    }
    units
}

fn unit(table: &Table, kind: UnitKind, found: &mut Found) -> NewUnit {
    use UnitKind as K;
    let mut reader = Reader::new(table, named(table, kind.key()), &mut found.shared);
    let key = key(&mut reader, &mut found.own);
    let name = reader.required("name");
    let welsh_name = reader.text("welsh_name");
    let service = match kind {
        // A team that could not be filled in has been told already.
        K::Team => Some(reader.required("service")).filter(|service| !service.is_empty()),
        K::Venue | K::Line | K::Mailbox => reader.text("service"),
        K::Service | K::Provider | K::Ward => None,
    };
    let provider = if kind == K::Service { reader.text("provider") } else { None };
    let reached_by = match kind {
        K::Venue | K::Line | K::Mailbox | K::Provider => reader.text("reached_by"),
        K::Service | K::Team | K::Ward => None,
    };
    reader.nothing_else();
    let parent = service.map(|service| (K::Service, service));
    NewUnit { kind, key, name, welsh_name, parent, provider, reached_by }
}

/// Reads what people come about.
pub(super) fn reasons(root: &Table, found: &mut Found) -> Vec<NewReason> {
    let tables = charter::tables(root, "reason", &mut found.shared);
    tables.into_iter().map(|table| reason(table, found)).collect()
}

fn reason(table: &Table, found: &mut Found) -> NewReason {
    let mut reader = Reader::new(table, named(table, "reason"), &mut found.shared);
    let is_said = table.get("can_be_settled").is_some();
    let reason = NewReason {
        key: key(&mut reader, &mut found.own),
        service: reader.required("service"),
        name: reader.required("name"),
        can_be_settled: Some(reader.yes("can_be_settled")).filter(|_| is_said),
    };
    reader.nothing_else();
    reason
}

fn named(table: &Table, what: &str) -> String {
    match table.get("key").and_then(Item::as_str) {
        Some(key) => format!("{what} \"{key}\""),
        None => format!("a {what}"),
    }
}

/// A key: small letters, digits and hyphens.
fn key(reader: &mut Reader<'_>, own: &mut Vec<Problem>) -> String {
    let key = reader.required("key");
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !key.chars().all(good) {
        own.push(Problem { at: reader.span("key"), wrong: Wrong::BadKey(key.clone()) });
    }
    key
}

/// Adds the problems between the parts to those found while reading.
pub(super) fn check(text: &str, root: &Table, file: &OrganisationFile, found: &mut Found) {
    twice(text, root, &mut found.own);
    let keys = |kind: UnitKind| {
        let units = file.units.iter().filter(move |unit| unit.kind == kind);
        units.map(|unit| unit.key.as_str()).collect::<Vec<_>>()
    };
    let (services, providers) = (keys(UnitKind::Service), keys(UnitKind::Provider));
    for what in TABLES {
        for table in array(root, what) {
            refers(table, "service", &services, found);
            if what == "service" {
                refers(table, "provider", &providers, found);
            }
        }
    }
    // What stands there and could not be read has been told already.
    for (kind, wrong) in [(UnitKind::Service, Wrong::NoServices), (UnitKind::Team, Wrong::NoTeams)]
    {
        if !root.contains_key(kind.key()) {
            found.own.push(Problem { at: None, wrong });
        }
    }
}

fn array<'a>(root: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    root.get(key).and_then(Item::as_array_of_tables).into_iter().flat_map(|array| array.iter())
}

fn span(table: &Table, key: &str) -> Option<Range<usize>> {
    table.get(key).and_then(Item::span).or_else(|| table.span())
}

/// A key stands once among its kind, and a reason's once in its service. A service and a team
/// share theirs: `case-officer@waste` must mean one of them.
fn twice(text: &str, root: &Table, own: &mut Vec<Problem>) {
    let mut seen: HashMap<(&str, &str, &str), (usize, &str)> = HashMap::new();
    for what in TABLES {
        for table in array(root, what) {
            let Some(key) = table.get("key").and_then(Item::as_str) else { continue };
            let among = if what == "team" { "service" } else { what };
            let service = table.get("service").and_then(Item::as_str);
            let service = service.filter(|_| what == "reason").unwrap_or_default();
            let at = span(table, "key");
            let line = at.as_ref().map_or(1, |at| Place::of(text, at.start).line);
            match seen.get(&(among, service, key)) {
                None => {
                    seen.insert((among, service, key), (line, what));
                }
                Some((first, same)) => {
                    let key = key.to_owned();
                    let wrong = match *same == what {
                        true => Wrong::Twice(key, *first),
                        false => Wrong::ServiceAndTeam(key, *first),
                    };
                    own.push(Problem { at, wrong });
                }
            }
        }
    }
}

fn refers(table: &Table, what: &'static str, known: &[&str], found: &mut Found) {
    if let Some(id) = table.get(what).and_then(Item::as_str)
        && !id.trim().is_empty()
        && !known.contains(&id.trim())
    {
        // What has no key has been told already.
        let known = known.iter().filter(|key| !key.is_empty());
        let mut known: Vec<String> = known.map(|key| (*key).to_owned()).collect();
        known.dedup();
        let wrong = charter::Wrong::NotFound { what, id: id.to_owned(), known };
        found.shared.push(charter::Problem { at: span(table, what), wrong });
    }
}
