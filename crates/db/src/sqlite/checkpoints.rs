//! Copies the write-ahead log back into the database without making a commit wait for it.
//!
//! SQLite's own automatic checkpoint runs inside the commit that passes the limit and makes that
//! one commit many times as slow. Here a second connection does the bulk beside the writer. The
//! log starts afresh only once all of it is copied and nobody reads it, which under steady load
//! never happens by itself; so past a larger size the writer copies the short rest between two
//! batches.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use crate::error::{Context, DbError};
use crate::sqlite::connection::{Lite, Place, Purpose};
use crate::sqlite::errors::{self, Moment};

/// At how many times the usual size the writer itself copies the rest.
const OVERGROWN: u32 = 8;

/// The thread that checkpoints.
pub(crate) struct Checkpoints {
    signal: SyncSender<Signal>,
    thread: Option<JoinHandle<()>>,
}

enum Signal {
    Grown,
    Stop,
}

/// How long the log is, for the writer to act when it grew too long.
pub(crate) struct Overgrowth {
    pages: Arc<AtomicU32>,
    usual: u32,
    tried_at: u32,
}

impl Checkpoints {
    /// Starts the thread and has the writer's connection tell it when the log has grown.
    pub(crate) fn start(place: &Place, writer: &mut Lite) -> Result<(Self, Overgrowth), DbError> {
        let usual = place.options.checkpoint_pages.max(1);
        let pages = Arc::new(AtomicU32::new(0));
        let (signal, signals) = sync_channel(1);
        let hook = hook(Arc::clone(&pages), usual, signal.clone());
        writer
            .connection
            .wal_hook(Some(hook))
            .map_err(|e| errors::classify(e, Moment::Preparing, Context::doing("opening")))?;
        let own = place.connect(Purpose::Checkpointing)?;
        let thread = thread::Builder::new().name("db-checkpoints".into()).spawn(move || {
            while let Ok(Signal::Grown) = signals.recv() {
                // A failure shows in the log's size only: the writer meets the same trouble
                // and has callers to tell.
                let _ = own.run("PRAGMA wal_checkpoint(PASSIVE)");
            }
        });
        let thread = thread
            .map_err(|_| DbError::Unavailable(Context::doing("starting the checkpoint thread")))?;
        let checkpoints = Self { signal, thread: Some(thread) };
        Ok((checkpoints, Overgrowth { pages, usual, tried_at: 0 }))
    }
}

/// Called by SQLite after each commit with the log's length in pages.
fn hook(
    length: Arc<AtomicU32>,
    usual: u32,
    signal: SyncSender<Signal>,
) -> impl FnMut(&mut rusqlite::hooks::Wal, i32) -> rusqlite::Result<()> + Send + 'static {
    let mut asked_at = 0;
    move |_, pages| {
        let pages = u32::try_from(pages).unwrap_or(0);
        length.store(pages, Ordering::Relaxed);
        if pages < asked_at {
            asked_at = 0;
        }
        if pages >= asked_at + usual {
            asked_at = pages;
            // A full channel means that one is asked for already.
            let _ = signal.try_send(Signal::Grown);
        }
        Ok(())
    }
}

impl Overgrowth {
    /// Copies the rest if the log is overgrown. Called between batches.
    pub(crate) fn finish(&mut self, writer: &Lite) {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages < self.tried_at {
            self.tried_at = 0;
        }
        // A long read can keep the log from starting afresh, so each try waits for more growth.
        if pages >= (self.usual * OVERGROWN).max(self.tried_at + self.usual) {
            self.tried_at = pages;
            let _ = writer.run("PRAGMA wal_checkpoint(PASSIVE)");
        }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        let _ = self.signal.send(Signal::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
