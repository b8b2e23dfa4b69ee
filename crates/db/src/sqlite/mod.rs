//! SQLite: one file, one writer thread, a pool of readers, and a thread that checkpoints.

mod backup;
mod batches;
mod checkpoints;
mod connection;
mod errors;
mod jobs;
mod open;
mod readers;
mod statements;
mod writer;

pub(crate) use backup::backup;
pub(crate) use connection::{Lite, Purpose};
pub(crate) use open::SqliteDb;
pub(crate) use statements::column;
