//! Reading a charter file: text in, a charter or all its problems with their places out.

use super::checks::check;
use super::problems::{Problem, Wrong};
use super::read_standard::{ForAll, standard};
use super::reader::Reader;
use super::standards::Choices;
use super::{Charter, Commitment, Section};
use crate::calendar::{self, Definition, Nation};
use crate::clock::{DayOne, DueAt, IfClosed, LateReceipt, PauseDays, Policy};
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
    unknown_tables(root, &TABLES, problems);
    let empty = Table::new();
    let head = single(root, "charter", problems);
    let mut reader = Reader::new(head.unwrap_or(&empty), "the [charter] table".into(), problems);
    let head = Head {
        id: reader.id(),
        title: reader.required("title"),
        body: reader.required("body"),
        aim: reader.text("aim"),
        statutory: reader.yes("statutory"),
    };
    reader.nothing_else();
    read_promises(root, head, problems)
}

/// What a charter says of itself.
struct Head {
    id: String,
    title: String,
    body: String,
    aim: Option<String>,
    statutory: bool,
}

/// Reads the promises that another file brings in the tables of a charter, under a name of that
/// file's own.
pub(crate) fn read_part(
    text: &str,
    root: &Table,
    (id, title): (&str, &str),
    problems: &mut Vec<Problem>,
) -> Charter {
    let (id, title, body) = (id.to_owned(), title.to_owned(), title.to_owned());
    let charter =
        read_promises(root, Head { id, title, body, aim: None, statutory: false }, problems);
    check(text, root, &charter, problems);
    charter
}

fn read_promises(root: &Table, head: Head, problems: &mut Vec<Problem>) -> Charter {
    let calendar = read_calendar(root, problems);
    let all = match single(root, "counting", problems) {
        Some(table) => {
            let mut reader = Reader::new(table, "the [counting] table".into(), problems);
            let policy = read_policy(&mut reader, Policy::default());
            let remind = reader.limit("remind");
            reader.nothing_else();
            ForAll { policy, remind }
        }
        None => ForAll::default(),
    };
    let sections = tables(root, "section", problems).into_iter().map(|t| section(t, problems));
    let sections = sections.collect();
    let commitments =
        tables(root, "commitment", problems).into_iter().map(|t| commitment(t, problems)).collect();
    let standards = tables(root, "standard", problems)
        .into_iter()
        .map(|table| standard(table, all, problems))
        .collect();
    let Head { id, title, body, aim, statutory } = head;
    Charter { id, title, body, aim, statutory, calendar, sections, commitments, standards }
}

/// Makes every table that a file cannot have a problem.
pub(crate) fn unknown_tables(root: &Table, tables: &[&str], problems: &mut Vec<Problem>) {
    for (key, item) in root {
        if !tables.contains(&key) {
            let known = tables.iter().map(|table| (*table).to_owned()).collect();
            let at = root.key(key).and_then(toml_edit::Key::span).or_else(|| item.span());
            problems.push(Problem { at, wrong: Wrong::UnknownKey { key: key.to_owned(), known } });
        }
    }
}

/// A table such as `[calendar]`. Anything else under its name is a problem.
pub(crate) fn single<'a>(
    root: &'a Table,
    key: &str,
    problems: &mut Vec<Problem>,
) -> Option<&'a Table> {
    let item = root.get(key)?;
    if !item.is_table() {
        let wanted = "a table: its name in single brackets, its keys in the lines below";
        let wrong = Wrong::WrongKind { key: key.to_owned(), wanted };
        problems.push(Problem { at: item.span(), wrong });
    }
    item.as_table()
}

/// The tables of an array such as `[[standard]]`.
pub(crate) fn tables<'a>(
    root: &'a Table,
    key: &str,
    problems: &mut Vec<Problem>,
) -> Vec<&'a Table> {
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
    let Some(table) = single(root, "calendar", problems) else {
        if !root.contains_key("calendar") {
            let of = "the charter".to_owned();
            problems.push(Problem { at: None, wrong: Wrong::Missing { of, key: "[calendar]" } });
        }
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

pub(super) fn named(table: &Table, what: &str) -> String {
    match table.get("id").and_then(Item::as_str) {
        Some(id) => format!("{what} \"{id}\""),
        None => format!("a {what}"),
    }
}

pub(super) const DAY_ONE: Choices<DayOne> = &[
    ("after-receipt", DayOne::AfterReceipt),
    ("receipt", DayOne::Receipt),
    ("rolled", DayOne::Rolled),
];

pub(super) fn read_policy(reader: &mut Reader<'_>, default: Policy) -> Policy {
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
