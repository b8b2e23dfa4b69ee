//! Reading what a standard aims at: its target, the series over years, where it started from.

use super::kinds::{Better, Kind};
use super::problems::{Wrong, WrongAim};
use super::reader::Reader;
use super::standards::Standard;
use super::targets::{Baseline, Target, TargetFor, TargetOf};
use jiff::civil::Date;
use std::ops::Range;
use toml_edit::{InlineTable, Value};

/// What holds whenever the series says nothing else.
pub(super) fn target(r: &mut Reader<'_>) -> Option<Target> {
    let text = r.text("target")?;
    let at = r.span("target");
    read_target(r, &text, at)
}

fn read_target(r: &mut Reader<'_>, text: &str, at: Option<Range<usize>>) -> Option<Target> {
    match Target::read(text) {
        Ok(target) => Some(target),
        Err(refusal) => {
            r.problem(at, Wrong::Target(text.to_owned(), refusal));
            None
        }
    }
}

/// The series of targets over the years.
pub(super) fn targets(r: &mut Reader<'_>) -> Vec<TargetFor> {
    const WANTED: &str = "a list such as [{ label = \"2026-27\", from = 2026-04-01, \
                          to = 2027-03-31, target = \"80%\" }]";
    r.knows(&["targets"]);
    let Some(item) = r.table.get("targets") else { return Vec::new() };
    let wrong = || Wrong::WrongKind { key: "targets".to_owned(), wanted: WANTED };
    let Some(list) = item.as_array() else {
        r.problem(item.span(), wrong());
        return Vec::new();
    };
    let mut series: Vec<TargetFor> = Vec::new();
    for value in list {
        let Some(table) = value.as_inline_table() else {
            r.problem(value.span(), wrong());
            continue;
        };
        let Some(entry) = one(r, table, value.span()) else { continue };
        if let Some(wrong) = misfit(&series, &entry) {
            r.problem(value.span(), Wrong::Aim(wrong));
        }
        series.push(entry);
    }
    series
}

/// What does not fit between an entry of the series and those before it.
fn misfit(series: &[TargetFor], entry: &TargetFor) -> Option<WrongAim> {
    let label = || entry.label.clone();
    if entry.to < entry.from {
        return Some(WrongAim::EndsBeforeItBegins(label()));
    }
    if let Some(other) = series.iter().find(|one| one.from <= entry.to && entry.from <= one.to) {
        return Some(WrongAim::TargetsOverlap(other.label.clone(), label()));
    }
    if series.iter().any(|one| one.label == entry.label) {
        return Some(WrongAim::LabelTwice(label()));
    }
    entry.stretch.filter(|stretch| stretch.is_easier_than(&entry.target))?;
    Some(WrongAim::StretchIsEasier(label()))
}

/// One entry of the series.
fn one(r: &mut Reader<'_>, table: &InlineTable, whole: Option<Range<usize>>) -> Option<TargetFor> {
    const KEYS: [&str; 5] = ["label", "from", "to", "target", "stretch"];
    for (key, value) in table {
        if !KEYS.contains(&key) {
            let known = KEYS.iter().map(|key| (*key).to_owned()).collect();
            r.problem(value.span(), Wrong::UnknownKey { key: key.to_owned(), known });
        }
    }
    let lacks = KEYS[..4].iter().find(|key| !table.contains_key(key));
    if let Some(key) = lacks {
        let of = format!("an entry of targets of {}", r.name);
        r.problem(whole, Wrong::Missing { of, key });
        return None;
    }
    let label = text(r, table, "label")?;
    let (from, to) = (date(r, table, "from")?, date(r, table, "to")?);
    let aim = text(r, table, "target")?;
    let target = read_target(r, &aim, place(table, "target"))?;
    let stretch = match table.contains_key("stretch") {
        true => {
            let aim = text(r, table, "stretch")?;
            Some(read_target(r, &aim, place(table, "stretch"))?)
        }
        false => None,
    };
    Some(TargetFor { label, from, to, target, stretch })
}

/// Where the body started from.
pub(super) fn baseline(r: &mut Reader<'_>) -> Option<Baseline> {
    const WANTED: &str = "a label and a value such as { label = \"2003/04\", value = \"27%\" }";
    r.knows(&["baseline"]);
    let item = r.table.get("baseline")?;
    let inline = item.as_inline_table();
    let both = inline.filter(|table| {
        table.contains_key("label") && table.contains_key("value") && table.len() == 2
    });
    let Some(table) = both else {
        let wrong = Wrong::WrongKind { key: "baseline".to_owned(), wanted: WANTED };
        r.problem(item.span(), wrong);
        return None;
    };
    let (label, value) = (text(r, table, "label")?, text(r, table, "value")?);
    match Baseline::read(label, &value) {
        Ok(baseline) => Some(baseline),
        Err(refusal) => {
            r.problem(place(table, "value"), Wrong::Aim(WrongAim::Baseline(value, refusal)));
            None
        }
    }
}

fn place(table: &InlineTable, key: &str) -> Option<Range<usize>> {
    table.get(key).and_then(Value::span)
}

fn text(r: &mut Reader<'_>, table: &InlineTable, key: &str) -> Option<String> {
    match table.get(key).and_then(Value::as_str).map(str::trim) {
        Some("") => r.problem(place(table, key), Wrong::Empty(key.to_owned())),
        Some(text) => return Some(text.to_owned()),
        None => {
            let wrong = Wrong::WrongKind { key: key.to_owned(), wanted: "a text in quotes" };
            r.problem(place(table, key), wrong);
        }
    }
    None
}

fn date(r: &mut Reader<'_>, table: &InlineTable, key: &str) -> Option<Date> {
    let value = table.get(key)?;
    let text = match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.as_datetime().map(ToString::to_string).unwrap_or_default(),
    };
    let date = text.parse().ok();
    if date.is_none() {
        let wrong = Wrong::WrongKind { key: key.to_owned(), wanted: "a date such as 2026-04-01" };
        r.problem(value.span(), wrong);
    }
    date
}

/// Whether the baseline is of what is aimed at, and the target the way that is better.
pub(super) fn point_the_same_way(r: &mut Reader<'_>, standard: &Standard, all: &[Target]) {
    let of_another = |baseline: &Baseline| all.iter().any(|target| target.of != baseline.of);
    if standard.baseline.as_ref().is_some_and(of_another) {
        let at = r.span("baseline");
        r.problem(at, Wrong::Aim(WrongAim::BaselineOfAnother));
    }
    let Some(better) = standard.better else { return };
    if all.iter().any(|target| target.at_most != (better == Better::Less)) {
        let at = r.span("better");
        r.problem(at, Wrong::Aim(WrongAim::BetterIsTheOtherWay(better.key())));
    }
}

/// Whether targets are of what the standard measures: shares of promises, numbers of things.
pub(super) fn are_of_its_kind(r: &mut Reader<'_>, kind: Kind, has_base: bool, all: &[Target]) {
    let wanted = match kind {
        // Its average is a number, what it counts of a base is a share. A trend has no target.
        Kind::Score if !has_base => return,
        Kind::Trend => return,
        Kind::Count => TargetOf::Number,
        Kind::Supplied if !has_base => TargetOf::Number,
        _ => TargetOf::Share,
    };
    if all.iter().any(|target| target.of != wanted) {
        let key = if r.table.contains_key("target") { "target" } else { "targets" };
        let at = r.span(key);
        let wrong = match wanted {
            TargetOf::Number => Wrong::Aim(WrongAim::TargetIsAShare { kind: kind.key() }),
            TargetOf::Share => Wrong::Aim(WrongAim::TargetIsANumber { kind: kind.key() }),
        };
        r.problem(at, wrong);
    }
}
