//! A transaction: what a command or a query is handed to run its statements in.

mod bulk;
mod queries;
mod savepoints;

use std::ops::{Deref, DerefMut};

pub use queries::{Onward, Statement, prepare};
use r2d2::{ManageConnection, PooledConnection};

use crate::address::Engine;
use crate::error::{Context, DbError};
use crate::postgres::Servers;
use crate::sqlite::Lite;

/// One transaction. A statement that fails ends it: every later one fails with
/// [`DbError::Aborted`], on both engines, and nothing is committed, even if the closure returns
/// success. To go on after an expected failure run the statement in [`attempt`](Self::attempt).
pub struct Tx {
    connection: Connection,
    health: Health,
    savepoints: u32,
}

enum Connection {
    Sqlite(Box<Lite>),
    Postgres(Box<Lent<Servers>>),
}

/// A connection of the transaction's own, or one that goes back to its pool.
pub(crate) enum Lent<M: ManageConnection> {
    Own(Box<M::Connection>),
    Pooled(PooledConnection<M>),
}

impl<M: ManageConnection> Deref for Lent<M> {
    type Target = M::Connection;

    fn deref(&self) -> &M::Connection {
        match self {
            Self::Own(connection) => connection,
            Self::Pooled(connection) => connection,
        }
    }
}

impl<M: ManageConnection> DerefMut for Lent<M> {
    fn deref_mut(&mut self) -> &mut M::Connection {
        match self {
            Self::Own(connection) => connection,
            Self::Pooled(connection) => connection,
        }
    }
}

/// What can still be done in a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Health {
    /// Everything.
    Sound,
    /// Going back to a savepoint.
    Failed,
    /// Nothing; trying the whole of it again may help.
    Conflict,
    /// Nothing: the engine ended it, or the connection is lost.
    Gone,
}

impl Tx {
    pub(crate) fn on_sqlite(lite: Box<Lite>) -> Self {
        Self::new(Connection::Sqlite(lite))
    }

    pub(crate) fn on_postgres(server: Lent<Servers>) -> Self {
        Self::new(Connection::Postgres(Box::new(server)))
    }

    /// Runs all of a reading transaction's query; a failure that it hid is told all the same.
    pub(crate) fn finished<T, E: From<DbError>>(
        &mut self,
        query: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let found = query(self)?;
        self.sound()?;
        Ok(found)
    }

    fn new(connection: Connection) -> Self {
        Self { connection, health: Health::Sound, savepoints: 0 }
    }

    /// Which engine it runs on. For tests and start-up: a command that asks is probably wrong.
    pub fn engine(&self) -> Engine {
        match self.connection {
            Connection::Sqlite(_) => Engine::Sqlite,
            Connection::Postgres(_) => Engine::Postgres,
        }
    }

    /// Lifts the limits on how long this transaction's statements and pauses may take: for
    /// exports, backups and rebuilding. Nothing to lift on SQLite.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn without_time_limit(&mut self) -> Result<(), DbError> {
        match self.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => self.batch(
                "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0",
            ),
        }
    }

    /// Runs all statements of a text, without arguments.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.usable(sql)?;
        let result = match &mut self.connection {
            Connection::Sqlite(lite) => lite.batch(sql),
            Connection::Postgres(server) => server.batch(sql),
        };
        self.noted(result)
    }

    /// The SQLite connection. Only the writer and the readers ask for it, for their own.
    pub(crate) fn lite(&self) -> Option<&Lite> {
        match &self.connection {
            Connection::Sqlite(lite) => Some(lite),
            Connection::Postgres(_) => None,
        }
    }

    /// The SQLite connection, when the transaction is over.
    pub(crate) fn into_lite(self) -> Option<Box<Lite>> {
        match self.connection {
            Connection::Sqlite(lite) => Some(lite),
            Connection::Postgres(_) => None,
        }
    }

    /// The PostgreSQL connection.
    pub(crate) fn server(&mut self) -> Option<&mut crate::postgres::Server> {
        match &mut self.connection {
            Connection::Postgres(server) => Some(server),
            Connection::Sqlite(_) => None,
        }
    }

    /// What can still be done.
    pub(crate) fn health(&self) -> Health {
        self.health
    }

    /// An error unless everything that was done stands.
    pub(crate) fn sound(&self) -> Result<(), DbError> {
        match self.health {
            Health::Sound => Ok(()),
            Health::Conflict => {
                Err(DbError::Serialisation(Context::doing("ending the transaction")))
            }
            _ => Err(DbError::Aborted(Context::doing("ending the transaction"))),
        }
    }

    fn usable(&self, sql: &str) -> Result<(), DbError> {
        match self.health {
            Health::Sound => Ok(()),
            _ => Err(DbError::Aborted(Context::running(sql))),
        }
    }

    /// Remembers a statement's failure.
    fn noted<T>(&mut self, result: Result<T, DbError>) -> Result<T, DbError> {
        if let Err(error) = &result {
            self.health = match &mut self.connection {
                Connection::Sqlite(lite) => after(lite),
                Connection::Postgres(server) => server.health_after(error),
            };
        }
        result
    }
}

fn after(lite: &Lite) -> Health {
    if lite.in_transaction() { Health::Failed } else { Health::Gone }
}
