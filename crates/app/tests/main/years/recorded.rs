//! What people record in a scripted year for standards that no record judges: a line a reading, a
//! duty that was done, a milestone that was reached, a piece of evidence.
//!
//! `satisfaction survey 2026-04-01..2027-03-31 30/100`, `reports done 2026-04-01..2026-06-30
//! 2026-06-30`, `launch reached 2027-01-31`, `feedback-used shown 2026-05-01`

use app::readings::{AddPiece, MethodHistory, Read, Record, add_piece, board, record};
use jiff::civil::Date;
use rules::charter::Method;
use rules::charter::readings::{Period, Standing};
use std::collections::BTreeMap;
use testkit::{Person, Town};

/// Records every line of a script.
pub(super) fn records(town: &Town, script: &str) {
    let all = town.kept.read(app::charters::standards).unwrap();
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            continue;
        }
        let words: Vec<&str> = line.split(' ').collect();
        let standard = all.iter().find(|row| row.key == words[0]);
        let standard = standard.unwrap_or_else(|| panic!("no standard {}", words[0])).id;
        match words[1] {
            "shown" => shows(town, standard, words[2]),
            "reached" => reads(town, line, of_day(standard, words[2])),
            "done" => reads(town, line, done(standard, words[2], words[3])),
            method => reads(town, line, number(standard, method, words[2], words[3])),
        }
    }
}

fn reads(town: &Town, line: &str, what: Record) {
    let done = town.act(Person::PerformanceOfficer, move |cx| record(cx, &what));
    done.unwrap_or_else(|failure| panic!("{line}: {failure:?}"));
}

fn shows(town: &Town, standard: i64, dated: &str) {
    let add = AddPiece {
        standard,
        title: "What shows it".into(),
        place: "File 12/3".into(),
        owner: "Head of customer services".into(),
        dated_on: dated.parse().unwrap(),
    };
    town.act(Person::PerformanceOfficer, move |cx| add_piece(cx, &add)).unwrap();
}

fn number(standard: i64, method: &str, period: &str, value: &str) -> Record {
    let (top, base) = value.split_once('/').map_or((value, None), |(top, base)| (top, Some(base)));
    Record {
        standard,
        method: Method::named(method).unwrap_or_else(|| panic!("no method {method}")),
        period: days(period),
        top: Some(top.parse::<i64>().unwrap() * 100),
        base: base.map(|base| base.parse().unwrap()),
        sample: None,
        done_on: None,
        source: "The year's books".into(),
        service: None,
        provider: None,
        evidence: None,
    }
}

fn done(standard: i64, period: &str, on: &str) -> Record {
    let done_on = Some(on.parse().unwrap());
    Record { done_on, ..number(standard, "supplied", period, "1") }
}

fn of_day(standard: i64, on: &str) -> Record {
    done(standard, &format!("{on}..{on}"), on)
}

/// Reads `2026-04-01..2026-06-30`.
fn days(text: &str) -> Period {
    let (first, last) = text.split_once("..").unwrap();
    Period { first: first.parse().unwrap(), last: last.parse().unwrap() }
}

/// How every standard that is read stands: of periods since a day how many stand how, by method;
/// milestones; how many standards evidence shows, and how many have nothing recorded at all.
pub(super) fn standings(town: &Town, since: &str) -> Vec<String> {
    let since: Date = since.parse().unwrap();
    let times = (town.now(), town.today());
    let board = town.kept.read(|tx| board(tx, &town.kept, times)).unwrap().unwrap();
    let mut told = Vec::new();
    let mut evidence: BTreeMap<&str, usize> = BTreeMap::new();
    let mut without = 0;
    for history in &board.histories {
        let key = &history.standard().unwrap().id;
        match &history.read {
            Read::Periods(methods) => {
                let of_the_year = methods.iter().map(|one| {
                    let periods = one.periods.iter().filter(|one| one.period.first >= since);
                    MethodHistory { periods: periods.cloned().collect(), ..one.clone() }
                });
                let recorded = of_the_year.filter(is_recorded);
                let lines = recorded.map(|one| tell(key, &one));
                let before = told.len();
                told.extend(lines);
                without += usize::from(told.len() == before);
            }
            Read::Milestone(_, reached) => told.push(format!("{key}: {}", reached.key())),
            Read::Evidence(shown) => *evidence.entry(shown.key()).or_default() += 1,
        }
    }
    told.extend(evidence.iter().map(|(shown, number)| format!("evidence {shown}: {number}")));
    told.push(format!("nothing recorded: {without}"));
    told.sort();
    told
}

/// A duty stands also where nobody has said a word.
fn is_recorded(history: &MethodHistory) -> bool {
    history.periods.iter().any(|one| one.top.is_some() || one.standing == Standing::Missed)
}

fn tell(key: &str, history: &MethodHistory) -> String {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for period in &history.periods {
        *numbers.entry(period.standing.key()).or_default() += 1;
    }
    let numbers: Vec<String> =
        numbers.iter().map(|(standing, number)| format!("{standing} {number}")).collect();
    format!("{key} {}: {}", history.method.key(), numbers.join(", "))
}
