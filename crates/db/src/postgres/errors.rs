//! PostgreSQL's errors as ours.

use std::error::Error as _;

use ::postgres::Error;
use ::postgres::error::{DbError as ServerError, Severity, SqlState};

use crate::address::Engine;
use crate::error::{Context, DbError, EngineError, without_quotations};

/// What the server says when a table changed under a prepared `SELECT *`.
const STALE_PLAN: &str = "cached plan must not change result type";

/// Makes our error of PostgreSQL's. Its details and hints are left out: they quote rows.
pub(crate) fn classify(error: &Error, context: Context) -> DbError {
    let Some(server) = error.as_db_error() else {
        let lost = error.is_closed() || is_io(error);
        let context = context.because(spoken(String::new(), in_full(error)));
        return if lost { DbError::Unavailable(context) } else { DbError::Other(context) };
    };
    let code = server.code().code().to_owned();
    // Data exceptions quote the text that could not be read.
    let message = match code.starts_with("22") {
        true => without_quotations(server.message()),
        false => server.message().to_owned(),
    };
    kind(server.code(), context.about(subject(server)).because(spoken(code, message)))
}

/// The same for connecting, where every failure means that the server can't be used.
pub(crate) fn classify_connecting(error: &Error, doing: String) -> DbError {
    let source = match error.as_db_error() {
        Some(server) => spoken(server.code().code().to_owned(), server.message().to_owned()),
        None => spoken(String::new(), in_full(error)),
    };
    DbError::Unavailable(Context::doing(doing).because(source))
}

/// The same for a commit. Only an ordinary error from the server means that nothing was
/// committed; after anything else, such as a shutdown or a lost connection, nobody knows.
pub(crate) fn classify_commit(error: &Error) -> DbError {
    let context = Context::doing("committing");
    let ordinary =
        error.as_db_error().is_some_and(|server| server.parsed_severity() == Some(Severity::Error));
    if ordinary {
        return classify(error, context);
    }
    DbError::OutcomeUnknown(context.because(spoken(String::new(), in_full(error))))
}

/// Whether the statement would do if it were prepared again.
pub(crate) fn is_stale(error: &Error) -> bool {
    error.as_db_error().is_some_and(|server| {
        server.code() == &SqlState::INVALID_SQL_STATEMENT_NAME
            || (server.code() == &SqlState::FEATURE_NOT_SUPPORTED && server.message() == STALE_PLAN)
    })
}

fn kind(state: &SqlState, context: Context) -> DbError {
    match state.code() {
        "23505" | "23P01" => DbError::Unique(context),
        "23503" | "23001" => DbError::ForeignKey(context),
        "23514" => DbError::Check(context),
        "23502" => DbError::NotNull(context),
        "40001" | "40P01" => DbError::Serialisation(context),
        "25P02" => DbError::Aborted(context),
        "53100" => DbError::DiskFull(context),
        "25006" => DbError::ReadOnly(context),
        "55P03" => DbError::Locked(context),
        "57014" => DbError::TimedOut(context),
        "XX001" | "XX002" => DbError::Corrupt(context),
        "58030" => DbError::Io(context),
        // Too many connections, shutting down, starting up, ended for sitting idle.
        "53300" | "57P01" | "57P02" | "57P03" | "57P05" | "25P03" => DbError::Unavailable(context),
        code if code.starts_with("08") => DbError::Unavailable(context),
        code if code.starts_with("22") || code == "42804" => DbError::Unfit(context),
        _ => DbError::Other(context),
    }
}

/// The constraint's name, or the column that must not be null.
fn subject(server: &ServerError) -> Option<String> {
    match (server.constraint(), server.table(), server.column()) {
        (Some(constraint), _, _) => Some(constraint.to_owned()),
        (None, Some(table), Some(column)) => Some(format!("{table}.{column}")),
        _ => None,
    }
}

fn spoken(code: String, message: String) -> EngineError {
    EngineError { engine: Engine::Postgres, code, message }
}

fn is_io(error: &Error) -> bool {
    error.source().is_some_and(|source| source.is::<std::io::Error>())
}

/// The error and its causes in one line. Only for errors of this side, which quote no values.
fn in_full(error: &Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(source) = cause {
        message.push_str(": ");
        match source.downcast_ref::<ServerError>() {
            Some(server) => message.push_str(server.message()),
            None => message.push_str(&source.to_string()),
        }
        cause = source.source();
    }
    message
}
