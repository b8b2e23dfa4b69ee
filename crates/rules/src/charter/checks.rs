//! What must hold between the parts of a charter file.

use super::Charter;
use super::problems::{Place, Problem, Wrong};
use super::standards::{Kind, Standard};
use crate::contacts::{Channel, channels_of};
use std::collections::HashMap;
use std::ops::Range;
use toml_edit::{Item, Table};

/// Adds the problems between the parts to those found while reading.
pub(super) fn check(text: &str, root: &Table, charter: &Charter, problems: &mut Vec<Problem>) {
    for what in ["section", "commitment", "standard"] {
        twice(text, root, what, problems);
    }
    let sections: Vec<&str> = charter.sections.iter().map(|s| s.id.as_str()).collect();
    let commitments: Vec<&str> = charter.commitments.iter().map(|c| c.id.as_str()).collect();
    let standards: Vec<&str> = charter.standards.iter().map(|s| s.id.as_str()).collect();
    for table in array(root, "commitment") {
        refers(table, "section", "section", &sections, problems);
    }
    for (table, standard) in array(root, "standard").zip(&charter.standards) {
        refers(table, "commitment", "commitment", &commitments, problems);
        refers(table, "after", "standard", &standards, problems);
        events(table, standard, problems);
        if charter.statutory && !is_of_the_pack(charter, standard) {
            let (id, pack) = (standard.id.clone(), charter.id.clone());
            problems
                .push(Problem { at: span(table, "id"), wrong: Wrong::NotOfThePack { id, pack } });
        }
        if goes_in_a_circle(charter, standard) {
            let wrong = Wrong::Circle(standard.id.clone());
            problems.push(Problem { at: span(table, "after"), wrong });
        }
    }
    if charter.standards.is_empty() {
        problems.push(Problem { at: None, wrong: Wrong::NoStandards });
    }
}

fn array<'a>(root: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    root.get(key).and_then(Item::as_array_of_tables).into_iter().flat_map(|array| array.iter())
}

fn span(table: &Table, key: &str) -> Option<Range<usize>> {
    table.get(key).and_then(Item::span).or_else(|| table.span())
}

fn twice(text: &str, root: &Table, what: &str, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for table in array(root, what) {
        let Some(id) = table.get("id").and_then(Item::as_str) else { continue };
        let at = span(table, "id");
        let line = at.as_ref().map_or(1, |at| Place::of(text, at.start).line);
        match seen.get(id) {
            Some(first) => {
                problems.push(Problem { at, wrong: Wrong::Twice(id.to_owned(), *first) });
            }
            None => {
                seen.insert(id, line);
            }
        }
    }
}

fn refers(
    table: &Table,
    key: &str,
    what: &'static str,
    known: &[&str],
    problems: &mut Vec<Problem>,
) {
    if let Some(id) = table.get(key).and_then(Item::as_str)
        && !known.contains(&id)
    {
        // What has no id has been told already.
        let known = known.iter().filter(|id| !id.is_empty());
        let known = known.map(|id| (*id).to_owned()).collect();
        let wrong = Wrong::NotFound { what, id: id.to_owned(), known };
        problems.push(Problem { at: span(table, key), wrong });
    }
}

/// What starts a clock must not stop it, and both must be able to happen on some channel.
fn events(table: &Table, standard: &Standard, problems: &mut Vec<Problem>) {
    if standard.kind != Kind::Share && standard.stops.contains(&standard.starts) {
        let wrong = Wrong::StopsItself(standard.starts.key().to_owned());
        problems.push(Problem { at: span(table, "stops"), wrong });
    }
    let channels: Vec<Channel> =
        standard.scope.channels.iter().filter_map(|key| Channel::named(key)).collect();
    if channels.is_empty() {
        return;
    }
    let never = |kind| {
        channels_of(kind).is_some_and(|can| !channels.iter().any(|channel| can.contains(channel)))
    };
    let starts = [("starts", standard.starts)].into_iter();
    let stop_key = if standard.kind == Kind::Share { "yes" } else { "stops" };
    let stops = standard.stops.iter().map(|kind| (stop_key, *kind));
    for (key, kind) in starts.chain(stops).filter(|(_, kind)| never(*kind)) {
        let channels = standard.scope.channels.clone();
        let wrong = Wrong::NeverHappens { key, fact: kind.key().to_owned(), channels };
        problems.push(Problem { at: span(table, key), wrong });
    }
}

/// Packs stand beside other charters, so that their standards need names of their own.
fn is_of_the_pack(charter: &Charter, standard: &Standard) -> bool {
    let rest = standard.id.strip_prefix(&charter.id);
    standard.id.is_empty() || rest.is_some_and(|rest| rest.starts_with('-'))
}

fn goes_in_a_circle(charter: &Charter, standard: &Standard) -> bool {
    let mut at = standard;
    for _ in 0..charter.standards.len() {
        match at.after.as_deref().and_then(|id| charter.standard(id)) {
            Some(before) if before.id == standard.id => return true,
            Some(before) => at = before,
            None => return false,
        }
    }
    false
}
