//! The four cities' own data, where it is there: an independent verdict on our clocks.

use super::{CITIES, import, is_sound, map};
use app::imports::Counts;
use db::args;
use flate2::read::GzDecoder;
use jiff::Timestamp;
use jiff::civil::DateTime;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use testkit::Town;

/// A file of the public data; none, and a note of what did not run, where it is not there.
#[expect(clippy::disallowed_methods, reason = "tests are told where the data is")]
#[expect(clippy::print_stdout, reason = "what did not run is said")]
fn public(test: &str, file: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("KEPT_PUBLIC_DATA").map_or(beside, PathBuf::from);
    let path = folder.join("service_requests").join(file);
    if path.exists() {
        return Some(path);
    }
    println!("{test} did not run: {file} is not there");
    if let Some(list) = std::env::var_os("KEPT_NOT_RUN") {
        let list = File::options().create(true).append(true).open(list);
        writeln!(list.unwrap(), "{test}: the public data ({file}) is not there").unwrap();
    }
    None
}

fn open(path: &Path) -> Box<dyn Read> {
    let file = File::open(path).unwrap();
    match path.extension().is_some_and(|extension| extension == "gz") {
        true => Box::new(GzDecoder::new(file)),
        false => Box::new(file),
    }
}

/// The rows of a CSV file, by the names of their columns.
fn rows(path: &Path) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(open(path));
    let header = reader.headers().unwrap().clone();
    let names = |row: csv::StringRecord| {
        header.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|row| names(row.unwrap())).collect()
}

/// A moment as Boston writes it, read by the time-zone database and nothing of ours.
fn moment(text: &str) -> Timestamp {
    let local: DateTime =
        jiff::fmt::strtime::parse("%m/%d/%Y %I:%M:%S %p", text).unwrap().to_datetime().unwrap();
    local.in_tz("America/New_York").unwrap().timestamp()
}

const BOSTON: &str = "boston_311_2015_jan_apr.csv.gz";

#[test]
fn bostons_own_verdict_is_ours_for_every_case_with_a_target() {
    let test = "bostons_own_verdict_is_ours_for_every_case_with_a_target";
    let Some(path) = public(test, BOSTON) else { return };
    let town = Town::new();
    let (report, seen) = import(&town, &map(CITIES[0].1), open(&path));
    assert_eq!(report.counts.created, 37_351, "{:?}", seen.rejected.first());
    let outcomes: HashMap<String, String> = town
        .kept
        .read(|tx| {
            tx.all(
                "SELECT r.row_key, p.outcome FROM imported_rows r
                 JOIN promises p ON p.record_id = r.record_id
                 JOIN standards s ON s.id = p.standard_id WHERE s.key = 'target-kept'",
                args![],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
        })
        .unwrap()
        .into_iter()
        .collect();
    let (mut same, mut without_verdict) = (0, Vec::new());
    for row in rows(&path) {
        let id = &row["CASE_ENQUIRY_ID"];
        if row["TARGET_DT"].is_empty() {
            assert_eq!(outcomes.get(id), None, "{id} was given no target");
            continue;
        }
        if row["CLOSED_DT"].is_empty() {
            assert_eq!(outcomes[id], "missed", "{id} is still open, years after its target");
            continue;
        }
        match (row["OnTime_Status"].as_str(), outcomes[id].as_str()) {
            ("ONTIME", "kept") | ("OVERDUE", "missed") => same += 1,
            ("", ours) => without_verdict.push(format!("{id} {ours}")),
            (city, ours) => panic!("{id}: the city says {city}, we say {ours}"),
        }
    }
    println!("{same} verdicts are the city's; {} cases have none:", without_verdict.len());
    println!("{}", without_verdict.join(", "));
    assert_eq!((same, without_verdict.len()), (22_172, 55));
}

const RULES: &str = "DERIVED_boston_sla_rules_2015_jan_apr.csv";
const HOLIDAYS: &str = "us_ma_holidays_2013_2020.csv";

/// Boston's map with the city's own rules in place of its targets: the clock of 2015, and a
/// standard for each type of case.
fn map_of_rules(rules: &[HashMap<String, String>], holidays: &Path) -> String {
    let all = CITIES[0].1;
    let mut text = all[..all.find("[calendar]").unwrap()].to_owned();
    let dates: Vec<String> =
        rows(holidays).into_iter().map(|row| format!("\"{}\"", row["date"])).collect();
    text.push_str(&format!(
        "[calendar]\nzone = \"America/New_York\"\nhours = \"Mo-Fr 08:30-17:00\"\n\
         closed = [{}]\n\n[counting]\ndue_at = \"same-time\"\n",
        dates.join(", ")
    ));
    for (number, rule) in rules.iter().enumerate() {
        let (kind, unit) = (&rule["type"], rule["best_rule_unit"].replace('_', " "));
        let days = &rule["best_rule_n"];
        text.push_str(&format!(
            "\n[[standard]]\nid = \"type-{number}\"\nkind = \"in-time\"\ntitle = \"{kind}\"\n\
             words = \"{kind} within {days} {unit}\"\nabout = [\"{kind}\"]\n\
             starts = \"received\"\nstops = [\"closed\"]\nlimit = \"{days} {unit}\"\n"
        ));
    }
    text
}

#[test]
fn bostons_rules_give_its_targets_as_often_as_the_reference_says() {
    let test = "bostons_rules_give_its_targets_as_often_as_the_reference_says";
    let (Some(path), Some(rules), Some(holidays)) =
        (public(test, BOSTON), public(test, RULES), public(test, HOLIDAYS))
    else {
        return;
    };
    let rules = rows(&rules);
    let folder = tempfile::tempdir().unwrap();
    let written = folder.path().join("boston-rules.toml");
    std::fs::write(&written, map_of_rules(&rules, &holidays)).unwrap();
    let town = Town::new();
    let map = map(&std::fs::read_to_string(&written).unwrap());
    assert_eq!(import(&town, &map, open(&path)).0.counts.created, 37_351);
    let due: HashMap<String, Timestamp> = town
        .kept
        .read(|tx| {
            tx.all(
                "SELECT r.row_key, p.due_at FROM imported_rows r
                 JOIN promises p ON p.record_id = r.record_id",
                args![],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
        })
        .unwrap()
        .into_iter()
        .collect();
    let mut found: HashMap<String, (u32, u32)> = HashMap::new();
    for row in rows(&path).into_iter().filter(|row| !row["TARGET_DT"].is_empty()) {
        let Some(ours) = due.get(&row["CASE_ENQUIRY_ID"]) else { continue };
        let away = ours.duration_since(moment(&row["TARGET_DT"])).abs();
        let (all, near) = found.entry(row["TYPE"].clone()).or_default();
        *all += 1;
        *near += u32::from(away.as_secs() <= 90);
    }
    let (mut below, mut sum) = (Vec::new(), (0, 0));
    println!("{:50} {:>6} {:>7} {:>7}", "type", "cases", "stated", "ours");
    for rule in &rules {
        let (all, near) = found[&rule["type"]];
        let stated: f64 = rule["exact_minute_match"].parse().unwrap();
        let ours = f64::from(near) / f64::from(all);
        println!("{:50} {all:>6} {stated:>7.4} {ours:>7.4}", rule["type"]);
        assert_eq!(rule["rows_with_target"], all.to_string(), "{}", rule["type"]);
        sum = (sum.0 + all, sum.1 + near);
        // The reference is rounded to four decimals.
        if ours + 0.000_05 < stated {
            below.push(&rule["type"]);
        }
    }
    println!("{} of {} cases within 90 seconds of their target", sum.1, sum.0);
    assert_eq!(below, Vec::<&String>::new());
    is_sound(&town);
}

#[test]
fn all_four_cities_are_imported_and_again_nothing_changes() {
    let test = "all_four_cities_are_imported_and_again_nothing_changes";
    let files = [
        (BOSTON, 37_351, 0),
        ("sf_311_2008_2016_sample10000.csv.gz", 10_000, 129),
        ("la_myla311_2017-12_10000.csv.gz", 9_999, 12),
        ("nyc_311_2023-12_1000.csv", 1_000, 0),
    ];
    let town = Town::new();
    for (place, (file, read, rejected)) in files.into_iter().enumerate() {
        let Some(path) = public(test, file) else { return };
        let map = map(CITIES[place].1);
        let (report, seen) = import(&town, &map, open(&path));
        println!("{file}: {:?} {:?}", report.counts, report.flagged);
        let expected = Counts { read, rejected, created: read - rejected, ..Counts::default() };
        assert_eq!(report.counts, expected, "{file}: {:?}", seen.rejected.first());
        // The only thing wrong with these is that they were closed before they were opened.
        let before = |reasons: &Vec<rules::imports::Reject>| {
            matches!(&reasons[..], [rules::imports::Reject::BeforeReceived { .. }])
        };
        assert!(seen.rejected.iter().all(|(_, _, reasons)| before(reasons)), "{file}");
        let (again, _) = import(&town, &map, open(&path));
        let expected = Counts { created: 0, unchanged: expected.created, ..expected };
        assert_eq!(again.counts, expected, "{file} again");
    }
    is_sound(&town);
}
