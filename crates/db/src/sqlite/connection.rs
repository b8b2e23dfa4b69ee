//! One SQLite connection, set up as Kept needs it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::address::Engine;
use crate::error::{Context, DbError, EngineError};
use crate::inserts;
use crate::options::Options;
use crate::refusals;
use crate::sql;
use crate::sqlite::errors::{self, Moment};

/// How many prepared statements each connection keeps.
const STATEMENTS: usize = 256;
/// How many rewritten texts each connection keeps before it starts afresh.
const TEXTS: usize = 1_024;

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Writing,
    Reading,
    Checkpointing,
}

/// The file and how to open it.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) file: PathBuf,
    pub(crate) options: Options,
}

/// A connection with its caches.
pub(crate) struct Lite {
    pub(crate) connection: Connection,
    texts: RefCell<HashMap<Box<str>, Arc<Text>>>,
}

/// What is worked out once of each text.
pub(crate) struct Text {
    /// With `?1` for `$1`.
    pub(crate) sqlite: String,
    /// Whether many rows can be inserted with it.
    pub(crate) inserts_one_row: bool,
}

impl Place {
    /// Opens a connection. The first one must be for writing: it creates the file.
    pub(crate) fn connect(&self, purpose: Purpose) -> Result<Lite, DbError> {
        let opening = |error| self.problem(error);
        let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        flags |= match purpose {
            Purpose::Reading => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Purpose::Writing => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            Purpose::Checkpointing => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let connection = match self.options.file_layer() {
            Some(vfs) => Connection::open_with_flags_and_vfs(&self.file, flags, vfs),
            None => Connection::open_with_flags(&self.file, flags),
        };
        let connection = connection.map_err(opening)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        self.set_up(&connection, purpose).map_err(opening)?;
        let lite = Lite { connection, texts: RefCell::default() };
        if purpose == Purpose::Writing {
            lite.use_write_ahead_log(&self.file)?;
        }
        Ok(lite)
    }

    fn set_up(&self, connection: &Connection, purpose: Purpose) -> rusqlite::Result<()> {
        let options = &self.options;
        connection.busy_timeout(options.lock_timeout)?;
        // As on PostgreSQL a name in double quotes is a name; never silently a text.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // Otherwise a statement is prepared anew each time that a 0 or a 1 is bound to some of its
        // placeholders: a body's one calendar and first charter have the number 1.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        // A row that is put in another's place sets off what guards its removal.
        connection.pragma_update(None, "recursive_triggers", "ON")?;
        connection.pragma_update(None, "synchronous", options.synchronous())?;
        connection.pragma_update(None, "mmap_size", options.mmap_bytes)?;
        let cache = match purpose {
            Purpose::Writing => options.writer_cache_kib,
            Purpose::Reading => options.reader_cache_kib,
            Purpose::Checkpointing => 256,
        };
        // Negative means KiB rather than pages.
        connection.pragma_update(None, "cache_size", -i64::from(cache))?;
        if purpose == Purpose::Writing {
            // What a savepoint would put back stays in memory instead of a file for each.
            connection.pragma_update(None, "temp_store", "MEMORY")?;
            // Erasing must erase: freed places are overwritten with zeros.
            connection.pragma_update(None, "secure_delete", "ON")?;
            connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
        }
        Ok(())
    }

    /// An error in opening, with the file's name.
    pub(crate) fn problem(&self, error: rusqlite::Error) -> DbError {
        let context = Context::doing(format!("opening {}", self.file.display()));
        errors::classify(error, Moment::Preparing, context)
    }
}

impl Lite {
    /// Group commit and readers that never wait rest on the write-ahead log, so a file that
    /// can't have one (a network share, for example) is refused.
    fn use_write_ahead_log(&self, file: &Path) -> Result<(), DbError> {
        let context = || Context::doing(format!("opening {}", file.display()));
        let mode = self
            .connection
            .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))
            .map_err(|error| errors::classify(error, Moment::Preparing, context()))?;
        if mode.eq_ignore_ascii_case("wal") {
            return Ok(());
        }
        Err(DbError::Other(context().because(EngineError {
            engine: Engine::Sqlite,
            code: String::new(),
            message: format!("its place allows no write-ahead log, only journal mode {mode}"),
        })))
    }

    /// SQLite's text for a text with `$1`. Statements that would end the transaction are
    /// refused here, once a text.
    pub(crate) fn rewritten(&self, text: &str) -> Result<Arc<Text>, DbError> {
        if let Some(known) = self.texts.borrow().get(text) {
            return Ok(Arc::clone(known));
        }
        if let Some(word) = sql::control_word(text) {
            return Err(refusals::controlling(Engine::Sqlite, word, text));
        }
        let inserts_one_row = inserts::one_row(text).is_some();
        let rewritten = Arc::new(Text { sqlite: sql::for_sqlite(text).into(), inserts_one_row });
        let mut texts = self.texts.borrow_mut();
        if texts.len() >= TEXTS {
            texts.clear();
        }
        texts.insert(text.into(), Arc::clone(&rewritten));
        Ok(rewritten)
    }

    /// Runs a statement of our own without arguments, such as `COMMIT`.
    pub(crate) fn run(&self, text: &str) -> Result<(), DbError> {
        let running = |error| errors::classify(error, Moment::Running, Context::doing(text));
        let mut statement = self.connection.prepare_cached(text).map_err(running)?;
        let mut rows = statement.raw_query();
        while rows.next().map_err(running)?.is_some() {}
        Ok(())
    }

    /// Whether a transaction stands. A full disk, an I/O error or an interrupt ends it at once,
    /// savepoints released before included.
    pub(crate) fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Ends the transaction if one stands, without keeping anything.
    pub(crate) fn roll_back(&self) {
        // If this fails too, the next BEGIN on this connection fails and says so.
        if self.in_transaction() && self.run("ROLLBACK").is_err() {
            self.connection.flush_prepared_statement_cache();
        }
    }
}
