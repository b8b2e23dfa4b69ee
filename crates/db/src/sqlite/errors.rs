//! SQLite's errors as ours.

use rusqlite::ErrorCode;
use rusqlite::ffi;

use crate::address::Engine;
use crate::error::{Context, DbError, EngineError, without_quotations};

/// When an error came: what SQLite says while preparing quotes the statement only, what it says
/// while running may quote a value (a search's words, for example).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Preparing,
    Running,
}

/// Makes our error of SQLite's.
pub(crate) fn classify(error: rusqlite::Error, moment: Moment, context: Context) -> DbError {
    let (code, message) = match error {
        rusqlite::Error::SqliteFailure(code, message) => (Some(code), message),
        rusqlite::Error::SqlInputError { error, msg, .. } => (Some(error), Some(msg)),
        // rusqlite's own errors name columns and types, never values.
        other => (None, Some(other.to_string())),
    };
    let number = code.map_or(0, |code| code.extended_code);
    let message = message.unwrap_or_else(|| ffi::code_to_str(number).to_owned());
    let constraint = message.split_once("constraint failed: ").map(|(_, name)| name.to_owned());
    let message = match moment {
        Moment::Preparing => message,
        Moment::Running => without_quotations(&message),
    };
    let text = if number == 0 { String::new() } else { number.to_string() };
    let source = EngineError { engine: Engine::Sqlite, code: text, message };
    let context = context.about(constraint).because(source);
    kind(code, context)
}

fn kind(code: Option<ffi::Error>, context: Context) -> DbError {
    let Some(code) = code else { return DbError::Other(context) };
    match (code.code, code.extended_code) {
        (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY) => {
            DbError::Unique(context)
        }
        (_, ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => DbError::ForeignKey(context),
        (_, ffi::SQLITE_CONSTRAINT_CHECK) => DbError::Check(context),
        (_, ffi::SQLITE_CONSTRAINT_NOTNULL) => DbError::NotNull(context),
        // A value of the wrong type for a STRICT table.
        (_, ffi::SQLITE_CONSTRAINT_DATATYPE) | (ErrorCode::TypeMismatch, _) => {
            DbError::Unfit(context)
        }
        (ErrorCode::DiskFull, _) => DbError::DiskFull(context),
        (ErrorCode::ReadOnly, _) => DbError::ReadOnly(context),
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => DbError::Locked(context),
        (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => DbError::Corrupt(context),
        (ErrorCode::SystemIoFailure, _) => DbError::Io(context),
        (ErrorCode::CannotOpen, _) => DbError::Unavailable(context),
        _ => DbError::Other(context),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use super::*;

    #[test]
    fn a_running_statements_error_quotes_no_value() {
        let failure = ffi::Error { code: ErrorCode::Unknown, extended_code: 1 };
        let message = Some("fts5: syntax error near \"Ada Lovelace\"".to_owned());
        let error = rusqlite::Error::SqliteFailure(failure, message);
        let error = classify(error, Moment::Running, Context::running("SELECT 1"));
        assert!(!format!("{error:?}").contains("Ada"));
        let source = error.source().expect("a source").to_string();
        assert_eq!(source, "SQLite: fts5: syntax error near \"…\" (1)");
        assert_eq!(error.to_string(), "the database refused, running `SELECT 1`");
    }
}
