//! Charters, maps and tables that are wrong in themselves or do not go together.

use crate::calls::{Place, repository, word};

#[test]
fn a_charter_with_an_unknown_unit_is_told_where_and_what_to_write() {
    let text = std::fs::read_to_string(repository("charters/rossendale.toml")).unwrap();
    let place = Place::new();
    place.file("ours.toml", text.replacen("\"10 working days\"", "\"10 wrkng days\"", 1));
    let line = 1 + text.lines().position(|line| line.contains("\"10 working days\"")).unwrap();
    let told = place.kept(&["charter", "check", "ours.toml"]);
    assert_eq!(told.code, 1);
    for words in
        [&format!("ours.toml: line {line}, column "), "wrkng", "Did you mean \"working days\"?"]
    {
        assert!(told.out.contains(words), "“{words}” is not said: {}", told.out);
    }
    assert!(told.err.contains("1 problem found"), "{}", told.err);
    // Where it is more than checked, it is refused as a whole.
    place.kept(&["charter", "show", "ours.toml", "--json"]).refused(&["wrkng", "line"]);
    let adopted = place.kept(&["charter", "adopt", "ours.toml", "--from", "2026-04-01"]);
    adopted.refused(&["wrkng", "line"]);
    assert_eq!(place.names(), ["ours.toml"], "no database was begun");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let place = Place::new();
    let map = repository("maps/boston-311.toml");
    for call in [
        ["charter", "check", "gone.toml", "--json"],
        ["charter", "show", "./gone.toml", "--json"],
        ["config", "show", "--config", "gone.toml"],
    ] {
        place.kept(&call).refused(&["gone.toml", "could not be read", "Check"]);
    }
    let import = ["import", "records", "gone.csv", "--map", word(&map), "--json"];
    place.kept(&import).refused(&["gone.csv", "could not be read", "Check its name"]);
    place.file("s.csv", "a\n1\n");
    let import = ["import", "records", "s.csv", "--map", "gone.toml", "--json"];
    place.kept(&import).refused(&["gone.toml", "could not be read", "Check"]);
    assert_eq!(place.names(), ["s.csv"], "no database was begun");
}

/// A place with a table to import, and its map.
fn with_sample() -> Place {
    let place = Place::new();
    for (name, path) in
        [("map.toml", "maps/boston-311.toml"), ("s.csv", "maps/samples/boston-311.csv")]
    {
        place.file(name, std::fs::read(repository(path)).unwrap());
    }
    place
}

#[test]
fn what_is_no_table_or_lacks_a_column_is_not_imported() {
    let place = with_sample();
    let noise = (0..5_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8);
    let noise: Vec<u8> = noise.collect();
    place.file("noise.csv", &noise);
    place.file("empty.csv", "");
    place.file("damaged.csv.gz", [&[0x1f, 0x8b, 0x08][..], &noise].concat());
    std::fs::create_dir(place.path("folder")).unwrap();
    let map = std::fs::read_to_string(place.path("map.toml")).unwrap();
    place.file("other.toml", map.replace("CASE_ENQUIRY_ID", "CASE_NUMBER"));
    place.file("wrong.toml", map.replace("[columns]", "[colums]"));
    let line = 1 + map.lines().position(|line| line.contains("CASE_ENQUIRY_ID")).unwrap();
    let at_column = format!("other.toml: line {line}, column ");
    for (file, map, words) in [
        ("noise.csv", "map.toml", ["noise.csv is not a CSV file", "Export the records as CSV"]),
        ("empty.csv", "map.toml", ["empty.csv is empty", "Check that it was saved whole"]),
        ("damaged.csv.gz", "map.toml", ["cannot be unpacked", "nothing of it was imported"]),
        ("folder", "map.toml", ["folder is a folder", "Name the CSV file"]),
        ("s.csv", "other.toml", [at_column.as_str(), "no column \"CASE_NUMBER\""]),
        ("s.csv", "wrong.toml", ["wrong.toml: line ", "colums"]),
    ] {
        let call = ["import", "records", file, "--map", map, "--json"];
        place.kept(&call).refused(&words);
    }
    let names = place.names();
    assert!(!names.iter().any(|name| name.contains("rejects")), "{names:?}");
    // What was refused left nothing: the right one is all new.
    let told = place.kept(&["import", "records", "s.csv", "--map", "map.toml", "--json"]).done();
    assert_eq!(told.json()["created"], 15);
}
