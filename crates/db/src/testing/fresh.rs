//! A database for one test, gone after it.

use std::fs;
use std::ops::Deref;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::address::{Address, Engine};
use crate::handle::Db;
use crate::options::Options;
use crate::testing::PostgresServer;

/// An empty database, or a copy of a [`Template`]; it can be used wherever a [`Db`] is wanted.
pub struct Fresh {
    db: Option<Db>,
    address: Address,
    place: Place,
}

enum Place {
    Folder(TempDir),
    Database(String),
}

impl Fresh {
    /// An empty database.
    pub fn on(engine: Engine) -> Self {
        Self::with(engine, &Options::default())
    }

    /// An empty database, opened with these options.
    ///
    /// # Panics
    /// If it can't be made.
    pub fn with(engine: Engine, options: &Options) -> Self {
        match engine {
            Engine::Sqlite => Self::opened(Place::Folder(folder()), options),
            Engine::Postgres => {
                let name = PostgresServer::shared().create_database(None);
                Self::opened(Place::Database(name), options)
            }
        }
    }

    fn opened(place: Place, options: &Options) -> Self {
        let address = match &place {
            Place::Folder(folder) => Address::sqlite(folder.path().join("kept.db")),
            Place::Database(name) => {
                Address::parse(&PostgresServer::shared().address(name)).expect("our own address")
            }
        };
        let db = Db::open(&address, options).expect("a fresh database");
        Self { db: Some(db), address, place }
    }

    /// Its address, to open it a second time.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// Closes it and opens it again, with these options.
    ///
    /// # Panics
    /// If it can't be opened.
    pub fn reopen(&mut self, options: &Options) {
        self.reopen_after(options, || ());
    }

    /// The same, with something that happens while it is closed: the power comes back, say.
    ///
    /// # Panics
    /// If it can't be opened.
    pub fn reopen_after(&mut self, options: &Options, meanwhile: impl FnOnce()) {
        self.db = None;
        meanwhile();
        self.db = Some(Db::open(&self.address, options).expect("the database again"));
    }
}

impl Deref for Fresh {
    type Target = Db;

    fn deref(&self) -> &Db {
        self.db.as_ref().expect("open until dropped")
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // Closed first, so that nothing is open in what is removed.
        self.db = None;
        if let Place::Database(name) = &self.place
            && !std::thread::panicking()
        {
            PostgresServer::shared().drop_database(name);
        }
    }
}

/// A database made once a process, with all migrations for example, of which each test gets a
/// copy in a few milliseconds.
pub struct Template {
    make: fn(&Db),
    /// The file's bytes: a folder in a `static` would never be removed.
    sqlite: OnceLock<Vec<u8>>,
    postgres: OnceLock<String>,
}

impl Template {
    /// Says how to make it; made when the first copy is wanted. For a `static`.
    pub const fn new(make: fn(&Db)) -> Self {
        Self { make, sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// A copy, opened.
    pub fn fresh(&self, engine: Engine) -> Fresh {
        self.fresh_with(engine, &Options::default())
    }

    /// A copy, opened with these options.
    ///
    /// # Panics
    /// If it can't be made.
    pub fn fresh_with(&self, engine: Engine, options: &Options) -> Fresh {
        match engine {
            Engine::Sqlite => {
                let original = self.sqlite.get_or_init(|| self.make_sqlite());
                let folder = folder();
                fs::write(folder.path().join("kept.db"), original).expect("a copy of the template");
                Fresh::opened(Place::Folder(folder), options)
            }
            Engine::Postgres => {
                let original = self.postgres.get_or_init(|| self.make_postgres());
                let name = PostgresServer::shared().create_database(Some(original));
                Fresh::opened(Place::Database(name), options)
            }
        }
    }

    fn make_sqlite(&self) -> Vec<u8> {
        let folder = folder();
        let file = folder.path().join("template.db");
        self.make(&Address::sqlite(&file));
        // Closing copied the log back, so the one file is all there is.
        fs::read(file).expect("the template")
    }

    fn make_postgres(&self) -> String {
        let name = PostgresServer::shared().create_database(None);
        self.make(&Address::parse(&PostgresServer::shared().address(&name)).expect("our address"));
        name
    }

    fn make(&self, address: &Address) {
        let db = Db::open(address, &Options::default()).expect("an empty database");
        (self.make)(&db);
    }
}

fn folder() -> TempDir {
    tempfile::Builder::new().prefix("kept-db-").tempdir().expect("a temporary folder")
}
