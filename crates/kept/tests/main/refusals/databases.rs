//! Databases that are not there, are none, are another's, or are newer.

use crate::calls::{Place, Told};
use db::{Address, Db, DbError, Options, Tx, args};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;

/// Calls that open the database, each of which must be refused alike.
const CALLS: [&[&str]; 6] = [
    &["serve"],
    &["migrate", "--json"],
    &["user", "add", "ada@netherby.example", "--name", "Ada", "--role", "adviser", "--json"],
    &["ledger", "rebuild", "--check", "--json"],
    &["audit", "verify", "--json"],
    &["figures", "--from", "2026-01", "--to", "2026-02", "--json"],
];

fn change(place: &Place, sql: &'static str) {
    let db = Db::open(&Address::parse(&place.url).unwrap(), &Options::default()).unwrap();
    db.write(move |tx: &mut Tx| tx.execute(sql, args![])).map_err(|e: DbError| e).unwrap();
}

#[test]
fn a_database_that_cannot_be_reached_is_named_without_its_password() {
    let place = Place::with_database("postgres://kept:top-secret@127.0.0.1:1/kept");
    for call in CALLS {
        let told = place.kept(call);
        told.refused(&["cannot be reached", "kept@127.0.0.1:1/kept", "Check that its server runs"]);
        assert!(!told.err.contains("top-secret"), "{}", told.err);
    }
    let told = place.kept(&["doctor", "--json"]);
    let database = &told.json()["checks"][0];
    assert_eq!((told.code, database["well"].as_bool()), (1, Some(false)));
    assert!(!told.out.contains("top-secret"));
}

#[test]
fn an_address_that_is_none_is_told_what_to_write() {
    for url in ["mysql://kept@db.example/kept", "kept.db", "postgres://"] {
        let place = Place::with_database(url);
        place.kept(&["serve"]).refused(&["cannot be understood", "sqlite:FILE"]);
    }
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let mut place = Place::new();
    place.url = format!("sqlite:{}", place.path("gone/kept.db").display());
    for call in &CALLS[..3] {
        place.kept(call).refused(&["cannot be opened", "gone/kept.db", "Check that the folder"]);
    }
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn what_only_looks_into_a_database_makes_none() {
    let place = Place::new();
    for call in &CALLS[3..] {
        place.kept(call).refused(&["There is no database in", "kept.db", "KEPT_DATABASE_URL"]);
    }
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn a_file_that_is_no_database_is_left_as_it_is() {
    let place = Place::new();
    let text = "Dear Sir or Madam, ".repeat(500);
    let file = place.file("kept.db", &text);
    for call in CALLS {
        place.kept(call).refused(&["no database, or it is damaged", "kept.db", "Check"]);
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), text);
}

#[test]
fn another_programs_database_is_left_as_it_is() {
    let place = Place::new();
    change(&place, "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY) STRICT");
    for call in CALLS {
        place.kept(call).refused(&["another program's tables", "bookmarks", "empty database"]);
    }
    change(&place, "INSERT INTO bookmarks (id) VALUES (1)");
}

#[test]
fn a_database_from_a_newer_version_is_not_touched() {
    let place = Place::new();
    place.kept(&["migrate"]).done();
    change(
        &place,
        "INSERT INTO migrations (number, name, sha256, applied_at)
         SELECT number + 1, 'from_the_future', '00', applied_at FROM migrations
         ORDER BY number DESC LIMIT 1",
    );
    let schema = app::MIGRATIONS.len();
    let (found, known) = (format!("schema {}", schema + 1), format!("knows {schema}"));
    for call in CALLS {
        place.kept(call).refused(&["newer version of Kept", &found, &known, "Use that version"]);
    }
    let names = place.names();
    assert!(!names.iter().any(|name| name.contains("before")), "no backup is made: {names:?}");
}

#[test]
fn a_folder_that_may_not_be_written_is_told() {
    let place = Place::new();
    let program = place.path("program");
    std::fs::copy(env!("CARGO_BIN_EXE_kept"), &program).unwrap();
    let folder = program.parent().unwrap();
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o555)).unwrap();
    for call in &CALLS[..3] {
        let mut command = std::process::Command::new(&program);
        command.args(*call).current_dir("/").env_clear().env("KEPT_DATABASE_URL", &place.url);
        if std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").unwrap()) == 0 {
            // Nobody, as whom nothing is allowed that the system's own user may do anyway.
            command.uid(65_534).gid(65_534);
        }
        let told = Told::of(command.output().unwrap());
        told.refused(&["cannot be written", "Permission denied", "Let the user"]);
    }
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o755)).unwrap();
    assert_eq!(place.names(), ["program"]);
}
