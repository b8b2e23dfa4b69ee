//! What a record's promises are judged by: its charter, and what holds beside it.

use super::calendars::{calendars_by, version_of_place};
use super::queries::{self, CharterVersion};
use super::store;
use crate::failure::Fault;
use crate::kept::Caches;
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::{CharterKind, Standard, StandardCalendar};
use rules::ledger::Calendars;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What a record's promises are judged by at a moment.
pub(crate) struct Bound {
    /// The record's charter with the standards that hold beside it.
    pub(crate) charter: Arc<CharterVersion>,
    pub(crate) calendars: Arc<Calendars>,
    pub(crate) versions: Versions,
}

/// The calendar versions that judge a record's promises, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Versions {
    /// The version of the charter's own calendar.
    pub(crate) body: i64,
    /// That of the record's venue or line, where it has hours of its own.
    pub(crate) place: Option<i64>,
}

impl Versions {
    /// The version that a standard's promises are judged by.
    pub(crate) fn of(self, standard: &Standard) -> i64 {
        match standard.calendar {
            StandardCalendar::Place => self.place.unwrap_or(self.body),
            _ => self.body,
        }
    }
}

impl Bound {
    /// The same with the hours of the place that the record came through, if any standard counts
    /// by them and it has hours of its own.
    pub(crate) fn at(
        self,
        tx: &mut Tx,
        caches: &Caches,
        place: Option<i64>,
        now: Timestamp,
    ) -> Result<Bound, Fault> {
        let counts = |standard: &Standard| standard.calendar == StandardCalendar::Place;
        let Some(place) = place.filter(|_| self.charter.charter.standards.iter().any(counts))
        else {
            return Ok(self);
        };
        let Some(version) = version_of_place(tx, place, now)? else { return Ok(self) };
        let own = calendars_by(tx, caches, version)?;
        let place = Some(Arc::clone(&own.body));
        Ok(Bound {
            calendars: Arc::new(Calendars { place, ..Calendars::clone(&self.calendars) }),
            versions: Versions { place: Some(version), ..self.versions },
            ..self
        })
    }
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
    let versions = Versions { body: by.calendar, place: None };
    Ok(Some(Bound { charter, calendars, versions }))
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
