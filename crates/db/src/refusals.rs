//! What this crate itself refuses, in the same words on both engines.

use crate::address::Engine;
use crate::error::{Context, DbError, EngineError};
use crate::value::Value;

/// The wrong number of arguments: SQLite would take a missing one for null.
pub(crate) fn expect_arguments(
    wanted: usize,
    sql: &str,
    args: &[Value<'_>],
) -> Result<(), DbError> {
    if args.len() == wanted {
        return Ok(());
    }
    let doing = format!("{} arguments for {wanted} placeholders", args.len());
    Err(DbError::Unfit(Context::doing(format!("{doing}, {}", Context::running(sql)))))
}

/// A value that can't be stored, or not as what its parameter is.
pub(crate) fn unfit(index: usize, reason: &str, sql: &str) -> DbError {
    let doing = format!("${} is {reason}, {}", index + 1, Context::running(sql));
    DbError::Unfit(Context::doing(doing))
}

/// A statement that returns rows, run with `execute`.
pub(crate) fn returns_rows(engine: Engine, sql: &str) -> DbError {
    mistaken(engine, sql, "it returns rows: use all, first, one or each")
}

/// A statement that would end the transaction it runs in.
pub(crate) fn controlling(engine: Engine, word: &str, sql: &str) -> DbError {
    let message = format!("{word} isn't allowed: commands end their transaction by returning");
    mistaken(engine, sql, &message)
}

/// A statement given many rows that isn't written for one.
pub(crate) fn not_one_row(engine: Engine, sql: &str) -> DbError {
    let message = "inserting rows wants INSERT … VALUES (…) with every placeholder inside";
    mistaken(engine, sql, message)
}

/// Any other statement that can't be right.
fn mistaken(engine: Engine, sql: &str, message: &str) -> DbError {
    let source = EngineError { engine, code: String::new(), message: message.to_owned() };
    DbError::Other(Context::running(sql).because(source))
}

/// A pool that had no connection to give in time.
pub(crate) fn no_connection(engine: Engine, why: impl ToString) -> DbError {
    let source = EngineError { engine, code: String::new(), message: why.to_string() };
    DbError::Unavailable(Context::doing("waiting for a free connection").because(source))
}
