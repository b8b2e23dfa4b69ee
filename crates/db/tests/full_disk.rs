//! A full disk on SQLite: nobody is told "done" whose command is missing afterwards.

use std::thread;

use db::testing::{Fresh, LossyDisk};
use db::{Db, DbError, Engine, Options, args};

use crate::{make_notes, note, notes};

/// Many clients write notes of this size; who was told what.
fn load(db: &Db, clients: i32, each: i32, size: usize) -> Vec<(i32, Result<(), DbError>)> {
    let body = "x".repeat(size);
    let body = &body;
    thread::scope(|scope| {
        let threads: Vec<_> = (0..clients)
            .map(|client| {
                scope.spawn(move || {
                    let ids = (0..each).map(move |n| client * each + n);
                    ids.map(|id| (id, note(db, id, body))).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a client")).collect()
    })
}

/// What was told and what is there must be the same.
fn told_is_there(told: &[(i32, Result<(), DbError>)], there: &[i32]) {
    let mut done: Vec<i32> =
        told.iter().filter(|(_, result)| result.is_ok()).map(|(id, _)| *id).collect();
    done.sort_unstable();
    assert_eq!(done, there, "told done, and there");
}

#[test]
fn a_database_that_may_not_grow_refuses_what_does_not_fit_and_keeps_the_rest() {
    let db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    let limit = "PRAGMA max_page_count = 40";
    db.write(move |tx| tx.one(limit, args![], |row| row.get::<i64>(0))).expect("a limit");
    let told = load(&db, 16, 10, 3_000);
    let full = told.iter().filter(|(_, result)| matches!(result, Err(DbError::DiskFull(_))));
    let full = full.count();
    assert!(full > 50, "{full} of 160 were refused as full");
    assert!(full < 160, "some fit");
    told_is_there(&told, &notes(&db));
    // Small ones still fit: nothing is left broken.
    let more = "PRAGMA max_page_count = 400";
    db.write(move |tx| tx.one(more, args![], |row| row.get::<i64>(0))).expect("room again");
    note(&db, 1_000, "after").expect("a note once there is room");
}

#[test]
fn a_batch_ended_by_a_full_disk_is_run_again_one_by_one() {
    let mut reruns = 0;
    for seed in 0..20 {
        let disk = LossyDisk::new(seed);
        // A small cache makes SQLite write before the commit, so that also happens in between.
        let options = Options { vfs: disk.vfs(), writer_cache_kib: 64, ..Options::default() };
        let db = Fresh::with(Engine::Sqlite, &options);
        make_notes(&db);
        disk.full_at(disk.operations() + 40 + seed * 7, 1 + seed % 3);
        let told = load(&db, 16, 8, 5_000);
        for (id, result) in &told {
            let allowed = matches!(result, Ok(()) | Err(DbError::DiskFull(_)));
            assert!(allowed, "{id}: {result:?}");
        }
        told_is_there(&told, &notes(&db));
        reruns += db.counters().reruns;
    }
    assert!(reruns > 0, "no batch was ever run again");
}

#[test]
fn commands_beside_one_that_does_not_fit_are_kept() {
    let db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    let limit = "PRAGMA max_page_count = 20";
    db.write(move |tx| tx.one(limit, args![], |row| row.get::<i64>(0))).expect("a limit");
    // The one command that fills the disk waits in the same batch as small ones.
    let told = thread::scope(|scope| {
        let small: Vec<_> = (0..8)
            .map(|id| {
                scope.spawn({
                    let db = &db;
                    move || (id, note(db, id, "small"))
                })
            })
            .collect();
        let huge = scope.spawn(|| (100, note(&db, 100, &"x".repeat(200_000))));
        let mut told: Vec<_> = small.into_iter().map(|t| t.join().expect("no panic")).collect();
        told.push(huge.join().expect("no panic"));
        told
    });
    let (_, huge) = told.last().expect("the huge one");
    assert!(matches!(huge, Err(DbError::DiskFull(_))), "{huge:?}");
    assert_eq!(notes(&db), (0..8).collect::<Vec<_>>());
    told_is_there(&told, &notes(&db));
}
