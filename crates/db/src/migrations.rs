//! Brings a database's tables up to date, one numbered step after another, never back.

use std::sync::Arc;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::address::Engine;
use crate::error::DbError;
use crate::handle::Db;
use crate::sql;
use crate::tx::Tx;
use crate::{args, sql2};

/// A step, with its text for each engine. The text may hold many statements, but none that ends
/// a transaction: each step is one, together with the note that it was applied.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Counted from 1 without a gap.
    pub number: u32,
    /// What it does, in a word or two.
    pub name: &'static str,
    /// The statements for SQLite.
    pub sqlite: &'static str,
    /// The statements for PostgreSQL.
    pub postgres: &'static str,
}

/// What [`migrate`] did: the newest applied migration's number before and after, 0 for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Before.
    pub before: u32,
    /// Now.
    pub now: u32,
}

/// The table that remembers what was applied, the only one that this crate knows.
const SQLITE_TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID";
const POSTGRES_TABLE: &str = "CREATE TABLE IF NOT EXISTS migrations (
    number bigint PRIMARY KEY,
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL
)";

/// Two processes that migrate one PostgreSQL database wait for each other at this number, which
/// is arbitrary but must stay: "keptmigr" in ASCII.
const LOCK: i64 = 0x6b65_7074_6d69_6772;

/// Applies what is missing, noting it as applied `at` this time.
///
/// # Errors
/// [`DbError::NewerSchema`] if the database has migrations that the list doesn't, and
/// [`DbError::Migration`] if the list has a gap, or a migration that was applied is missing
/// from the database or was changed since. What a migration's own statements run into is
/// returned as it is; the steps before it stay applied.
pub fn migrate(db: &Db, migrations: &[Migration], at: Timestamp) -> Result<Applied, DbError> {
    check_list(db.engine(), migrations)?;
    let all: Arc<[Migration]> = migrations.into();
    let mut before = None;
    loop {
        let all = Arc::clone(&all);
        let step = db.change_schema(move |tx| step(tx, &all, at))?;
        let before = *before.get_or_insert(step.before);
        if step.before == step.now {
            return Ok(Applied { before, now: step.now });
        }
    }
}

/// The migrations that [`migrate`] would apply, in their order.
///
/// # Errors
/// As [`migrate`], without running anything.
pub fn pending<'m>(db: &Db, migrations: &'m [Migration]) -> Result<&'m [Migration], DbError> {
    check_list(db.engine(), migrations)?;
    let done = db.read(|tx| if has_table(tx)? { applied(tx, migrations) } else { Ok(0) })?;
    Ok(&migrations[done..])
}

/// Applies the next migration, if one is missing.
fn step(tx: &mut Tx, all: &[Migration], at: Timestamp) -> Result<Applied, DbError> {
    if tx.engine() == Engine::Postgres {
        // Another process may take as long as it needs; the tables' own locks may not, as
        // everybody who reads them would queue behind us.
        tx.without_time_limit()?;
        tx.batch("SET LOCAL lock_timeout = 0")?;
        tx.all("SELECT CAST(pg_advisory_xact_lock($1) AS text)", args![LOCK], |_| Ok(()))?;
        tx.batch("SET LOCAL lock_timeout TO DEFAULT")?;
    }
    if !has_table(tx)? {
        tx.execute(sql2! { sqlite: SQLITE_TABLE, postgres: POSTGRES_TABLE }, args![])?;
    }
    let done = applied(tx, all)?;
    let before = done.checked_sub(1).map_or(0, |last| all[last].number);
    let Some(next) = all.get(done) else { return Ok(Applied { before, now: before }) };
    tx.batch(next.text(tx.engine()))?;
    refuse_orphans(tx, next)?;
    tx.execute(
        "INSERT INTO migrations (number, name, sha256, applied_at) VALUES ($1, $2, $3, $4)",
        args![next.number, next.name, fingerprint(next.text(tx.engine())), at],
    )?;
    Ok(Applied { before, now: next.number })
}

/// How many of the list are applied, all of them unchanged.
fn applied(tx: &mut Tx, all: &[Migration]) -> Result<usize, DbError> {
    let rows =
        tx.all("SELECT number, name, sha256 FROM migrations ORDER BY number", args![], |row| {
            Ok((row.get::<u32>(0)?, row.get::<String>(1)?, row.get::<String>(2)?))
        })?;
    let known = all.last().map_or(0, |last| last.number);
    if let Some((found, _, _)) = rows.last()
        && *found > known
    {
        return Err(DbError::NewerSchema { found: *found, known });
    }
    for ((number, name, sha256), migration) in rows.iter().zip(all) {
        let wrong = |reason: String| Err(DbError::Migration { number: migration.number, reason });
        if *number != migration.number {
            return wrong("was never applied, though later ones were".into());
        }
        if *name != migration.name {
            return wrong(format!("is called {} here, but {name} was applied", migration.name));
        }
        if *sha256 != fingerprint(migration.text(tx.engine())) {
            return wrong(format!("({name}) was changed after it was applied"));
        }
    }
    Ok(rows.len())
}

/// On SQLite a migration runs without foreign keys' effects, so they are checked after it.
fn refuse_orphans(tx: &mut Tx, migration: &Migration) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        return Ok(());
    }
    let check = "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1";
    match tx.first(check, args![], |row| row.get::<String>(0))? {
        None => Ok(()),
        Some(table) => {
            let reason = format!("leaves rows in {table} that refer to rows that don't exist");
            Err(DbError::Migration { number: migration.number, reason })
        }
    }
}

fn has_table(tx: &mut Tx) -> Result<bool, DbError> {
    // Each engine keeps its list of tables elsewhere.
    let sql = sql2! {
        sqlite: "SELECT count(*) > 0 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'",
        postgres: "SELECT to_regclass('migrations') IS NOT NULL",
    };
    tx.one(sql, args![], |row| row.get(0))
}

fn check_list(engine: Engine, migrations: &[Migration]) -> Result<(), DbError> {
    for (migration, expected) in migrations.iter().zip(1..) {
        let number = migration.number;
        if number != expected {
            let reason = format!("stands where {expected} belongs: they count without a gap");
            return Err(DbError::Migration { number, reason });
        }
        if let Some(word) = sql::control_word(migration.text(engine)) {
            let reason = format!("says {word}: each is one transaction of its own");
            return Err(DbError::Migration { number, reason });
        }
    }
    Ok(())
}

impl Migration {
    fn text(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// SHA-256 of the text in hexadecimal. Line ends don't count: a checkout may change them.
fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
