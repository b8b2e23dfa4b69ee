//! How a database is opened: sizes and limits, with defaults for a small council's machine.

use std::time::Duration;

/// Sizes and limits of a [`Db`](crate::Db). `Options::default()` serves a council of a million
/// contacts a year on two cores.
#[derive(Clone, Debug)]
pub struct Options {
    /// SQLite: how many connections read at the same time. Each has its own cache.
    pub readers: u32,
    /// SQLite: the most memory that the writer's page cache grows to, in KiB.
    pub writer_cache_kib: u32,
    /// SQLite: the most memory that each reader's page cache grows to, in KiB.
    pub reader_cache_kib: u32,
    /// SQLite: how many bytes of the file are read through memory mapping; 0 is none. A disk
    /// error in mapped memory kills the process, which is why it is off.
    pub mmap_bytes: i64,
    /// SQLite: from how many 4 KiB pages in the write-ahead log they are copied back into the
    /// database, beside the writer's work.
    pub checkpoint_pages: u32,
    /// PostgreSQL: how many connections the pool holds at most.
    pub connections: u32,
    /// PostgreSQL: how long connecting to the server may take.
    pub connect_timeout: Duration,
    /// PostgreSQL: how long a statement may run; zero is for ever.
    pub statement_timeout: Duration,
    /// PostgreSQL: how long a transaction may sit idle; zero is for ever.
    pub idle_in_transaction_timeout: Duration,
    /// Both: how long to wait for another transaction's (PostgreSQL) or process's (SQLite) lock.
    pub lock_timeout: Duration,
    /// Both: how long to wait for a connection of the pool to become free.
    pub pool_timeout: Duration,
    /// Tests only: the name of the SQLite file layer to use.
    #[cfg(feature = "testing")]
    pub vfs: Option<String>,
    /// Tests only: SQLite doesn't wait for the disk. It then loses what it had acknowledged.
    #[cfg(feature = "testing")]
    pub unsafe_no_sync: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            readers: 4,
            writer_cache_kib: 64 * 1024,
            reader_cache_kib: 16 * 1024,
            mmap_bytes: 0,
            checkpoint_pages: 1_000,
            connections: 16,
            connect_timeout: Duration::from_secs(5),
            statement_timeout: Duration::from_secs(60),
            idle_in_transaction_timeout: Duration::from_secs(60),
            lock_timeout: Duration::from_secs(5),
            pool_timeout: Duration::from_secs(10),
            #[cfg(feature = "testing")]
            vfs: None,
            #[cfg(feature = "testing")]
            unsafe_no_sync: false,
        }
    }
}

impl Options {
    pub(crate) fn file_layer(&self) -> Option<&str> {
        #[cfg(feature = "testing")]
        return self.vfs.as_deref();
        #[cfg(not(feature = "testing"))]
        None
    }

    pub(crate) fn synchronous(&self) -> &'static str {
        #[cfg(feature = "testing")]
        if self.unsafe_no_sync {
            return "OFF";
        }
        "FULL"
    }
}
