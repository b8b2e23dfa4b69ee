//! Transactions on PostgreSQL: one snapshot each, tried again when that is safe and may help.

use std::sync::Arc;

use r2d2::{ManageConnection, Pool, PooledConnection};

use crate::address::{Engine, ServerAddress};
use crate::counters::Tally;
use crate::error::DbError;
use crate::options::Options;
use crate::panics::caught;
use crate::postgres::connect::{self, Servers};
use crate::refusals;
use crate::tx::{Health, Lent, Tx};

/// How many times a command runs before it is given up for other transactions' sake.
const TRIES: u32 = 3;

/// What a transaction sees of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Isolation {
    /// One snapshot, and changes.
    Snapshot,
    /// One snapshot, no changes.
    SnapshotReading,
    /// At each statement what is committed by then. For migrations, which wait for a lock and
    /// must then see what its last holder did.
    EachStatement,
}

/// An open PostgreSQL database.
pub(crate) struct PostgresDb {
    pool: Pool<Servers>,
    servers: Servers,
    tally: Arc<Tally>,
}

impl Isolation {
    fn begin(self) -> &'static str {
        match self {
            // The session's own default, which is quicker than saying it each time.
            Self::Snapshot => "BEGIN",
            Self::SnapshotReading => "BEGIN READ ONLY",
            Self::EachStatement => "BEGIN ISOLATION LEVEL READ COMMITTED",
        }
    }
}

impl PostgresDb {
    pub(crate) fn open(
        address: &ServerAddress,
        options: &Options,
        tally: &Arc<Tally>,
    ) -> Result<Self, DbError> {
        let servers = Servers::new(address, options)?;
        let pool = connect::pool(servers.clone(), options)?;
        Ok(Self { pool, servers, tally: Arc::clone(tally) })
    }

    /// Runs a query in one snapshot.
    pub(crate) fn read<T, E: From<DbError>>(
        &self,
        query: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tx = Tx::on_postgres(Lent::Pooled(self.begin(Isolation::SnapshotReading)?));
        let result = tx.finished(query);
        roll_back(&mut tx);
        result
    }

    /// The same on a connection of its own, without a limit on its time.
    pub(crate) fn read_apart<T, E: From<DbError>>(
        &self,
        query: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut server = self.servers.connect()?;
        server.begin(Isolation::SnapshotReading.begin())?;
        let mut tx = Tx::on_postgres(Lent::Own(Box::new(server)));
        tx.without_time_limit()?;
        tx.finished(query)
    }

    /// Runs a command and commits it.
    ///
    /// It runs again, up to three times in all, when other transactions were in the way, and
    /// once when the connection broke before the commit was sent. Nothing is tried again after
    /// that: the first one may have succeeded.
    pub(crate) fn write<T, E: From<DbError>>(
        &self,
        isolation: Isolation,
        command: &dyn Fn(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut tries = 1;
        let mut reconnected = false;
        loop {
            let mut tx = Tx::on_postgres(Lent::Pooled(self.begin(isolation)?));
            let result = caught(|| command(&mut tx)).unwrap_or_else(|panic| Err(panic.into()));
            let result = match (result, tx.health()) {
                (Ok(done), Health::Sound) => match commit(&mut tx) {
                    Ok(()) => {
                        self.tally.commits.add(1);
                        return Ok(done);
                    }
                    Err(DbError::Serialisation(_)) if tries < TRIES => {
                        self.again(&mut tx, &mut tries);
                        continue;
                    }
                    Err(error) => Err(error.into()),
                },
                (_, Health::Conflict) if tries < TRIES => {
                    self.again(&mut tx, &mut tries);
                    continue;
                }
                (_, Health::Gone) if !reconnected => {
                    reconnected = true;
                    continue;
                }
                (result, _) => result.and_then(|done| tx.sound().map(|()| done).map_err(E::from)),
            };
            self.tally.refused.add(1);
            roll_back(&mut tx);
            return result;
        }
    }

    fn again(&self, tx: &mut Tx, tries: &mut u32) {
        *tries += 1;
        self.tally.retries.add(1);
        roll_back(tx);
    }

    /// Takes a connection and begins. One that broke while it was idle shows here and is passed
    /// over; there may be as many of them as the pool holds, after a restart of the server.
    fn begin(&self, isolation: Isolation) -> Result<PooledConnection<Servers>, DbError> {
        let mut others = self.pool.max_size();
        loop {
            let server = self.pool.get();
            let mut server =
                server.map_err(|error| refusals::no_connection(Engine::Postgres, error))?;
            match server.begin(isolation.begin()) {
                Ok(()) => return Ok(server),
                Err(_) if server.lost() && others > 0 => others -= 1,
                Err(error) => return Err(error),
            }
        }
    }
}

fn commit(tx: &mut Tx) -> Result<(), DbError> {
    tx.server().map_or(Ok(()), |server| server.commit())
}

fn roll_back(tx: &mut Tx) {
    if let Some(server) = tx.server() {
        server.roll_back();
    }
}
