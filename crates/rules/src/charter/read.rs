//! Reading a charter file: text in, a charter or all its problems with their places out.

use super::checks::check;
use super::problems::{Problem, Wrong};
use super::reader::Reader;
use super::standards::*;
use super::targets::Target;
use super::{Charter, Commitment, Section};
use crate::calendar::{self, Definition, Nation};
use crate::clock::{Clock, DayOne, DueAt, IfClosed, LateReceipt, PauseDays, Policy, Term};
use crate::contacts::{CONDITIONS, Channel, Matter};
use crate::facts::FactKind;
use std::ops::Range;
use toml_edit::{Document, Item, Table};

/// Reads a charter file.
pub fn read(text: &str) -> Result<Charter, Vec<Problem>> {
    let document = Document::parse(text).map_err(|e| {
        vec![Problem { at: e.span(), wrong: Wrong::NotToml(e.message().to_owned()) }]
    })?;
    let mut problems = Vec::new();
    let charter = read_document(document.as_table(), &mut problems);
    check(text, document.as_table(), &charter, &mut problems);
    if problems.is_empty() { Ok(charter) } else { Err(problems) }
}

fn read_document(root: &Table, problems: &mut Vec<Problem>) -> Charter {
    const TABLES: [&str; 6] =
        ["charter", "calendar", "counting", "section", "commitment", "standard"];
    for (key, item) in root {
        if !TABLES.contains(&key) {
            let known = TABLES.map(str::to_owned).to_vec();
            let at = root.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
            problems.push(Problem { at, wrong: Wrong::UnknownKey { key: key.to_owned(), known } });
        }
    }
    let empty = Table::new();
    let head = root.get("charter").and_then(Item::as_table);
    let mut reader = Reader::new(head.unwrap_or(&empty), "the [charter] table".into(), problems);
    let (id, title, body, aim) =
        (reader.id(), reader.required("title"), reader.required("body"), reader.text("aim"));
    reader.nothing_else();
    let calendar = read_calendar(root, problems);
    let policy = match root.get("counting").and_then(Item::as_table) {
        Some(table) => {
            let mut reader = Reader::new(table, "the [counting] table".into(), problems);
            let policy = read_policy(&mut reader, Policy::default());
            reader.nothing_else();
            policy
        }
        None => Policy::default(),
    };
    let sections = tables(root, "section", problems).into_iter().map(|t| section(t, problems));
    let sections = sections.collect();
    let commitments =
        tables(root, "commitment", problems).into_iter().map(|t| commitment(t, problems)).collect();
    let standards = tables(root, "standard", problems)
        .into_iter()
        .map(|table| standard(table, policy, problems))
        .collect();
    Charter { id, title, body, aim, calendar, sections, commitments, standards }
}

/// The tables of an array such as `[[standard]]`.
fn tables<'a>(root: &'a Table, key: &str, problems: &mut Vec<Problem>) -> Vec<&'a Table> {
    match root.get(key) {
        None => Vec::new(),
        Some(Item::ArrayOfTables(array)) => array.iter().collect(),
        Some(other) => {
            let wrong = Wrong::WrongKind {
                key: key.to_owned(),
                wanted: "written with double brackets, once for each: [[…]]",
            };
            problems.push(Problem { at: other.span(), wrong });
            Vec::new()
        }
    }
}

fn read_calendar(root: &Table, problems: &mut Vec<Problem>) -> Definition {
    let fallback = Definition::office_hours(Nation::EnglandAndWales);
    let Some(table) = root.get("calendar").and_then(Item::as_table) else {
        let of = "the charter".to_owned();
        problems.push(Problem { at: None, wrong: Wrong::Missing { of, key: "[calendar]" } });
        return fallback;
    };
    let read = calendar::read_table(table).and_then(|definition| {
        let refused = |refusal| calendar::FileProblem::Refused(refusal, table.span());
        definition.clone().compile().map_err(refused).map(|_| definition)
    });
    read.unwrap_or_else(|problem| {
        let at = problem.place().or_else(|| table.span());
        problems.push(Problem { at, wrong: Wrong::Calendar(Box::new(problem)) });
        fallback
    })
}

fn section(table: &Table, problems: &mut Vec<Problem>) -> Section {
    let mut reader = Reader::new(table, named(table, "section"), problems);
    let section =
        Section { id: reader.id(), title: reader.required("title"), words: reader.text("words") };
    reader.nothing_else();
    section
}

fn commitment(table: &Table, problems: &mut Vec<Problem>) -> Commitment {
    let mut reader = Reader::new(table, named(table, "commitment"), problems);
    if table.get("number").is_none() {
        reader.missing("number");
    }
    let commitment = Commitment {
        id: reader.id(),
        number: reader.number("number").unwrap_or_default(),
        section: reader.required("section"),
        words: reader.required("words"),
        source: reader.text("source"),
    };
    reader.nothing_else();
    commitment
}

fn named(table: &Table, what: &str) -> String {
    match table.get("id").and_then(Item::as_str) {
        Some(id) => format!("{what} \"{id}\""),
        None => format!("a {what}"),
    }
}

fn read_policy(reader: &mut Reader<'_>, default: Policy) -> Policy {
    const DAY_ONE: Choices<DayOne> = &[
        ("after-receipt", DayOne::AfterReceipt),
        ("receipt", DayOne::Receipt),
        ("rolled", DayOne::Rolled),
    ];
    const LATE: Choices<LateReceipt> =
        &[("same-day", LateReceipt::SameDay), ("next-working-day", LateReceipt::NextWorkingDay)];
    const DUE_AT: Choices<DueAt> =
        &[("end-of-day", DueAt::EndOfDay), ("same-time", DueAt::SameTime)];
    const IF_CLOSED: Choices<IfClosed> =
        &[("stays", IfClosed::Stays), ("moves-on", IfClosed::MovesOn)];
    const PAUSE_DAYS: Choices<PauseDays> =
        &[("at-end", PauseDays::AtEnd), ("both-ends", PauseDays::BothEnds)];
    Policy {
        day_one: reader.choice("day_one", DAY_ONE).unwrap_or(default.day_one),
        late_receipt: reader.choice("late_receipt", LATE).unwrap_or(default.late_receipt),
        due_at: reader.choice("due_at", DUE_AT).unwrap_or(default.due_at),
        if_closed: reader.choice("if_closed", IF_CLOSED).unwrap_or(default.if_closed),
        pause_days: reader.choice("pause_days", PAUSE_DAYS).unwrap_or(default.pause_days),
        seconds_per_ring: reader.number("seconds_per_ring").unwrap_or(default.seconds_per_ring),
    }
}

fn standard(table: &Table, policy: Policy, problems: &mut Vec<Problem>) -> Standard {
    let mut reader = Reader::new(table, named(table, "standard"), problems);
    let r = &mut reader;
    let id = r.id();
    if table.get("kind").is_none() {
        r.missing("kind");
    }
    let kind = r.choice("kind", Kind::NAMES).unwrap_or(Kind::AdvertisedOnly);
    let policy = read_policy(r, policy);
    let (limit, limit_at) = (read_limit(r), r.span("limit"));
    let clock = Clock::new(limit.map_or(Term::Open, Term::Limit), policy);
    if let Err(refusal) = clock {
        r.problem(limit_at, Wrong::Clock(refusal));
    }
    let (starts, stops, fails) = events(r, kind);
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
        extension: r.limit("extension"),
        methods: r.choice_list("methods", Method::NAMES),
        formula: r.choice("formula", CallFormula::NAMES).unwrap_or_default(),
        window: window(r),
        undone: r.choice("undone", UNDONE).unwrap_or_default(),
        target: target(r),
        main: r.yes("main"),
        not_measured_because: r.text("not_measured_because"),
        source: r.text("source"),
    };
    only_for_its_kind(r, kind, table);
    reader.nothing_else();
    defaults(&mut standard);
    standard
}

const CALENDARS: Choices<StandardCalendar> = &[
    ("body", StandardCalendar::Body),
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
            Kind::InTime | Kind::ByDate => standard.methods.push(Method::Clock),
            Kind::Share => standard.methods.push(Method::Record),
            Kind::AdvertisedOnly => {}
        }
    }
}

/// A limit, or `none`.
fn read_limit(r: &mut Reader<'_>) -> Option<crate::clock::Limit> {
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
        Kind::AdvertisedOnly => {
            missing(r, "not_measured_because");
            (Vec::new(), Vec::new())
        }
    };
    (starts, stops, fails)
}

/// Keys that mean nothing for the standard's kind.
fn only_for_its_kind(r: &mut Reader<'_>, kind: Kind, table: &Table) {
    let others: &[&'static str] = match kind {
        Kind::InTime => &["yes", "no", "not_measured_because", "window"],
        Kind::ByDate => &["yes", "no", "limit", "not_measured_because", "window", "formula"],
        Kind::Share => {
            &["stops", "limit", "extension", "pauses", "not_measured_because", "formula"]
        }
        Kind::AdvertisedOnly => {
            &["starts", "stops", "yes", "no", "limit", "target", "methods", "window", "formula"]
        }
    };
    r.knows(&["yes", "no", "stops", "starts"]);
    for key in others.iter().filter(|key| table.contains_key(key)) {
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

fn window(r: &mut Reader<'_>) -> Option<crate::clock::Limit> {
    let window = r.limit("window")?;
    if !window.unit.counts_days() {
        let at = r.span("window");
        r.problem(at, Wrong::LimitUnit { key: "window".into(), unit: window.unit });
    }
    Some(window)
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
