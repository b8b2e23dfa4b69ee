//! An import that is killed, again and again, and begun anew.

use crate::calls::{Place, Told, many_requests, repository, word};
use db::{Address, Db, Options, args};
use std::process::{Child, Stdio};

/// How many rows are imported.
const ROWS: i64 = 6_000;

/// How many records are there.
fn there(db: &Db) -> i64 {
    let sql = "SELECT count(*) FROM records";
    db.read(|tx| tx.one(sql, args![], |row| row.get(0))).unwrap()
}

/// Waits until an import has taken more than so many records, or is over.
fn wait_for(db: &Db, records: i64, import: &mut Child) {
    while there(db) <= records && import.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
}

#[test]
fn an_import_that_is_killed_goes_on_where_it_was_when_it_is_begun_again() {
    let place = Place::new();
    place.kept(&["migrate"]).done();
    place.file("rows.csv", many_requests(ROWS));
    let map = repository("maps/boston-311.toml");
    let import = ["import", "records", "rows.csv", "--map", word(&map), "--json"];
    let db = Db::open(&Address::parse(&place.url).unwrap(), &Options::default()).unwrap();
    let mut kills = 0;
    let report = loop {
        let mut command = place.command(&import);
        let mut running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let before = there(&db);
        // Later each time, into the middle of another batch.
        wait_for(&db, before + 97 * kills, &mut running);
        if kills < 8 && running.try_wait().unwrap().is_none() {
            running.kill().unwrap();
            running.wait().unwrap();
            kills += 1;
            assert!(there(&db) >= before, "what was there stays");
            // It may be at work still, for all that anybody knows, until its lease has run out.
            place.kept(&import).refused(&["being imported already", "two minutes"]);
            super::databases::ends_leases(&place);
            continue;
        }
        break Told::of(running.wait_with_output().unwrap()).done().json();
    };
    assert!(kills >= 4, "{kills} kills prove little");
    let number = |key: &str| report[key].as_i64().unwrap();
    assert_eq!((number("read"), number("rejected")), (ROWS, 0), "{report}");
    assert_eq!(number("created") + number("unchanged"), ROWS, "{report}");
    assert!(number("unchanged") > 0, "{report}");
    assert_eq!(there(&db), ROWS);
    let again = place.kept(&import).done().json();
    assert_eq!(again["unchanged"], ROWS);
    place.kept(&["ledger", "rebuild", "--check"]).done();
    place.kept(&["audit", "verify"]).done();
}
