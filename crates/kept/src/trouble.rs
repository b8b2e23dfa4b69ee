//! What stood in the way of a command inside, in a sentence that says what to do about it.

use crate::ending::{Ending, refused};
use app::{Failure, Fault};
use db::{DbError, Engine, EngineError};
use std::error::Error;

/// An error of the database, with its cause.
pub(crate) fn trouble(error: &DbError) -> Ending {
    refused(sentence(error))
}

/// A fault, with its cause.
pub(crate) fn fault(fault: &Fault) -> Ending {
    match fault.database() {
        Some(error) => trouble(error),
        None => refused(format!("Something went wrong inside: {}.", with_causes(fault))),
    }
}

/// A failure that no refusal of the command's own explains.
pub(crate) fn failed<R>(failure: Failure<R>) -> Ending {
    match failure {
        Failure::Fault(inside) => fault(&inside),
        Failure::NotFound => refused("There is no such thing."),
        Failure::NotAllowed => refused("The console may not do this."),
        Failure::Stale => refused("Somebody else has changed it. Try again."),
        Failure::Refused(_) => refused("It was refused."),
    }
}

fn sentence(error: &DbError) -> String {
    let (what, advice) = match error {
        DbError::NewerSchema { found, known } => {
            return format!(
                "The database is from a newer version of Kept (schema {found}; this version knows \
                 {known}). Use that version, or restore a backup from before."
            );
        }
        DbError::Address(reason) => {
            return format!(
                "The address of the database cannot be understood: {reason}. Write sqlite:FILE or \
                 postgres://USER:PASSWORD@HOST/DATABASE in database.url (KEPT_DATABASE_URL)."
            );
        }
        DbError::Unavailable(_) if is_sqlite(error) => (
            "The database cannot be opened",
            "Check that the folder in database.url (KEPT_DATABASE_URL) is there.",
        ),
        DbError::Unavailable(_) => (
            "The database cannot be reached",
            "Check that its server runs, and the address in database.url (KEPT_DATABASE_URL).",
        ),
        DbError::ReadOnly(_) => (
            "The database cannot be written",
            "Let the user that Kept runs as write the file and its folder.",
        ),
        DbError::Corrupt(_) => (
            "This is no database, or it is damaged",
            "Check database.url (KEPT_DATABASE_URL), or restore a backup.",
        ),
        DbError::DiskFull(_) => {
            ("The disk is full", "Make room and try again: nothing was half done.")
        }
        DbError::Io(_) => {
            ("The disk could not be read or written", "Check it, its room too, and try again.")
        }
        DbError::Locked(_) => {
            ("Another process holds the database", "Wait until it is done and try again.")
        }
        DbError::OutcomeUnknown(_) => (
            "The connection was lost in the middle, so it was done or not",
            "Look before you try again.",
        ),
        _ => ("Something went wrong in the database", "Nothing was half done."),
    };
    format!("{what} ({}). {advice}", with_causes(error))
}

fn is_sqlite(error: &DbError) -> bool {
    let engine = error.source().and_then(|source| source.downcast_ref::<EngineError>());
    engine.is_some_and(|error| error.engine == Engine::Sqlite)
}

fn with_causes(error: &dyn Error) -> String {
    let mut sentence = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        sentence = format!("{sentence}: {error}");
        cause = error.source();
    }
    sentence
}
