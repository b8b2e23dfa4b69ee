//! SQLite's writer: many commands share a commit, each is answered after it, none spoils another's.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use db::testing::{Fresh, LossyDisk};
use db::{DbError, Engine, Options, Tx, args};

use crate::{make_notes, note, notes};

type Command = Box<dyn Fn(&mut Tx) -> Result<(), DbError> + Send + Sync>;

/// A database whose writer is busy until the returned sender is used or dropped.
fn busy_writer(db: &db::Db) -> (Sender<()>, thread::JoinHandle<()>) {
    let (go, wait) = channel::<()>();
    let (started, running) = channel();
    let wait = Mutex::new(wait);
    let db = db.clone();
    let thread = thread::spawn(move || {
        db.write(move |_| {
            started.send(()).ok();
            wait.lock().expect("one user").recv().ok();
            Ok::<_, DbError>(())
        })
        .expect("a command that only waits");
    });
    running.recv().expect("the writer runs it");
    (go, thread)
}

/// Starts commands on threads of their own and returns once all wait in the writer's queue.
fn queue_up<'s>(
    scope: &'s thread::Scope<'s, '_>,
    db: &'s db::Db,
    commands: Vec<Command>,
) -> Vec<thread::ScopedJoinHandle<'s, Result<(), DbError>>> {
    let mut threads = Vec::new();
    for command in commands {
        let before = db.counters().commands;
        threads.push(scope.spawn(move || db.write(move |tx| command(tx))));
        // Counted just before it is sent; the next one can't overtake it by much, and the
        // order is checked where it matters by sending from one thread at a time.
        while db.counters().commands == before {
            thread::yield_now();
        }
    }
    threads
}

fn insert(id: i32) -> Command {
    Box::new(move |tx| {
        tx.execute("INSERT INTO notes (id, body) VALUES ($1, 'x')", args![id]).map(|_| ())
    })
}

#[test]
fn commands_that_wait_share_commits_and_syncs() {
    let disk = LossyDisk::new(1);
    let db = Fresh::with(Engine::Sqlite, &Options { vfs: disk.vfs(), ..Options::default() });
    make_notes(&db);
    let (go, busy) = busy_writer(&db);
    let (commits, syncs) = (db.counters().commits, disk.syncs());
    thread::scope(|scope| {
        let threads = queue_up(scope, &db, (0..100).map(insert).collect());
        drop(go);
        for thread in threads {
            thread.join().expect("no panic").expect("a note");
        }
    });
    busy.join().expect("the busy one");
    let (commits, syncs) = (db.counters().commits - commits, disk.syncs() - syncs);
    assert!(commits <= 4, "100 commands took {commits} commits");
    assert!(syncs <= 8, "100 commands took {syncs} syncs");
    assert_eq!(notes(&db).len(), 100);
}

#[test]
fn a_batch_takes_at_most_128_commands() {
    let db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    let (go, busy) = busy_writer(&db);
    let before = db.counters().commits;
    thread::scope(|scope| {
        let threads = queue_up(scope, &db, (0..300).map(insert).collect());
        drop(go);
        for thread in threads {
            thread.join().expect("no panic").expect("a note");
        }
    });
    busy.join().expect("the busy one");
    let commits = db.counters().commits - before;
    assert!(commits >= 3, "300 commands in only {commits} commits");
    assert_eq!(notes(&db).len(), 300);
}

#[test]
fn a_refusal_and_a_panic_in_a_batch_leave_the_others_committed() {
    let db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    note(&db, 0, "there").expect("a note");
    let (go, busy) = busy_writer(&db);
    thread::scope(|scope| {
        let mut commands: Vec<_> = (1..=10).map(insert).collect();
        commands[3] = insert(0);
        commands[6] = Box::new(|tx| {
            insert(7)(tx)?;
            panic!("of the test")
        });
        let threads = queue_up(scope, &db, commands);
        drop(go);
        let results: Vec<_> = threads.into_iter().map(|t| t.join().expect("no panic")).collect();
        for (place, result) in results.iter().enumerate() {
            match place {
                3 => assert!(matches!(result, Err(DbError::Unique(_))), "{result:?}"),
                6 => assert!(matches!(result, Err(DbError::Panicked { .. })), "{result:?}"),
                _ => assert!(result.is_ok(), "{place}: {result:?}"),
            }
        }
    });
    busy.join().expect("the busy one");
    assert_eq!(notes(&db), [0, 1, 2, 3, 5, 6, 8, 9, 10]);
}

#[test]
fn commands_run_in_the_order_in_which_they_were_handed_over() {
    let db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    let order = Arc::new(Mutex::new(Vec::new()));
    for id in 0..50 {
        let order = Arc::clone(&order);
        db.write(move |tx| {
            order.lock().expect("one writer").push(id);
            insert(id)(tx)
        })
        .expect("a note");
    }
    assert_eq!(*order.lock().expect("nobody else"), (0..50).collect::<Vec<_>>());
}

#[test]
fn an_answer_comes_only_after_the_sync() {
    let disk = LossyDisk::new(2);
    let db = Fresh::with(Engine::Sqlite, &Options { vfs: disk.vfs(), ..Options::default() });
    make_notes(&db);
    let answered = AtomicBool::new(false);
    thread::scope(|scope| {
        let held = disk.hold_syncs();
        let writing = scope.spawn(|| {
            note(&db, 1, "x").expect("a note");
            answered.store(true, Ordering::SeqCst);
        });
        held.wait_for_one();
        // Long enough for an answer given too early to arrive.
        for _ in 0..500 {
            assert!(notes(&db).is_empty(), "seen before the disk had it");
        }
        assert!(!answered.load(Ordering::SeqCst), "answered before the disk had it");
        drop(held);
        writing.join().expect("answered after");
    });
    assert!(answered.load(Ordering::SeqCst));
    assert_eq!(notes(&db), [1]);
}

#[test]
fn a_broken_deferred_rule_refuses_its_own_command_only() {
    let db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    let sql = "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES notes (id) \
               DEFERRABLE INITIALLY DEFERRED)";
    db.write(move |tx| tx.execute(sql, args![])).expect("a table");
    let (go, busy) = busy_writer(&db);
    thread::scope(|scope| {
        let orphan: Command = Box::new(|tx| {
            tx.execute("INSERT INTO child (id, parent) VALUES (1, 99)", args![]).map(|_| ())
        });
        let threads = queue_up(scope, &db, vec![insert(1), orphan, insert(2)]);
        drop(go);
        let results: Vec<_> = threads.into_iter().map(|t| t.join().expect("no panic")).collect();
        assert!(results[0].is_ok() && results[2].is_ok(), "{results:?}");
        assert!(matches!(results[1], Err(DbError::ForeignKey(_))), "{results:?}");
    });
    busy.join().expect("the busy one");
    assert_eq!(notes(&db), [1, 2]);
    assert_eq!(db.counters().reruns, 1);
}

#[test]
fn a_panic_in_dropping_a_result_does_not_stop_the_writer() {
    struct Bad;
    impl Drop for Bad {
        fn drop(&mut self) {
            if thread::current().name() == Some("db-writer") {
                panic!("of the test, on the writer's thread");
            }
        }
    }
    let db = Fresh::on(Engine::Sqlite);
    make_notes(&db);
    let bad = Bad;
    let result = db.write(move |tx| {
        let _ = &bad;
        insert(1)(tx)
    });
    result.expect("answered before it was dropped");
    note(&db, 2, "after").expect("the writer lives on");
    assert_eq!(notes(&db), [1, 2]);
}
