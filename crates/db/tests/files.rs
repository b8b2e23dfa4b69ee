//! SQLite's file: who may read it, who else may have it open, how it is copied and checked.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use db::testing::{Fresh, LossyDisk};
use db::{Address, Db, DbError, Engine, Options, args, durability};

use crate::{make_notes, note, notes};

fn sqlite(address: &Fresh) -> &Path {
    address.address().file().expect("a SQLite database")
}

#[test]
fn the_file_and_its_log_are_for_their_owner_only() {
    let db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    for name in ["kept.db", "kept.db-wal"] {
        let file = sqlite(&db).with_file_name(name);
        let mode = file.metadata().expect("a file").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name}: {mode:o}");
    }
}

#[test]
fn closing_leaves_one_file_with_everything_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("kept.db");
    let db = Db::open(&Address::sqlite(&file), &Options::default()).expect("a database");
    make_notes(&db);
    note(&db, 1, "x").expect("a note");
    drop(db);
    let copy = folder.path().join("copy.db");
    std::fs::copy(&file, &copy).expect("a copy of the one file");
    let db = Db::open(&Address::sqlite(&copy), &Options::default()).expect("the copy");
    assert_eq!(notes(&db), [1]);
}

#[test]
fn a_file_that_is_locked_by_another_process_says_so_and_can_be_written_later() {
    let options = Options { lock_timeout: Duration::from_millis(50), ..Options::default() };
    let db = Fresh::with(Engine::Sqlite, &options);
    make_notes(&db);
    let other = rusqlite::Connection::open(sqlite(&db)).expect("a second connection");
    other.execute_batch("BEGIN IMMEDIATE; INSERT INTO notes VALUES (7, 'theirs')").expect("a lock");
    let refused = note(&db, 1, "ours");
    assert!(matches!(refused, Err(DbError::Locked(_))), "{refused:?}");
    other.execute_batch("COMMIT").expect("the lock given back");
    note(&db, 1, "ours").expect("not locked any more");
    assert_eq!(notes(&db), [1, 7]);
}

#[test]
fn two_handles_on_one_file_lose_nothing_to_each_other() {
    let first = Fresh::on(Engine::Sqlite);
    make_notes(&first);
    let second = Db::open(first.address(), &Options::default()).expect("the same file");
    thread::scope(|scope| {
        for (start, db) in [(0, &*first), (1_000, &second)] {
            scope.spawn(move || {
                for id in start..start + 200 {
                    note(db, id, "x").expect("a note");
                }
            });
        }
    });
    assert_eq!(notes(&first).len(), 400);
    let sound: String = first
        .read(|tx| tx.one("PRAGMA integrity_check", args![], |row| row.get(0)))
        .expect("a check");
    assert_eq!(sound, "ok");
}

#[test]
fn what_is_no_database_is_told_apart_from_what_can_not_be_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let garbage = folder.path().join("garbage.db");
    std::fs::write(&garbage, "this is no database, whatever its name says".repeat(100))
        .expect("a file");
    let open = |file: &Path| Db::open(&Address::sqlite(file), &Options::default()).map(|_| ());
    let result = open(&garbage);
    assert!(matches!(result, Err(DbError::Corrupt(_))), "{result:?}");
    let result = open(&folder.path().join("no").join("such.db"));
    let Err(error @ DbError::Unavailable(_)) = result else { panic!("{result:?}") };
    assert!(error.to_string().contains("such.db"), "{error}");
}

#[test]
fn a_damaged_page_is_reported_as_damage() {
    let mut db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    for id in 0..200 {
        note(&db, id, &"x".repeat(500)).expect("a note");
    }
    db.reopen(&Options::default());
    let file = sqlite(&db).to_owned();
    let mut bytes = std::fs::read(&file).expect("the file");
    let page = 4_096 * 3;
    bytes[page..page + 4_096].fill(0xAB);
    std::fs::write(&file, bytes).expect("the damage");
    let result = db.read(|tx| tx.all("SELECT body FROM notes", args![], |_| Ok(())));
    assert!(matches!(result, Err(DbError::Corrupt(_))), "{result:?}");
}

#[test]
fn a_backup_taken_under_load_is_one_whole_snapshot() {
    let db = Fresh::on(Engine::Sqlite);
    db.write(|tx| {
        tx.execute("CREATE TABLE pairs (id INTEGER PRIMARY KEY, filler TEXT NOT NULL)", args![])
    })
    .expect("a table");
    let pair = |n: i64| {
        db.write(move |tx| {
            for id in [2 * n, 2 * n + 1] {
                let filler = "x".repeat(2_000);
                tx.execute("INSERT INTO pairs (id, filler) VALUES ($1, $2)", args![id, filler])?;
            }
            Ok::<_, DbError>(())
        })
        .expect("a pair");
    };
    (0..2_000).for_each(pair);
    let target = sqlite(&db).with_file_name("backup.db");
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for n in 2_000.. {
                pair(n);
                if over.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        db.backup(&target).expect("a backup");
        over.store(true, Ordering::Relaxed);
    });
    assert_eq!(target.metadata().expect("a file").permissions().mode() & 0o077, 0);
    assert!(!target.with_file_name("backup.db.part").exists(), "nothing half done is left");
    let copy = Db::open(&Address::sqlite(&target), &Options::default()).expect("the backup");
    let (count, odd): (i64, i64) = copy
        .read(|tx| {
            let sql = "SELECT count(*), count(*) FILTER (WHERE id % 2 = 1) FROM pairs";
            tx.one(sql, args![], |row| Ok((row.get(0)?, row.get(1)?)))
        })
        .expect("a count");
    assert!(count >= 4_000, "{count}");
    assert_eq!(count, 2 * odd, "pairs are whole");
    let again = db.backup(&target);
    assert!(matches!(again, Err(DbError::Other(_))), "an existing file is kept: {again:?}");
}

#[test]
fn the_log_does_not_grow_without_end_under_steady_load() {
    let options = Options { checkpoint_pages: 100, ..Options::default() };
    let db = Fresh::with(Engine::Sqlite, &options);
    make_notes(&db);
    let mut longest = 0;
    for id in 0..3_000 {
        note(&db, id, &"x".repeat(3_000)).expect("a note");
        let log = sqlite(&db).with_file_name("kept.db-wal");
        longest = longest.max(log.metadata().expect("the log").len());
    }
    // About 6,000 pages were written; the writer steps in at 800.
    assert!(longest < 1_200 * 4_096, "the log grew to {longest} bytes");
}

#[test]
fn the_settings_in_force_are_the_safe_ones_and_unsafe_ones_are_found() {
    let db = Fresh::on(Engine::Sqlite);
    assert_eq!(durability(&db).expect("settings"), []);
    let lax = Options { unsafe_no_sync: true, ..Options::default() };
    let problems = durability(&Fresh::with(Engine::Sqlite, &lax)).expect("settings");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].to_string().contains("doesn't wait for the disk"), "{}", problems[0]);
}

#[test]
fn a_reader_is_not_held_up_by_a_writer_that_waits_for_the_disk() {
    let disk = LossyDisk::new(9);
    let db = Fresh::with(Engine::Sqlite, &Options { vfs: disk.vfs(), ..Options::default() });
    make_notes(&db);
    note(&db, 1, "x").expect("a note");
    thread::scope(|scope| {
        let held = disk.hold_syncs();
        let writing = scope.spawn(|| note(&db, 2, "y"));
        held.wait_for_one();
        for _ in 0..100 {
            assert_eq!(notes(&db), [1]);
        }
        drop(held);
        writing.join().expect("no panic").expect("a note");
    });
    assert_eq!(notes(&db), [1, 2]);
}

#[test]
fn optimising_leaves_statistics_and_an_empty_log() {
    let db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    db.write(|tx| tx.execute("CREATE INDEX notes_body ON notes (body)", args![]))
        .expect("an index");
    for id in 0..300 {
        note(&db, id, "x").expect("a note");
    }
    db.optimise().expect("optimised");
    let log = sqlite(&db).with_file_name("kept.db-wal");
    assert_eq!(log.metadata().expect("the log").len(), 0);
    let known: i64 = db
        .read(|tx| tx.one("SELECT count(*) FROM sqlite_stat1", args![], |row| row.get(0)))
        .expect("statistics");
    assert!(known > 0, "no statistics");
}

#[test]
fn erased_text_is_gone_from_the_file() {
    let mut db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    let secret = "Ada Lovelace of St James's Square";
    for id in 0..3 {
        note(&db, id, if id == 1 { secret } else { "somebody else's" }).expect("a note");
    }
    db.write(|tx| tx.execute("UPDATE notes SET body = '' WHERE id = 1", args![])).expect("erased");
    db.optimise().expect("the log copied back");
    db.reopen(&Options::default());
    let bytes = std::fs::read(sqlite(&db)).expect("the file");
    // Not even a part of it: a page's free space is reused from one end.
    for part in secret.as_bytes().windows(8) {
        let found = bytes.windows(8).any(|window| window == part);
        assert!(!found, "a part of the erased text is still in the file");
    }
    assert!(bytes.windows(8).any(|window| window == b"somebody"), "the others are there");
}

/// How many of this process's open files are the database or lie beside it.
fn open_files(folder: &Path) -> usize {
    let open = std::fs::read_dir("/proc/self/fd").expect("this process's open files");
    open.flatten()
        .filter_map(|file| std::fs::read_link(file.path()).ok())
        .filter(|target| target.starts_with(folder))
        .count()
}

#[test]
fn a_database_that_was_dropped_has_no_file_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = Address::sqlite(folder.path().join("kept.db"));
    make_notes(&Db::open(&address, &Options::default()).expect("a database"));
    for _ in 0..200 {
        let db = Db::open(&address, &Options::default()).expect("the database again");
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| notes(&db));
            }
        });
        assert!(open_files(folder.path()) > 0, "it reads through files");
        drop(db);
        assert_eq!(open_files(folder.path()), 0);
    }
}

#[test]
fn readers_wait_for_each_other_and_one_that_panics_is_replaced() {
    let options =
        Options { readers: 1, pool_timeout: Duration::from_millis(50), ..Options::default() };
    let db = Fresh::with(Engine::Sqlite, &options);
    make_notes(&db);
    let refused = db.read(|_| Ok::<_, DbError>(thread::scope(|s| s.spawn(|| read(&db)).join())));
    let refused = refused.expect("the first reader").expect("the second reader's answer");
    assert!(matches!(refused, Err(DbError::Unavailable(_))), "{refused:?}");
    for _ in 0..3 {
        let panicking = || db.read(|_| -> Result<(), DbError> { panic!("in the middle") });
        thread::scope(|scope| assert!(scope.spawn(panicking).join().is_err()));
    }
    assert_eq!(notes(&db), []);
}

fn read(db: &Db) -> Result<i64, DbError> {
    db.read(|tx| tx.one("SELECT count(*) FROM notes", args![], |row| row.get(0)))
}
