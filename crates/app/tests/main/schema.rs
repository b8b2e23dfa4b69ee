//! Both databases have the same schema, and every statement prepares on both.

use db::schema::describe;
use db::testing::Fresh;
use db::{Engine, migrate};
use std::fs;
use std::path::Path;

fn migrated(engine: Engine) -> Fresh {
    let fresh = Fresh::on(engine);
    migrate(&fresh, app::MIGRATIONS, "2026-01-01T00:00:00Z".parse().unwrap()).unwrap();
    fresh
}

#[test]
fn both_databases_have_the_same_tables_columns_keys_and_indexes() {
    let sqlite = migrated(Engine::Sqlite).read(describe).unwrap();
    let postgres = migrated(Engine::Postgres).read(describe).unwrap();
    // In SQLite every whole-number key is made up if it is left out; these are always given.
    let given = ["cases", "contacts", "ledger_state", "organisation", "repeat_suggestions"];
    let mut differences = sqlite.differences(&postgres);
    differences.retain(|difference| {
        let is_given =
            given.iter().any(|table| difference.starts_with(&format!("table {table}: column")));
        !(is_given && difference.contains("default: Some(\"generated\")"))
    });
    assert_eq!(differences, Vec::<String>::new());
    assert!(sqlite.tables.len() > 30);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the variable is for this test alone")]
fn the_committed_schemas_are_those_that_the_migrations_make() {
    for (engine, file) in
        [(Engine::Sqlite, "schema.sqlite.sql"), (Engine::Postgres, "schema.postgres.sql")]
    {
        let made = migrated(engine).read(db::schema::dump).unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(file);
        if std::env::var_os("KEPT_WRITE_SCHEMA").is_some() {
            fs::write(&path, &made).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == made, "{file} is old: run `make schema`");
    }
}

/// The SQL in the sources: string literals that begin with a verb of SQL.
fn statements(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            statements(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            for literal in literals(&text) {
                let verb = literal.split_whitespace().next().unwrap_or("");
                let is_sql = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&verb);
                // Texts with places for other texts are composed; they are listed elsewhere.
                if is_sql && !literal.contains('{') {
                    found.push((name.clone(), literal));
                }
            }
        }
    }
}

fn literals(text: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        let mut literal = String::new();
        let mut letters = rest[start + 1..].char_indices();
        let mut end = rest.len();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    end = start + 1 + at + 1;
                    break;
                }
                '\\' => {
                    if let Some((_, next)) = letters.next() {
                        literal.push(if next == '\n' { ' ' } else { next });
                    }
                }
                other => literal.push(other),
            }
        }
        literals.push(literal);
        rest = &rest[end.min(rest.len())..];
    }
    literals
}

#[test]
fn every_statement_prepares_on_both_databases() {
    let mut found = Vec::new();
    statements(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 100, "only {} statements were found", found.len());
    let town = testkit::Town::new();
    for person in testkit::Person::all() {
        let actor = town.person(person);
        let lists = app::lists::every_statement(&actor);
        found.extend(lists.into_iter().map(|sql| ("lists".to_owned(), sql)));
    }
    let figures = app::figures::every_statement();
    found.extend(figures.into_iter().map(|sql| ("figures".to_owned(), sql)));
    let told = app::promises_told::every_statement();
    found.extend(told.into_iter().map(|sql| ("promises_told".to_owned(), sql)));
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let fresh = migrated(engine);
        for (file, sql) in &found {
            let prepared = fresh.read(|tx| db::prepare(tx, sql.as_str()).map(drop));
            if let Err(error) = prepared {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                panic!("{engine:?}, {file}: {error}: {cause:?}\n{sql}");
            }
        }
    }
}
