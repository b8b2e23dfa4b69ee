//! The constructs of SQL that Kept uses mean the same on both engines.

use db::{Db, DbError, Value, args, sql2};

/// Ids as text, in the order of the query.
fn list(db: &Db, sql: &str) -> String {
    let found: Vec<String> = db
        .read(|tx| tx.all(sql, args![], |row| row.get::<String>(0)))
        .unwrap_or_else(|error| panic!("{sql}: {error} {error:?}"));
    found.join(" ")
}

fn make_rows(db: &Db) {
    db.write(|tx| {
        tx.execute(
            "CREATE TABLE r (id INTEGER PRIMARY KEY, team TEXT NOT NULL, score INTEGER, tag TEXT)",
            args![],
        )?;
        let rows: [[Value<'_>; 4]; 5] = [
            [1.into(), "a".into(), 5.into(), Value::Null],
            [2.into(), "a".into(), 3.into(), "x".into()],
            [3.into(), "b".into(), Value::Null, "y".into()],
            [4.into(), "b".into(), 9.into(), Value::Null],
            [5.into(), "c".into(), 1.into(), "x".into()],
        ];
        tx.insert_rows("INSERT INTO r (id, team, score, tag) VALUES ($1, $2, $3, $4)", &rows)
    })
    .expect("rows");
}

db::on_both_engines! {
    fn the_portable_constructs_give_the_same_answers(db: &Db) {
        make_rows(db);
        let cases = [
            ("WITH high AS (SELECT id FROM r WHERE score > 2) SELECT CAST(id AS text) FROM high ORDER BY id", "1 2 4"),
            ("SELECT CAST(row_number() OVER (PARTITION BY team ORDER BY id) AS text) FROM r ORDER BY id", "1 2 1 2 1"),
            ("SELECT CAST(count(*) FILTER (WHERE tag IS NULL) AS text) FROM r", "2"),
            ("SELECT string_agg(team, ',' ORDER BY id DESC) FROM r", "c,b,b,a,a"),
            ("SELECT CAST(id AS text) FROM r WHERE tag IS NOT DISTINCT FROM NULL ORDER BY id", "1 4"),
            ("SELECT CAST(id AS text) FROM r ORDER BY score DESC NULLS LAST", "4 1 2 5 3"),
            ("SELECT CASE WHEN score > 4 THEN 'high' ELSE coalesce(tag, 'none') END FROM r ORDER BY id", "high x y high x"),
            ("SELECT CAST(CAST(sum(score) AS bigint) AS text) FROM r", "18"),
            ("SELECT CAST(id AS text) FROM r WHERE (team, id) > ('a', 2) ORDER BY team, id LIMIT 2", "3 4"),
            ("SELECT CAST(id AS text) FROM r WHERE NOT EXISTS (SELECT 1 FROM r s WHERE s.score > r.score) ORDER BY id", "3 4"),
            ("SELECT CAST(id AS text) FROM r ORDER BY id LIMIT 2 OFFSET 1", "2 3"),
            ("SELECT team FROM r EXCEPT SELECT 'b' ORDER BY 1", "a c"),
        ];
        for (sql, wanted) in cases {
            assert_eq!(list(db, sql), wanted, "{sql}");
        }
    }

    fn text_compares_and_orders_by_its_bytes(db: &Db) {
        crate::make_notes(db);
        for (id, body) in ["a", "B", "é", "Z", "z", "ß", "_", "10", "9", "Ａ", "🏛"].iter().enumerate() {
            crate::note(db, i32::try_from(id).expect("few"), body).expect("a note");
        }
        let ordered = list(db, "SELECT body FROM notes ORDER BY body");
        assert_eq!(ordered, "10 9 B Z _ a z ß é Ａ 🏛");
        assert_eq!(list(db, "SELECT body FROM notes WHERE body < 'a' ORDER BY body"), "10 9 B Z _");
        assert_eq!(list(db, "SELECT max(body) FROM notes"), "🏛");
    }

    fn returning_and_on_conflict_say_what_became_of_a_row(db: &Db) {
        crate::make_notes(db);
        let upsert = "INSERT INTO notes (id, body) VALUES ($1, $2) \
                      ON CONFLICT (id) DO UPDATE SET body = excluded.body || '!' RETURNING body";
        for wanted in ["new", "new!"] {
            let body: String = db
                .write(move |tx| tx.one(upsert, args![1, "new"], |row| row.get(0)))
                .expect("an upsert");
            assert_eq!(body, wanted);
        }
        let ignore = "INSERT INTO notes (id, body) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
        let count = db.write(move |tx| tx.execute(ignore, args![1, "other"])).expect("ignored");
        assert_eq!(count, 0);
        let updated = "UPDATE notes SET body = $2 WHERE id = $1 RETURNING id";
        let ids: Vec<i32> = db
            .write(move |tx| tx.all(updated, args![1, "third"], |row| row.get(0)))
            .expect("an update");
        assert_eq!(ids, [1]);
    }

    fn a_placeholder_may_be_used_twice_and_out_of_order(db: &Db) {
        crate::make_notes(db);
        let sql = "INSERT INTO notes (body, id) VALUES ($2 || '$1' || $2, $1)";
        db.write(move |tx| tx.execute(sql, args![7, "x"])).expect("a note");
        assert_eq!(list(db, "SELECT body FROM notes WHERE id = 7 -- AND id = $1"), "x$1x");
    }

    fn the_number_of_arguments_must_be_right(db: &Db) {
        crate::make_notes(db);
        let insert = "INSERT INTO notes (id, body) VALUES ($1, $2)";
        for arguments in [args![], args![1], args![1, "a", "b"]] {
            let arguments: Vec<Value<'static>> = arguments.to_vec();
            let result = db.write(move |tx| tx.execute(insert, &arguments));
            assert!(matches!(result, Err(DbError::Unfit(_))), "{result:?}");
        }
        assert!(crate::notes(db).is_empty());
    }

    fn execute_counts_the_rows_it_changed_and_refuses_to_drop_rows_it_was_given(db: &Db) {
        make_rows(db);
        let changed = db.write(|tx| tx.execute("UPDATE r SET score = 0 WHERE team = $1", args!["a"]));
        assert_eq!(changed.expect("an update"), 2);
        let dropped = db.write(|tx| tx.execute("DELETE FROM r RETURNING id", args![]));
        assert!(matches!(dropped, Err(DbError::Other(_))), "{dropped:?}");
        assert_eq!(list(db, "SELECT CAST(count(*) AS text) FROM r"), "5");
    }

    fn a_text_with_two_statements_is_refused_whole(db: &Db) {
        crate::make_notes(db);
        let two = "INSERT INTO notes (id, body) VALUES (1, 'a'); INSERT INTO notes (id, body) VALUES (2, 'b')";
        let result = db.write(move |tx| tx.execute(two, args![]));
        assert!(matches!(result, Err(DbError::Other(_))), "{result:?}");
        assert!(crate::notes(db).is_empty());
    }

    fn one_wants_a_row_and_first_takes_none(db: &Db) {
        crate::make_notes(db);
        let sql = "SELECT id FROM notes WHERE id = $1";
        let none: Option<i32> =
            db.read(|tx| tx.first(sql, args![1], |row| row.get(0))).expect("a query");
        assert_eq!(none, None);
        let missing = db.read(|tx| tx.one(sql, args![1], |row| row.get::<i32>(0)));
        assert!(matches!(missing, Err(DbError::NoRow(_))), "{missing:?}");
    }

    fn many_rows_are_inserted_in_their_order_and_return_their_ids(db: &Db) {
        let table = sql2! {
            sqlite: "CREATE TABLE many (id INTEGER PRIMARY KEY, n INTEGER NOT NULL, word TEXT, day TEXT) STRICT",
            postgres: "CREATE TABLE many (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, \
                       n bigint NOT NULL, word text, day date)",
        };
        db.write(move |tx| tx.execute(table, args![])).expect("a table");
        // More than one chunk, with nulls here and there.
        let ids: Vec<i64> = db.write(|tx| {
            let day = jiff::civil::date(2026, 11, 22);
            let rows: Vec<[Value<'_>; 3]> = (0..2_500_i64)
                .map(|n| [n.into(), (n % 3 > 0).then(|| format!("word {n}")).into(), day.into()])
                .collect();
            let sql = "INSERT INTO many (n, word, day) VALUES ($1, $2, $3) RETURNING id";
            tx.insert_rows_returning(sql, &rows, |row| row.get(0))
        }).expect("many rows");
        assert_eq!(ids.len(), 2_500);
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "ids in the order of the rows");
        let wrong: i64 = db.read(|tx| tx.one(
            "SELECT count(*) FROM many WHERE n <> id - $1 OR word IS DISTINCT FROM \
             CASE WHEN n % 3 > 0 THEN 'word ' || CAST(n AS text) END", args![ids[0]],
            |row| row.get(0))).expect("a count");
        assert_eq!(wrong, 0);
    }

    fn any_number_of_rows_is_inserted_as_given(db: &Db) {
        crate::make_notes(db);
        let mut first = 0;
        for count in [1, 2, 3, 8, 9, 2, 9] {
            let returned: Vec<String> = db.write(move |tx| {
                let rows: Vec<[Value<'_>; 2]> =
                    (first..first + count).map(|id| [format!("row {id}").into(), id.into()]).collect();
                // The placeholders are not in the columns' order.
                let sql = "INSERT INTO notes (id, body) VALUES ($2, $1 || '!') RETURNING body";
                tx.insert_rows_returning(sql, &rows, |row| row.get(0))
            }).expect("rows");
            let wanted: Vec<String> = (first..first + count).map(|id| format!("row {id}!")).collect();
            assert_eq!(returned, wanted);
            first += count;
        }
        assert_eq!(crate::notes(db), (0..first).collect::<Vec<_>>());
    }

    fn inserting_no_rows_or_one_needs_no_special_case(db: &Db) {
        crate::make_notes(db);
        let sql = "INSERT INTO notes (id, body) VALUES ($1, $2)";
        let none = db.write(move |tx| tx.insert_rows::<[Value<'_>; 2]>(sql, &[])).expect("none");
        assert_eq!(none, 0);
        let one = db.write(move |tx| {
            let row: [Value<'_>; 2] = [1.into(), "one".into()];
            tx.insert_rows(sql, &[row])
        }).expect("one");
        assert_eq!(one, 1);
        assert_eq!(crate::notes(db), [1]);
    }

    fn a_row_that_breaks_a_rule_among_many_inserts_none(db: &Db) {
        crate::make_notes(db);
        let result = db.write(|tx| {
            let rows: [[Value<'_>; 2]; 3] =
                [[1.into(), "a".into()], [2.into(), "b".into()], [1.into(), "c".into()]];
            tx.insert_rows("INSERT INTO notes (id, body) VALUES ($1, $2)", &rows)
        });
        assert!(matches!(result, Err(DbError::Unique(_))), "{result:?}");
        assert!(crate::notes(db).is_empty());
    }

    fn inserting_many_with_a_statement_that_is_not_for_one_row_is_refused(db: &Db) {
        crate::make_notes(db);
        for sql in ["INSERT INTO notes (id, body) SELECT $1, $2",
            "INSERT INTO notes (id, body) VALUES ($1, 'x') ON CONFLICT (id) DO UPDATE SET body = $2"]
        {
            let result = db.write(move |tx| {
                let row: [Value<'_>; 2] = [1.into(), "a".into()];
                tx.insert_rows(sql, &[row.clone(), row])
            });
            assert!(matches!(result, Err(DbError::Other(_))), "{sql}: {result:?}");
        }
    }

    fn broken_rules_are_told_apart(db: &Db) {
        db.write(|tx| {
            tx.execute("CREATE TABLE owners (id INTEGER PRIMARY KEY)", args![])?;
            tx.execute(
                "CREATE TABLE owned (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES owners (id), \
                 code TEXT UNIQUE, CHECK (id < 100))", args![])
        }).expect("tables");
        let insert = |id: Option<i32>, owner: Option<i32>, code: &'static str| {
            db.write(move |tx| {
                tx.attempt(|tx| tx.execute("INSERT INTO owners (id) VALUES (1)", args![])).ok();
                tx.execute("INSERT INTO owned (id, owner, code) VALUES ($1, $2, $3)", args![id, owner, code])
            })
        };
        insert(Some(1), Some(1), "a").expect("a row");
        let twice = insert(Some(2), Some(1), "a").expect_err("the same code twice");
        assert!(matches!(&twice, DbError::Unique(c) if c.constraint().is_some_and(|c| c.contains("code"))));
        assert!(matches!(insert(Some(3), Some(9), "b"), Err(DbError::ForeignKey(_))));
        assert!(matches!(insert(Some(100), Some(1), "c"), Err(DbError::Check(_))));
        let empty = insert(Some(4), None, "d").expect_err("no owner");
        assert!(matches!(&empty, DbError::NotNull(c) if c.constraint().is_some_and(|c| c.ends_with("owner"))));
        let mistake = db.read(|tx| tx.all("SELECT nothing FROM nowhere", args![], |_| Ok(())));
        assert!(matches!(mistake, Err(DbError::Other(_))), "{mistake:?}");
    }

    fn a_name_in_double_quotes_is_never_a_text(db: &Db) {
        crate::make_notes(db);
        let result = db.read(|tx| tx.all("SELECT \"bodi\" FROM notes", args![], |_| Ok(())));
        assert!(matches!(result, Err(DbError::Other(_))), "{result:?}");
    }

    fn preparing_checks_a_statement_without_running_it(db: &Db) {
        crate::make_notes(db);
        let described = db.read(|tx| db::prepare(tx, "DELETE FROM notes WHERE id = $1 RETURNING id, body"));
        let described = described.expect("a good statement");
        assert_eq!((described.parameters, described.columns), (1, vec!["id".to_owned(), "body".to_owned()]));
        for wrong in ["SELECT bodi FROM notes", "SELEC 1", "SELECT 1 FROM note"] {
            let result = db.read(move |tx| db::prepare(tx, wrong));
            assert!(matches!(result, Err(DbError::Other(_))), "{wrong}: {result:?}");
        }
    }

    fn a_statement_that_differs_runs_its_own_text_on_each(db: &Db) {
        let which = sql2! { sqlite: "SELECT 'SQLite'", postgres: "SELECT 'PostgreSQL'" };
        let found: String = db.read(|tx| tx.one(which, args![], |row| row.get(0))).expect("a text");
        assert_eq!(found, db.engine().to_string());
    }
}
