//! Reading a charter file: text in, a charter or all its problems with their places out.

use super::checks::check;
use super::layers;
use super::parts::{Charter, Counting};
use super::policies::read_policy;
use super::problems::{Problem, Wrong};
use super::read_parts::{commitment, foreword, opt_out, section, service, stage, translation};
use super::read_standard::standard;
use super::reader::Reader;
use super::shapes::TABLES;
use crate::calendar::{self, CalendarRefusal, Definition, Nation};
use crate::clock::{Limit, Policy};
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
    unknown_tables(root, &TABLES, problems);
    let empty = Table::new();
    let head = single(root, "charter", problems);
    let mut reader = Reader::new(head.unwrap_or(&empty), "the [charter] table".into(), problems);
    let head = Head {
        id: reader.id(),
        title: reader.required("title"),
        body: reader.required("body"),
        aim: reader.text("aim"),
        vision: reader.text("vision"),
        good_service: reader.text("good_service"),
        apology: reader.text("apology"),
        review: reader.days("review"),
        statutory: reader.yes("statutory"),
    };
    reader.nothing_else();
    read_promises(root, head, problems)
}

/// What a charter says of itself.
#[derive(Default)]
struct Head {
    id: String,
    title: String,
    body: String,
    aim: Option<String>,
    vision: Option<String>,
    good_service: Option<String>,
    apology: Option<String>,
    review: Option<Limit>,
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
    let charter = read_promises(root, Head { id, title, body, ..Head::default() }, problems);
    check(text, root, &charter, problems);
    charter
}

fn read_promises(root: &Table, head: Head, problems: &mut Vec<Problem>) -> Charter {
    let calendar = read_calendar(root, problems);
    let counting = read_counting(root, problems);
    let mut charter = Charter {
        id: head.id,
        title: head.title,
        body: head.body,
        aim: head.aim,
        vision: head.vision,
        good_service: head.good_service,
        apology: head.apology,
        review: head.review,
        statutory: head.statutory,
        calendar,
        counting,
        forewords: each(root, "foreword", problems, foreword),
        sections: each(root, "section", problems, section),
        commitments: each(root, "commitment", problems, commitment),
        services: each(root, "service", problems, service),
        stages: each(root, "stage", problems, stage),
        opt_outs: each(root, "opt_out", problems, opt_out),
        translations: each(root, "translation", problems, translation),
        standards: each(root, "standard", problems, |table, problems| {
            standard(table, counting, problems)
        }),
    };
    layers::work_out_who_owes(&mut charter);
    charter
}

/// Reads every table of an array such as `[[standard]]`.
fn each<T>(
    root: &Table,
    key: &str,
    problems: &mut Vec<Problem>,
    read: impl Fn(&Table, &mut Vec<Problem>) -> T,
) -> Vec<T> {
    tables(root, key, problems).into_iter().map(|table| read(table, problems)).collect()
}

fn read_counting(root: &Table, problems: &mut Vec<Problem>) -> Counting {
    let Some(table) = single(root, "counting", problems) else { return Counting::default() };
    let mut reader = Reader::new(table, "the [counting] table".into(), problems);
    let policy = read_policy(&mut reader, Policy::default());
    let remind = reader.limit("remind");
    reader.nothing_else();
    Counting { policy, remind }
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
        let refused = |refusal| {
            let key = match refusal {
                CalendarRefusal::UnknownZone(_) => table.get("zone"),
                _ => None,
            };
            let at = key.and_then(Item::span).or_else(|| table.span());
            calendar::FileProblem::Refused(refusal, at)
        };
        definition.clone().compile().map_err(refused).map(|_| definition)
    });
    read.unwrap_or_else(|problem| {
        let at = problem.place().or_else(|| table.span());
        problems.push(Problem { at, wrong: Wrong::Calendar(Box::new(problem)) });
        fallback
    })
}
