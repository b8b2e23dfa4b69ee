//! What a record's promises are judged by: its charter, and what holds beside it.

use super::queries::{self, CharterVersion};
use super::store;
use crate::failure::Fault;
use crate::kept::Caches;
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::CharterKind;
use rules::ledger::Calendars;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What a record's promises are judged by at a moment.
pub(crate) struct Bound {
    /// The record's charter with the standards that hold beside it.
    pub(crate) charter: Arc<CharterVersion>,
    pub(crate) calendars: Arc<Calendars>,
    /// The number of the calendar version.
    pub(crate) calendar_version: i64,
}

/// What the promises of a record are judged by at a moment: the charter version that it is bound
/// to (given with the record's number and its day of receipt), and beside the body's own what statute asked for and what was in readiness when it was received,
/// as far as that was adopted when it was logged.
pub(crate) fn bound(
    tx: &mut Tx,
    caches: &Caches,
    (version, record, received_on): (i64, i64, Date),
    now: Timestamp,
) -> Result<Option<Bound>, Fault> {
    let Some(by) = store::judging(tx, version, now)? else { return Ok(None) };
    let calendars = queries::worked_out(tx, caches, by.calendar, &by.calendar_hash)?;
    let own = queries::charter(tx, caches, version, &by.charter_hash)?;
    let charter = match own.kind {
        CharterKind::Own => with_what_holds_beside(tx, caches, own, (record, received_on))?,
        CharterKind::Statutory | CharterKind::InReadiness | CharterKind::Imported => own,
    };
    Ok(Some(Bound { charter, calendars, calendar_version: by.calendar }))
}

fn with_what_holds_beside(
    tx: &mut Tx,
    caches: &Caches,
    own: Arc<CharterVersion>,
    (record, received_on): (i64, Date),
) -> Result<Arc<CharterVersion>, Fault> {
    let beside = store::beside(tx, record, received_on)?;
    if beside.is_empty() {
        return Ok(own);
    }
    let mut names = Sha256::new();
    names.update(own.id.to_be_bytes());
    for (id, hash) in &beside {
        names.update(id.to_be_bytes());
        names.update(hash);
    }
    let names = names.finalize();
    let mut place = [0; 8];
    place.copy_from_slice(&names[..8]);
    caches.side_by_side.get(i64::from_be_bytes(place), &names, || {
        let mut whole = CharterVersion {
            id: own.id,
            kind: own.kind,
            charter: own.charter.clone(),
            standards: own.standards.clone(),
        };
        for (id, hash) in &beside {
            let other = queries::charter(tx, caches, *id, hash)?;
            whole.charter = whole.charter.beside(&other.charter);
            whole.standards.extend(&other.standards);
        }
        Ok(whole)
    })
}
