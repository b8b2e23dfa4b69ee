//! Which charter, calendar and tree are in force, and what they say.

mod versions;

pub use versions::{AdoptedRow, OwnVersion, adopted, own_history, text_of_version};

use super::store;
use crate::failure::Fault;
use crate::kept::Caches;
use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::{Calendar, CalendarRefusal, Definition, Nation, WeeklyHours};
use rules::charter::{Charter, CharterKind, Standard};
use rules::clock::{Clock, Limit, Pauses, Term, due};
use rules::contacts::{Channel, Matter};
use rules::facts::FactKind;
use rules::ledger::Calendars;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// A version of a charter as it was adopted. It never changes.
#[derive(Debug)]
pub struct CharterVersion {
    /// Its number in the database.
    pub id: i64,
    /// How its charter stands to the body.
    pub kind: CharterKind,
    /// The charter.
    pub charter: Charter,
    /// For each standard in the charter's order: its permanent number, and that of this version.
    pub standards: Vec<(i64, i64)>,
}

impl CharterVersion {
    /// The standard of a permanent number.
    pub fn standard(&self, id: i64) -> Option<&Standard> {
        let place = self.standards.iter().position(|(standard, _)| *standard == id)?;
        self.charter.standards.get(place)
    }
}

/// What is in force: numbers and hashes.
#[derive(Clone, Debug)]
pub struct InForce {
    /// The body's charter version on the day, if one was.
    pub charter_version: Option<i64>,
    /// The version of the tree on the day.
    pub organisation_version: i64,
}

/// What is in force for something received on a date.
pub fn in_force(tx: &mut Tx, on: Date) -> Result<Option<InForce>, DbError> {
    tx.first(
        "SELECT (SELECT v.id FROM charter_versions v JOIN charters c ON c.id = v.charter_id
                 WHERE c.kind = 'own' AND v.in_force_from <= $1
                 ORDER BY v.in_force_from DESC, v.number DESC LIMIT 1),
                o.id
         FROM organisation_versions o
         ORDER BY o.in_force_from <= $1 DESC,
                  CASE WHEN o.in_force_from <= $1 THEN o.in_force_from END DESC,
                  o.in_force_from, o.id DESC
         LIMIT 1",
        args![on],
        |row| Ok(InForce { charter_version: row.get(0)?, organisation_version: row.get(1)? }),
    )
}

/// The versions of the body's own charter, the newest first: number, title, in force from.
pub fn own_versions(tx: &mut Tx) -> Result<Vec<(i64, String, Date)>, DbError> {
    tx.all(
        "SELECT v.id, v.title, v.in_force_from
         FROM charter_versions v JOIN charters c ON c.id = v.charter_id
         WHERE c.kind = 'own' ORDER BY v.in_force_from DESC, v.number DESC",
        args![],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// What holds on a date beside the body's own charter: what statute asks, and what is in
/// readiness.
pub fn beside_on(
    tx: &mut Tx,
    kept: &crate::Kept,
    on: Date,
) -> Result<Vec<Arc<CharterVersion>>, Fault> {
    beside_at(tx, kept.caches(), on)
}

/// The same within a command.
pub(crate) fn beside_at(
    tx: &mut Tx,
    caches: &Caches,
    on: Date,
) -> Result<Vec<Arc<CharterVersion>>, Fault> {
    let holding = store::beside_on(tx, on)?;
    holding.iter().map(|(id, hash)| charter(tx, caches, *id, hash)).collect()
}

/// What people can come with on a date: what every body has, and what statute that holds then
/// gives a clock of its own.
pub fn matters_on(tx: &mut Tx, kept: &crate::Kept, on: Date) -> Result<Vec<Matter>, Fault> {
    let beside = beside_on(tx, kept, on)?;
    let statutory = beside.iter().filter(|version| version.kind == CharterKind::Statutory);
    let standards = statutory.flat_map(|version| &version.charter.standards);
    let named: BTreeSet<&str> =
        standards.flat_map(|standard| &standard.scope.matters).map(String::as_str).collect();
    let is_offered =
        |matter: &Matter| Matter::EVERYDAY.contains(matter) || named.contains(matter.key());
    Ok(Matter::ALL.iter().copied().filter(is_offered).collect())
}

/// A standard of any version, by its newest title.
#[derive(Clone, Debug)]
pub struct StandardRow {
    /// Its permanent number.
    pub id: i64,
    /// Its permanent key.
    pub key: String,
    /// Its title in the newest version.
    pub title: String,
    /// The newest version of the charter that holds it.
    pub charter_version: i64,
    /// How its charter stands to the body.
    pub kind: CharterKind,
}

/// Every standard there has been, in the order of the charter, the body's own first.
pub fn standards(tx: &mut Tx) -> Result<Vec<StandardRow>, DbError> {
    tx.all(
        "SELECT s.id, s.key, v.title, v.charter_version_id, c.kind
         FROM standards s
         JOIN charters c ON c.id = s.charter_id
         JOIN standard_versions v ON v.id =
             (SELECT max(n.id) FROM standard_versions n WHERE n.standard_id = s.id)
         ORDER BY CASE c.kind WHEN 'own' THEN 1 WHEN 'statutory' THEN 2
                              WHEN 'in-readiness' THEN 3 ELSE 4 END, c.id, v.charter_version_id DESC, v.position",
        args![],
        |row| {
            Ok(StandardRow {
                id: row.get(0)?,
                key: row.get(1)?,
                title: row.get(2)?,
                charter_version: row.get(3)?,
                kind: store::kind(&row.get::<String>(4)?),
            })
        },
    )
}

/// How long before they are due whoever has to keep promises is reminded, by the number of the
/// standard's version: of every version by which somebody is promised something.
pub(crate) fn reminds(tx: &mut Tx, caches: &Caches) -> Result<HashMap<i64, Limit>, Fault> {
    let mut all = HashMap::new();
    for (id, hash) in store::promised_versions(tx)? {
        let version = charter(tx, caches, id, &hash)?;
        let standards = version.charter.standards.iter().zip(&version.standards);
        all.extend(standards.filter_map(|(standard, (_, id))| Some((*id, standard.remind?))));
    }
    Ok(all)
}

/// The date by which whoever writes now has a full reply: the latest of the body's own standards
/// that a response to such a contact keeps; where it has none, the latest of those that statute
/// sets beside them.
pub fn reply_on(
    tx: &mut Tx,
    kept: &crate::Kept,
    version: &CharterVersion,
    (channel, matter): (Channel, Matter),
    now: Timestamp,
) -> Result<Option<Date>, Fault> {
    let Some(calendars) = kept.calendars(tx, version.id, now)? else { return Ok(None) };
    let today = calendars.body.zone().date_of(now);
    let latest = |charter: &Charter| {
        let replies = charter.standards.iter().filter(|standard| {
            standard.starts == FactKind::Received
                && standard.after.is_none()
                && standard.stops.contains(&FactKind::Responded)
                && standard.covers(channel.key(), matter.key(), "", "")
                && standard.holds_on(Some(today))
        });
        let dates = replies.filter_map(|standard| {
            let clock = Clock::new(Term::Limit(standard.limit?), standard.policy).ok()?;
            let calendar = calendars.of(standard.calendar);
            due(&clock, calendar, now, &Pauses::default(), &[]).date(calendar)
        });
        dates.max()
    };
    if let Some(own) = latest(&version.charter) {
        return Ok(Some(own));
    }
    let beside = beside_on(tx, kept, today)?.into_iter();
    let statutory = beside.filter(|version| version.kind == CharterKind::Statutory);
    Ok(statutory.filter_map(|version| latest(&version.charter)).max())
}

/// The charter version of a number.
pub(crate) fn by_version(
    tx: &mut Tx,
    caches: &Caches,
    id: i64,
) -> Result<Option<Arc<CharterVersion>>, Fault> {
    match store::charter_hash(tx, id)? {
        Some(hash) => charter(tx, caches, id, &hash).map(Some),
        None => Ok(None),
    }
}

/// The calendars that a charter version's standards count by at a moment, and the number of the
/// calendar version. Only the calendar of a matter moves; its charter stays.
pub(crate) fn calendars(
    tx: &mut Tx,
    caches: &Caches,
    charter_version: i64,
    now: Timestamp,
) -> Result<Option<(i64, Arc<Calendars>)>, Fault> {
    let Some(by) = store::judging(tx, charter_version, now)? else { return Ok(None) };
    Ok(Some((by.calendar, worked_out(tx, caches, by.calendar, &by.calendar_hash)?)))
}

pub(super) fn charter(
    tx: &mut Tx,
    caches: &Caches,
    id: i64,
    hash: &[u8],
) -> Result<Arc<CharterVersion>, Fault> {
    caches.charters.get(id, hash, || {
        let (text, kind) = store::charter_text(tx, id)?;
        let charter = rules::charter::read(&text)
            .map_err(|_| Fault::new(format!("the stored charter version {id} does not read")))?;
        let charter = match kind {
            CharterKind::InReadiness => charter.in_readiness(),
            CharterKind::Own | CharterKind::Statutory | CharterKind::Imported => charter,
        };
        let standards = store::standard_versions(tx, id)?;
        Ok(CharterVersion { id, kind, charter, standards })
    })
}

/// The calendars of a calendar version, by which something was judged.
pub(crate) fn calendars_of(
    tx: &mut Tx,
    caches: &Caches,
    id: i64,
) -> Result<Option<Arc<Calendars>>, Fault> {
    let Some(hash) = store::calendar_hash(tx, id)? else { return Ok(None) };
    worked_out(tx, caches, id, &hash).map(Some)
}

pub(super) fn worked_out(
    tx: &mut Tx,
    caches: &Caches,
    id: i64,
    hash: &[u8],
) -> Result<Arc<Calendars>, Fault> {
    caches.calendars.get(id, hash, || {
        let text = store::calendar_text(tx, id)?;
        let wrong = |_| Fault::new(format!("the stored calendar version {id} does not read"));
        let definition = rules::calendar::read_file(&text).map_err(|e| wrong(format!("{e:?}")))?;
        work_out(definition).map_err(|e| wrong(format!("{e:?}")))
    })
}

/// A body's calendar with the statutory ones of its zone.
pub(crate) fn work_out(body: Definition) -> Result<Calendars, CalendarRefusal> {
    let body = Arc::new(body.compile()?);
    let zone = body.shared_zone();
    let name = zone.name().to_owned();
    let lists = body.definition().bank_holidays.clone();
    let of_nation = |nation| {
        let definition = Definition {
            zone: name.clone(),
            bank_holidays: lists.clone(),
            ..Definition::office_hours(nation)
        };
        Calendar::new(definition, Arc::clone(&zone)).map(Arc::new)
    };
    let round_the_clock = Definition {
        zone: name.clone(),
        nation: None,
        hours: WeeklyHours::read("00:00-24:00").map_err(CalendarRefusal::Hours)?,
        ..Definition::office_hours(Nation::AnyUk)
    };
    let [england, scotland, ireland, any] = Nation::ALL;
    Ok(Calendars {
        statutory: [
            of_nation(england)?,
            of_nation(scotland)?,
            of_nation(ireland)?,
            of_nation(any)?,
        ],
        place: None,
        round_the_clock: Arc::new(Calendar::new(round_the_clock, Arc::clone(&zone))?),
        body,
    })
}
