//! What must hold between the parts of a charter file.

use super::kinds::Kind;
use super::layers::looser;
use super::parts::{Charter, OptOut, Section};
use super::problems::{Place, Problem, Wrong, WrongLayer};
use super::standards::Standard;
use crate::contacts::{Channel, channels_of};
use std::collections::HashMap;
use std::ops::Range;
use toml_edit::{Item, Table};

/// Names in the addresses of the public's pages of standards that are no standards.
const TAKEN: [&str; 2] = ["handbook", "versions"];

/// Adds the problems between the parts to those found while reading.
pub(super) fn check(text: &str, root: &Table, charter: &Charter, problems: &mut Vec<Problem>) {
    for what in ["section", "commitment", "service", "stage", "standard"] {
        twice(text, root, what, problems);
    }
    translated_twice(text, root, problems);
    let sections: Vec<&str> = charter.sections.iter().map(|s| s.id.as_str()).collect();
    let commitments: Vec<&str> = charter.commitments.iter().map(|c| c.id.as_str()).collect();
    let standards: Vec<&str> = charter.standards.iter().map(|s| s.id.as_str()).collect();
    let services: Vec<&str> = charter.services.iter().map(|s| s.id.as_str()).collect();
    let stages: Vec<&str> = charter.stages.iter().map(|s| s.id.as_str()).collect();
    for (table, section) in array(root, "section").zip(&charter.sections) {
        refers(table, "parent", "section", &sections, problems);
        if is_in_itself(charter, section) {
            let wrong = Wrong::Layer(WrongLayer::SectionCircle(section.id.clone()));
            problems.push(Problem { at: span(table, "parent"), wrong });
        }
    }
    for table in array(root, "commitment") {
        refers(table, "section", "section", &sections, problems);
    }
    numbers(text, root, charter, problems);
    for table in array(root, "stage") {
        refers(table, "service", "service", &services, problems);
    }
    for (table, out) in array(root, "opt_out").zip(&charter.opt_outs) {
        refers(table, "standard", "standard", &standards, problems);
        opt_out(table, charter, out, problems);
    }
    for (table, standard) in array(root, "standard").zip(&charter.standards) {
        refers(table, "commitment", "commitment", &commitments, problems);
        refers(table, "section", "section", &sections, problems);
        refers(table, "after", "standard", &standards, problems);
        refers(table, "over", "standard", &standards, problems);
        refers(table, "stage", "stage", &stages, problems);
        layer(table, charter, standard, problems);
        of_its_stage(table, charter, standard, problems);
        if TAKEN.contains(&standard.id.as_str()) {
            let wrong = Wrong::Layer(WrongLayer::TakenAddress(standard.id.clone()));
            problems.push(Problem { at: span(table, "id"), wrong });
        }
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

/// One translation for one text.
fn translated_twice(text: &str, root: &Table, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for table in array(root, "translation") {
        let Some(english) = table.get("english").and_then(Item::as_str) else { continue };
        let at = span(table, "english");
        let line = at.as_ref().map_or(1, |at| Place::of(text, at.start).line);
        match seen.get(english) {
            Some(first) => problems.push(Problem { at, wrong: Wrong::TranslatedTwice(*first) }),
            None => {
                seen.insert(english, line);
            }
        }
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

/// Every commitment has a number of its own.
fn numbers(text: &str, root: &Table, charter: &Charter, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<u32, usize> = HashMap::new();
    for (table, commitment) in array(root, "commitment").zip(&charter.commitments) {
        // What has no number has been told already.
        let Some(at) = table.get("number").and_then(Item::span).filter(|_| commitment.number > 0)
        else {
            continue;
        };
        let line = Place::of(text, at.start).line;
        match seen.get(&commitment.number) {
            Some(first) => {
                let wrong = Wrong::NumberTwice(commitment.number, *first);
                problems.push(Problem { at: Some(at), wrong });
            }
            None => {
                seen.insert(commitment.number, line);
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
    if let Some(both) = standard.fails.iter().find(|no| standard.stops.contains(no)) {
        let wrong = Wrong::YesAndNo(both.key().to_owned());
        problems.push(Problem { at: span(table, "no"), wrong });
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

/// A service's standard over a corporate one: as strict, or with a reason.
fn layer(table: &Table, charter: &Charter, standard: &Standard, problems: &mut Vec<Problem>) {
    let Some(other) = standard.over.as_deref().and_then(|id| charter.standard(id)) else { return };
    let over = other.id.clone();
    let at = span(table, "over");
    if !other.scope.services.is_empty() {
        problems.push(Problem { at, wrong: Wrong::Layer(WrongLayer::NotCorporate(over)) });
        return;
    }
    if other.kind != standard.kind {
        let kind = other.kind.key();
        problems
            .push(Problem { at, wrong: Wrong::Layer(WrongLayer::OverAnotherKind { over, kind }) });
        return;
    }
    match (looser(standard, other, &charter.calendar), standard.because.is_some()) {
        (Some(how), false) => {
            let at = span(table, if standard.limit == other.limit { "over" } else { "limit" });
            problems.push(Problem {
                at,
                wrong: Wrong::Layer(WrongLayer::LooserWithoutReason { over, how }),
            });
        }
        (None, true) => {
            let at = span(table, "because");
            problems.push(Problem { at, wrong: Wrong::Layer(WrongLayer::NotLooser(over)) });
        }
        _ => {}
    }
}

fn of_its_stage(table: &Table, charter: &Charter, one: &Standard, problems: &mut Vec<Problem>) {
    let id = one.stage.as_deref();
    let Some(stage) = charter.stages.iter().find(|stage| Some(stage.id.as_str()) == id) else {
        return;
    };
    if one.scope.services != [stage.service.as_str()] {
        let (stage, service) = (stage.id.clone(), stage.service.clone());
        let wrong = Wrong::Layer(WrongLayer::StageOfAnother { stage, service });
        problems.push(Problem { at: span(table, "stage"), wrong });
    }
}

fn opt_out(table: &Table, charter: &Charter, out: &OptOut, problems: &mut Vec<Problem>) {
    let (service, standard) = (out.service.clone(), out.standard.clone());
    let same = |other: &&OptOut| other.service == service && other.standard == standard;
    if charter.opt_outs.iter().filter(same).count() > 1
        && !charter.opt_outs.iter().find(same).is_some_and(|first| std::ptr::eq(first, out))
    {
        let (at, wrong) =
            (span(table, "standard"), Wrong::Layer(WrongLayer::OptOutTwice { service, standard }));
        problems.push(Problem { at, wrong });
        return;
    }
    let Some(owed) = charter.standard(&out.standard) else { return };
    let services = &owed.scope.services;
    if !services.is_empty() && !services.contains(&out.service) {
        let (at, wrong) =
            (span(table, "service"), Wrong::Layer(WrongLayer::NotOwedAnyway { service, standard }));
        problems.push(Problem { at, wrong });
    }
}

fn is_in_itself(charter: &Charter, section: &Section) -> bool {
    let mut at = section;
    for _ in 0..charter.sections.len() {
        let parent = at.parent.as_deref();
        match charter.sections.iter().find(|other| Some(other.id.as_str()) == parent) {
            Some(above) if above.id == section.id => return true,
            Some(above) => at = above,
            None => return false,
        }
    }
    false
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
