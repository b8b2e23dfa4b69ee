//! The pool of connections that read a SQLite file.

use std::time::Duration;

use r2d2::{ManageConnection, Pool};

use crate::address::Engine;
use crate::error::DbError;
use crate::refusals;
use crate::sqlite::connection::{Lite, Place, Purpose};

/// How old a reader gets: the planner's statistics are read when a connection opens, so old
/// ones would plan by old numbers.
const LIFETIME: Duration = Duration::from_secs(600);

/// Opens readers for the pool.
pub(crate) struct Readers {
    place: Place,
}

impl ManageConnection for Readers {
    type Connection = Lite;
    type Error = DbError;

    fn connect(&self) -> Result<Lite, DbError> {
        self.place.connect(Purpose::Reading)
    }

    fn is_valid(&self, _: &mut Lite) -> Result<(), DbError> {
        Ok(())
    }

    fn has_broken(&self, lite: &mut Lite) -> bool {
        lite.in_transaction()
    }
}

/// Makes the pool; connections open as they are needed.
pub(crate) fn pool(place: &Place) -> Result<Pool<Readers>, DbError> {
    let pool = Pool::builder()
        .max_size(place.options.readers.max(1))
        .min_idle(Some(0))
        .max_lifetime(Some(LIFETIME))
        .test_on_check_out(false)
        .connection_timeout(place.options.pool_timeout)
        .build(Readers { place: place.clone() });
    pool.map_err(|error| refusals::no_connection(Engine::Sqlite, &error))
}
