//! Both engines, held to the same behaviour, and what each must stand on its own: group commit,
//! full disks, power cuts, lost connections.
#![expect(clippy::expect_used, reason = "what goes wrong in a test's helpers fails the test")]

mod files;
mod full_disk;
mod group_commit;
mod migrations;
mod power_cuts;
mod schemas;
mod servers;
mod statements;
mod streaming;
mod transactions;
mod values;

use db::{Db, DbError, args};

/// A table for tests that need one: `notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL)`.
fn make_notes(db: &Db) {
    let sql = "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL)";
    db.write(move |tx| tx.execute(sql, args![])).expect("a table");
}

/// Writes one note.
fn note(db: &Db, id: i32, body: &str) -> Result<(), DbError> {
    let body = body.to_owned();
    db.write(move |tx| {
        tx.execute("INSERT INTO notes (id, body) VALUES ($1, $2)", args![id, &body]).map(|_| ())
    })
}

/// The ids of all notes.
fn notes(db: &Db) -> Vec<i32> {
    db.read(|tx| tx.all("SELECT id FROM notes ORDER BY id", args![], |row| row.get(0)))
        .expect("the notes")
}
