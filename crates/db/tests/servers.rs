//! PostgreSQL: conflicts, lost connections, limits, encryption, and what start-up refuses.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use db::testing::{Fresh, PostgresServer};
use db::{Address, Db, DbError, Engine, Options, Tx, args, durability};

use crate::{make_notes, note, notes};

const KILL_MYSELF: &str = "SELECT CAST(pg_terminate_backend(pg_backend_pid()) AS text)";

fn read_body(tx: &mut Tx) -> Result<String, DbError> {
    tx.one("SELECT body FROM notes WHERE id = 1", args![], |row| row.get(0))
}

fn set_body(tx: &mut Tx, body: &str) -> Result<u64, DbError> {
    tx.execute("UPDATE notes SET body = $1 WHERE id = 1", args![body])
}

#[test]
fn a_command_in_conflict_with_another_is_run_again_and_sees_it() {
    let db = Fresh::on(Engine::Postgres);
    make_notes(&db);
    note(&db, 1, "start").expect("a note");
    let runs = Arc::new(AtomicU32::new(0));
    let (counted, other) = (Arc::clone(&runs), db.clone());
    db.write(move |tx| {
        let body = read_body(tx)?;
        if counted.fetch_add(1, Ordering::SeqCst) == 0 {
            // Another transaction commits between our reading and our writing.
            let other = other.clone();
            let there = thread::spawn(move || other.write(|tx| set_body(tx, "theirs")));
            there.join().expect("no panic")?;
        }
        set_body(tx, &format!("{body} and ours"))
    })
    .expect("the second run succeeds");
    assert_eq!(runs.load(Ordering::SeqCst), 2);
    assert_eq!(db.counters().retries, 1);
    assert_eq!(db.read(read_body).expect("a note"), "theirs and ours");
}

#[test]
fn a_command_always_in_conflict_is_given_up_after_three_runs() {
    let db = Fresh::on(Engine::Postgres);
    make_notes(&db);
    note(&db, 1, "start").expect("a note");
    let runs = Arc::new(AtomicU32::new(0));
    let (counted, other) = (Arc::clone(&runs), db.clone());
    let result = db.write(move |tx| {
        read_body(tx)?;
        let run = counted.fetch_add(1, Ordering::SeqCst);
        let other = other.clone();
        let there = thread::spawn(move || other.write(move |tx| set_body(tx, &format!("{run}"))));
        there.join().expect("no panic")?;
        // Hiding the failure changes nothing.
        let _ = set_body(tx, "ours");
        Ok::<_, DbError>(())
    });
    assert!(matches!(result, Err(DbError::Serialisation(_))), "{result:?}");
    assert_eq!(runs.load(Ordering::SeqCst), 3);
    assert_eq!(db.read(read_body).expect("a note"), "2");
}

#[test]
fn two_commands_that_wait_for_each_other_both_come_through() {
    let db = Fresh::on(Engine::Postgres);
    make_notes(&db);
    note(&db, 1, "first").expect("a note");
    note(&db, 2, "second").expect("a note");
    // Each locks one row, waits until the other has its own, and wants the other's: a deadlock.
    let both_locked = Arc::new(Barrier::new(2));
    let touch_both = |mine: i32, theirs: i32| {
        let (both_locked, runs) = (Arc::clone(&both_locked), Arc::new(AtomicU32::new(0)));
        let db = &db;
        move || loop {
            let (both_locked, runs) = (Arc::clone(&both_locked), Arc::clone(&runs));
            let done = db.write(move |tx| {
                let touch = "UPDATE notes SET body = body || '.' WHERE id = $1";
                tx.execute(touch, args![mine])?;
                if runs.fetch_add(1, Ordering::SeqCst) == 0 {
                    both_locked.wait();
                }
                tx.execute(touch, args![theirs])
            });
            match done {
                Ok(_) => return,
                // They may meet again on each of the three tries.
                Err(DbError::Serialisation(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
    };
    thread::scope(|scope| {
        scope.spawn(touch_both(1, 2));
        scope.spawn(touch_both(2, 1));
    });
    let bodies = db.read(|tx| {
        tx.all("SELECT body FROM notes ORDER BY id", args![], |row| row.get::<String>(0))
    });
    assert_eq!(bodies.expect("notes"), ["first..", "second.."]);
    assert!(db.counters().retries >= 1, "the server broke the deadlock");
}

#[test]
fn a_connection_lost_before_the_commit_is_replaced_once() {
    let db = Fresh::on(Engine::Postgres);
    make_notes(&db);
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    db.write(move |tx| {
        tx.execute("INSERT INTO notes (id, body) VALUES (1, 'x')", args![])?;
        if counted.fetch_add(1, Ordering::SeqCst) == 0 {
            tx.all(KILL_MYSELF, args![], |_| Ok(()))?;
        }
        Ok::<_, DbError>(())
    })
    .expect("the second run succeeds");
    assert_eq!(runs.load(Ordering::SeqCst), 2);
    assert_eq!(notes(&db), [1]);
    let always = db.write(|tx| tx.all(KILL_MYSELF, args![], |_| Ok(())));
    assert!(matches!(always, Err(DbError::Unavailable(_))), "{always:?}");
}

#[test]
fn a_connection_lost_while_committing_is_told_as_unknown_and_not_run_again() {
    let db = Fresh::on(Engine::Postgres);
    make_notes(&db);
    let runs = Arc::new(AtomicU32::new(0));
    db.write(|tx| {
        tx.execute(
            "CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$",
            args![],
        )?;
        tx.execute(
            "CREATE CONSTRAINT TRIGGER leaves AFTER INSERT ON notes \
             DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION leave()",
            args![],
        )
    })
    .expect("a trigger that ends the session at commit");
    let counted = Arc::clone(&runs);
    let result = db.write(move |tx| {
        counted.fetch_add(1, Ordering::SeqCst);
        tx.execute("INSERT INTO notes (id, body) VALUES (1, 'x')", args![])
    });
    assert!(matches!(result, Err(DbError::OutcomeUnknown(_))), "{result:?}");
    assert_eq!(runs.load(Ordering::SeqCst), 1, "never run again by itself");
}

#[test]
fn connections_that_broke_while_idle_are_passed_over() {
    let server = PostgresServer::start(&[]);
    let name = server.create_database(None);
    let address = Address::parse(&server.address(&name)).expect("an address");
    let options = Options { pool_timeout: Duration::from_secs(2), ..Options::default() };
    let db = Db::open(&address, &options).expect("a database");
    make_notes(&db);
    // Several connections, all idle when the server goes away under them.
    let barrier = Barrier::new(6);
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                db.read(|tx| {
                    tx.all("SELECT id FROM notes", args![], |_| Ok(()))?;
                    barrier.wait();
                    Ok::<_, DbError>(())
                })
                .expect("a read");
            });
        }
    });
    for immediate in [false, true] {
        server.restart(immediate);
        note(&db, i32::from(immediate), "after").expect("a fresh connection is found");
        assert_eq!(notes(&db).len(), 1 + usize::from(immediate));
    }
    server.stop(true);
    let down = note(&db, 9, "down");
    assert!(matches!(down, Err(DbError::Unavailable(_))), "{down:?}");
}

#[test]
fn a_server_that_is_not_there_is_told_at_once_and_without_the_password() {
    let address = "postgres://kept:top-secret@127.0.0.1:1/kept";
    let address = Address::parse(address).expect("an address");
    let error = Db::open(&address, &Options::default()).map(|_| ()).expect_err("nobody there");
    assert!(matches!(error, DbError::Unavailable(_)), "{error:?}");
    let shown = format!("{error} {error:?} {address} {address:?}");
    assert!(shown.contains("127.0.0.1:1/kept") && !shown.contains("top-secret"), "{shown}");
}

#[test]
fn limits_on_waiting_and_running_are_in_force() {
    let options = Options {
        lock_timeout: Duration::from_millis(50),
        statement_timeout: Duration::from_millis(200),
        ..Options::default()
    };
    let db = Fresh::with(Engine::Postgres, &options);
    make_notes(&db);
    note(&db, 1, "x").expect("a note");
    let slow = db.read(|tx| tx.all("SELECT CAST(pg_sleep(30) AS text)", args![], |_| Ok(())));
    assert!(matches!(slow, Err(DbError::TimedOut(_))), "{slow:?}");
    let unhurried = db.read(|tx| {
        tx.without_time_limit()?;
        tx.all("SELECT CAST(pg_sleep(0.3) AS text)", args![], |_| Ok(()))
    });
    assert_eq!(unhurried.expect("no limit").len(), 1);
    let other = db.clone();
    let locked = db.write(move |tx| {
        set_body(tx, "mine")?;
        let other = other.clone();
        let theirs = thread::spawn(move || other.write(|tx| set_body(tx, "theirs")));
        theirs.join().expect("no panic")
    });
    assert!(matches!(locked, Err(DbError::Locked(_))), "{locked:?}");
}

#[test]
fn a_table_changed_under_a_prepared_statement_costs_a_second_run_only() {
    let db = Fresh::with(Engine::Postgres, &Options { connections: 1, ..Options::default() });
    make_notes(&db);
    note(&db, 1, "x").expect("a note");
    let all =
        || db.write(|tx| tx.all("SELECT * FROM notes", args![], |row| row.named::<String>("body")));
    assert_eq!(all().expect("notes"), ["x"]);
    db.write(|tx| tx.execute("ALTER TABLE notes ADD COLUMN more text", args![])).expect("a column");
    assert_eq!(all().expect("prepared again"), ["x"]);
}

#[test]
fn more_texts_than_a_connection_keeps_prepared_are_no_trouble() {
    let db = Fresh::with(Engine::Postgres, &Options { connections: 1, ..Options::default() });
    for n in 0..600_i32 {
        let sql = format!("SELECT {n}");
        let found: i32 = db.read(|tx| tx.one(&sql, args![], |row| row.get(0))).expect("a number");
        assert_eq!(found, n);
    }
    let kept: i64 = db
        .read(|tx| tx.one("SELECT count(*) FROM pg_prepared_statements", args![], |row| row.get(0)))
        .expect("a count");
    assert!(kept <= 256, "{kept} are still prepared");
}

#[test]
fn it_is_called_from_threads_of_an_asynchronous_program_and_dropped_there() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let db = Fresh::on(engine);
        make_notes(&db);
        let runtime = tokio::runtime::Builder::new_multi_thread().build().expect("a runtime");
        let handle: Db = Db::open(db.address(), &Options::default()).expect("a second handle");
        runtime.block_on(async {
            let tasks: Vec<_> = (0..8)
                .map(|id| {
                    let handle = handle.clone();
                    tokio::task::spawn_blocking(move || {
                        note(&handle, id, "x")?;
                        handle.read(|tx| {
                            tx.all("SELECT id FROM notes", args![], |row| row.get::<i32>(0))
                        })
                    })
                })
                .collect();
            for task in tasks {
                task.await.expect("no panic").expect("a note");
            }
            // Closing inside the asynchronous program is where runtimes in runtimes panic. One
            // connection and many reads, so that no thread of the pool's own still holds it.
            let options = Options { connections: 1, ..Options::default() };
            let address = db.address().clone();
            let last = tokio::task::spawn_blocking(move || {
                let last = Db::open(&address, &options)?;
                (0..50).try_for_each(|_| {
                    last.read(|tx| tx.all("SELECT 1", args![], |_| Ok(()))).map(|_| ())
                })?;
                Ok::<_, DbError>(last)
            });
            drop(last.await.expect("no panic").expect("a third handle"));
            drop(handle);
        });
        assert_eq!(notes(&db).len(), 8, "{engine}");
    }
}

#[test]
fn start_up_accepts_a_sound_server_and_finds_what_is_wrong_with_others() {
    let sound = Fresh::on(Engine::Postgres);
    assert_eq!(durability(&sound).expect("settings"), []);

    let server = PostgresServer::start(&["fsync=off", "full_page_writes=off"]);
    let open = |database: &str| {
        let address = Address::parse(&server.address(database)).expect("an address");
        Db::open(&address, &Options::default()).expect("a database")
    };
    let found = |database: &str| {
        let problems = durability(&open(database)).expect("settings");
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let name = server.create_database(None);
    let plain = found(&name);
    assert!(plain.contains("fsync is off") && plain.contains("full_page_writes is off"), "{plain}");
    assert!(!plain.contains("synchronous_commit"), "{plain}");

    server.run(&format!("ALTER DATABASE {name} SET synchronous_commit = off"));
    let lowered = found(&name);
    assert!(lowered.contains("synchronous_commit is off"), "in this session: {lowered}");
    server.run(&format!("ALTER DATABASE {name} RESET synchronous_commit"));
    server.run("CREATE ROLE careless LOGIN; ALTER ROLE careless SET synchronous_commit = off");
    let elsewhere = found(&name);
    assert!(elsewhere.contains("set to off for careless"), "in others' sessions: {elsewhere}");

    server.run(
        "CREATE DATABASE german TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'de' LOCALE 'C'",
    );
    let german = found("german");
    assert!(german.contains("collation"), "{german}");
    server.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    let latin = found("latin");
    assert!(latin.contains("encoding LATIN1"), "{latin}");
}

#[test]
fn encryption_checks_the_servers_certificate_and_can_be_told_whom_to_trust() {
    let authority = rcgen::generate_simple_self_signed(vec!["127.0.0.1".into()]).expect("a key");
    let stranger = rcgen::generate_simple_self_signed(vec!["127.0.0.1".into()]).expect("a key");
    let folder = tempfile::tempdir().expect("a folder");
    let trusted = folder.path().join("trusted.pem");
    let other = folder.path().join("other.pem");
    std::fs::write(&trusted, authority.cert.pem()).expect("a certificate");
    std::fs::write(&other, stranger.cert.pem()).expect("a certificate");

    let server = PostgresServer::start(&[]);
    server.install_certificate(&authority.cert.pem(), &authority.signing_key.serialize_pem());
    let name = server.create_database(None);
    let open = |query: &str| {
        let address = format!("{}?{query}", server.tcp_address(&name));
        Db::open(&Address::parse(&address)?, &Options::default())
    };
    let encrypted = |db: &Db| -> bool {
        let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        db.read(|tx| tx.one(sql, args![], |row| row.get(0))).expect("an answer")
    };
    let file = |path: &std::path::Path| format!("sslrootcert={}", path.display());
    assert!(encrypted(&open(&file(&trusted)).expect("trusted")));
    let strict = format!("sslmode=verify-full&{}", file(&trusted));
    assert!(encrypted(&open(&strict).expect("trusted")));
    assert!(!encrypted(&open("sslmode=disable").expect("plain")));
    assert!(!encrypted(&open("").expect("plain, as it stays on this machine")));
    let wrong = open(&format!("sslmode=require&{}", file(&other))).map(|_| ());
    let Err(error @ DbError::Unavailable(_)) = wrong else { panic!("{wrong:?}") };
    let reason = std::error::Error::source(&error).expect("a reason").to_string();
    assert!(reason.to_lowercase().contains("certificate"), "{reason}");
    for mistaken in ["sslmode=prefer", "sslmode=allow"] {
        let result = open(mistaken).map(|_| ());
        assert!(matches!(result, Err(DbError::Address(_))), "{mistaken}: {result:?}");
    }
}

#[test]
fn addresses_are_understood_or_refused_with_a_reason() {
    let engine = |text: &str| Address::parse(text).map(|address| address.engine());
    assert!(matches!(engine("sqlite:kept.db"), Ok(Engine::Sqlite)));
    assert!(matches!(engine("postgres://kept@db.example/kept"), Ok(Engine::Postgres)));
    assert!(matches!(engine("postgresql://%2Fvar%2Frun/kept"), Ok(Engine::Postgres)));
    for wrong in ["sqlite:", "mysql://x", "kept.db", "postgres://", "postgres://h:port/x"] {
        let result = engine(wrong);
        assert!(matches!(result, Err(DbError::Address(_))), "{wrong}: {result:?}");
    }
}
