//! A million contacts: the demonstration's year, over and over under other numbers and other
//! references; and ten thousand: the last of the same year.

use crate::Bench;
use app::Kept;
use db::{Address, Db, Options, args};
use rules::references::Reference;
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The two sizes that are compared.
pub(crate) struct Sizes {
    pub(crate) small: PathBuf,
    pub(crate) large: PathBuf,
}

const SMALL: i64 = 10_000;
const LARGE: i64 = 1_000_000;

/// The tables that are repeated, with the table whose numbers each of their columns holds.
const TABLES: [(&str, &[(&str, &str)]); 8] = [
    ("customers", &[("id", "customers")]),
    ("records", &[("id", "records"), ("customer_id", "customers"), ("part_of", "records")]),
    ("contacts", &[("id", "records")]),
    ("cases", &[("id", "records")]),
    ("facts", &[("id", "facts"), ("record_id", "records"), ("replaces_id", "facts")]),
    ("promises", &[("id", "promises"), ("record_id", "records"), ("started_by", "facts")]),
    ("judgements", &[("id", "judgements"), ("promise_id", "promises")]),
    ("repeat_suggestions", &[("record_id", "records"), ("earlier_id", "records")]),
];

/// Makes both from the demonstration that lies in the run's folder.
pub(crate) fn generate(bench: &Bench) -> Sizes {
    let one = |name: &str, make: fn(&Connection)| {
        let file = bench.file(name);
        if !file.exists() {
            let began = Instant::now();
            let making = bench.file("making.db");
            let _ = std::fs::remove_file(&making);
            open(&bench.file("kept.db")).db().backup(&making).unwrap();
            let changed = change(&making, make);
            std::fs::rename(making, &file).unwrap();
            println!("{name}: {changed} contacts, made in {:.0} s", began.elapsed().as_secs_f64());
        }
        file
    };
    Sizes { small: one("ten-thousand.db", cut), large: one("million.db", repeat) }
}

/// Opens a database as `kept serve` does.
pub(crate) fn open(file: &Path) -> Kept {
    Kept::new(Db::open(&Address::sqlite(file), &Options::default()).unwrap())
}

/// A number of a table.
pub(crate) fn number(kept: &Kept, table: &str, what: &str) -> i64 {
    let sql = format!("SELECT coalesce({what}, 0) FROM {table}");
    kept.read(|tx| tx.one(&sql, args![], |row| row.get(0))).unwrap()
}

/// Changes a database in bulk, past its guards and with its indexes away meanwhile.
fn change(file: &Path, make: fn(&Connection)) -> i64 {
    let db = Connection::open(file).unwrap();
    let setting = "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
                   PRAGMA cache_size = -500000; PRAGMA temp_store = MEMORY;";
    db.execute_batch(setting).unwrap();
    let taken = texts(
        &db,
        "SELECT name || '\n' || type || '\n' || sql FROM sqlite_schema
                           WHERE type IN ('index', 'trigger') AND sql IS NOT NULL",
    );
    for text in &taken {
        let mut parts = text.splitn(3, '\n');
        let (name, kind) = (parts.next().unwrap(), parts.next().unwrap());
        db.execute_batch(&format!("DROP {kind} {name}")).unwrap();
    }
    db.execute_batch("BEGIN").unwrap();
    make(&db);
    fill_lists(&db);
    add_up(&db);
    db.execute_batch("COMMIT").unwrap();
    for text in &taken {
        db.execute_batch(text.splitn(3, '\n').last().unwrap()).unwrap();
    }
    db.execute_batch("PRAGMA optimize = 0x10002").unwrap();
    one(&db, "SELECT count(*) FROM records")
}

/// Repeats everything until there are a million contacts.
fn repeat(db: &Connection) {
    let last = |table: &str| one(db, &format!("SELECT coalesce(max(rowid), 0) FROM {table}"));
    let last: Vec<(&str, i64)> = TABLES.iter().map(|(table, _)| (*table, last(table))).collect();
    let last = |table: &str| last.iter().find(|(known, _)| *known == table).map_or(0, |l| l.1);
    let contacts = one(db, "SELECT count(*) FROM records");
    db.execute_batch("CREATE TEMP TABLE fresh (id INTEGER PRIMARY KEY, reference TEXT)").unwrap();
    for time in 1..(LARGE + contacts / 2) / contacts {
        new_references(db, last("records"), last("records") * time);
        for (table, numbers) in TABLES {
            let columns = texts(db, &format!("SELECT name FROM pragma_table_info('{table}')"));
            let value = |column: &String| match numbers.iter().find(|(name, _)| name == column) {
                Some((_, of)) => format!("{column} + {}", last(of) * time),
                None if column == "reference" => {
                    let shift = last("records") * time;
                    format!("(SELECT reference FROM fresh WHERE id = records.id + {shift})")
                }
                None => column.clone(),
            };
            let values: Vec<String> = columns.iter().map(value).collect();
            let (columns, values) = (columns.join(", "), values.join(", "));
            let sql = format!(
                "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE rowid <= {}",
                last(table)
            );
            db.execute_batch(&sql).unwrap();
        }
    }
}

/// A reference for each record that is about to be repeated.
fn new_references(db: &Connection, last: i64, shift: i64) {
    let mut insert = db.prepare("INSERT INTO fresh VALUES (?1, ?2)").unwrap();
    let mut taken = db.prepare("SELECT 1 FROM records WHERE reference = ?1").unwrap();
    let all = 23_u64.pow(7);
    for id in shift + 1..=shift + last {
        // Spread over all numbers, as random ones are. Of two that are near each other none is
        // the other's neighbour, so that the next but few is free if one is taken.
        let number = id as u64 * 1_181_783_497 % all;
        let references = (number..).map(|number| Reference::of_number(number % all));
        let mut free = references.filter(|one| !taken.exists([one.plain()]).unwrap());
        insert.execute(params![id, free.next().unwrap().plain()]).unwrap();
    }
}

/// Leaves the last ten thousand contacts of the year.
fn cut(db: &Connection) {
    let sql = format!("SELECT id FROM records ORDER BY id DESC LIMIT 1 OFFSET {SMALL}");
    let last = one(db, &sql);
    db.execute_batch(&format!(
        "DELETE FROM judgements WHERE promise_id IN
             (SELECT id FROM promises WHERE record_id <= {last});
         DELETE FROM promises WHERE record_id <= {last};
         DELETE FROM facts WHERE record_id <= {last};
         DELETE FROM cases WHERE id <= {last};
         DELETE FROM contacts WHERE id <= {last};
         DELETE FROM repeat_suggestions WHERE record_id <= {last} OR earlier_id <= {last};
         DELETE FROM jobs WHERE record_id <= {last};
         UPDATE records SET part_of = NULL WHERE part_of <= {last};
         DELETE FROM records WHERE id <= {last};"
    ))
    .unwrap();
}

/// Gives the case officer of the sign-ins the same hundred and fifty promises to keep whatever
/// the size, fifty of them overdue and fifty due tonight: lists as long on both.
fn fill_lists(db: &Connection) {
    let officer = "(SELECT id FROM staff WHERE name = 'Callum Reid')";
    let team = format!("(SELECT min(unit_id) FROM staff_roles WHERE staff_id = {officer})");
    let ids = "SELECT id FROM promises WHERE is_open AND due_at IS NOT NULL ORDER BY id DESC";
    let theirs = format!("SELECT record_id FROM promises WHERE id IN ({ids} LIMIT 150)");
    let now = app::time::now();
    let soon = (now + jiff::SignedDuration::from_mins(90)).as_microsecond();
    let past = (now - jiff::SignedDuration::from_hours(30)).as_microsecond();
    db.execute_batch(&format!(
        "UPDATE promises SET due_at = {past} WHERE id IN ({ids} LIMIT 50);
         UPDATE promises SET due_at = {soon} WHERE id IN ({ids} LIMIT 50 OFFSET 50);
         UPDATE records SET owner_id = {officer}, team_id = {team} WHERE id IN ({theirs});
         UPDATE promises SET now_owner_id = {officer}, now_team_id = {team}
         WHERE record_id IN ({theirs});"
    ))
    .unwrap();
}

/// Adds the lines up, and says that they are sealed: figures read the sums of what is.
fn add_up(db: &Connection) {
    db.execute_batch("DELETE FROM rollups; DELETE FROM seal_gaps").unwrap();
    for counted_by in ["received", "due", "concluded"] {
        db.execute_batch(&format!(
            "INSERT INTO rollups
             SELECT '{counted_by}', {counted_by}_month, standard_id, method, service_id, channel,
                    outcome, sum(delta)
             FROM judgements WHERE NOT is_test AND {counted_by}_month IS NOT NULL
             GROUP BY 2, 3, 4, 5, 6, 7 HAVING sum(delta) <> 0"
        ))
        .unwrap();
    }
    db.execute_batch(
        "INSERT INTO seals
         SELECT id + 1, hash, hash, sealed_at + 1, (SELECT max(id) FROM facts),
                (SELECT max(id) FROM judgements), '', '', '', '', 0
         FROM seals ORDER BY id DESC LIMIT 1",
    )
    .unwrap();
}

fn one(db: &Connection, sql: &str) -> i64 {
    db.query_row(sql, [], |row| row.get(0)).unwrap()
}

fn texts(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(|row| row.unwrap()).collect()
}
