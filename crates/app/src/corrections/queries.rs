//! What can be put right on a record, and how often that happened.

use crate::cx::Actor;
use crate::failure::Fault;
use crate::kept::{Caches, Kept};
use crate::records::{self, Record};
use crate::{history, ledger};
use db::{DbError, Tx, args};
use jiff::Timestamp;
use rules::cases::reasons_to_wait;
use rules::clock::Outcome;
use rules::corrections::{Correction, CorrectionKind};
use rules::facts::{Fact, FactKind, standing};
use rules::ledger::Month;

/// A stop that can be moved to another moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopFact {
    /// Its number.
    pub id: i64,
    /// What was done.
    pub kind: FactKind,
    /// When, as it stands.
    pub happened: Timestamp,
}

/// What can be put right on a record.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// When it was received, if that can be put right.
    pub received: Option<Timestamp>,
    /// What was done, and can be moved.
    pub stops: Vec<StopFact>,
    /// What stops a clock on this record, and may have been forgotten.
    pub stop_kinds: Vec<FactKind>,
    /// The reasons for which a clock of this record may stand still.
    pub pause_reasons: Vec<String>,
    /// The standards whose promises count, by their keys and titles.
    pub standards: Vec<(String, String)>,
    /// For each promise: the reasons for which it may stand still, and when it stopped.
    stopped: Vec<(Vec<String>, Option<Timestamp>)>,
}

/// What people enter by hand when it is done; what lines, counters and closings say is not theirs
/// to move.
const BY_HAND: [FactKind; 5] = [
    FactKind::Acknowledged,
    FactKind::Responded,
    FactKind::CalledBack,
    FactKind::ProgressGiven,
    FactKind::DoneAsTold,
];

impl Offer {
    /// The reasons to choose from for a kind of correction.
    pub fn reasons(&self, kind: CorrectionKind) -> Vec<&str> {
        match kind {
            CorrectionKind::Pause => self.pause_reasons.iter().map(String::as_str).collect(),
            kind => kind.reasons().to_vec(),
        }
    }

    pub(super) fn offers(&self, correction: &Correction) -> bool {
        match correction {
            Correction::Received(_) => self.received.is_some(),
            Correction::Stop { replaces: Some(id), kind, .. } => {
                self.stops.iter().any(|stop| stop.id == *id && stop.kind == *kind)
            }
            Correction::Stop { replaces: None, kind, .. } => self.stop_kinds.contains(kind),
            Correction::Pause { .. } => !self.pause_reasons.is_empty(),
            Correction::Exclusion { standard } => {
                self.standards.iter().any(|(key, _)| key == standard)
            }
        }
    }

    /// When the last promise stopped that may stand still for a reason; none if one still runs.
    pub(super) fn last_stop(&self, correction: &Correction, reason: &str) -> Option<Timestamp> {
        if correction.kind() != CorrectionKind::Pause {
            return None;
        }
        let may = |reasons: &[String]| reasons.iter().any(|known| known == reason);
        let of_reason = self.stopped.iter().filter(|(reasons, _)| may(reasons));
        let stops: Option<Vec<Timestamp>> = of_reason.map(|(_, stopped)| *stopped).collect();
        stops?.into_iter().max()
    }
}

/// What can be put right on a record, if it may be seen.
pub fn offer(
    tx: &mut Tx,
    kept: &Kept,
    actor: &Actor,
    reference: &str,
    now: Timestamp,
) -> Result<Option<Offer>, Fault> {
    let Some(id) = records::visible_id(tx, actor, reference)? else { return Ok(None) };
    let Some(record) = records::by_id(tx, id)? else { return Ok(None) };
    let facts = history::of_record(tx, id)?;
    offered(tx, kept.caches(), &record, &facts, now).map(Some)
}

pub(super) fn offered(
    tx: &mut Tx,
    caches: &Caches,
    record: &Record,
    facts: &[Fact],
    now: Timestamp,
) -> Result<Offer, Fault> {
    let mut offer = Offer::default();
    for standard in ledger::standards(tx, caches, record, now)? {
        for kind in standard.stops.iter().filter(|kind| BY_HAND.contains(kind)) {
            add(&mut offer.stop_kinds, *kind);
        }
    }
    for (standard, owed) in ledger::owed_by(tx, caches, record, facts, now)? {
        let reasons: Vec<String> = reasons_to_wait(&standard).map(str::to_owned).collect();
        reasons.iter().for_each(|reason| add(&mut offer.pause_reasons, reason.clone()));
        offer.stopped.push((reasons, owed.stopped));
        if owed.judged.outcome != Outcome::NotCounted {
            add(&mut offer.standards, (standard.id, standard.title));
        }
    }
    for fact in standing(facts) {
        if fact.kind == FactKind::Received {
            offer.received = Some(fact.happened);
        }
        if offer.stop_kinds.contains(&fact.kind) {
            let (id, kind, happened) = (fact.id, fact.kind, fact.happened);
            offer.stops.push(StopFact { id, kind, happened });
        }
    }
    Ok(offer)
}

/// Adds what is not there yet.
fn add<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

/// How many corrections were made, in a month, of a kind, in a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    /// The month of recording.
    pub month: Month,
    /// What was put right.
    pub kind: CorrectionKind,
    /// The service's name in the newest tree.
    pub service: String,
    /// How many.
    pub corrections: i64,
    /// How many promises turned from missed into kept.
    pub missed_to_kept: i64,
    /// How many turned from kept into missed.
    pub kept_to_missed: i64,
}

/// The corrections of a span of months by month, kind and service, the newest month first.
/// Mystery shops are in no figure.
pub fn corrections(tx: &mut Tx, (from, to): (Month, Month)) -> Result<Vec<CorrectionRow>, DbError> {
    tx.all(
        "SELECT c.month, c.kind,
                (SELECT n.name FROM unit_versions n WHERE n.unit_id = c.service_id
                 ORDER BY n.organisation_version_id DESC LIMIT 1),
                count(*), CAST(sum(c.missed_to_kept) AS BIGINT),
                CAST(sum(c.kept_to_missed) AS BIGINT)
         FROM corrections c
         WHERE NOT c.is_test AND c.month >= $1 AND c.month <= $2
         GROUP BY c.month, c.kind, c.service_id
         ORDER BY c.month DESC, c.kind, c.service_id",
        args![from.number(), to.number()],
        |row| {
            let month: i64 = row.get(0)?;
            let kind: String = row.get(1)?;
            Ok(CorrectionRow {
                month: Month::from_number(month).unwrap_or(from),
                kind: CorrectionKind::named(&kind).unwrap_or(CorrectionKind::Stop),
                service: row.get::<Option<String>>(2)?.unwrap_or_default(),
                corrections: row.get(3)?,
                missed_to_kept: row.get(4)?,
                kept_to_missed: row.get(5)?,
            })
        },
    )
}
