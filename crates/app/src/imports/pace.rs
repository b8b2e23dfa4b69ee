//! Not keeping other processes from writing.

use crate::jobs;
use crate::kept::Kept;
use db::{DbError, Engine};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// How long batches follow each other before a rest. A process that waits for SQLite's lock
/// looks for it after 1, 3, 8, 18, 33, 53, 78 and 103 ms, never more than 25 ms apart until then:
/// so it finds a rest of that length, however busy we are.
const WORK: SignedDuration = SignedDuration::from_millis(80);
const REST: Duration = Duration::from_millis(26);

/// When a run last let others write.
pub(super) struct Pace {
    rested: Timestamp,
}

impl Pace {
    pub(super) fn new(now: Timestamp) -> Pace {
        Pace { rested: now }
    }

    /// Rests if another process serves this database and has had no chance to write for a while.
    /// Within one process writers queue, and PostgreSQL locks rows rather than the database.
    pub(super) fn rest(&mut self, kept: &Kept, now: Timestamp) -> Result<(), DbError> {
        if kept.db().engine() == Engine::Postgres || now.duration_since(self.rested) < WORK {
            return Ok(());
        }
        if kept.read(|tx| jobs::is_held(tx, jobs::ROUNDS, now))? {
            std::thread::park_timeout(REST);
        }
        self.rested = now;
        Ok(())
    }
}
