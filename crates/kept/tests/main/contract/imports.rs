//! `kept import records`.

use super::keys;
use crate::calls::{Place, repository};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

const CALL: [&str; 6] = ["import", "records", "s.csv", "--map", "map.toml", "--json"];

/// A place with a table of 18 rows, 3 of them bad, and its map.
fn with_sample() -> Place {
    let place = Place::new();
    for (name, path) in
        [("map.toml", "maps/boston-311.toml"), ("s.csv", "maps/samples/boston-311.csv")]
    {
        place.file(name, std::fs::read(repository(path)).unwrap());
    }
    place
}

/// What a report counts: read, created, updated, unchanged, rejected.
fn counts(report: &serde_json::Value) -> [i64; 5] {
    ["read", "created", "updated", "unchanged", "rejected"].map(|key| report[key].as_i64().unwrap())
}

#[test]
fn a_trial_counts_and_writes_nothing() {
    let place = with_sample();
    let names = place.names();
    let told = place.kept(&[&CALL[..], &["--dry-run"]].concat()).done();
    assert_eq!(counts(&told.json()), [18, 15, 0, 0, 3]);
    assert!(told.json()["rejects_file"].is_null());
    assert_eq!(place.names(), names);
}

#[test]
fn importing_again_changes_nothing_and_mended_rejects_come_in() {
    let place = with_sample();
    let first = place.kept(&CALL).done().json();
    let published = ["read", "created", "updated", "unchanged", "rejected", "rejects_file"];
    assert_eq!(keys(&first)[..6], published);
    assert_eq!(counts(&first), [18, 15, 0, 0, 3]);
    assert_eq!(first["rejects_file"], "s.rejects.csv");
    assert_eq!(counts(&place.kept(&CALL).done().json()), [18, 0, 0, 15, 3]);
    // Each bad row stands there as it was, after its reason.
    let rejects = std::fs::read_to_string(place.path("s.rejects.csv")).unwrap();
    assert_eq!(rejects.lines().count(), 4);
    assert!(rejects.contains("Carrier Pigeon") && rejects.contains("no such date"), "{rejects}");
    place.file("mended.csv", rejects.replace(",Carrier Pigeon", ",Self Service"));
    let mended = CALL.map(|word| if word == "s.csv" { "mended.csv" } else { word });
    assert_eq!(counts(&place.kept(&mended).done().json()), [3, 1, 0, 0, 2]);
    place.kept(&["ledger", "rebuild", "--check"]).done();
}

#[test]
fn a_packed_file_is_the_same_file() {
    let place = with_sample();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&std::fs::read(place.path("s.csv")).unwrap()).unwrap();
    place.file("s.csv.gz", packed.finish().unwrap());
    let call = CALL.map(|word| if word == "s.csv" { "s.csv.gz" } else { word });
    assert_eq!(counts(&place.kept(&call).done().json()), [18, 15, 0, 0, 3]);
    assert_eq!(counts(&place.kept(&CALL).done().json()), [18, 0, 0, 15, 3]);
}

#[test]
fn in_words_it_says_the_same_and_no_bar_is_drawn_where_there_is_no_terminal() {
    let place = with_sample();
    let told = place.kept(&CALL[..5]).done();
    assert!(told.out.contains("18 rows read, 15 created, 0 updated, 0 unchanged, 3 rejected"));
    assert!(told.out.contains("s.rejects.csv"), "{}", told.out);
    assert_eq!(told.err, "");
}
