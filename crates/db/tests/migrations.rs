//! Migrations: each once, whole, in order, never another than was written.

use std::thread;

use db::{Applied, Db, DbError, Engine, Migration, Options, args, migrate, pending};
use jiff::Timestamp;

const FIRST: Migration = Migration {
    number: 1,
    name: "people",
    sqlite: "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
             CREATE INDEX people_name ON people (name); -- both are one step",
    postgres: "CREATE TABLE people (id bigint PRIMARY KEY, name text NOT NULL);
               CREATE INDEX people_name ON people (name);",
};
const SECOND: Migration = Migration {
    number: 2,
    name: "ages",
    sqlite: "ALTER TABLE people ADD COLUMN age INTEGER",
    postgres: "ALTER TABLE people ADD COLUMN age integer",
};
const BROKEN: Migration = Migration {
    number: 3,
    name: "broken",
    sqlite: "CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE people (id INTEGER)",
    postgres: "CREATE TABLE half (id bigint PRIMARY KEY); CREATE TABLE people (id bigint)",
};

fn at() -> Timestamp {
    "2026-11-22T16:00:00Z".parse().expect("an instant")
}

fn tables(db: &Db) -> Vec<String> {
    db.read(|tx| Ok::<_, DbError>(db::schema::describe(tx)?.tables.into_keys().collect()))
        .expect("the tables")
}

db::on_both_engines! {
    fn migrations_are_applied_once_and_noted(db: &Db) {
        assert_eq!(pending(db, &[FIRST, SECOND]).expect("a list").len(), 2);
        let first = migrate(db, &[FIRST], at()).expect("the first");
        assert_eq!(first, Applied { before: 0, now: 1 });
        assert_eq!(pending(db, &[FIRST, SECOND]).expect("a list")[0].name, "ages");
        let both = migrate(db, &[FIRST, SECOND], at()).expect("the second");
        assert_eq!(both, Applied { before: 1, now: 2 });
        let again = migrate(db, &[FIRST, SECOND], at()).expect("nothing");
        assert_eq!(again, Applied { before: 2, now: 2 });
        assert!(pending(db, &[FIRST, SECOND]).expect("a list").is_empty());
        let noted = db.read(|tx| tx.all(
            "SELECT number, name, sha256, applied_at FROM migrations ORDER BY number", args![],
            |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<String>(2)?.len(),
                row.get::<Timestamp>(3)?))));
        assert_eq!(noted.expect("the notes"),
            [(1, "people".to_owned(), 64, at()), (2, "ages".to_owned(), 64, at())]);
        let insert = "INSERT INTO people (id, name, age) VALUES (1, 'Ada', 36)";
        db.write(move |tx| tx.execute(insert, args![])).expect("the tables are there");
    }

    fn a_migration_that_fails_leaves_nothing_of_itself(db: &Db) {
        let result = migrate(db, &[FIRST, SECOND, BROKEN], at());
        assert!(matches!(result, Err(DbError::Other(_))), "{result:?}");
        assert_eq!(tables(db), ["migrations", "people"]);
        assert_eq!(pending(db, &[FIRST, SECOND, BROKEN]).expect("a list").len(), 1);
    }

    fn a_database_newer_than_the_program_is_refused(db: &Db) {
        migrate(db, &[FIRST, SECOND], at()).expect("both");
        for result in [migrate(db, &[FIRST], at()).map(|_| ()), pending(db, &[FIRST]).map(|_| ())] {
            assert!(matches!(result, Err(DbError::NewerSchema { found: 2, known: 1 })), "{result:?}");
        }
    }

    fn a_migration_changed_after_it_was_applied_is_refused(db: &Db) {
        migrate(db, &[FIRST], at()).expect("the first");
        let changed = Migration { sqlite: "SELECT 1", postgres: "SELECT 1", ..FIRST };
        let renamed = Migration { name: "persons", ..FIRST };
        for other in [changed, renamed] {
            let result = migrate(db, &[other, SECOND], at());
            assert!(matches!(result, Err(DbError::Migration { number: 1, .. })), "{result:?}");
        }
        assert_eq!(pending(db, &[FIRST, SECOND]).expect("nothing was applied").len(), 1);
    }

    fn line_ends_do_not_change_a_migration(db: &Db) {
        migrate(db, &[FIRST], at()).expect("the first");
        let windows = |text: &str| &*Box::leak(text.replace('\n', "\r\n").into_boxed_str());
        let same = Migration { sqlite: windows(FIRST.sqlite), postgres: windows(FIRST.postgres), ..FIRST };
        assert!(pending(db, &[same]).expect("the same").is_empty());
    }

    fn a_gap_is_refused_in_the_list_and_in_the_database(db: &Db) {
        let result = migrate(db, &[FIRST, Migration { number: 3, ..SECOND }], at());
        assert!(matches!(result, Err(DbError::Migration { number: 3, .. })), "{result:?}");
        migrate(db, &[FIRST, SECOND], at()).expect("both");
        db.write(|tx| tx.execute("DELETE FROM migrations WHERE number = 1", args![])).expect("a gap");
        let result = migrate(db, &[FIRST, SECOND], at());
        assert!(matches!(result, Err(DbError::Migration { number: 1, .. })), "{result:?}");
    }

    fn a_migration_cannot_end_its_transaction(db: &Db) {
        let text = "CREATE TABLE early (id INTEGER PRIMARY KEY); COMMIT";
        let result = migrate(db, &[Migration { number: 1, name: "early", sqlite: text, postgres: text }], at());
        assert!(matches!(result, Err(DbError::Migration { number: 1, .. })), "{result:?}");
        assert!(tables(db).is_empty());
    }

    fn a_trigger_may_say_begin_and_end(db: &Db) {
        let triggers = Migration {
            number: 1,
            name: "triggers",
            sqlite: "CREATE TABLE facts (id INTEGER PRIMARY KEY) STRICT;
                CREATE TRIGGER facts_stay BEFORE DELETE ON facts
                BEGIN SELECT raise(ABORT, 'facts stay'); END;",
            postgres: "CREATE TABLE facts (id bigint PRIMARY KEY);
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION 'facts stay'; END; $$;
                CREATE TRIGGER facts_stay BEFORE DELETE ON facts
                FOR EACH ROW EXECUTE FUNCTION refuse();",
        };
        migrate(db, &[triggers], at()).expect("a trigger");
        db.write(|tx| tx.execute("INSERT INTO facts (id) VALUES (1)", args![])).expect("a fact");
        let gone = db.write(|tx| tx.execute("DELETE FROM facts", args![]));
        assert!(gone.is_err(), "the trigger refuses");
    }
}

#[test]
fn a_table_can_be_made_anew_on_sqlite_without_losing_what_refers_to_it() {
    const TABLES: Migration = Migration {
        number: 1,
        name: "tables",
        sqlite: "CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT) STRICT;
            CREATE TABLE people (id INTEGER PRIMARY KEY,
                team INTEGER NOT NULL REFERENCES teams (id) ON DELETE CASCADE) STRICT;
            INSERT INTO teams VALUES (1, 'a'); INSERT INTO people VALUES (7, 1);",
        postgres: "",
    };
    const ANEW: Migration = Migration {
        number: 2,
        name: "anew",
        sqlite: "CREATE TABLE new_teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
            INSERT INTO new_teams SELECT id, name FROM teams;
            DROP TABLE teams;
            ALTER TABLE new_teams RENAME TO teams;",
        postgres: "",
    };
    const ORPHANS: Migration =
        Migration { number: 3, name: "orphans", sqlite: "DELETE FROM teams", postgres: "" };
    let db = db::testing::Fresh::on(Engine::Sqlite);
    migrate(&db, &[TABLES, ANEW], at()).expect("both");
    let people = || -> i64 {
        let sql = "SELECT count(*) FROM people JOIN teams ON teams.id = people.team";
        db.read(|tx| tx.one(sql, args![], |row| row.get(0))).expect("a count")
    };
    assert_eq!(people(), 1, "the one who refers to a team is still there");
    let orphans = migrate(&db, &[TABLES, ANEW, ORPHANS], at());
    assert!(matches!(orphans, Err(DbError::Migration { number: 3, .. })), "{orphans:?}");
    assert_eq!(people(), 1);
    // Commands have foreign keys as before.
    let stray = db.write(|tx| tx.execute("INSERT INTO people VALUES (8, 9)", args![]));
    assert!(matches!(stray, Err(DbError::ForeignKey(_))), "{stray:?}");
}

#[test]
fn processes_that_migrate_at_the_same_time_apply_each_migration_once() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let db = db::testing::Fresh::on(engine);
        thread::scope(|scope| {
            let migrating: Vec<_> = (0..4)
                .map(|_| {
                    scope.spawn(|| {
                        // A handle of its own is what another process would have.
                        let own =
                            Db::open(db.address(), &Options::default()).expect("the database");
                        migrate(&own, &[FIRST, SECOND], at()).expect("both")
                    })
                })
                .collect();
            let applied: u32 = migrating
                .into_iter()
                .map(|thread| thread.join().expect("no panic"))
                .map(|applied| applied.now - applied.before)
                .sum();
            // Each of the two was applied by one of the four, whoever it was.
            assert!(applied >= 2, "{engine}: {applied}");
        });
        let count: i64 = db
            .read(|tx| tx.one("SELECT count(*) FROM migrations", args![], |row| row.get(0)))
            .expect("the notes");
        assert_eq!(count, 2, "{engine}");
    }
}
