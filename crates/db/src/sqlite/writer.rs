//! The one thread that writes to a SQLite file.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::counters::Tally;
use crate::error::{Context, DbError, EngineError};
use crate::nesting::Inside;
use crate::panics::caught;
use crate::sqlite::batches::Batches;
use crate::sqlite::checkpoints::Overgrowth;
use crate::sqlite::connection::Lite;
use crate::sqlite::jobs::{Awaited, Job, job};
use crate::tx::Tx;

/// After so many commands, the next idle moment brings the query planner's statistics up to
/// date; it takes milliseconds, as SQLite looks at a sample only.
const OPTIMISE_AFTER: u64 = 5_000;
/// How long nothing must have come for a moment to be idle.
const IDLE: Duration = Duration::from_secs(1);

enum Work {
    Command(Box<dyn Job>),
    SchemaChange(Box<dyn Job>),
    Optimise(SyncSender<Result<(), DbError>>),
}

/// The writer thread, seen from outside.
pub(crate) struct Writer {
    queue: Option<Sender<Work>>,
    thread: Option<JoinHandle<()>>,
}

struct Loop {
    batches: Batches,
    queue: Receiver<Work>,
    overgrowth: Overgrowth,
    optimised_at: u64,
    commands: u64,
}

impl Writer {
    /// Starts the thread, which owns this connection from now on.
    pub(crate) fn start(
        lite: Lite,
        overgrowth: Overgrowth,
        tally: Arc<Tally>,
    ) -> Result<Self, DbError> {
        let (sender, queue) = channel();
        let thread = thread::Builder::new().name("db-writer".into()).spawn(move || {
            let batches = Batches::new(lite, tally);
            Loop { batches, queue, overgrowth, optimised_at: 0, commands: 0 }.run();
        });
        match thread {
            Ok(thread) => Ok(Self { queue: Some(sender), thread: Some(thread) }),
            Err(error) => Err(unavailable("starting the writer", &error.to_string())),
        }
    }

    /// Hands a command over and waits for its answer.
    pub(crate) fn write<F, T, E>(&self, command: F) -> Result<T, E>
    where
        F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (job, awaited): (_, Awaited<T, E>) = job(command);
        self.send(Work::Command(job))?;
        awaited.answer()
    }

    /// The same for a migration: alone in its transaction, and without foreign keys' effects.
    /// To change a constraint SQLite wants the table made anew and the old one dropped, and
    /// dropping it would delete what refers to it.
    pub(crate) fn change_schema<F, T, E>(&self, command: F) -> Result<T, E>
    where
        F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (job, awaited): (_, Awaited<T, E>) = job(command);
        self.send(Work::SchemaChange(job))?;
        awaited.answer()
    }

    /// Brings the planner's statistics up to date and the log back into the file.
    pub(crate) fn optimise(&self) -> Result<(), DbError> {
        let (reply, done) = std::sync::mpsc::sync_channel(1);
        self.send(Work::Optimise(reply))?;
        done.recv().map_err(|_| unavailable("optimising", "the writer has stopped"))?
    }

    fn send(&self, work: Work) -> Result<(), DbError> {
        let sent = self.queue.as_ref().is_some_and(|queue| queue.send(work).is_ok());
        if sent { Ok(()) } else { Err(unavailable("writing", "the writer has stopped")) }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Without a sender the loop ends once everything that was sent is answered.
        self.queue = None;
        let Some(thread) = self.thread.take() else { return };
        // A command may own the last handle of its own database; a thread can't wait for itself.
        if thread.thread().id() != thread::current().id() {
            let _ = thread.join();
        }
    }
}

impl Loop {
    fn run(mut self) {
        // Everything on this thread is inside a transaction, as far as a command can see.
        let _inside = Inside::enter();
        loop {
            let due = self.commands >= self.optimised_at + OPTIMISE_AFTER;
            let next = match due {
                true => self.queue.recv_timeout(IDLE),
                false => self.queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(work) => self.work(work),
                Err(RecvTimeoutError::Timeout) => self.optimise_when_idle(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        // Closing leaves one file with everything in it; if that fails the log still has it.
        let _ = self.batches.lite().run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    fn work(&mut self, work: Work) {
        let mut next = Some(work);
        while let Some(work) = next.take() {
            match work {
                Work::Command(job) => next = self.batch(job),
                Work::SchemaChange(job) => self.change_schema(job),
                Work::Optimise(reply) => {
                    let _ = reply.send(self.optimise());
                }
            }
        }
    }

    /// Runs a command and those that wait behind it; other work met among them is returned.
    fn batch(&mut self, job: Box<dyn Job>) -> Option<Work> {
        let mut other = None;
        // Commands catch their own panics. This one catches a panic in dropping what a command
        // or an answer holds, so that one such type doesn't stop all writing.
        let batch = caught(|| {
            let queue = &self.queue;
            let commands = &mut self.commands;
            *commands += 1;
            let mut waiting = || match queue.try_recv().ok()? {
                Work::Command(job) => {
                    *commands += 1;
                    Some(job)
                }
                work => {
                    other = Some(work);
                    None
                }
            };
            self.batches.run(job, &mut waiting);
        });
        if batch.is_err() {
            self.batches.lite().roll_back();
        }
        self.overgrowth.finish(self.batches.lite());
        other
    }

    fn change_schema(&mut self, job: Box<dyn Job>) {
        // The setting can't change inside a transaction, and none stands between batches.
        let off = self.batches.lite().run("PRAGMA foreign_keys = OFF");
        let changed = caught(|| self.batches.run(job, &mut || None));
        let lite = self.batches.lite();
        if changed.is_err() {
            lite.roll_back();
        }
        // Both can fail only for want of memory; then foreign keys were never off.
        let _ = off.and_then(|()| lite.run("PRAGMA foreign_keys = ON"));
    }

    fn optimise(&mut self) -> Result<(), DbError> {
        self.optimised_at = self.commands;
        let lite = self.batches.lite();
        // 0x10002: also look at tables that this connection has not queried.
        lite.run("PRAGMA optimize=0x10002")?;
        lite.run("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    fn optimise_when_idle(&mut self) {
        self.optimised_at = self.commands;
        // Another process may hold the lock; the next idle moment will do.
        let _ = self.batches.lite().run("PRAGMA optimize");
    }
}

fn unavailable(doing: &str, message: &str) -> DbError {
    let source = EngineError {
        engine: crate::Engine::Sqlite,
        code: String::new(),
        message: message.to_owned(),
    };
    DbError::Unavailable(Context::doing(doing).because(source))
}
