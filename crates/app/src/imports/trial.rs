//! A trial run: everything is read and checked, what would be taken is counted, and nothing is
//! written but to a scratch database that is gone afterwards.

use super::batches::Prepared;
use super::store::{rows as rows_store, runs};
use super::taking::Taken;
use crate::failure::Fault;
use crate::kept::Kept;
use db::{Address, Db, DbError, Options};
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;
use tempfile::TempDir;

/// The scratch database of a trial: on disk, since no memory holds every row of every file.
pub(super) struct Trial {
    scratch: Db,
    source: Option<i64>,
    _folder: TempDir,
}

impl Trial {
    pub(super) fn new(kept: &Kept, source_key: &str, now: Timestamp) -> Result<Trial, Fault> {
        let no_room = |error: std::io::Error| Fault::new(format!("no room for a trial: {error}"));
        let folder = tempfile::Builder::new().prefix("kept-trial-").tempdir().map_err(no_room)?;
        let address = Address::sqlite(folder.path().join("trial.db"));
        let options = Options { readers: 1, writer_cache_kib: 8 * 1024, ..Options::default() };
        let scratch = Db::open(&address, &options)?;
        db::migrate(&scratch, crate::MIGRATIONS, now)?;
        let source = kept.read(|tx| runs::source(tx, source_key))?;
        Ok(Trial { scratch, source, _folder: folder })
    }

    /// What would become of a batch.
    pub(super) fn take(&self, kept: &Kept, rows: Arc<[Prepared]>) -> Result<Taken, Fault> {
        let counted = Arc::clone(&rows);
        let keys = self.scratch.write(move |tx| rows_store::keys(tx, 0, &counted))?;
        let known = match self.source {
            Some(source) => kept.read(|tx| rows_store::imported(tx, source, &keys))?,
            None => HashMap::new(),
        };
        let before = known.into_iter().map(|(key, row)| (key, row.hash)).collect();
        Ok(self.scratch.write(move |tx| seen(tx, &keys, &rows, &before))?)
    }
}

/// Counts rows by what was imported before, or came earlier in this file, and remembers them.
fn seen(
    tx: &mut db::Tx,
    keys: &[String],
    rows: &[Prepared],
    before: &HashMap<String, Vec<u8>>,
) -> Result<Taken, DbError> {
    let mut taken = Taken::default();
    for (key, prepared) in keys.iter().zip(rows) {
        let earlier = rows_store::seen_in_trial(tx, key)?;
        let is_new = match earlier.as_ref().or(before.get(key)) {
            Some(hash) if *hash == prepared.hash => {
                taken.unchanged += 1;
                false
            }
            Some(_) => {
                taken.updated += 1;
                true
            }
            None => {
                taken.created += 1;
                true
            }
        };
        taken.is_new.push(is_new);
        if is_new {
            rows_store::remember_in_trial(tx, key, &prepared.hash)?;
        }
    }
    Ok(taken)
}
