//! The only place that writes to the terminal: results to standard output, all else to standard
//! error. A reader that has gone away (`kept … | head`) is no failure.

use crate::ending::{Ended, refused};
use std::io::{self, Write};

/// Writes a line of the result.
pub(crate) fn line(text: impl std::fmt::Display) -> Ended {
    finished(writeln!(io::stdout().lock(), "{text}"))
}

/// Writes a text that ends itself.
pub(crate) fn text(text: &str) -> Ended {
    finished(io::stdout().lock().write_all(text.as_bytes()))
}

/// Writes the one JSON document of a command that was asked for it.
pub(crate) fn json(document: &serde_json::Value) -> Ended {
    line(document)
}

/// Writes a message that is not the result.
pub(crate) fn say(text: impl std::fmt::Display) {
    // Nobody can be told that standard error is closed.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Says why a command ended.
pub(crate) fn complain(sentence: &str) {
    say(format_args!("kept: {sentence}"));
}

/// Turns the end of writing into the end of a command.
pub(crate) fn finished(written: io::Result<()>) -> Ended {
    match written {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(refused(format!("The result could not be written: {e}.")))
        }
        _ => Ok(()),
    }
}
