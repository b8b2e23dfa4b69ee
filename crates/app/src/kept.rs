//! A whole Kept: a database with what is worked out once and never changes.

use crate::access::Reach;
use crate::charters::CharterVersion;
use crate::cx::{Actor, Cx};
use crate::failure::Failure;
use crate::random::Random;
use db::{Db, DbError, Tx};
use jiff::Timestamp;
use rules::calendar::Zone;
use rules::ledger::Calendars;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};

/// A whole Kept. Cloning is cheap and shares everything.
#[derive(Clone)]
pub struct Kept {
    db: Db,
    inner: Arc<Inner>,
}

struct Inner {
    zone: OnceLock<Arc<Zone>>,
    caches: Caches,
    random: Random,
}

/// What is worked out from stored documents that never change, by their number and hash.
#[derive(Default)]
pub(crate) struct Caches {
    pub(crate) charters: Cache<CharterVersion>,
    /// Charters with what holds beside them.
    pub(crate) side_by_side: Cache<CharterVersion>,
    pub(crate) calendars: Cache<Calendars>,
}

/// Things by number; the hash tells a number that was used again after a failed commit.
pub(crate) struct Cache<T>(RwLock<HashMap<i64, Cached<T>>>);

struct Cached<T> {
    hash: Vec<u8>,
    thing: Arc<T>,
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Cache(RwLock::new(HashMap::new()))
    }
}

impl<T> Cache<T> {
    /// The thing of a number and hash, made if it is not there yet.
    pub(crate) fn get<E>(
        &self,
        id: i64,
        hash: &[u8],
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let read = self.0.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(cached) = read.get(&id)
            && cached.hash == hash
        {
            return Ok(Arc::clone(&cached.thing));
        }
        drop(read);
        let thing = Arc::new(make()?);
        let mut write = self.0.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        write.insert(id, Cached { hash: hash.to_vec(), thing: Arc::clone(&thing) });
        Ok(thing)
    }
}

impl Kept {
    /// A Kept over a database that has been brought up to date.
    pub fn new(db: Db) -> Kept {
        Kept::with_random(db, Random::System)
    }

    /// A Kept whose references and salts come from a seed.
    pub fn with_random(db: Db, random: Random) -> Kept {
        let inner = Inner { zone: OnceLock::new(), caches: Caches::default(), random };
        Kept { db, inner: Arc::new(inner) }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The body's zone: Europe/London until the organisation is set up, which never changes it.
    pub fn zone(&self) -> Result<Arc<Zone>, DbError> {
        if let Some(zone) = self.inner.zone.get() {
            return Ok(Arc::clone(zone));
        }
        let name = self.db.read(crate::organisation::zone_name)?;
        let is_set_up = name.is_some();
        let name = name.unwrap_or_else(|| "Europe/London".to_owned());
        let zone = Zone::named(&name).or_else(|| Zone::named("Etc/UTC"));
        let Some(zone) = zone.map(Arc::new) else {
            return Ok(Arc::new(Zone::utc()));
        };
        if is_set_up {
            return Ok(Arc::clone(self.inner.zone.get_or_init(|| zone)));
        }
        Ok(zone)
    }

    /// Reads one snapshot.
    pub fn read<T, E: From<DbError>>(
        &self,
        query: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        self.db.read(query)
    }

    /// Runs a command in one transaction, and gives its answer when that is on the disk.
    pub fn act<T, R>(
        &self,
        actor: &Actor,
        now: Timestamp,
        command: impl Fn(&mut Cx<'_>) -> Result<T, Failure<R>> + Send + Sync + 'static,
    ) -> Result<T, Failure<R>>
    where
        T: Send + 'static,
        R: Send + 'static,
    {
        let zone = self.zone()?;
        let actor = actor.clone();
        let inner = Arc::clone(&self.inner);
        self.db.write(move |tx| {
            command(&mut Cx {
                tx,
                actor: &actor,
                now,
                today: zone.date_of(now),
                zone: &zone,
                random: &inner.random,
                caches: &inner.caches,
            })
        })
    }

    /// The charter version of a number, for reading.
    pub fn charter(
        &self,
        tx: &mut Tx,
        version: i64,
    ) -> Result<Option<Arc<CharterVersion>>, crate::Fault> {
        crate::charters::by_version(tx, &self.inner.caches, version)
    }

    /// The calendars that a charter's standards count by now, for reading.
    pub fn calendars(
        &self,
        tx: &mut Tx,
        charter_version: i64,
        now: Timestamp,
    ) -> Result<Option<Arc<Calendars>>, crate::Fault> {
        let found = crate::charters::calendars(tx, &self.inner.caches, charter_version, now)?;
        Ok(found.map(|(_, calendars)| calendars))
    }

    pub(crate) fn caches(&self) -> &Caches {
        &self.inner.caches
    }

    /// The system itself, acting under a name such as `tick` or `console:root`.
    pub fn system(&self, name: &str) -> Result<Actor, DbError> {
        let name = name.to_owned();
        let at = crate::time::now();
        let id = self.db.write({
            let name = name.clone();
            move |tx| crate::staff::system_account(tx, &name, at)
        })?;
        Ok(Actor { id, name, reach: Reach::all() })
    }
}
