//! The chain of seals: whatever is changed behind the back of Kept is found and named.

mod late;
mod tampering;

use app::ledger::{Broken, Verified};
use db::{DbError, Engine};
use testkit::{Person, Town};

/// What a look into a changed database found; handed out as a failure, so that the change is
/// rolled back.
enum Looked {
    Found(Result<Verified, Broken>),
    Failed(DbError),
}

impl From<DbError> for Looked {
    fn from(error: DbError) -> Looked {
        Looked::Failed(error)
    }
}

/// Changes what is stored, walks the chain, and takes the change back. The guards must be gone.
fn verified_after(town: &Town, statements: &[String]) -> Result<Verified, Broken> {
    let statements = statements.to_vec();
    let looked = town.kept.db().write(move |tx| {
        let mut changed = 0;
        for sql in &statements {
            changed += tx.execute(sql.as_str(), db::args![])?;
        }
        assert!(changed > 0, "nothing was changed by {statements:?}");
        let found = app::ledger::verify(tx, None).unwrap();
        Err::<(), _>(Looked::Found(found))
    });
    match looked.unwrap_err() {
        Looked::Found(found) => found,
        Looked::Failed(error) => panic!("{error}: {:?}", std::error::Error::source(&error)),
    }
}

/// Whether the database refuses a change because of its guards.
fn is_refused(town: &Town, sql: &str) -> bool {
    let sql = sql.to_owned();
    let done = town.kept.db().write(move |tx| tx.execute(sql.as_str(), db::args![]).map(drop));
    let Err(error) = done else { return false };
    let mut told = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        told += &format!(": {error}");
        cause = error.source();
    }
    assert!(told.contains("only added"), "{told}");
    true
}

/// Three seals: over a letter, its answer, and another letter.
fn three_seals(town: &Town) -> String {
    let letter = town.letter();
    town.settle_down();
    town.tick_on();
    town.responds(Person::Officer, &letter).unwrap();
    town.settle_down();
    town.tick_on();
    town.letter();
    town.settle_down();
    assert_eq!(town.verified(None).unwrap().seals, 3);
    letter
}

/// A value one more, or one moment later, than a column has.
fn one_later(town: &Town, column: &str) -> String {
    match town.kept.db().engine() {
        Engine::Sqlite => format!("{column} + 1"),
        Engine::Postgres => format!("{column} + interval '1 microsecond'"),
    }
}

/// Other bytes.
fn bytes(town: &Town) -> &'static str {
    match town.kept.db().engine() {
        Engine::Sqlite => "x'00ff'",
        Engine::Postgres => r"'\x00ff'",
    }
}

#[test]
fn a_head_taken_before_anything_was_sealed_is_where_the_chain_begins() {
    let town = Town::new();
    let begin = town.verified(None).unwrap();
    assert_eq!((begin.seals, begin.rows), (0, 0));
    assert!(town.verified(Some(&begin.head)).is_ok());
    town.letter();
    town.settle_down();
    assert!(town.verified(Some(&begin.head)).unwrap().seals > 0);
    let never = "f".repeat(begin.head.len());
    assert!(matches!(town.verified(Some(&never)), Err(Broken::Head)));
}
