//! What a page cannot do anything about, mapped to HTTP in one place.

use app::{Failure, Fault, Never};
use db::DbError;

/// Why a page cannot be shown.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// There is no such thing, or it may not be seen.
    NotFound,
    /// It may be seen but not done.
    NotAllowed,
    /// Somebody else has changed it; the page that was sent cannot show what.
    Stale,
    /// Something went wrong inside.
    Fault(Fault),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Trouble {
        Trouble::Fault(fault)
    }
}

impl From<DbError> for Trouble {
    fn from(error: DbError) -> Trouble {
        Trouble::Fault(error.into())
    }
}

impl From<Failure<Never>> for Trouble {
    fn from(failure: Failure<Never>) -> Trouble {
        match Trouble::or_refused(failure) {
            Ok(_) => Trouble::NotAllowed,
            Err(trouble) => trouble,
        }
    }
}

impl Trouble {
    /// The refusals of a command, which its page shows, or the trouble that it cannot.
    pub(crate) fn or_refused<R>(failure: Failure<R>) -> Result<Vec<R>, Trouble> {
        match failure {
            Failure::Refused(refusals) => Ok(refusals),
            Failure::NotFound => Err(Trouble::NotFound),
            Failure::NotAllowed => Err(Trouble::NotAllowed),
            Failure::Stale => Err(Trouble::Stale),
            Failure::Fault(fault) => Err(Trouble::Fault(fault)),
        }
    }
}
