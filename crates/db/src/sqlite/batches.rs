//! Group commit: runs whatever commands wait in one transaction and answers after its commit.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::counters::Tally;
use crate::error::{Context, DbError};
use crate::sqlite::connection::Lite;
use crate::sqlite::jobs::Job;
use crate::tx::Tx;

/// The most commands that share a commit.
const LARGEST: usize = 128;
/// How long a batch takes commands in. Nothing waits for it: a batch is whatever waits already.
const LONGEST: Duration = Duration::from_millis(20);

/// The writer's transaction and its counts.
pub(crate) struct Batches {
    tx: Tx,
    tally: Arc<Tally>,
}

/// How a command left the transaction.
#[derive(PartialEq)]
enum Left {
    /// With its changes in it.
    Done,
    /// As it was before the command.
    Refused,
    /// Ended as a whole: everything that was in it is gone.
    Gone,
}

impl Batches {
    pub(crate) fn new(lite: Lite, tally: Arc<Tally>) -> Self {
        Self { tx: Tx::on_sqlite(Box::new(lite)), tally }
    }

    pub(crate) fn lite(&self) -> &Lite {
        let Some(lite) = self.tx.lite() else { unreachable!("made on a SQLite connection") };
        lite
    }

    /// Runs a command and those that `waiting` gives meanwhile, commits, and answers them all.
    pub(crate) fn run(
        &mut self,
        first: Box<dyn Job>,
        waiting: &mut dyn FnMut() -> Option<Box<dyn Job>>,
    ) {
        if let Err(error) = self.begin() {
            // Whoever holds the lock keeps it from everyone who waits: all are told at once
            // instead of each waiting as long again.
            return self.refuse(std::iter::once(first).chain(std::iter::from_fn(waiting)), &error);
        }
        let begun = Instant::now();
        let mut jobs = Vec::new();
        let mut done = 0;
        let mut next = Some(first);
        while let Some(mut job) = next {
            let left = match done {
                0 => self.run_alone(job.as_mut()),
                _ => self.run_in_savepoint(job.as_mut()),
            };
            jobs.push(job);
            match left {
                Left::Done => done += 1,
                Left::Refused => {}
                Left::Gone => return self.run_one_by_one(jobs),
            }
            let full = jobs.len() >= LARGEST || begun.elapsed() >= LONGEST;
            next = if full { None } else { waiting() };
        }
        match self.commit() {
            Ok(()) => self.answer(jobs, done),
            Err(error @ DbError::OutcomeUnknown(_)) => self.refuse(jobs, &error),
            Err(_) => self.run_one_by_one(jobs),
        }
    }

    /// Runs each command in a transaction of its own, after the shared one failed as a whole:
    /// whose fault it was shows, and the others are not refused for it.
    fn run_one_by_one(&mut self, jobs: Vec<Box<dyn Job>>) {
        self.tally.reruns.add(1);
        for mut job in jobs {
            let outcome = self.begin().and_then(|()| match self.run_alone(job.as_mut()) {
                Left::Done => self.commit().map(|()| true),
                Left::Refused => self.commit().map(|()| false),
                Left::Gone => {
                    self.lite().roll_back();
                    Ok(false)
                }
            });
            match outcome {
                Ok(done) => self.answer(vec![job], u64::from(done)),
                Err(error) => self.refuse([job], &error),
            }
        }
    }

    fn begin(&mut self) -> Result<(), DbError> {
        // What an earlier failure left standing would make BEGIN fail for ever.
        self.lite().roll_back();
        self.lite().run("BEGIN IMMEDIATE")
    }

    fn commit(&mut self) -> Result<(), DbError> {
        let committed = self.lite().run("COMMIT").inspect_err(|_| self.lite().roll_back());
        committed.map_err(|error| match error {
            // After a failed sync nobody sees the changes, but a crash now might bring them back.
            DbError::Io(context) => DbError::OutcomeUnknown(context),
            other => other,
        })
    }

    /// Runs a command before which nothing was done in the transaction: refused, it is put back
    /// by beginning anew. A savepoint would keep a copy of every page that the command changes,
    /// and each statement would walk through all of them, so that a long command took time with
    /// the square of its length.
    fn run_alone(&mut self, job: &mut dyn Job) -> Left {
        let done = self.run_job(job);
        if !self.lite().in_transaction() {
            return Left::Gone;
        }
        if done {
            return Left::Done;
        }
        match self.begin() {
            Ok(()) => Left::Refused,
            Err(_) => Left::Gone,
        }
    }

    /// Runs a command; whether it was done and the transaction still stands.
    fn run_job(&mut self, job: &mut dyn Job) -> bool {
        self.tx.renew();
        let mut done = job.run(&mut self.tx);
        if done && let Err(error) = self.tx.sound() {
            job.overrule(error);
            done = false;
        }
        if done && !self.lite().in_transaction() {
            job.overrule(DbError::Aborted(Context::doing("ending the transaction")));
            done = false;
        }
        done
    }

    fn run_in_savepoint(&mut self, job: &mut dyn Job) -> Left {
        if let Err(error) = self.lite().run("SAVEPOINT command") {
            job.overrule(error);
            return if self.lite().in_transaction() { Left::Refused } else { Left::Gone };
        }
        let done = self.run_job(job);
        if !self.lite().in_transaction() {
            return Left::Gone;
        }
        let ended = match done {
            true => self.lite().run("RELEASE command"),
            false => self
                .lite()
                .run("ROLLBACK TO command")
                .and_then(|()| self.lite().run("RELEASE command")),
        };
        match ended {
            Ok(()) if done => Left::Done,
            Ok(()) => Left::Refused,
            // The savepoint's fate is unknown, so nothing of the transaction can be kept.
            Err(error) => {
                job.overrule(error);
                self.lite().roll_back();
                Left::Gone
            }
        }
    }

    /// Answers after a commit; `done` of the commands are in it.
    fn answer(&self, jobs: Vec<Box<dyn Job>>, done: u64) {
        self.tally.commits.add(u64::from(done > 0));
        self.tally.refused.add(jobs.len() as u64 - done);
        for job in jobs {
            job.answer();
        }
    }

    /// Tells everyone the same error.
    fn refuse(&self, jobs: impl IntoIterator<Item = Box<dyn Job>>, error: &DbError) {
        for mut job in jobs {
            self.tally.refused.add(1);
            job.overrule(error.clone());
            job.answer();
        }
    }
}
