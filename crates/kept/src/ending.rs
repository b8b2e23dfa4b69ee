//! How a command ends: 0 done, 1 refused or not true, 2 wrong in the call's words.

use std::fmt;
use std::process::ExitCode;

/// Why a command did not do what was asked: a sentence that says what to do.
#[derive(Debug)]
pub(crate) enum Ending {
    /// Refused, not true, or not readable: exit 1.
    Refused(String),
    /// Something is wrong in the call's words: exit 2.
    WrongCall(String),
    /// A check that found something and has printed what: exit 1 without another word.
    Found,
}

pub(crate) type Ended = Result<(), Ending>;

/// A refusal with its sentence.
pub(crate) fn refused(sentence: impl fmt::Display) -> Ending {
    Ending::Refused(sentence.to_string())
}

/// A wrong call with its sentence.
pub(crate) fn wrong_call(sentence: impl fmt::Display) -> Ending {
    Ending::WrongCall(sentence.to_string())
}

/// Says why on standard error and gives the exit code.
pub(crate) fn exit(ended: Ended) -> ExitCode {
    let (code, sentence) = match ended {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Ending::Found) => return ExitCode::from(1),
        Err(Ending::Refused(sentence)) => (1, sentence),
        Err(Ending::WrongCall(sentence)) => (2, sentence),
    };
    crate::output::complain(&sentence);
    ExitCode::from(code)
}
