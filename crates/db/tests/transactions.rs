//! What a transaction promises, on both engines: all or nothing, one snapshot, and no success
//! that hides a failure.

use std::thread;

use db::testing::Fresh;
use db::{Db, DbError, Engine, Options, Tx, args, sql2};

use crate::{make_notes, note, notes};

/// A command's own error.
#[derive(Debug)]
enum Refusal {
    No,
    Fault,
}

impl From<DbError> for Refusal {
    fn from(_: DbError) -> Self {
        Self::Fault
    }
}

fn insert(tx: &mut Tx, id: i32) -> Result<(), DbError> {
    tx.execute("INSERT INTO notes (id, body) VALUES ($1, 'x')", args![id]).map(|_| ())
}

db::on_both_engines! {
    fn a_refusal_rolls_back_all_of_its_own_command_and_nothing_else(db: &Db) {
        make_notes(db);
        note(db, 1, "before").expect("a note");
        let refused = db.write(|tx| {
            insert(tx, 2)?;
            insert(tx, 3)?;
            Err::<(), _>(Refusal::No)
        });
        assert!(matches!(refused, Err(Refusal::No)), "{refused:?}");
        note(db, 4, "after").expect("a note");
        assert_eq!(notes(db), [1, 4]);
    }

    fn a_panic_is_told_to_its_caller_and_rolled_back(db: &Db) {
        make_notes(db);
        let result = db.write(|tx| -> Result<(), DbError> {
            insert(tx, 1)?;
            panic!("of the test");
        });
        let Err(DbError::Panicked { message }) = result else { panic!("{result:?}") };
        assert_eq!(message, "of the test");
        note(db, 2, "after").expect("the writer lives on");
        assert_eq!(notes(db), [2]);
    }

    fn a_failed_statement_ends_the_transaction_even_if_the_command_goes_on(db: &Db) {
        make_notes(db);
        note(db, 1, "there").expect("a note");
        let went_on = db.write(|tx| {
            assert!(matches!(insert(tx, 1), Err(DbError::Unique(_))));
            insert(tx, 2)
        });
        assert!(matches!(went_on, Err(DbError::Aborted(_))), "{went_on:?}");
        let hid_it = db.write(|tx| {
            insert(tx, 3)?;
            let _ = insert(tx, 1);
            Ok::<_, DbError>(())
        });
        assert!(matches!(hid_it, Err(DbError::Aborted(_))), "{hid_it:?}");
        let in_reading = db.read(|tx| {
            let _ = tx.all("SELECT nothing", args![], |_| Ok(()));
            Ok::<_, DbError>(())
        });
        assert!(matches!(in_reading, Err(DbError::Aborted(_))), "{in_reading:?}");
        assert_eq!(notes(db), [1]);
    }

    fn an_attempt_that_fails_leaves_the_rest_standing(db: &Db) {
        make_notes(db);
        let ids = db.write(|tx| {
            insert(tx, 1)?;
            let clash = tx.attempt(|tx| {
                insert(tx, 2)?;
                insert(tx, 1)
            });
            assert!(matches!(clash, Err(DbError::Unique(_))), "{clash:?}");
            tx.attempt(|tx| {
                insert(tx, 3)?;
                let inner = tx.attempt(|tx| {
                    insert(tx, 4)?;
                    Err::<(), _>(Refusal::No)
                });
                assert!(matches!(inner, Err(Refusal::No)), "{inner:?}");
                insert(tx, 5)
            })?;
            tx.all("SELECT id FROM notes ORDER BY id", args![], |row| row.get::<i32>(0))
        });
        assert_eq!(ids.expect("a command"), [1, 3, 5]);
        assert_eq!(notes(db), [1, 3, 5]);
    }

    fn an_attempt_that_hides_a_failure_fails(db: &Db) {
        make_notes(db);
        let result = db.write(|tx| {
            insert(tx, 1)?;
            let hidden = tx.attempt(|tx| {
                let _ = insert(tx, 1);
                Ok::<_, DbError>(())
            });
            assert!(matches!(hidden, Err(DbError::Aborted(_))), "{hidden:?}");
            insert(tx, 2)
        });
        result.expect("the attempt was undone");
        assert_eq!(notes(db), [1, 2]);
    }

    fn a_snapshot_does_not_see_later_commits(db: &Db) {
        make_notes(db);
        note(db, 1, "before").expect("a note");
        let count = |tx: &mut Tx| tx.one("SELECT count(*) FROM notes", args![], |row| row.get::<i64>(0));
        let (first, second) = db.read(|tx| {
            let first = count(tx)?;
            // On another thread, as a transaction inside a transaction is refused.
            thread::scope(|scope| scope.spawn(|| note(db, 2, "during")).join().expect("no panic"))?;
            Ok::<_, DbError>((first, count(tx)?))
        }).expect("a read");
        assert_eq!((first, second), (1, 1));
        assert_eq!(notes(db), [1, 2]);
    }

    fn what_is_written_is_seen_within_its_own_transaction(db: &Db) {
        make_notes(db);
        let seen: i64 = db.write(|tx| {
            insert(tx, 1)?;
            tx.one("SELECT count(*) FROM notes", args![], |row| row.get(0))
        }).expect("a command");
        assert_eq!(seen, 1);
    }

    fn a_reading_transaction_refuses_to_write(db: &Db) {
        make_notes(db);
        let result = db.read(|tx| insert(tx, 1));
        assert!(matches!(result, Err(DbError::ReadOnly(_))), "{result:?}");
        assert!(notes(db).is_empty());
    }

    fn a_transaction_inside_a_transaction_is_refused_at_once(db: &Db) {
        make_notes(db);
        let inner = db.clone();
        let result = db.write(move |_| note(&inner, 1, "inside"));
        assert!(matches!(result, Err(DbError::Nested)), "{result:?}");
        let inner = db.clone();
        let result = db.write(move |_| inner.read(|tx| insert(tx, 1)));
        assert!(matches!(result, Err(DbError::Nested)), "{result:?}");
        let result = db.read(|_| note(db, 1, "inside"));
        assert!(matches!(result, Err(DbError::Nested)), "{result:?}");
        note(db, 2, "after").expect("not inside any more");
    }

    fn a_command_cannot_end_its_transaction(db: &Db) {
        make_notes(db);
        for word in ["COMMIT", "ROLLBACK", "SELECT 1; commit"] {
            let result = db.write(move |tx| {
                insert(tx, 1)?;
                tx.execute(word, args![])
            });
            assert!(matches!(result, Err(DbError::Other(_))), "{word}: {result:?}");
        }
        assert!(notes(db).is_empty());
    }

    fn a_long_read_takes_no_connection_from_the_others(db: &Db) {
        let small = Options { readers: 1, connections: 1, ..Options::default() };
        let small = Fresh::with(db.engine(), &small);
        make_notes(&small);
        let seen: i64 = small.read_long(|tx| {
            let first = tx.all("SELECT id FROM notes", args![], |row| row.get::<i32>(0))?;
            assert!(first.is_empty());
            // The only connection of the pool is free.
            thread::scope(|scope| scope.spawn(|| note(&small, 2, "during")).join().expect("no panic"))?;
            assert_eq!(thread::scope(|scope| scope.spawn(|| notes(&small)).join().expect("no panic")), [2]);
            tx.one("SELECT count(*) FROM notes", args![], |row| row.get(0))
        }).expect("a long read");
        assert_eq!(seen, 0, "still its first snapshot");
        let result = small.read_long(|tx| insert(tx, 3));
        assert!(matches!(result, Err(DbError::ReadOnly(_))), "{result:?}");
    }

    fn a_panic_in_a_reading_transaction_leaves_a_usable_pool(db: &Db) {
        make_notes(db);
        for _ in 0..40 {
            let reading = thread::scope(|scope| scope.spawn(|| db.read(|tx| -> Result<(), DbError> {
                tx.all("SELECT id FROM notes", args![], |_| Ok(()))?;
                panic!("of the test");
            })).join());
            assert!(reading.is_err(), "a panic while reading is the caller's own");
        }
        assert!(notes(db).is_empty());
    }

    fn counters_updated_by_many_threads_lose_nothing(db: &Db) {
        make_notes(db);
        db.write(|tx| tx.execute("CREATE TABLE counter (n INTEGER NOT NULL)", args![])).expect("a table");
        db.write(|tx| tx.execute("INSERT INTO counter (n) VALUES (0)", args![])).expect("a row");
        let add = || db.write(|tx| {
            let n: i32 = tx.one("SELECT n FROM counter", args![], |row| row.get(0))?;
            tx.execute("UPDATE counter SET n = $1", args![n + 1])
        });
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| for _ in 0..25 {
                    // Given up after three tries on PostgreSQL; then it is for the caller.
                    while let Err(error) = add() {
                        assert!(matches!(error, DbError::Serialisation(_)), "{error:?}");
                        assert_eq!(db.engine(), Engine::Postgres, "invisible on SQLite");
                    }
                });
            }
        });
        let n: i32 = db.read(|tx| tx.one("SELECT n FROM counter", args![], |row| row.get(0))).expect("a count");
        assert_eq!(n, 100);
    }

    fn deferred_rules_are_not_needed_and_a_broken_one_commits_nothing(db: &Db) {
        let tables = sql2! {
            sqlite: "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES child (id) \
                     DEFERRABLE INITIALLY DEFERRED)",
            postgres: "CREATE TABLE child (id integer PRIMARY KEY, parent integer REFERENCES child (id) \
                       DEFERRABLE INITIALLY DEFERRED)",
        };
        db.write(move |tx| tx.execute(tables, args![])).expect("a table");
        let orphan = db.write(|tx| tx.execute("INSERT INTO child (id, parent) VALUES (1, 9)", args![]));
        assert!(matches!(orphan, Err(DbError::ForeignKey(_))), "{orphan:?}");
        let count: i64 = db.read(|tx| tx.one("SELECT count(*) FROM child", args![], |row| row.get(0))).expect("a count");
        assert_eq!(count, 0);
    }
}

#[test]
fn a_handle_that_its_own_command_drops_last_closes_in_peace() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let db = Fresh::on(engine);
        make_notes(&db);
        for id in 0..30 {
            let own = Db::open(db.address(), &Options::default()).expect("the same database");
            let held = own.clone();
            own.write(move |tx| {
                let _held = &held;
                insert(tx, id)
            })
            .expect("a command");
            // On SQLite the writer's thread may now be the last to let go.
        }
        assert_eq!(notes(&db).len(), 30, "{engine}");
    }
}
