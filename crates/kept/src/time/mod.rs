//! `kept time`: when something is due, how long it took, and a file of due dates.

mod batch;
mod between;
mod due;
mod options;

pub(crate) use due::{Answer, answer, due_sentence, given, instant, reachable};
pub(crate) use options::{moment, moment_in, read_pause, start as start_of, wait};

use crate::ending::Ended;
use clap::Subcommand;

/// The calls of `kept time`.
#[derive(Subcommand)]
pub(crate) enum Call {
    /// Work out when something is due, and why.
    Due(Box<due::Call>),
    /// Work out how much time lies between two moments.
    Between(between::Call),
    /// Add due dates to the rows of a CSV file.
    Batch(batch::Call),
}

/// Does what was asked.
pub(crate) fn run(call: Call) -> Ended {
    match call {
        Call::Due(call) => due::run(&call),
        Call::Between(call) => between::run(&call),
        Call::Batch(call) => batch::run(&call),
    }
}
