//! Copies a SQLite database to another file while it is served.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use crate::error::{Context, DbError};
use crate::sqlite::connection::{Place, Purpose};
use crate::sqlite::errors::{self, Moment};
use crate::sqlite::open::{create_privately, opening, sync_folder_of};

/// Pages copied at a time: 4 MiB.
const STEP: i32 = 1_024;

/// Copies one snapshot. The target appears under its name only once it is whole and synced; it
/// must not exist yet.
pub(crate) fn backup(place: &Place, target: &Path) -> Result<(), DbError> {
    if target.exists() {
        let context = Context::doing(format!("backing up to {}, which exists", target.display()));
        return Err(DbError::Other(context));
    }
    let part = unfinished(target);
    let copied = copy(place, &part)
        .and_then(|()| finish(&part, target).map_err(|error| opening(target, &error)));
    if copied.is_err() {
        // What is left of it is of no use; a failure to remove it is the smaller trouble.
        let _ = fs::remove_file(&part);
    }
    copied
}

fn unfinished(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn copy(place: &Place, part: &Path) -> Result<(), DbError> {
    let failed = |error| {
        let context = Context::doing(format!("backing up to {}", part.display()));
        errors::classify(error, Moment::Preparing, context)
    };
    // A part left by a run that was killed would otherwise be taken for the target.
    let _ = fs::remove_file(part);
    create_privately(part).map_err(|error| opening(part, &error))?;
    let source = place.connect(Purpose::Reading)?;
    // The snapshot is held across all steps. Without it each commit would start the copy anew.
    source.run("BEGIN")?;
    source.run("SELECT count(*) FROM sqlite_schema")?;
    let mut target = Connection::open(part).map_err(failed)?;
    target.pragma_update(None, "synchronous", "OFF").map_err(failed)?;
    {
        let backup = Backup::new(&source.connection, &mut target).map_err(failed)?;
        loop {
            match backup.step(STEP).map_err(failed)? {
                StepResult::Done => break,
                StepResult::More => {}
                // Nobody else knows the part, and the snapshot is held already.
                _ => return Err(DbError::Locked(Context::doing("backing up"))),
            }
        }
    }
    // One file that can be read from anywhere, without a log beside it.
    target.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(())).map_err(failed)?;
    target.close().map_err(|(_, error)| failed(error))?;
    source.run("COMMIT")
}

fn finish(part: &Path, target: &Path) -> std::io::Result<()> {
    File::open(part)?.sync_all()?;
    fs::rename(part, target)?;
    sync_folder_of(target)
}
