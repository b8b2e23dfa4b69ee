//! Opening the database: brought up to date where Kept may do so by itself, refused where not.

use crate::config::Config;
use crate::ending::{Ended, Ending, refused};
use crate::output;
pub(crate) use crate::trouble::{failed, fault, trouble};
use app::{Actor, Kept, MIGRATIONS};
use clap::Args;
use db::{Address, Db, Engine, Options};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Opens a database. One on SQLite that is empty or older is brought up to date, an older one
/// after a backup; on PostgreSQL that is asked for.
pub(crate) fn open_at(url: &str) -> Result<Kept, Ending> {
    let (address, db) = connect(url)?;
    let pending = db::pending(&db, MIGRATIONS).map_err(|e| trouble(&e))?;
    if !pending.is_empty() {
        match db.engine() {
            Engine::Sqlite => bring_up_to_date(&db, &address)?,
            Engine::Postgres => {
                return Err(refused(
                    "The database is older than this version of Kept. Run: kept migrate",
                ));
            }
        }
    }
    begun(db)
}

/// Opens a database that must be there: what looks into one makes none.
pub(crate) fn open_present(url: &str) -> Result<Kept, Ending> {
    let address = Address::parse(url).map_err(|e| trouble(&e))?;
    match address.file().filter(|file| !file.exists()) {
        Some(file) => Err(refused(format!(
            "There is no database in {}. Name the one that is meant in database.url \
             (KEPT_DATABASE_URL).",
            file.display()
        ))),
        None => open_at(url),
    }
}

fn connect(url: &str) -> Result<(Address, Db), Ending> {
    let address = Address::parse(url).map_err(|e| trouble(&e))?;
    let db = Db::open(&address, &Options::default()).map_err(|e| trouble(&e))?;
    Ok((address, db))
}

/// A Kept with at least the ready-made beginning of a body.
fn begun(db: Db) -> Result<Kept, Ending> {
    let kept = Kept::new(db);
    let is_there = kept.read(app::organisation::current).map_err(|e| trouble(&e))?.is_some();
    if !is_there {
        let console = console(&kept)?;
        kept.act(&console, app::time::now(), app::organisation::begin).map_err(failed)?;
    }
    Ok(kept)
}

fn bring_up_to_date(db: &Db, address: &Address) -> Ended {
    let is_new = db::pending(db, MIGRATIONS).is_ok_and(|all| all.len() == MIGRATIONS.len());
    if is_new {
        must_be_empty(db, address)?;
    }
    if let Some(file) = address.file().filter(|_| !is_new) {
        let backup = backup_name(file);
        db.backup(&backup).map_err(|e| trouble(&e))?;
        output::say(format_args!("The database is older; a backup is in {}.", backup.display()));
    }
    db::migrate(db, MIGRATIONS, app::time::now()).map_err(|e| trouble(&e))?;
    Ok(())
}

/// Another program's database is no place for Kept's tables.
fn must_be_empty(db: &Db, address: &Address) -> Ended {
    let tables = db.read(db::schema::describe).map_err(|e| trouble(&e))?.tables;
    match tables.keys().find(|name| *name != "migrations") {
        Some(table) => Err(refused(format!(
            "{address} holds another program's tables, such as {table}. Name an empty database, \
             or one of Kept's, in database.url (KEPT_DATABASE_URL)."
        ))),
        None => Ok(()),
    }
}

/// `kept.db` → `kept.db.before-20260914-101500`.
fn backup_name(file: &Path) -> PathBuf {
    let at = app::time::now().strftime("%Y%m%d-%H%M%S");
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".before-{at}"));
    PathBuf::from(name)
}

/// Who acts at the console, in the history.
pub(crate) fn console(kept: &Kept) -> Result<Actor, Ending> {
    kept.system(&format!("console:{}", crate::config::system_user())).map_err(|e| trouble(&e))
}

/// Refuses a database that could lose what it has acknowledged.
pub(crate) fn must_be_durable(db: &Db) -> Ended {
    let problems = db::durability(db).map_err(|e| trouble(&e))?;
    if problems.is_empty() {
        return Ok(());
    }
    let sentences: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Err(refused(sentences.join("\n")))
}

/// `kept migrate`.
#[derive(Args)]
#[command(
    after_help = "Example:\n  KEPT_DATABASE_URL=postgres://kept@db.example/kept kept migrate"
)]
pub(crate) struct Migrate {
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Brings the schema up.
pub(crate) fn migrate(call: &Migrate) -> Ended {
    let (address, db) = connect(Config::read(None)?.get("database", "url"))?;
    let pending: Vec<i64> = db::pending(&db, MIGRATIONS)
        .map_err(|e| trouble(&e))?
        .iter()
        .map(|migration| i64::from(migration.number))
        .collect();
    if !pending.is_empty() {
        match db.engine() {
            Engine::Sqlite => bring_up_to_date(&db, &address)?,
            Engine::Postgres => {
                if pending.len() == MIGRATIONS.len() {
                    must_be_empty(&db, &address)?;
                }
                db::migrate(&db, MIGRATIONS, app::time::now()).map_err(|e| trouble(&e))?;
            }
        }
    }
    begun(db)?;
    if call.json {
        return output::json(&json!({ "applied": pending, "schema": MIGRATIONS.len() }));
    }
    match pending.len() {
        0 => output::line("The database is up to date."),
        number => output::line(format_args!(
            "The database is up to date: {} applied.",
            words::numbers::of(number as i64, "migration", "migrations")
        )),
    }
}
