//! The connections that read, lent out and taken back.
//!
//! A pool of our own rather than `r2d2`'s, as PostgreSQL has: that one opens connections on
//! threads of its own, which outlive the pool, so that a file could still be open after its
//! database was dropped. Here whoever asks opens, and whoever reads holds the database.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::address::Engine;
use crate::error::DbError;
use crate::refusals;
use crate::sqlite::connection::{Lite, Place, Purpose};

/// How old a reader gets: the planner's statistics are read when a connection opens, so old
/// ones would plan by old numbers.
const LIFETIME: Duration = Duration::from_secs(600);

/// The readers of a file. They open as they are needed, and close with the database.
pub(crate) struct Readers {
    place: Place,
    shelf: Mutex<Shelf>,
    given_back: Condvar,
}

#[derive(Default)]
struct Shelf {
    free: Vec<(Box<Lite>, Instant)>,
    /// How many there are, free or lent.
    count: u32,
}

/// The right to one reader. Dropped without it, after a panic say, another may be opened.
pub(crate) struct Loan<'a> {
    readers: &'a Readers,
    opened: Instant,
    is_over: bool,
}

impl Readers {
    pub(crate) fn of(place: &Place) -> Self {
        Self { place: place.clone(), shelf: Mutex::default(), given_back: Condvar::new() }
    }

    /// Lends a reader, waiting for one while all are lent.
    pub(crate) fn lend(&self) -> Result<(Box<Lite>, Loan<'_>), DbError> {
        let most = self.place.options.readers.max(1);
        let are_all_lent = |shelf: &mut Shelf| shelf.free.is_empty() && shelf.count >= most;
        let patience = self.place.options.pool_timeout;
        let waited = self.given_back.wait_timeout_while(self.shelf(), patience, are_all_lent);
        let (mut shelf, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return Err(refusals::no_connection(Engine::Sqlite, "all of them are in use"));
        }
        // The one given back last: its cache is warmest.
        if let Some((lite, opened)) = shelf.free.pop() {
            return Ok((lite, Loan { readers: self, opened, is_over: false }));
        }
        shelf.count += 1;
        drop(shelf);
        let loan = Loan { readers: self, opened: Instant::now(), is_over: false };
        Ok((Box::new(self.place.connect(Purpose::Reading)?), loan))
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        // Nothing under the lock panics half-way.
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loan<'_> {
    /// Gives the reader back; one that is too old, or stands in a transaction, is closed.
    pub(crate) fn give_back(mut self, lite: Box<Lite>) {
        if lite.in_transaction() || self.opened.elapsed() >= LIFETIME {
            return;
        }
        self.is_over = true;
        self.readers.shelf().free.push((lite, self.opened));
        self.readers.given_back.notify_one();
    }
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.readers.shelf().count -= 1;
            self.readers.given_back.notify_one();
        }
    }
}
