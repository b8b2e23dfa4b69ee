//! Reading what a standard's rule says of records: what it covers, what starts and stops it; and
//! which keys mean something for which kinds.

use super::kinds::{Kind, Method};
use super::policies::name_of;
use super::problems::{Wrong, WrongAim};
use super::reader::Reader;
use super::standards::{Condition, Scope};
use crate::contacts::{CONDITIONS, Channel, Matter};
use crate::facts::FactKind;
use std::ops::Range;

const CLOCKED: &[Kind] = &[Kind::InTime, Kind::ByDate];
const FROM_RECORDS: &[Kind] = &[Kind::InTime, Kind::ByDate, Kind::Share, Kind::Notice];
const COUNTED_FORWARDS: &[Kind] = &[Kind::InTime, Kind::ByDate, Kind::Share];
const OF_PERIODS: &[Kind] =
    &[Kind::Score, Kind::Count, Kind::KeptDuty, Kind::Supplied, Kind::Trend];
const AIMED_AT: &[Kind] = &[
    Kind::InTime,
    Kind::ByDate,
    Kind::Share,
    Kind::Notice,
    Kind::Score,
    Kind::Count,
    Kind::KeptDuty,
    Kind::Supplied,
];
const MEASURED: &[Kind] = &[
    Kind::InTime,
    Kind::ByDate,
    Kind::Share,
    Kind::Notice,
    Kind::Score,
    Kind::Count,
    Kind::KeptDuty,
    Kind::Supplied,
    Kind::Trend,
    Kind::Milestone,
    Kind::Demonstrated,
];

/// Keys that mean something for some kinds only, with those kinds.
const ONLY_FOR: [(&str, &[Kind]); 42] = [
    ("yes", &[Kind::Share]),
    ("no", &[Kind::Share]),
    ("not_measured_because", &[Kind::AdvertisedOnly]),
    ("window", &[Kind::Share]),
    ("undone", &[Kind::Share, Kind::InTime]),
    ("backstop", &[Kind::Share]),
    ("limit", &[Kind::InTime, Kind::Notice]),
    ("after", &[Kind::InTime]),
    ("formula", &[Kind::InTime]),
    ("restarts", &[Kind::InTime]),
    ("waits_for", &[Kind::InTime]),
    ("cautious_day_one", &[Kind::InTime]),
    ("stops", CLOCKED),
    ("extension", CLOCKED),
    ("extension_needs_notice", CLOCKED),
    ("pauses", CLOCKED),
    ("ends", COUNTED_FORWARDS),
    ("day_one", COUNTED_FORWARDS),
    ("late_receipt", COUNTED_FORWARDS),
    ("pause_days", COUNTED_FORWARDS),
    ("starts", FROM_RECORDS),
    ("holds_from", FROM_RECORDS),
    ("condition", FROM_RECORDS),
    ("remind", FROM_RECORDS),
    ("due_at", FROM_RECORDS),
    ("if_closed", FROM_RECORDS),
    ("seconds_per_ring", FROM_RECORDS),
    ("about", FROM_RECORDS),
    ("over", FROM_RECORDS),
    ("question", &[Kind::Score]),
    ("per", OF_PERIODS),
    ("counts", OF_PERIODS),
    ("of", &[Kind::Score, Kind::Supplied, Kind::Trend]),
    ("trend", &[Kind::Trend]),
    ("by", &[Kind::Milestone]),
    ("evidence", &[Kind::Demonstrated]),
    ("expires", &[Kind::Demonstrated]),
    ("target", AIMED_AT),
    ("targets", AIMED_AT),
    ("better", OF_PERIODS),
    ("baseline", MEASURED),
    ("methods", MEASURED),
];

/// Whether a key of a standard means something for a kind.
pub fn means_something(key: &str, kind: Kind) -> bool {
    ONLY_FOR.iter().all(|(only, kinds)| *only != key || kinds.contains(&kind))
}

/// Keys that must be there for a kind.
fn needed(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Share => &["yes", "no"],
        Kind::InTime => &["stops", "limit"],
        Kind::ByDate => &["stops"],
        Kind::Notice => &["starts"],
        Kind::Score => &["question", "per"],
        Kind::Count | Kind::Supplied => &["per", "counts"],
        Kind::KeptDuty => &["per"],
        Kind::Trend => &["per", "counts", "trend"],
        Kind::Milestone => &["by"],
        Kind::Demonstrated => &["evidence", "expires"],
        Kind::AdvertisedOnly => &["not_measured_because"],
    }
}

/// Makes keys that mean nothing for the standard's kind, and those that it lacks, problems.
pub(super) fn fits_its_kind(r: &mut Reader<'_>, kind: Kind) {
    for (key, _) in ONLY_FOR.iter().filter(|(_, kinds)| !kinds.contains(&kind)) {
        if r.table.contains_key(key) {
            let at = r.table.key(key).and_then(toml_edit::Key::span);
            r.problem(at, Wrong::NotForKind { key, kind: kind.key() });
        }
    }
    for key in needed(kind) {
        missing(r, key);
    }
    if matches!(kind, Kind::InTime | Kind::Share) && r.table.get("after").is_none() {
        missing(r, "starts");
    }
    if kind == Kind::Notice {
        let limit = r.table.get("limit");
        if limit.is_none_or(|limit| limit.as_str() == Some("none")) {
            r.missing("limit");
        }
    }
}

fn missing(r: &mut Reader<'_>, key: &'static str) {
    match r.table.get(key) {
        None => r.missing(key),
        Some(item) if item.as_array().is_some_and(toml_edit::Array::is_empty) => {
            let wanted = "a list of at least one fact, such as [\"responded\"]";
            r.problem(item.span(), Wrong::WrongKind { key: key.to_owned(), wanted });
        }
        Some(_) => {}
    }
}

/// What starts a standard, what stops it (or means yes), and what means no.
pub(super) fn events(r: &mut Reader<'_>, kind: Kind) -> (FactKind, Vec<FactKind>, Vec<FactKind>) {
    let starts = match r.text("starts") {
        Some(text) => {
            let at = r.span("starts");
            fact(r, "starts", &text, at).unwrap_or(FactKind::Received)
        }
        None if kind == Kind::ByDate => FactKind::DateTold,
        None => FactKind::Received,
    };
    match kind {
        Kind::Share => (starts, facts(r, "yes"), facts(r, "no")),
        Kind::InTime | Kind::ByDate => (starts, facts(r, "stops"), Vec::new()),
        _ => (starts, Vec::new(), Vec::new()),
    }
}

pub(super) fn scope(r: &mut Reader<'_>) -> Scope {
    let channels = r.list("channels");
    let matters = r.list("matters");
    let all_channels: Vec<&str> = Channel::ALL.iter().map(|channel| channel.key()).collect();
    let all_matters: Vec<&str> = Matter::ALL.iter().map(|matter| matter.key()).collect();
    among(r, "channels", &channels, &all_channels);
    among(r, "matters", &matters, &all_matters);
    let only = |list: Vec<(String, Option<Range<usize>>)>| {
        list.into_iter().map(|(text, _)| text).collect()
    };
    Scope {
        channels: only(channels),
        matters: only(matters),
        services: r.texts("services"),
        about: r.texts("about"),
    }
}

fn among(r: &mut Reader<'_>, key: &str, values: &[(String, Option<Range<usize>>)], known: &[&str]) {
    for (value, at) in values {
        if !known.contains(&value.as_str()) {
            unknown(r, key, value, known, at.clone());
        }
    }
}

fn unknown(r: &mut Reader<'_>, key: &str, value: &str, known: &[&str], at: Option<Range<usize>>) {
    let choices = known.iter().map(|known| (*known).to_owned()).collect();
    let (key, value) = (key.to_owned(), value.to_owned());
    r.problem(at, Wrong::UnknownChoice { key, value, choices });
}

pub(super) fn facts(r: &mut Reader<'_>, key: &'static str) -> Vec<FactKind> {
    let list = r.list(key);
    list.into_iter().filter_map(|(text, at)| fact(r, key, &text, at)).collect()
}

fn fact(r: &mut Reader<'_>, key: &str, text: &str, at: Option<Range<usize>>) -> Option<FactKind> {
    let found = FactKind::named(text);
    if found.is_none() {
        let known: Vec<&str> = FactKind::ALL.iter().map(|kind| kind.key()).collect();
        unknown(r, key, text, &known, at);
    }
    found
}

pub(super) fn condition(r: &mut Reader<'_>) -> Option<Condition> {
    let key = r.text("condition")?;
    if !CONDITIONS.contains(&key.as_str()) {
        let at = r.span("condition");
        unknown(r, "condition", &key, &CONDITIONS, at);
    }
    Some(Condition { key })
}

/// How it is judged: readings are no facts of records, which is what clocks and records judge by.
pub(super) fn methods(r: &mut Reader<'_>, kind: Option<Kind>) -> Vec<Method> {
    let methods = r.choice_list("methods", Method::NAMES);
    let by_readings = kind.filter(|kind| kind.is_judged_by_readings());
    for method in [Method::Clock, Method::Record] {
        if let Some(kind) = by_readings.filter(|_| methods.contains(&method)) {
            let (at, method) = (r.span("methods"), name_of(method, Method::NAMES));
            r.problem(at, Wrong::Aim(WrongAim::NotItsMethod { method, kind: kind.key() }));
        }
    }
    methods
}
