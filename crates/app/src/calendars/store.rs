//! The tables of proposals and payloads.

use super::queries::State;
use crate::cx::Cx;
use crate::failure::Fault;
use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::{Change, Nation, Opening, WeeklyHours};

/// A change as the table has it: its kind and what that needs to know.
pub(super) struct Columns {
    pub(super) kind: &'static str,
    nation: Option<&'static str>,
    on: Option<Date>,
    words: Option<String>,
}

impl Columns {
    pub(in crate::calendars) fn of(change: &Change) -> Columns {
        let plain = |kind| Columns { kind, nation: None, on: None, words: None };
        match change {
            Change::Feed(_) => plain("feed"),
            Change::Proclaim { nation, on, name } => Columns {
                nation: Some(nation.key()),
                on: Some(*on),
                words: Some(name.clone()),
                ..plain("proclaim")
            },
            Change::Withdraw { nation, on } => {
                Columns { nation: Some(nation.key()), on: Some(*on), ..plain("withdraw") }
            }
            Change::Close { on, name } => {
                Columns { on: Some(*on), words: name.clone(), ..plain("close") }
            }
            Change::Unclose { on } => Columns { on: Some(*on), ..plain("unclose") },
            Change::Open(opening) => opened("open", opening),
            Change::Unopen(opening) => opened("unopen", opening),
            Change::Hours(hours) => Columns { words: Some(hours.to_string()), ..plain("hours") },
        }
    }
}

fn opened(kind: &'static str, opening: &Opening) -> Columns {
    let words = Some(opening.period.to_string());
    Columns { kind, nation: None, on: Some(opening.on), words }
}

/// A change as it stands in the table.
pub(super) struct Read {
    pub(super) kind: String,
    pub(super) nation: Option<String>,
    pub(super) on: Option<Date>,
    pub(super) words: Option<String>,
    /// The payload of a feed.
    pub(super) payload: Option<String>,
}

impl Read {
    /// The change; none if nobody could have written it.
    pub(in crate::calendars) fn change(self) -> Option<Change> {
        let nation = self.nation.as_deref().and_then(Nation::named);
        let opening = || Opening::read(&format!("{} {}", self.on?, self.words.as_deref()?)).ok();
        Some(match self.kind.as_str() {
            "feed" => Change::Feed(super::feed::read_feed(&self.payload?).ok()?),
            "proclaim" => Change::Proclaim { nation: nation?, on: self.on?, name: self.words? },
            "withdraw" => Change::Withdraw { nation: nation?, on: self.on? },
            "close" => Change::Close { on: self.on?, name: self.words },
            "unclose" => Change::Unclose { on: self.on? },
            "open" => Change::Open(opening()?),
            "unopen" => Change::Unopen(opening()?),
            "hours" => Change::Hours(WeeklyHours::read(&self.words?).ok()?),
            _ => return None,
        })
    }
}

pub(in crate::calendars) fn insert(
    cx: &mut Cx<'_>,
    calendar: Option<i64>,
    change: &Change,
    payload: Option<i64>,
    source: &str,
) -> Result<i64, DbError> {
    let columns = Columns::of(change);
    cx.tx.one(
        "INSERT INTO calendar_proposals
             (calendar_id, kind, nation, change_on, words, payload_id, source, state, proposed_by,
              proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', $8, $9) RETURNING id",
        args![
            calendar,
            columns.kind,
            columns.nation,
            columns.on,
            columns.words,
            payload,
            source,
            cx.actor.id,
            cx.now
        ],
        |row| row.get(0),
    )
}

/// Decides a proposal that nobody has decided yet; gives whether there was one.
pub(in crate::calendars) fn decide(
    cx: &mut Cx<'_>,
    id: i64,
    state: State,
) -> Result<bool, DbError> {
    let decided = cx.tx.execute(
        "UPDATE calendar_proposals SET state = $2, decided_by = $3, decided_at = $4
         WHERE id = $1 AND state = 'proposed'",
        args![id, state.key(), cx.actor.id, cx.now],
    )?;
    Ok(decided > 0)
}

/// A payload by its hash, with the proposal that was made of it.
pub(in crate::calendars) fn payload(
    tx: &mut Tx,
    hash: &[u8],
) -> Result<Option<(i64, Option<i64>)>, DbError> {
    tx.first(
        "SELECT p.id, (SELECT max(c.id) FROM calendar_proposals c WHERE c.payload_id = p.id)
         FROM calendar_payloads p WHERE p.hash = $1",
        args![hash],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(in crate::calendars) fn keep_payload(
    cx: &mut Cx<'_>,
    hash: &[u8],
    payload: &str,
) -> Result<i64, DbError> {
    cx.tx.one(
        "INSERT INTO calendar_payloads (hash, payload, taken_at, taken_by)
         VALUES ($1, $2, $3, $4) RETURNING id",
        args![hash, payload, cx.now, cx.actor.id],
        |row| row.get(0),
    )
}

/// The calendar of the body's own charter.
pub(in crate::calendars) fn own_calendar(tx: &mut Tx) -> Result<Option<i64>, DbError> {
    tx.first("SELECT id FROM calendars WHERE key = 'own'", args![], |row| row.get(0))
}

/// The calendar of a venue or line, if it has one of its own.
pub(in crate::calendars) fn calendar_of_unit(
    tx: &mut Tx,
    unit: i64,
) -> Result<Option<i64>, DbError> {
    tx.first("SELECT id FROM calendars WHERE unit_id = $1", args![unit], |row| row.get(0))
}

/// Gives a venue or line a calendar of its own; it says nothing until a version is in force.
pub(in crate::calendars) fn give_calendar(tx: &mut Tx, unit: i64) -> Result<i64, DbError> {
    tx.one(
        "INSERT INTO calendars (key, unit_id) VALUES ($1, $2) RETURNING id",
        args![format!("place:{unit}"), unit],
        |row| row.get(0),
    )
}

/// Whether a unit is a venue or a line, which may have hours of their own.
pub(in crate::calendars) fn has_hours(tx: &mut Tx, unit: i64) -> Result<bool, DbError> {
    let kind =
        tx.first("SELECT kind FROM units WHERE id = $1", args![unit], |row| row.get::<String>(0))?;
    Ok(kind.is_some_and(|kind| ["venue", "line"].contains(&kind.as_str())))
}

/// Every calendar that has versions.
pub(in crate::calendars) fn in_use(tx: &mut Tx) -> Result<Vec<i64>, DbError> {
    tx.all(
        "SELECT c.id FROM calendars c
         WHERE EXISTS (SELECT 1 FROM calendar_versions v WHERE v.calendar_id = c.id)
         ORDER BY c.id",
        args![],
        |row| row.get(0),
    )
}

/// The last version of each later moment at which a calendar changes, with that moment.
pub(in crate::calendars) fn to_come(
    tx: &mut Tx,
    calendar: i64,
    now: Timestamp,
) -> Result<Vec<(i64, Timestamp)>, DbError> {
    tx.all(
        "SELECT v.id, v.in_force_at FROM calendar_versions v
         WHERE v.calendar_id = $1 AND v.in_force_at > $2
           AND NOT EXISTS (SELECT 1 FROM calendar_versions n
                           WHERE n.calendar_id = v.calendar_id AND n.in_force_at = v.in_force_at
                             AND n.number > v.number)
         ORDER BY v.in_force_at",
        args![calendar, now],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// A promise that a calendar has moved, to tick off.
pub(super) struct Moved {
    pub(super) record: i64,
    pub(super) standard: String,
    pub(super) is_running: bool,
    pub(super) due_at: Option<Timestamp>,
    pub(super) due_on: Option<Date>,
    pub(super) told_at: Option<Timestamp>,
    pub(super) why: String,
}

pub(in crate::calendars) fn moved(tx: &mut Tx, id: i64) -> Result<Option<Moved>, DbError> {
    tx.first(
        "SELECT p.record_id, s.key, p.outcome, p.due_at, p.due_on, m.told_at,
                coalesce((SELECT c.source FROM calendar_followings f
                          JOIN calendar_proposals c ON c.id = f.proposal_id
                          WHERE f.calendar_version_id = m.calendar_version_id), '')
         FROM moved_promises m
         JOIN promises p ON p.id = m.promise_id
         JOIN standards s ON s.id = p.standard_id
         WHERE m.id = $1",
        args![id],
        |row| {
            Ok(Moved {
                record: row.get(0)?,
                standard: row.get(1)?,
                is_running: row.get::<String>(2)? == "running",
                due_at: row.get(3)?,
                due_on: row.get(4)?,
                told_at: row.get(5)?,
                why: row.get(6)?,
            })
        },
    )
}

pub(in crate::calendars) fn tick_off(cx: &mut Cx<'_>, id: i64) -> Result<(), Fault> {
    cx.tx.execute(
        "UPDATE moved_promises SET told_at = $2, told_by = $3 WHERE id = $1 AND told_at IS NULL",
        args![id, cx.now, cx.actor.id],
    )?;
    Ok(())
}

/// The next running promises after a due moment and a number whose due moments may lie between two
/// versions: their due moments, numbers and records. What counts plainly and began later does not.
pub(in crate::calendars) fn running_between(
    tx: &mut Tx,
    (at, id): (Timestamp, i64),
    last: Timestamp,
    most: usize,
) -> Result<Vec<(Timestamp, i64, i64)>, DbError> {
    tx.all(
        "SELECT due_at, id, record_id FROM promises
         WHERE outcome = 'running' AND due_at >= $1 AND (due_at > $1 OR id > $2)
           AND (started_at < $3 OR NOT coalesce(counts_plainly, FALSE))
         ORDER BY due_at, id LIMIT $4",
        args![at, id, last, most as i64],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// The venues and lines with a calendar of their own, and whether it says anything yet.
pub(in crate::calendars) fn places_with_hours(
    tx: &mut Tx,
) -> Result<Vec<(i64, i64, bool)>, DbError> {
    tx.all(
        "SELECT c.unit_id, c.id,
                EXISTS (SELECT 1 FROM calendar_versions v WHERE v.calendar_id = c.id)
         FROM calendars c WHERE c.unit_id IS NOT NULL",
        args![],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}
