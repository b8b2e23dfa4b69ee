//! A command on its way to the writer thread and its answer on the way back.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::error::{Context, DbError};
use crate::panics::caught;
use crate::tx::Tx;

/// A command whose result type the writer doesn't know.
pub(crate) trait Job: Send {
    /// Runs the command and keeps its result, in place of one from an earlier run. True if it
    /// returned success.
    fn run(&mut self, tx: &mut Tx) -> bool;

    /// Puts an error in place of the kept result.
    fn overrule(&mut self, error: DbError);

    /// Gives the kept result to the caller that waits for it.
    fn answer(self: Box<Self>);
}

struct Command<F, T, E> {
    command: F,
    result: Option<Result<T, E>>,
    reply: SyncSender<Result<T, E>>,
}

/// What a caller waits on.
pub(crate) struct Awaited<T, E>(Receiver<Result<T, E>>);

/// Wraps a command for the writer.
pub(crate) fn job<F, T, E>(command: F) -> (Box<dyn Job>, Awaited<T, E>)
where
    F: Fn(&mut Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let (reply, awaited) = sync_channel(1);
    (Box::new(Command { command, result: None, reply }), Awaited(awaited))
}

impl<F, T, E> Job for Command<F, T, E>
where
    F: Fn(&mut Tx) -> Result<T, E> + Send,
    T: Send,
    E: From<DbError> + Send,
{
    fn run(&mut self, tx: &mut Tx) -> bool {
        let result = caught(|| (self.command)(tx)).unwrap_or_else(|panic| Err(panic.into()));
        let success = result.is_ok();
        self.result = Some(result);
        success
    }

    fn overrule(&mut self, error: DbError) {
        self.result = Some(Err(error.into()));
    }

    fn answer(self: Box<Self>) {
        if let Some(result) = self.result {
            // A caller that panicked meanwhile no longer waits; its command stands all the same.
            let _ = self.reply.send(result);
        }
    }
}

impl<T, E: From<DbError>> Awaited<T, E> {
    /// Waits for the answer.
    pub(crate) fn answer(self) -> Result<T, E> {
        self.0.recv().unwrap_or_else(|_| {
            let doing = "waiting for the writer, which stopped".to_owned();
            Err(DbError::OutcomeUnknown(Context::doing(doing)).into())
        })
    }
}
