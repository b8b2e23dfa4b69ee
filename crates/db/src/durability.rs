//! Checks at start-up that what is acknowledged will be on the disk, and that both engines order
//! text alike.

use std::fmt;

use crate::address::Engine;
use crate::args;
use crate::error::DbError;
use crate::handle::Db;
use crate::tx::Tx;

/// The oldest PostgreSQL that Kept is tested with, as the server counts versions.
const OLDEST_SERVER: i64 = 150_000;

/// A setting with which Kept must not serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, as a sentence.
    pub what: String,
    /// What to do about it, as a sentence.
    pub remedy: String,
}

impl Problem {
    fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what, self.remedy)
    }
}

/// What stands in the way of keeping what is acknowledged; empty if nothing does. The settings
/// are read where they are in force: on the writer's own connection.
///
/// # Errors
/// When the database can't be asked.
pub fn durability(db: &Db) -> Result<Vec<Problem>, DbError> {
    db.write(|tx| match tx.engine() {
        Engine::Sqlite => sqlite(tx),
        Engine::Postgres => postgres(tx),
    })
}

fn sqlite(tx: &mut Tx) -> Result<Vec<Problem>, DbError> {
    let mut problems = Vec::new();
    let mode: String = tx.one("PRAGMA journal_mode", args![], |row| row.get(0))?;
    if mode != "wal" {
        let what = format!("SQLite's journal mode is {mode}.");
        problems.push(Problem::new(what, "Put the file on a local disk, where it can be wal."));
    }
    // 2 is FULL, 3 is EXTRA.
    let synchronous: i64 = tx.one("PRAGMA synchronous", args![], |row| row.get(0))?;
    if synchronous < 2 {
        let what = format!("SQLite doesn't wait for the disk (synchronous is {synchronous}).");
        problems.push(Problem::new(what, "It must be FULL."));
    }
    let keys: bool = tx.one("PRAGMA foreign_keys", args![], |row| row.get(0))?;
    if !keys {
        problems.push(Problem::new("SQLite doesn't check foreign keys.", "They must be on."));
    }
    Ok(problems)
}

fn postgres(tx: &mut Tx) -> Result<Vec<Problem>, DbError> {
    let mut problems = Vec::new();
    let version = setting(tx, "server_version_num")?;
    if version.parse::<i64>().is_ok_and(|number| number < OLDEST_SERVER) {
        let what = format!("The PostgreSQL server is too old ({version}).");
        problems.push(Problem::new(what, "Kept needs version 15 or later."));
    }
    for name in ["fsync", "full_page_writes", "synchronous_commit"] {
        if setting(tx, name)? == "off" {
            let what = format!("PostgreSQL's {name} is off: a power cut loses what was kept.");
            let remedy = format!("Set {name} = on in postgresql.conf and for this role.");
            problems.push(Problem::new(what, remedy));
        }
    }
    lowered(tx, &mut problems)?;
    collation(tx, &mut problems)?;
    Ok(problems)
}

fn setting(tx: &mut Tx, name: &str) -> Result<String, DbError> {
    tx.one("SELECT current_setting($1)", args![name], |row| row.get(0))
}

/// Settings of this database or of roles in it, which sessions other than this one get.
fn lowered(tx: &mut Tx, problems: &mut Vec<Problem>) -> Result<(), DbError> {
    let sql = "SELECT coalesce(r.rolname::text, 'every role') \
        FROM pg_db_role_setting s \
        LEFT JOIN pg_roles r ON r.oid = s.setrole \
        LEFT JOIN pg_database d ON d.oid = s.setdatabase \
        WHERE 'synchronous_commit=off' = ANY (s.setconfig) \
          AND (s.setdatabase = 0 OR d.datname = current_database()) \
        ORDER BY 1";
    for role in tx.all(sql, args![], |row| row.get::<String>(0))? {
        let what = format!("PostgreSQL's synchronous_commit is set to off for {role}.");
        let remedy = "Take it back with ALTER ROLE or ALTER DATABASE … RESET synchronous_commit.";
        problems.push(Problem::new(what, remedy));
    }
    Ok(())
}

/// Text must compare by its bytes, as it does on SQLite, or lists and keys would differ.
fn collation(tx: &mut Tx, problems: &mut Vec<Problem>) -> Result<(), DbError> {
    let sql = "SELECT datcollate::text, datlocprovider::text, pg_encoding_to_char(encoding)::text \
        FROM pg_database WHERE datname = current_database()";
    let (collate, provider, encoding) = tx.one(sql, args![], |row| {
        Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<String>(2)?))
    })?;
    // "b" is the built-in provider of version 17, which compares by code point, like bytes.
    let by_bytes = provider == "b" || (provider == "c" && matches!(&*collate, "C" | "POSIX"));
    if !by_bytes || encoding != "UTF8" {
        let what = format!("The database's collation is {collate} and its encoding {encoding}.");
        let remedy = "Create it with LC_COLLATE 'C' and ENCODING 'UTF8' from template0.";
        problems.push(Problem::new(what, remedy));
    }
    Ok(())
}
