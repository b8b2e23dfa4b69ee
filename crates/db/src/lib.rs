//! The two databases behind one small closed seam.
//!
//! Floor 0: this crate knows no capability and no table but its own list of applied migrations.
//! Everything above it is synchronous: plain functions over [`&mut Tx`](Tx), one SQL text with
//! `$1` placeholders for SQLite and PostgreSQL.
//!
//! ```
//! use db::{Address, Db, DbError, Options, args};
//!
//! # fn main() -> Result<(), DbError> {
//! # let folder = std::env::temp_dir().join(format!("db-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder).expect("a folder");
//! # let address = format!("sqlite:{}", folder.join("kept.db").display());
//! let db = Db::open(&Address::parse(&address)?, &Options::default())?;
//! db.write(|tx| {
//!     tx.execute("CREATE TABLE promises (id INTEGER PRIMARY KEY, due_on TEXT NOT NULL)", args![])?;
//!     tx.execute("INSERT INTO promises (due_on) VALUES ($1)", args![jiff::civil::date(2026, 12, 1)])
//! })?;
//! let due = db.read(|tx| {
//!     tx.one("SELECT due_on FROM promises", args![], |row| row.get::<jiff::civil::Date>(0))
//! })?;
//! assert_eq!(due, jiff::civil::date(2026, 12, 1));
//! # drop(db);
//! # std::fs::remove_dir_all(&folder).expect("the folder again");
//! # Ok(())
//! # }
//! ```
//!
//! # What is stored how
//!
//! | Rust | SQLite | PostgreSQL |
//! |---|---|---|
//! | `i64`, `i32`, `u32` … | `INTEGER` | `bigint`, `integer`, `smallint` |
//! | `bool` | `INTEGER` 0 or 1 | `boolean` |
//! | `f64` | `REAL` | `double precision` |
//! | `String` | `TEXT` | `text` |
//! | `Vec<u8>` | `BLOB` | `bytea` |
//! | [`jiff::civil::Date`] | `TEXT`, `2026-11-22` | `date` |
//! | [`jiff::Timestamp`] | `INTEGER`, microseconds since 1970 UTC | `timestamptz` |
//!
//! Dates and instants lie in the years 1 to 9999. Instants are rounded down to the microsecond.

mod address;
mod calendar;
mod counters;
mod durability;
mod error;
mod handle;
mod inserts;
mod migrations;
mod nesting;
mod options;
mod panics;
mod postgres;
mod refusals;
mod row;
pub mod schema;
mod sql;
mod sqlite;
#[cfg(feature = "testing")]
#[expect(clippy::expect_used, reason = "a test can't go on without what these make")]
pub mod testing;
mod tx;
mod value;

pub use address::{Address, Engine};
pub use counters::Counters;
pub use durability::{Problem, durability};
pub use error::{Context, DbError, EngineError};
pub use handle::Db;
pub use migrations::{Applied, Migration, migrate, pending};
pub use options::Options;
pub use row::{FromValue, Row, Unfit};
pub use sql::{AsSql, Sql2};
pub use tx::{Onward, Statement, Tx, prepare};
pub use value::Value;

/// Builds the arguments of a statement from anything that a [`Value`] can be made of:
/// `args![id, name, due_on]`, or `args![]` for none.
#[macro_export]
macro_rules! args {
    () => { &[] as &[$crate::Value<'_>] };
    ($($value:expr),+ $(,)?) => { &[$($crate::Value::from($value)),+] as &[$crate::Value<'_>] };
}

/// A statement that must differ between the engines: `sql2! { sqlite: "…", postgres: "…" }`.
/// Each use says in a comment why one text won't do.
#[macro_export]
macro_rules! sql2 {
    (sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {
        $crate::Sql2 { sqlite: $sqlite, postgres: $postgres }
    };
}
