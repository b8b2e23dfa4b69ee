//! `kept figures`.

use super::keys;
use crate::calls::{Place, repository, word};

const KEYS: [&str; 18] = [
    "standard",
    "method",
    "period",
    "kept",
    "missed",
    "running",
    "ended_by_customer",
    "not_counted",
    "no_evidence",
    "measured",
    "share",
    "low",
    "high",
    "coverage",
    "reliable",
    "target",
    "met",
    "period_state",
];
const TIMES: [&str; 7] = ["stopped", "mean", "median", "p90", "longest", "unit", "gross_median"];

/// A place with a city's requests, each due by a date that was told.
fn with_requests() -> Place {
    let place = Place::new();
    let map = repository("maps/boston-311.toml");
    place.file("s.csv", std::fs::read(repository("maps/samples/boston-311.csv")).unwrap());
    place.kept(&["import", "records", "s.csv", "--map", word(&map)]).done();
    place
}

const CALL: [&str; 5] = ["figures", "--from", "2015-01", "--to", "2015-12"];

#[test]
fn rows_have_the_published_keys_and_counts_that_agree() {
    let place = with_requests();
    let rows = place.kept(&[&CALL[..], &["--json"]].concat()).done().json();
    let row = &rows.as_array().unwrap()[0];
    assert_eq!(rows.as_array().unwrap().len(), 1, "one row for the whole span");
    assert_eq!(keys(row), KEYS);
    let number = |key: &str| row[key].as_f64().unwrap();
    let (kept, missed, none) = (number("kept"), number("missed"), number("no_evidence"));
    assert!((number("share") - kept / (kept + missed)).abs() < 1e-12);
    assert!((number("coverage") - (kept + missed) / (kept + missed + none)).abs() < 1e-12);
    assert!(number("low") < number("share") && number("share") < number("high"));
    assert_eq!(row["period_state"], "provisional");
    assert!(row["met"].is_null(), "its period is not closed");
}

#[test]
fn groups_and_times_add_their_keys() {
    let place = with_requests();
    let more = ["--by", "year,channel", "--by", "service", "--times", "--json"];
    let rows = place.kept(&[&CALL[..], &more].concat()).done().json();
    let expected = [&KEYS[..3], &["channel", "service"], &KEYS[3..], &TIMES].concat();
    let rows = rows.as_array().unwrap();
    assert!(rows.iter().all(|row| keys(row) == expected));
    assert_eq!(rows[0]["period"], "2014-15", "years begin in April");
    let all = place.kept(&[&CALL[..], &["--json"]].concat()).done().json();
    for outcome in ["kept", "missed", "no_evidence"] {
        let sum: i64 = rows.iter().map(|row| row[outcome].as_i64().unwrap()).sum();
        assert_eq!(sum, all[0][outcome].as_i64().unwrap(), "{outcome}");
    }
}

#[test]
fn csv_has_the_same_columns_also_without_rows() {
    let place = with_requests();
    let told = place.kept(&[&CALL[..], &["--csv"]].concat()).done();
    assert_eq!(told.out.lines().next().unwrap(), KEYS.join(","));
    assert_eq!(told.out.lines().count(), 2);
    let none = ["figures", "--from", "2030-01", "--to", "2030-01", "--csv", "--by", "team,month"];
    let told = place.kept(&[&none[..], &["--times"]].concat()).done();
    let expected = [&KEYS[..3], &["team"], &KEYS[3..], &TIMES].concat();
    assert_eq!(told.out, format!("{}\n", expected.join(",")));
}

#[test]
fn what_cannot_be_asked_is_told() {
    let place = with_requests();
    for (call, words) in [
        (&["figures", "--from", "2015-13", "--to", "2015-12"][..], "not a month"),
        (&["figures", "--from", "2015-12", "--to", "2015-01"], "Swap them"),
        (&[&CALL[..], &["--by", "colour"]].concat(), "Write month, quarter, year"),
        (&[&CALL[..], &["--by", "month,year"]].concat(), "one length of period"),
        (&[&CALL[..], &["--count-by", "luck"]].concat(), "due, received or concluded"),
        (&[&CALL[..], &["--known-at", "yesterday"]].concat(), "not a date and time"),
        (&[&CALL[..], &["--csv", "--json"]].concat(), "--csv"),
    ] {
        place.kept(call).wrong_call(&[words]);
    }
    let unknown = [&CALL[..], &["--standard", "nonesuch", "--json"]].concat();
    place.kept(&unknown).refused(&["no standard \"nonesuch\"", "target-kept"]);
    let known = [&CALL[..], &["--standard", "target-kept", "--json"]].concat();
    assert_eq!(place.kept(&known).done().json()[0]["standard"], "target-kept");
    // Nothing was known then.
    let before = [&CALL[..], &["--known-at", "2016-01-01T00:00", "--json"]].concat();
    assert_eq!(place.kept(&before).done().json().as_array().unwrap().len(), 0);
}
