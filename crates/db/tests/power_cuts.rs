//! Power cuts under SQLite: what was acknowledged is there whole, what was not is there whole
//! or not at all.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use db::testing::{LossyDisk, Survivors};
use db::{Address, Db, DbError, Options, Value, args};

/// Rows that each command writes.
const PARTS: i64 = 5;

fn options(disk: &LossyDisk, no_sync: bool) -> Options {
    Options {
        vfs: disk.vfs(),
        unsafe_no_sync: no_sync,
        // So that cuts also come in the middle of checkpoints.
        checkpoint_pages: 20,
        ..Options::default()
    }
}

/// Writes command `n`: an update of a shared row and some rows of its own.
fn command(db: &Db, n: i64) -> Result<(), DbError> {
    db.write(move |tx| {
        tx.execute("UPDATE total SET parts = parts + $1", args![PARTS])?;
        let filler = "x".repeat(usize::try_from(n % 7).unwrap_or(0) * 300);
        let rows: Vec<[Value<'_>; 3]> =
            (0..PARTS).map(|part| [n.into(), part.into(), filler.as_str().into()]).collect();
        tx.insert_rows("INSERT INTO parts (command, part, filler) VALUES ($1, $2, $3)", &rows)?;
        Ok(())
    })
}

/// Runs load until the power goes out; the commands that were acknowledged.
fn load_until_dark(db: &Db, first: i64) -> BTreeSet<i64> {
    let done = Mutex::new(BTreeSet::new());
    thread::scope(|scope| {
        for client in 0..4 {
            let done = &done;
            scope.spawn(move || {
                for n in (first + client..).step_by(4) {
                    match command(db, n) {
                        Ok(()) => done.lock().expect("no panic").insert(n),
                        Err(_) => return,
                    };
                }
            });
        }
    });
    done.into_inner().expect("no panic")
}

/// What is there after a cut: the commands, each whole, and the shared row in step with them.
fn survived(db: &Db) -> Result<BTreeSet<i64>, String> {
    let sound: Vec<String> = db
        .read(|tx| tx.all("PRAGMA integrity_check", args![], |row| row.get(0)))
        .map_err(|error| format!("{error:?}"))?;
    if sound != ["ok"] {
        return Err(format!("{sound:?}"));
    }
    db.read(|tx| {
        let counts =
            tx.all("SELECT command, count(*) FROM parts GROUP BY command", args![], |row| {
                Ok((row.get::<i64>(0)?, row.get::<i64>(1)?))
            })?;
        let total: i64 = tx.one("SELECT parts FROM total", args![], |row| row.get(0))?;
        Ok::<_, DbError>((counts, total))
    })
    .map_err(|error| format!("{error:?}"))
    .and_then(|(counts, total)| {
        if let Some(part) = counts.iter().find(|(_, parts)| *parts != PARTS) {
            return Err(format!("command {part:?} is there in part"));
        }
        let sum: i64 = counts.iter().map(|(_, parts)| parts).sum();
        if sum != total {
            return Err(format!("{sum} parts, but the shared row says {total}"));
        }
        Ok(counts.into_iter().map(|(command, _)| command).collect())
    })
}

fn make_tables(db: &Db) {
    db.write(|tx| {
        tx.execute("CREATE TABLE total (parts INTEGER NOT NULL) STRICT", args![])?;
        tx.execute("INSERT INTO total (parts) VALUES (0)", args![])?;
        tx.execute(
            "CREATE TABLE parts (command INTEGER NOT NULL, part INTEGER NOT NULL, \
             filler TEXT NOT NULL, PRIMARY KEY (command, part)) STRICT",
            args![],
        )
    })
    .expect("tables");
}

/// Cuts the power some operations into a load, again and again; Err says what was lost.
fn cut_often(seed: u64, cuts: u64, survivors: Survivors, no_sync: bool) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("a folder");
    let address = Address::sqlite(folder.path().join("kept.db"));
    let disk = LossyDisk::new(seed);
    let mut acknowledged = BTreeSet::new();
    make_tables(&Db::open(&address, &options(&disk, no_sync)).expect("a database"));
    for cut in 0..cuts {
        let db = Db::open(&address, &options(&disk, no_sync))
            .map_err(|error| format!("cut {cut}: {error:?}"))?;
        let there = survived(&db).map_err(|what| format!("before cut {cut}: {what}"))?;
        let lost: Vec<_> = acknowledged.difference(&there).collect();
        if !lost.is_empty() {
            return Err(format!("before cut {cut}: acknowledged and lost: {lost:?}"));
        }
        let after = 3 + (seed * 31 + cut * 17) % 120;
        disk.cut_at(disk.operations() + after, survivors);
        let first =
            acknowledged.last().copied().unwrap_or(0).max(there.last().copied().unwrap_or(0));
        acknowledged.extend(load_until_dark(&db, first + 1));
        assert!(disk.is_off(), "the load ends only in the dark");
        drop(db);
        lose_shared_memory(folder.path());
        disk.turn_on();
    }
    assert!(acknowledged.len() as u64 > cuts * 2, "too little was acknowledged to prove much");
    // Once more with the system's own file layer: what is in the files is all there is.
    let db = Db::open(&address, &Options::default()).map_err(|error| format!("{error:?}"))?;
    let there = survived(&db)?;
    let lost: Vec<_> = acknowledged.difference(&there).collect();
    if lost.is_empty() { Ok(()) } else { Err(format!("acknowledged and lost: {lost:?}")) }
}

/// The log's index lives in memory that a power cut takes.
fn lose_shared_memory(folder: &Path) {
    let shared = folder.join("kept.db-shm");
    if shared.exists() {
        std::fs::remove_file(shared).expect("the shared memory's file");
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_all_unsynced_writes_are() {
    for seed in 0..10 {
        cut_often(seed, 15, Survivors::Nothing, false)
            .unwrap_or_else(|lost| panic!("{seed}: {lost}"));
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_some_unsynced_sectors_survive() {
    for seed in 0..10 {
        cut_often(seed, 15, Survivors::SomeSectors, false)
            .unwrap_or_else(|lost| panic!("{seed}: {lost}"));
    }
}

#[test]
fn the_test_finds_what_is_lost_when_the_disk_is_not_waited_for() {
    let losses = (0..4).filter(|seed| cut_often(*seed, 5, Survivors::Nothing, true).is_err());
    assert!(losses.count() > 0, "a database that never syncs lost nothing");
}
