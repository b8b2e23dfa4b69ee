//! Counts of what a database was asked to do, for metrics and for tests of group commit.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counts since the database was opened, as [`Db::counters`](crate::Db::counters) reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counters {
    /// Commands handed to [`Db::write`](crate::Db::write).
    pub commands: u64,
    /// Transactions that were committed for them. On SQLite many commands share one.
    pub commits: u64,
    /// Commands that ended without being committed: refused, failed or panicked.
    pub refused: u64,
    /// Batches that had to be run again one by one (SQLite).
    pub reruns: u64,
    /// Commands that were tried again because other transactions were in the way (PostgreSQL).
    pub retries: u64,
    /// Snapshots read with [`Db::read`](crate::Db::read).
    pub reads: u64,
}

/// The counts while they grow.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) commands: Count,
    pub(crate) commits: Count,
    pub(crate) refused: Count,
    pub(crate) reruns: Count,
    pub(crate) retries: Count,
    pub(crate) reads: Count,
}

/// One growing count.
#[derive(Debug, Default)]
pub(crate) struct Count(AtomicU64);

impl Count {
    pub(crate) fn add(&self, more: u64) {
        self.0.fetch_add(more, Ordering::Relaxed);
    }

    fn now(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Tally {
    pub(crate) fn counters(&self) -> Counters {
        Counters {
            commands: self.commands.now(),
            commits: self.commits.now(),
            refused: self.refused.now(),
            reruns: self.reruns.now(),
            retries: self.retries.now(),
            reads: self.reads.now(),
        }
    }
}
