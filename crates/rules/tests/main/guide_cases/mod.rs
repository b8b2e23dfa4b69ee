//! The guide's chapter on clocks, held against the rules: every table of cases is read as it
//! stands, and each row must come out.

mod reading;
mod tables;

use crate::making::calendar;
use reading::{Expected, Given};
use rules::calendar::Calendar;
use rules::clock::*;
use std::path::Path;
use tables::{Row, Table, tables};
use words::Language;

const GUIDE: &str = include_str!("../../../../../docs/guide/clocks.md");

#[test]
fn every_case_of_the_guide_comes_out_as_it_stands_there() {
    let tables = cases(GUIDE);
    let wrong: Vec<String> = tables.iter().flat_map(|table| table.rows().flat_map(check)).collect();
    assert!(wrong.is_empty(), "docs/guide/clocks.md:\n{}", wrong.join("\n"));
    // So that a table which is no longer found cannot pass for one that holds.
    let cases: usize = tables.iter().map(|table| table.rows().count()).sum();
    assert!(tables.len() >= 18 && cases >= 95, "{} tables, {cases} cases", tables.len());
}

#[test]
fn a_wrong_case_is_noticed_whatever_is_wrong_with_it() {
    for (right, wrong) in [
        ("| Fri 31 Jan 2020 | Mon 3 Feb 2020 |", "| Fri 31 Jan 2020 | Fri 31 Jan 2020 |"),
        ("Mon 21 Sep 2026 23:59 | kept |", "Mon 21 Sep 2026 23:59 | missed |"),
        ("Day 5 is Tuesday 30 December. |", "Day 6 is Tuesday 30 December. |"),
        ("| refused | The clocks go back in Europe/London |", "| Sun 25 Oct 2026 05:30 | |"),
        ("| Fri 11 Sep 2026 14:00 |", "| Fri 11 Sep 2026 15:00 |"),
        ("| working seconds | 7200 |", "| working seconds | 7201 |"),
        ("| none | The clock has been paused", "| Mon 28 Sep 2026 | The clock has been paused"),
        ("| none | What is needed to begin", "| Mon 2 Mar 2026 | What is needed to begin"),
        ("| any | 40 working days on", "| 10 working days | 40 working days on"),
        ("| Wed 28 Jan 2026 23:59 | Wed 4 Feb 2026 |", "| | Wed 4 Feb 2026 |"),
        ("| Mon 2 Mar 2026 17:00 | Thu 30 Apr 2026 |", "| | Thu 30 Apr 2026 |"),
    ] {
        assert_eq!(GUIDE.matches(right).count(), 1, "{right}");
        let text = GUIDE.replace(right, wrong);
        let noticed = cases(&text).iter().flat_map(|table| table.rows().flat_map(check)).count();
        assert_eq!(noticed, 1, "{wrong}");
    }
}

/// The tables of cases: those of a chapter but the one of faults.
fn cases(text: &str) -> Vec<Table> {
    let is_case = |table: &Table| table.header[0] != "Fault";
    tables(text).into_iter().filter(is_case).collect()
}

#[test]
fn every_fault_of_the_field_is_answered_by_a_test_of_its_name_or_by_how_it_is_built() {
    let mut tests = String::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for of in ["rules", "app"] {
        read_all(&crates.join(of).join("tests"), &mut tests);
    }
    let tables = tables(GUIDE);
    let faults = tables.iter().find(|table| table.header[0] == "Fault").unwrap();
    let ids: Vec<&str> = faults.cells.iter().map(|row| row[0].as_str()).collect();
    let expected: Vec<String> = (1..=36).map(|number| format!("P{number}")).collect();
    assert_eq!(ids, expected);
    for row in &faults.cells {
        let named: Vec<&str> = row[2].split('`').skip(1).step_by(2).collect();
        let is_impossible = row[2].starts_with("Impossible:");
        assert!(is_impossible || !named.is_empty(), "{row:?}");
        for name in named.iter().filter(|name| name.contains('_')) {
            assert!(tests.contains(&format!("fn {name}(")), "{}: no test {name}", row[0]);
        }
    }
}

fn read_all(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

/// What is wrong with a row, each with the row.
fn check(row: Row<'_>) -> Vec<String> {
    let found = if row.cell("Amount").is_some() {
        amount(&row)
    } else if row.cell("Outcome").is_some() {
        outcome(&row)
    } else {
        dues(&row)
    };
    found.into_iter().map(|wrong| format!("line {}: {wrong}", row.line)).collect()
}

fn calendar_of(given: &Given) -> Calendar {
    let closed: Vec<&str> = given.closed.iter().map(String::as_str).collect();
    let open: Vec<&str> = given.open.iter().map(String::as_str).collect();
    calendar(given.nation, &given.hours, &closed, &open)
}

fn term(text: &str) -> Term {
    if text == "none" { Term::Open } else { Term::Limit(Limit::read(text).unwrap()) }
}

/// Every column that says when it is due, against the rules and the reasons that they give.
fn dues(row: &Row<'_>) -> Vec<String> {
    let columns = row
        .columns()
        .filter(|(header, _)| header.starts_with("Due") || header.starts_with("Notice by"));
    columns.filter_map(|(header, cell)| due_of(row, header, cell)).collect()
}

fn due_of(row: &Row<'_>, header: &str, cell: &str) -> Option<String> {
    let given = Given::read(row, header);
    let calendar = calendar_of(&given);
    let zone = calendar.zone();
    let why = row.cell("Why").unwrap_or_default();
    let starts = row.cell("Received").or(row.cell("Event")).unwrap();
    let start = match reading::moment(starts, zone) {
        Ok(moment) => moment.instant(),
        Err(no) => {
            let told = words::refusals::moment(Language::English, zone, starts, no);
            let is_told = cell == "refused" && told.as_str().contains(why);
            return (!is_told).then(|| format!("{starts} is refused: {told}"));
        }
    };
    let clock = Clock::new(term(row.cell("Limit").unwrap()), given.policy).unwrap();
    let (found, reasons) = if row.cell("Event").is_some() {
        (
            notice(&clock, &calendar, start).unwrap(),
            explain_notice(&clock, &calendar, start).unwrap(),
        )
    } else {
        let happened = given.happened(zone);
        for grant in &happened.grants {
            clock.takes(grant.by).unwrap();
        }
        let course = Course::run(clock, &calendar, start, &happened, Some(given.rule())).unwrap();
        (course.due(&calendar), course.explain(&calendar))
    };
    let told: Vec<String> = words::clock::explanation(Language::English, zone, &reasons)
        .into_iter()
        .map(String::from)
        .collect();
    let told = told.join(" ");
    let expected = Expected::read(cell, zone);
    if !expected.is(found) {
        return Some(format!("{header}: {cell} stands there, {found:?} comes out. {told}"));
    }
    let untold = |sentence: &&str| !told.contains(sentence.trim_end_matches('.'));
    let untold = why.split_inclusive(". ").map(str::trim).find(untold);
    untold.map(|sentence| format!("\"{sentence}\" stands there, told is: {told}"))
}

/// What became of a promise that was done at a moment.
fn outcome(row: &Row<'_>) -> Vec<String> {
    let given = Given::read(row, "");
    let calendar = calendar_of(&given);
    let zone = calendar.zone();
    let at = |name| reading::moment(row.cell(name).unwrap(), zone).unwrap().instant();
    let clock = Clock::new(term(row.cell("Limit").unwrap()), given.policy).unwrap();
    let (start, done) = (at("Received"), at("Done"));
    let line = Timeline::build(zone, start, Some(done), None, &[], Vec::new()).unwrap();
    let found = judge(&clock, &calendar, &line, done).outcome.key();
    let expected = row.cell("Outcome").unwrap();
    (found != expected)
        .then(|| format!("{expected} stands there, {found} comes out"))
        .into_iter()
        .collect()
}

/// How long something took.
fn amount(row: &Row<'_>) -> Vec<String> {
    let given = Given::read(row, "");
    let calendar = calendar_of(&given);
    let zone = calendar.zone();
    let at = |name| reading::moment(row.cell(name).unwrap(), zone).unwrap().instant();
    let measure = match row.cell("Unit").unwrap() {
        "seconds" => Measure::Seconds,
        "working seconds" => Measure::WorkingSeconds,
        "working days" => Measure::WorkingDays,
        "calendar days" => Measure::CalendarDays,
        other => panic!("line {}: no unit {other}", row.line),
    };
    let (from, to) = (at("From"), at("To"));
    let found = between(measure, &given.policy, &calendar, from, to, &Pauses::default()).unwrap();
    let expected: i64 = row.cell("Amount").unwrap().parse().unwrap();
    (found != expected)
        .then(|| format!("{expected} stands there, {found} comes out"))
        .into_iter()
        .collect()
}

/// A table's rows, each with its line in the file.
impl Table {
    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.cells.len()).map(|index| Row { table: self, index, line: self.line + 2 + index })
    }
}
