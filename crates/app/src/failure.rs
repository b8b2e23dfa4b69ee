//! How a command can fail: the person can do something about it, or they can't.

use db::DbError;
use std::fmt;

/// A refusal that cannot happen: for commands that refuse nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Never {}

/// Why a command did not do what was asked. `R` is the command's own list of refusals.
#[derive(Debug)]
pub enum Failure<R = Never> {
    /// The person can do something about it: everything that was wrong, in the order of the
    /// form.
    Refused(Vec<R>),
    /// There is no such thing, or it may not be seen, which is the same.
    NotFound,
    /// It may be seen but not done.
    NotAllowed,
    /// Somebody else has changed it since it was read.
    Stale,
    /// Nobody at the screen can do anything about it.
    Fault(Fault),
}

/// Something that went wrong inside. However it is printed, it shows nothing that was bound or
/// that a panic quoted: that may be about people.
pub struct Fault {
    what: String,
    source: Option<DbError>,
}

impl Fault {
    /// A fault without a cause of its own: something stored that cannot be.
    pub fn new(what: impl Into<String>) -> Fault {
        Fault { what: what.into(), source: None }
    }

    /// The error of the database, if it is one.
    pub fn database(&self) -> Option<&DbError> {
        self.source.as_ref()
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({}", self.what)?;
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        write!(f, ")")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Fault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

impl From<DbError> for Fault {
    fn from(source: DbError) -> Fault {
        Fault { what: "the database could not do it".into(), source: Some(source) }
    }
}

impl<R> From<DbError> for Failure<R> {
    fn from(error: DbError) -> Failure<R> {
        Failure::Fault(error.into())
    }
}

impl<R> From<Fault> for Failure<R> {
    fn from(fault: Fault) -> Failure<R> {
        Failure::Fault(fault)
    }
}

impl<R> Failure<R> {
    /// A single refusal.
    pub fn refused(refusal: R) -> Failure<R> {
        Failure::Refused(vec![refusal])
    }

    /// The same failure of a command with other refusals.
    pub fn map<S>(self, refusal: impl Fn(R) -> S) -> Failure<S> {
        match self {
            Failure::Refused(all) => Failure::Refused(all.into_iter().map(refusal).collect()),
            Failure::NotFound => Failure::NotFound,
            Failure::NotAllowed => Failure::NotAllowed,
            Failure::Stale => Failure::Stale,
            Failure::Fault(fault) => Failure::Fault(fault),
        }
    }
}

impl Failure<Never> {
    /// The same failure where other refusals are possible.
    pub fn widen<S>(self) -> Failure<S> {
        self.map(|never| match never {})
    }
}
