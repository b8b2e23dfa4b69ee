//! What can go wrong in a database, told apart by what a caller can do about it.

use std::error::Error;
use std::fmt;

use crate::address::Engine;

/// A database operation failed.
///
/// Neither `Display` nor the [source](Error::source) ever holds a bound value: those may be
/// personal data. `Display` says what was being done and leaves the engine's own words to the
/// source.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum DbError {
    /// A row with the same key exists already.
    Unique(Context),
    /// A row that this one refers to doesn't exist, or one that is referred to would vanish.
    ForeignKey(Context),
    /// A `CHECK` of the table refused the row.
    Check(Context),
    /// A column that must not be null would be.
    NotNull(Context),
    /// Other transactions were in the way on every try.
    Serialisation(Context),
    /// An earlier statement of this transaction failed, so nothing more can be done in it, and
    /// its closure returned success all the same or carried on.
    Aborted(Context),
    /// The disk, or the space that the database may use, is full.
    DiskFull(Context),
    /// The transaction only reads, or the database can't be written to.
    ReadOnly(Context),
    /// Another process or transaction holds a lock, and went on holding it while we waited.
    Locked(Context),
    /// The server gave up on a statement that took longer than the options allow.
    TimedOut(Context),
    /// What is stored is damaged.
    Corrupt(Context),
    /// Reading or writing the disk failed.
    Io(Context),
    /// A value can't be stored as, or read as, what was asked for.
    Unfit(Context),
    /// A row was asked for with `one` and there was none.
    NoRow(Context),
    /// A transaction was begun inside another one on the same thread.
    Nested,
    /// The database was brought up to date by a newer version of the program.
    NewerSchema {
        /// The number of the newest migration in the database.
        found: u32,
        /// The number of the newest migration that this program knows.
        known: u32,
    },
    /// The list of migrations doesn't go with what was applied to the database.
    Migration {
        /// The migration that doesn't fit.
        number: u32,
        /// Why not, as a sentence without its full stop.
        reason: String,
    },
    /// No connection could be had, or the one in use was lost before anything was committed.
    Unavailable(Context),
    /// The command panicked; what it had done was rolled back.
    Panicked {
        /// The words of the panic. Not part of `Display`: they may quote what was bound.
        message: String,
    },
    /// The connection was lost after the commit was sent, or the disk failed during it: what was
    /// written may or may not be there. Never tried again by itself.
    OutcomeUnknown(Context),
    /// The database's address can't be understood; a sentence without its full stop.
    Address(String),
    /// The engine can't do what was asked; a sentence without its full stop.
    Unsupported(&'static str),
    /// Anything else, for example a statement with a mistake in it.
    Other(Context),
}

/// What was being done when it failed, and what the engine said.
#[derive(Clone, Debug)]
pub struct Context(Box<Inside>);

#[derive(Clone, Debug)]
struct Inside {
    doing: String,
    subject: Option<String>,
    source: Option<EngineError>,
}

/// An engine's own error: its code and its words, with what may quote a value left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineError {
    /// Whose error it is.
    pub engine: Engine,
    /// SQLite's extended result code, or PostgreSQL's five-character state; may be empty.
    pub code: String,
    /// What the engine says, in English.
    pub message: String,
}

/// How much of a statement an error shows, in characters.
const SHOWN: usize = 120;

impl Context {
    /// Describes a failure while `doing` something, such as "opening kept.db".
    pub(crate) fn doing(doing: impl Into<String>) -> Self {
        Self(Box::new(Inside { doing: doing.into(), subject: None, source: None }))
    }

    /// Describes a failure of a statement, shown shortened and without its line breaks.
    pub(crate) fn running(sql: &str) -> Self {
        Self::doing(format!("running `{}`", shortened(sql)))
    }

    pub(crate) fn about(mut self, subject: Option<String>) -> Self {
        self.0.subject = subject;
        self
    }

    pub(crate) fn because(mut self, source: EngineError) -> Self {
        self.0.source = Some(source);
        self
    }

    /// The constraint that was broken, as far as the engine names it. PostgreSQL names the
    /// constraint (`promises_reference_key`), SQLite the columns (`promises.reference`).
    pub fn constraint(&self) -> Option<&str> {
        self.0.subject.as_deref()
    }
}

impl DbError {
    /// The context, for the kinds that have one.
    pub fn context(&self) -> Option<&Context> {
        use DbError as E;
        match self {
            E::Unique(c) | E::ForeignKey(c) | E::Check(c) | E::NotNull(c) => Some(c),
            E::Serialisation(c) | E::Aborted(c) | E::DiskFull(c) | E::ReadOnly(c) => Some(c),
            E::Locked(c) | E::TimedOut(c) | E::Corrupt(c) | E::Io(c) | E::Unfit(c) => Some(c),
            E::NoRow(c) | E::Unavailable(c) | E::OutcomeUnknown(c) | E::Other(c) => Some(c),
            E::Nested | E::NewerSchema { .. } | E::Migration { .. } => None,
            E::Panicked { .. } | E::Address(_) | E::Unsupported(_) => None,
        }
    }

    /// The sentence's beginning, before what was being done.
    fn gist(&self) -> &'static str {
        match self {
            Self::Unique(_) => "a row with the same key exists already",
            Self::ForeignKey(_) => "a row refers to one that doesn't exist",
            Self::Check(_) => "a row breaks a check of its table",
            Self::NotNull(_) => "a column that must be filled is null",
            Self::Serialisation(_) => "other transactions were in the way",
            Self::Aborted(_) => "the transaction had failed before",
            Self::DiskFull(_) => "the disk is full",
            Self::ReadOnly(_) => "writing isn't possible here",
            Self::Locked(_) => "the database is locked by another process or transaction",
            Self::TimedOut(_) => "the statement took too long",
            Self::Corrupt(_) => "what is stored is damaged",
            Self::Io(_) => "the disk could not be read or written",
            Self::Unfit(_) => "a value doesn't fit",
            Self::NoRow(_) => "there is no such row",
            Self::Nested => "a transaction was begun inside another",
            Self::NewerSchema { .. } => "the database is newer than this program",
            Self::Migration { .. } => "the migrations don't go with this database",
            Self::Unavailable(_) => "the database can't be reached",
            Self::Panicked { .. } => "the command panicked and was rolled back",
            Self::OutcomeUnknown(_) => "nobody knows whether it was committed",
            Self::Address(_) => "the database's address can't be understood",
            Self::Unsupported(_) => "the engine can't do this",
            Self::Other(_) => "the database refused",
        }
    }
}

impl fmt::Display for DbError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.gist())?;
        match self {
            Self::NewerSchema { found, known } => {
                write!(f, ": it has migration {found}, the newest known is {known}")
            }
            Self::Migration { number, reason } => write!(f, ": migration {number} {reason}"),
            Self::Address(reason) => write!(f, ": {reason}"),
            Self::Unsupported(reason) => write!(f, ": {reason}"),
            _ => match self.context() {
                Some(context) => write!(f, ", {context}"),
                None => Ok(()),
            },
        }
    }
}

impl Error for DbError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.context()?.0.source.as_ref()?;
        Some(source)
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.doing)
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.engine, self.message)?;
        if self.code.is_empty() { Ok(()) } else { write!(f, " ({})", self.code) }
    }
}

impl Error for EngineError {}

/// Replaces whatever stands between double quotes, where engines quote what they were given.
pub(crate) fn without_quotations(message: &str) -> String {
    let mut kept = String::with_capacity(message.len());
    for (place, part) in message.split('"').enumerate() {
        match place % 2 {
            0 => kept.push_str(part),
            _ => kept.push_str("\"…\""),
        }
    }
    kept
}

fn shortened(sql: &str) -> String {
    let mut words = String::new();
    for word in sql.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}
