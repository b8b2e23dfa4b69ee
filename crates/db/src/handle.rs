//! The handle on an open database, from which transactions are begun.

use std::path::Path;
use std::sync::Arc;

use crate::address::{Address, Engine};
use crate::counters::{Counters, Tally};
use crate::error::DbError;
use crate::nesting::Inside;
use crate::options::Options;
use crate::postgres::{Isolation, PostgresDb};
use crate::sqlite::{self, Purpose, SqliteDb};
use crate::tx::Tx;

/// An open database. Cloning it is cheap; dropping the last clone closes it.
///
/// Its calls block: async code makes them from threads that may (`spawn_blocking`).
#[derive(Clone)]
pub struct Db {
    opened: Arc<Opened>,
    tally: Arc<Tally>,
}

enum Opened {
    Sqlite(Box<SqliteDb>),
    Postgres(Box<PostgresDb>),
}

impl Db {
    /// Opens a database. A SQLite file is created if it isn't there, readable by its owner only.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] with the reason, [`DbError::Locked`], [`DbError::Corrupt`] and
    /// others when the file is no database of ours.
    pub fn open(address: &Address, options: &Options) -> Result<Self, DbError> {
        let tally = Arc::new(Tally::default());
        let opened = match (address.file(), address.server()) {
            (Some(file), _) => Opened::Sqlite(Box::new(SqliteDb::open(file, options, &tally)?)),
            (None, Some(server)) => {
                Opened::Postgres(Box::new(PostgresDb::open(server, options, &tally)?))
            }
            (None, None) => return Err(DbError::Address("it names no database".into())),
        };
        Ok(Self { opened: Arc::new(opened), tally })
    }

    /// Which engine it runs on.
    pub fn engine(&self) -> Engine {
        match *self.opened {
            Opened::Sqlite(_) => Engine::Sqlite,
            Opened::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a query in one snapshot: it sees what was committed when its first statement ran,
    /// however long it takes.
    ///
    /// # Errors
    /// The query's own, and this crate's through `E`.
    pub fn read<T, E: From<DbError>>(
        &self,
        query: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let _inside = Inside::enter()?;
        self.tally.reads.add(1);
        match &*self.opened {
            Opened::Sqlite(sqlite) => sqlite.read(query),
            Opened::Postgres(postgres) => postgres.read(query),
        }
    }

    /// Runs a query that may take long: an export, a backup, a comparison of everything. It has a
    /// connection of its own, so that pages don't wait for one, and no limit on its time.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_long<T, E: From<DbError>>(
        &self,
        query: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let _inside = Inside::enter()?;
        self.tally.reads.add(1);
        match &*self.opened {
            Opened::Sqlite(sqlite) => sqlite.read_apart(query),
            Opened::Postgres(postgres) => postgres.read_apart(query),
        }
    }

    /// Runs a command in a transaction and returns once it is on the disk.
    ///
    /// The command may run more than once (after a conflict, a lost connection, a full disk), so
    /// it has no effect but on the transaction. If it returns an error or panics, nothing of it
    /// is kept. On SQLite it runs on the writer's thread, and commands that wait at the same time
    /// share a commit; so it is short, and does its slow work before.
    ///
    /// # Errors
    /// The command's own, and this crate's through `E`. [`DbError::OutcomeUnknown`] is the only
    /// one after which the command may have been committed all the same.
    pub fn write<T, E>(
        &self,
        command: impl Fn(&mut Tx) -> Result<T, E> + Send + Sync + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let _inside = Inside::enter()?;
        self.tally.commands.add(1);
        match &*self.opened {
            Opened::Sqlite(sqlite) => sqlite.writer.write(command),
            Opened::Postgres(postgres) => postgres.write(Isolation::Snapshot, &command),
        }
    }

    /// Runs a migration's command: see the engines for what is different about it.
    pub(crate) fn change_schema<T, E>(
        &self,
        command: impl Fn(&mut Tx) -> Result<T, E> + Send + Sync + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let _inside = Inside::enter()?;
        self.tally.commands.add(1);
        match &*self.opened {
            Opened::Sqlite(sqlite) => sqlite.writer.change_schema(command),
            Opened::Postgres(postgres) => postgres.write(Isolation::EachStatement, &command),
        }
    }

    /// Brings the query planner's statistics up to date, after an import for example; on SQLite
    /// it also copies the write-ahead log back into the file.
    ///
    /// # Errors
    /// What the engine refuses.
    pub fn optimise(&self) -> Result<(), DbError> {
        match &*self.opened {
            Opened::Sqlite(sqlite) => sqlite.writer.optimise(),
            Opened::Postgres(_) => self.write(|tx| {
                tx.without_time_limit()?;
                tx.execute("ANALYZE", &[]).map(|_| ())
            }),
        }
    }

    /// Copies a SQLite database to a new file while it is served: one snapshot, whole and synced
    /// when this returns. Writers go on meanwhile.
    ///
    /// # Errors
    /// [`DbError::Unsupported`] on PostgreSQL, which has its own tools; [`DbError::Other`] if
    /// the target exists; what the disk refuses.
    pub fn backup(&self, target: &Path) -> Result<(), DbError> {
        match &*self.opened {
            Opened::Sqlite(sqlite) => sqlite::backup(&sqlite.place, target),
            Opened::Postgres(_) => {
                Err(DbError::Unsupported("a PostgreSQL server is backed up by its own tools"))
            }
        }
    }

    /// Counts since it was opened.
    pub fn counters(&self) -> Counters {
        self.tally.counters()
    }
}

impl SqliteDb {
    fn read<T, E: From<DbError>>(
        &self,
        query: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let (reader, loan) = self.readers.lend()?;
        reader.run("BEGIN")?;
        let mut tx = Tx::on_sqlite(reader);
        let result = tx.finished(query);
        if let Some(reader) = tx.into_lite() {
            reader.roll_back();
            loan.give_back(reader);
        }
        result
    }

    fn read_apart<T, E: From<DbError>>(
        &self,
        query: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let lite = self.place.connect(Purpose::Reading)?;
        lite.run("BEGIN")?;
        Tx::on_sqlite(Box::new(lite)).finished(query)
    }
}
