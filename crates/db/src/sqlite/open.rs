//! Opens a SQLite database: the writer, the readers and the checkpoints together.

use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use crate::counters::Tally;
use crate::error::{Context, DbError, EngineError};
use crate::options::Options;
use crate::sqlite::checkpoints::Checkpoints;
use crate::sqlite::connection::{Place, Purpose};
use crate::sqlite::readers::Readers;
use crate::sqlite::writer::Writer;

/// An open SQLite database. Dropping it answers what waits, then closes the file. The
/// writer is dropped first, so that the checkpoints outlive everything that grows the log.
pub(crate) struct SqliteDb {
    pub(crate) writer: Writer,
    pub(crate) readers: Readers,
    _checkpoints: Checkpoints,
    pub(crate) place: Place,
}

impl SqliteDb {
    pub(crate) fn open(
        file: &Path,
        options: &Options,
        tally: &Arc<Tally>,
    ) -> Result<Self, DbError> {
        if options.file_layer().is_none() {
            create_privately(file).map_err(|error| opening(file, &error))?;
        }
        let place = Place { file: file.to_owned(), options: options.clone() };
        let mut lite = place.connect(Purpose::Writing)?;
        let (checkpoints, overgrowth) = Checkpoints::start(&place, &mut lite)?;
        let readers = Readers::of(&place);
        let writer = Writer::start(lite, overgrowth, Arc::clone(tally))?;
        Ok(Self { writer, readers, _checkpoints: checkpoints, place })
    }
}

/// Creates the file readable by its owner only, as it will hold personal data; SQLite gives its
/// log the same permissions. The folder is synced so that the file is there after a power cut.
pub(crate) fn create_privately(file: &Path) -> std::io::Result<()> {
    let mut create = OpenOptions::new();
    create.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut create, 0o600);
    match create.open(file) {
        Ok(_) => sync_folder_of(file),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a new name in a folder survive a power cut.
pub(crate) fn sync_folder_of(file: &Path) -> std::io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// The error of a file that can't be created or written.
pub(crate) fn opening(file: &Path, error: &std::io::Error) -> DbError {
    let context = Context::doing(format!("opening {}", file.display())).because(EngineError {
        engine: crate::Engine::Sqlite,
        code: String::new(),
        message: error.to_string(),
    });
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => DbError::DiskFull(context),
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => DbError::ReadOnly(context),
        _ => DbError::Unavailable(context),
    }
}
