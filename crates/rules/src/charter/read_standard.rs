//! Reading one standard of a charter file.

use super::problems::{Problem, Wrong};
use super::read::{DAY_ONE, named, read_policy};
use super::reader::Reader;
use super::standards::*;
use super::targets::Target;
use crate::calendar::Nation;
use crate::clock::{Cap, Clock, DayOne, LateReceipt, Limit, Policy, Term};
use crate::contacts::{CONDITIONS, Channel, Matter};
use crate::facts::FactKind;
use std::ops::Range;
use toml_edit::{Item, Table};

/// What a charter says for every standard that says nothing else.
#[derive(Clone, Copy, Default)]
pub(super) struct ForAll {
    pub(super) policy: Policy,
    pub(super) remind: Option<Limit>,
}

/// Reads one `[[standard]]`, counted and reminded of as the charter says where it says nothing
/// else.
pub(super) fn standard(table: &Table, all: ForAll, problems: &mut Vec<Problem>) -> Standard {
    let mut reader = Reader::new(table, named(table, "standard"), problems);
    let r = &mut reader;
    let id = r.id();
    if table.get("kind").is_none() {
        r.missing("kind");
    }
    // Of a kind that nobody understands nothing else is said.
    let understood = r.choice("kind", Kind::NAMES);
    let kind = understood.unwrap_or(Kind::AdvertisedOnly);
    let policy = for_kind(kind, read_policy(r, all.policy));
    let (limit, limit_at) = (read_limit(r), r.span("limit"));
    let clock = Clock::new(limit.map_or(Term::Open, Term::Limit), policy);
    if let Err(refusal) = clock {
        r.problem(limit_at, Wrong::Clock(refusal));
    }
    let (starts, stops, fails) = understood
        .map_or_else(|| (FactKind::Received, Vec::new(), Vec::new()), |kind| events(r, kind));
    let mut standard = Standard {
        id,
        commitment: r.text("commitment"),
        title: r.required("title"),
        words: r.required("words"),
        kind,
        scope: scope(r),
        starts,
        stops,
        ends: facts(r, "ends"),
        fails,
        limit,
        policy,
        calendar: r.choice("calendar", CALENDARS).unwrap_or_default(),
        condition: condition(r),
        after: r.text("after"),
        pauses: texts(r.list("pauses")),
        restarts: texts(r.list("restarts")),
        waits_for: texts(r.list("waits_for")),
        remind: r.limit("remind").or(all.remind),
        extension: extension(r, clock.ok().filter(|_| limit.is_some())),
        extension_needs_notice: r.yes("extension_needs_notice"),
        cautious_day_one: cautious(r, limit, policy),
        methods: r.choice_list("methods", Method::NAMES),
        formula: r.choice("formula", CallFormula::NAMES).unwrap_or_default(),
        window: window(r),
        undone: r.choice("undone", UNDONE).unwrap_or_default(),
        target: target(r),
        main: r.yes("main"),
        not_measured_because: r.text("not_measured_because"),
        source: r.text("source"),
        holds_from: r.date("holds_from"),
        grade: r.choice("grade", Grade::NAMES),
    };
    r.knows(&["yes", "no", "stops", "starts", "not_measured_because"]);
    fits_together(r, understood);
    reader.nothing_else();
    defaults(&mut standard);
    standard
}

/// What must hold between the keys of one standard.
fn fits_together(r: &mut Reader<'_>, kind: Option<Kind>) {
    if let Some(kind) = kind {
        only_for_its_kind(r, kind, r.table);
    }
    goes_with(r, "extension_needs_notice", "extension");
    goes_with(r, "grade", "source");
    each_reason_once(r);
}

const CALENDARS: Choices<StandardCalendar> = &[
    ("body", StandardCalendar::Body),
    ("place", StandardCalendar::Place),
    ("england-and-wales", StandardCalendar::Statutory(Nation::EnglandAndWales)),
    ("scotland", StandardCalendar::Statutory(Nation::Scotland)),
    ("northern-ireland", StandardCalendar::Statutory(Nation::NorthernIreland)),
    ("any-uk", StandardCalendar::Statutory(Nation::AnyUk)),
    ("round-the-clock", StandardCalendar::RoundTheClock),
];

const UNDONE: Choices<Undone> =
    &[("never", Undone::Never), ("missed-at-closure", Undone::MissedAtClosure)];

fn defaults(standard: &mut Standard) {
    if standard.ends.is_empty() {
        standard.ends.push(FactKind::Withdrawn);
    }
    if standard.methods.is_empty() {
        match standard.kind {
            Kind::InTime | Kind::ByDate | Kind::Notice => standard.methods.push(Method::Clock),
            Kind::Share => standard.methods.push(Method::Record),
            Kind::AdvertisedOnly => {}
        }
    }
}

/// A limit, or `none`.
fn read_limit(r: &mut Reader<'_>) -> Option<Limit> {
    if r.table.get("limit").and_then(Item::as_str) == Some("none") {
        r.knows(&["limit"]);
        return None;
    }
    r.limit("limit")
}

/// What starts a standard, what stops it (or means yes), and what means no.
fn events(r: &mut Reader<'_>, kind: Kind) -> (FactKind, Vec<FactKind>, Vec<FactKind>) {
    let missing = |r: &mut Reader<'_>, key: &'static str| {
        if r.table.get(key).is_none() {
            r.missing(key);
        }
    };
    match kind {
        Kind::InTime | Kind::Share if r.table.get("after").is_none() => missing(r, "starts"),
        Kind::Notice => missing(r, "starts"),
        _ => {}
    }
    let starts = match r.text("starts") {
        Some(text) => {
            let at = r.span("starts");
            fact(r, "starts", &text, at).unwrap_or(FactKind::Received)
        }
        None if kind == Kind::ByDate => FactKind::DateTold,
        None => FactKind::Received,
    };
    let (stops, fails) = match kind {
        Kind::Share => {
            missing(r, "yes");
            missing(r, "no");
            (facts(r, "yes"), facts(r, "no"))
        }
        Kind::InTime | Kind::ByDate => {
            missing(r, "stops");
            if kind == Kind::InTime {
                missing(r, "limit");
            }
            (facts(r, "stops"), Vec::new())
        }
        Kind::Notice => {
            if r.table.get("limit").is_none_or(|limit| limit.as_str() == Some("none")) {
                r.missing("limit");
            }
            (Vec::new(), Vec::new())
        }
        Kind::AdvertisedOnly => {
            missing(r, "not_measured_because");
            (Vec::new(), Vec::new())
        }
    };
    (starts, stops, fails)
}

/// Notice counts back from an event, whatever the charter says of receipts.
fn for_kind(kind: Kind, policy: Policy) -> Policy {
    match kind {
        Kind::Notice => {
            Policy { day_one: DayOne::AfterReceipt, late_receipt: LateReceipt::SameDay, ..policy }
        }
        _ => policy,
    }
}

/// Keys that mean something for some kinds only, with those kinds.
const ONLY_FOR: [(&str, &[Kind]); 23] = {
    use Kind::{AdvertisedOnly, ByDate, InTime, Notice, Share};
    [
        ("yes", &[Share]),
        ("no", &[Share]),
        ("not_measured_because", &[AdvertisedOnly]),
        ("window", &[Share]),
        ("undone", &[Share]),
        ("limit", &[InTime, Notice]),
        ("after", &[InTime]),
        ("formula", &[InTime]),
        ("restarts", &[InTime]),
        ("waits_for", &[InTime]),
        ("cautious_day_one", &[InTime]),
        ("stops", &[InTime, ByDate]),
        ("extension", &[InTime, ByDate]),
        ("extension_needs_notice", &[InTime, ByDate]),
        ("pauses", &[InTime, ByDate]),
        ("ends", &[InTime, ByDate, Share, AdvertisedOnly]),
        ("day_one", &[InTime, ByDate, Share, AdvertisedOnly]),
        ("late_receipt", &[InTime, ByDate, Share, AdvertisedOnly]),
        ("pause_days", &[InTime, ByDate, Share, AdvertisedOnly]),
        ("starts", &[InTime, ByDate, Share, Notice]),
        ("holds_from", &[InTime, ByDate, Share, Notice]),
        ("target", &[InTime, ByDate, Share, Notice]),
        ("methods", &[InTime, ByDate, Share, Notice]),
    ]
};

/// Keys that mean nothing for the standard's kind.
fn only_for_its_kind(r: &mut Reader<'_>, kind: Kind, table: &Table) {
    let others = ONLY_FOR.iter().filter(|(_, kinds)| !kinds.contains(&kind));
    for (key, _) in others.filter(|(key, _)| table.contains_key(key)) {
        let at = table.key(key).and_then(toml_edit::Key::span);
        r.problem(at, Wrong::NotForKind { key, kind: kind.key() });
    }
}

fn scope(r: &mut Reader<'_>) -> Scope {
    let channels = r.list("channels");
    let matters = r.list("matters");
    let known = |keys: Vec<&str>| keys.into_iter().map(str::to_owned).collect::<Vec<String>>();
    let all_channels = known(Channel::ALL.iter().map(|channel| channel.key()).collect());
    let all_matters = known(Matter::ALL.iter().map(|matter| matter.key()).collect());
    among(r, "channels", &channels, &all_channels);
    among(r, "matters", &matters, &all_matters);
    Scope {
        channels: texts(channels),
        matters: texts(matters),
        services: texts(r.list("services")),
        about: texts(r.list("about")),
    }
}

fn among(
    r: &mut Reader<'_>,
    key: &str,
    values: &[(String, Option<Range<usize>>)],
    known: &[String],
) {
    for (value, at) in values {
        if !known.contains(value) {
            let (key, value, choices) = (key.to_owned(), value.clone(), known.to_vec());
            r.problem(at.clone(), Wrong::UnknownChoice { key, value, choices });
        }
    }
}

fn facts(r: &mut Reader<'_>, key: &'static str) -> Vec<FactKind> {
    let list = r.list(key);
    list.into_iter().filter_map(|(text, at)| fact(r, key, &text, at)).collect()
}

fn fact(r: &mut Reader<'_>, key: &str, text: &str, at: Option<Range<usize>>) -> Option<FactKind> {
    let found = FactKind::named(text);
    if found.is_none() {
        let choices = FactKind::ALL.iter().map(|kind| kind.key().to_owned()).collect();
        let (key, value) = (key.to_owned(), text.to_owned());
        r.problem(at, Wrong::UnknownChoice { key, value, choices });
    }
    found
}

fn condition(r: &mut Reader<'_>) -> Option<Condition> {
    let key = r.text("condition")?;
    if !CONDITIONS.contains(&key.as_str()) {
        let choices = CONDITIONS.iter().map(|key| (*key).to_owned()).collect();
        let at = r.span("condition");
        let wrong = Wrong::UnknownChoice { key: "condition".into(), value: key.clone(), choices };
        r.problem(at, wrong);
    }
    Some(Condition { key })
}

fn window(r: &mut Reader<'_>) -> Option<Limit> {
    let window = r.limit("window")?;
    if !window.unit.counts_days() {
        let at = r.span("window");
        r.problem(at, Wrong::LimitUnit { key: "window".into(), unit: window.unit });
    }
    Some(window)
}

/// The longest extension, in a unit that the clock can be extended by; or any.
fn extension(r: &mut Reader<'_>, clock: Option<Clock>) -> Option<Cap> {
    if r.table.get("extension").and_then(Item::as_str) == Some("any") {
        r.knows(&["extension"]);
        return Some(Cap::Any);
    }
    let extension = r.limit("extension")?;
    if let Some(Err(refusal)) = clock.map(|clock| clock.takes(extension)) {
        let at = r.span("extension");
        r.problem(at, Wrong::Clock(refusal));
    }
    Some(Cap::UpTo(extension))
}

/// Day 1 by a second reading, which must be another one that the limit can be counted by.
fn cautious(r: &mut Reader<'_>, limit: Option<Limit>, policy: Policy) -> Option<DayOne> {
    let day_one = r.choice("cautious_day_one", DAY_ONE)?;
    let at = r.span("cautious_day_one");
    let clock = Clock::new(limit.map_or(Term::Open, Term::Limit), Policy { day_one, ..policy });
    if day_one == policy.day_one {
        r.problem(at, Wrong::SameReading);
    } else if let Err(refusal) = clock {
        r.problem(at, Wrong::Clock(refusal));
    }
    Some(day_one)
}

/// A key that means nothing without another one.
fn goes_with(r: &mut Reader<'_>, key: &'static str, needs: &'static str) {
    if r.table.contains_key(key) && !r.table.contains_key(needs) {
        let at = r.table.key(key).and_then(toml_edit::Key::span);
        r.problem(at, Wrong::Needs { key, needs });
    }
}

/// What a reason does to the clock must be one thing.
fn each_reason_once(r: &mut Reader<'_>) {
    let mut seen: Vec<String> = Vec::new();
    for key in ["pauses", "restarts", "waits_for"] {
        // A list that is none has been told already.
        if r.table.get(key).and_then(Item::as_array).is_none() {
            continue;
        }
        for (reason, at) in r.list_again(key) {
            if seen.contains(&reason) {
                r.problem(at, Wrong::ReasonTwice(reason));
            } else {
                seen.push(reason);
            }
        }
    }
}

fn target(r: &mut Reader<'_>) -> Option<Target> {
    let text = r.text("target")?;
    match Target::read(&text) {
        Ok(target) => Some(target),
        Err(refusal) => {
            let at = r.span("target");
            r.problem(at, Wrong::Target(text, refusal));
            None
        }
    }
}

fn texts(list: Vec<(String, Option<Range<usize>>)>) -> Vec<String> {
    list.into_iter().map(|(text, _)| text).collect()
}
