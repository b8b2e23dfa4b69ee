//! What is in force, what was proposed, how far stored due moments have followed, and which
//! calendar runs out.

mod impact;
mod moved;

pub use impact::{Group, Impact, Moving, impact};
pub use moved::{MOVED_SHOWN, MovedCounts, MovedRow, moved, moved_counts};

use super::store::{self, Read};
use crate::charters;
use crate::failure::Fault;
use db::{DbError, Row, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::{Change, Definition, FeedNews};

/// A calendar in force: the body's, or a venue's or line's own.
#[derive(Clone, Debug)]
pub struct CalendarRow {
    /// Its number.
    pub id: i64,
    /// The venue or line, and its name; none for the body's.
    pub place: Option<(i64, String)>,
    /// The version's number in the database.
    pub version: i64,
    /// The version's number, from one on.
    pub number: i64,
    /// Since when it is in force.
    pub in_force_at: Timestamp,
    /// What it says.
    pub definition: Definition,
}

/// The life of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has decided.
    Proposed,
    /// It is in force.
    Approved,
    /// It was dropped.
    Dropped,
}

impl State {
    const ALL: [(State, &'static str); 3] =
        [(State::Proposed, "proposed"), (State::Approved, "approved"), (State::Dropped, "dropped")];

    /// The name in tables.
    pub fn key(self) -> &'static str {
        State::ALL.into_iter().find(|(state, _)| *state == self).map_or("", |(_, key)| key)
    }
}

/// A change that was proposed.
#[derive(Clone, Debug)]
pub struct ProposalRow {
    /// Its number.
    pub id: i64,
    /// The calendar; none for bank holidays, which every calendar goes by.
    pub calendar: Option<i64>,
    /// The name of the venue or line whose calendar it is.
    pub place: Option<String>,
    /// What is changed.
    pub change: Change,
    /// Where it is known from, or why.
    pub source: String,
    /// What became of it.
    pub state: State,
    /// Who proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_at: Timestamp,
    /// Who decided, and when.
    pub decided: Option<(String, Timestamp)>,
}

/// A version of a calendar.
#[derive(Clone, Debug)]
pub struct VersionRow {
    /// Its number in the database.
    pub id: i64,
    /// Its number, from one on.
    pub number: i64,
    /// From when on it is or was in force.
    pub in_force_at: Timestamp,
    /// Who made it.
    pub made_by: String,
    /// The proposal that it came of; none if it came with a charter.
    pub proposal: Option<i64>,
    /// How many running promises it moved.
    pub moved: i64,
}

/// How far stored due moments have followed a version in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The version.
    pub version: i64,
    /// The venue or line whose calendar it is; none for the body's.
    pub place: Option<String>,
    /// Since when it is in force.
    pub in_force_at: Timestamp,
    /// How many promises were judged again.
    pub judged: i64,
    /// Up to which due moment.
    pub reached: Option<Timestamp>,
}

/// A calendar whose closed days are known for no more than twelve months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunsOut {
    /// The venue or line whose calendar it is; none for the body's.
    pub place: Option<String>,
    /// The last date for which closed days are known.
    pub on: Date,
}

/// The name of a calendar's unit in the newest tree that has it.
const PLACE: &str = "(SELECT n.name FROM unit_versions n WHERE n.unit_id = c.unit_id
                       ORDER BY n.organisation_version_id DESC LIMIT 1)";

/// The calendars in force: the body's first, then those of venues and lines.
pub fn calendars(tx: &mut Tx, now: Timestamp) -> Result<Vec<CalendarRow>, Fault> {
    let sql = format!(
        "SELECT c.id, c.unit_id, {PLACE} FROM calendars c
         WHERE c.key = 'own' OR c.unit_id IS NOT NULL
         ORDER BY c.unit_id IS NOT NULL, c.id"
    );
    let all = tx.all(&sql, args![], |row| {
        let place = row.get::<Option<i64>>(1)?.zip(row.get::<Option<String>>(2)?);
        Ok((row.get::<i64>(0)?, place))
    })?;
    let mut rows = Vec::new();
    for (id, place) in all {
        let Some(version) = charters::version_at(tx, id, now)? else { continue };
        let (number, in_force_at) = tx.one(
            "SELECT number, in_force_at FROM calendar_versions WHERE id = $1",
            args![version],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let definition = charters::definition_of(tx, version)?;
        rows.push(CalendarRow { id, place, version, number, in_force_at, definition });
    }
    Ok(rows)
}

/// A venue or a line, which may have hours of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    /// Its number.
    pub id: i64,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
}

/// The venues and lines of the newest tree that is in force.
pub fn places(tx: &mut Tx, today: Date) -> Result<Vec<PlaceRow>, DbError> {
    tx.all(
        "SELECT u.id, u.key, v.name FROM unit_versions v JOIN units u ON u.id = v.unit_id
         WHERE u.kind IN ('venue', 'line')
           AND v.organisation_version_id =
               (SELECT o.id FROM organisation_versions o WHERE o.in_force_from <= $1
                ORDER BY o.in_force_from DESC, o.id DESC LIMIT 1)
         ORDER BY v.name, u.id",
        args![today],
        |row| Ok(PlaceRow { id: row.get(0)?, key: row.get(1)?, name: row.get(2)? }),
    )
}

/// What a calendar says at a moment; a place without hours of its own has the body's.
pub(in crate::calendars) fn definition_in_force(
    tx: &mut Tx,
    calendar: i64,
    own: i64,
    now: Timestamp,
) -> Result<Option<Definition>, Fault> {
    let version = match charters::version_at(tx, calendar, now)? {
        Some(version) => Some(version),
        None => charters::version_at(tx, own, now)?,
    };
    version.map(|version| charters::definition_of(tx, version)).transpose()
}

/// The versions of a calendar, the newest first.
pub fn versions(tx: &mut Tx, calendar: i64) -> Result<Vec<VersionRow>, DbError> {
    tx.all(
        "SELECT v.id, v.number, v.in_force_at, s.name, f.proposal_id,
                (SELECT count(*) FROM moved_promises m WHERE m.calendar_version_id = v.id)
         FROM calendar_versions v
         JOIN staff s ON s.id = v.made_by
         LEFT JOIN calendar_followings f ON f.calendar_version_id = v.id
         WHERE v.calendar_id = $1 ORDER BY v.number DESC LIMIT 100",
        args![calendar],
        |row| {
            Ok(VersionRow {
                id: row.get(0)?,
                number: row.get(1)?,
                in_force_at: row.get(2)?,
                made_by: row.get(3)?,
                proposal: row.get(4)?,
                moved: row.get(5)?,
            })
        },
    )
}

/// One version.
pub fn version(tx: &mut Tx, id: i64) -> Result<Option<VersionRow>, DbError> {
    let calendar =
        tx.first("SELECT calendar_id FROM calendar_versions WHERE id = $1", args![id], |row| {
            row.get::<i64>(0)
        })?;
    let Some(calendar) = calendar else { return Ok(None) };
    Ok(versions(tx, calendar)?.into_iter().find(|version| version.id == id))
}

const PROPOSAL: &str = "SELECT q.id, q.calendar_id, {place}, q.kind, q.nation, q.change_on,
                               q.words, d.payload, q.source, q.state, s.name, q.proposed_at,
                               t.name, q.decided_at
                        FROM calendar_proposals q
                        JOIN staff s ON s.id = q.proposed_by
                        LEFT JOIN staff t ON t.id = q.decided_by
                        LEFT JOIN calendars c ON c.id = q.calendar_id
                        LEFT JOIN calendar_payloads d ON d.id = q.payload_id";

fn read(row: &Row<'_>) -> Result<Option<ProposalRow>, DbError> {
    let read = Read {
        kind: row.get(3)?,
        nation: row.get(4)?,
        on: row.get(5)?,
        words: row.get(6)?,
        payload: row.get(7)?,
    };
    let state: String = row.get(9)?;
    let state = State::ALL.into_iter().find(|(_, key)| *key == state);
    let Some((change, (state, _))) = read.change().zip(state) else { return Ok(None) };
    Ok(Some(ProposalRow {
        id: row.get(0)?,
        calendar: row.get(1)?,
        place: row.get(2)?,
        change,
        source: row.get(8)?,
        state,
        proposed_by: row.get(10)?,
        proposed_at: row.get(11)?,
        decided: row.get::<Option<String>>(12)?.zip(row.get(13)?),
    }))
}

/// The proposals, those that wait for a decision first, then the newest.
pub fn proposals(tx: &mut Tx) -> Result<Vec<ProposalRow>, DbError> {
    let sql = format!(
        "{} ORDER BY q.state = 'proposed' DESC, q.id DESC LIMIT 100",
        PROPOSAL.replace("{place}", PLACE)
    );
    Ok(tx.all(&sql, args![], read)?.into_iter().flatten().collect())
}

/// One proposal.
pub fn proposal(tx: &mut Tx, id: i64) -> Result<Option<ProposalRow>, DbError> {
    let sql = format!("{} WHERE q.id = $1", PROPOSAL.replace("{place}", PLACE));
    Ok(tx.first(&sql, args![id], read)?.flatten())
}

/// What the feed of a proposal says that the calendar in force has otherwise.
pub fn feed_news(tx: &mut Tx, change: &Change, now: Timestamp) -> Result<Vec<FeedNews>, Fault> {
    let Change::Feed(feed) = change else { return Ok(Vec::new()) };
    let Some(own) = store::own_calendar(tx)? else { return Ok(Vec::new()) };
    let now = definition_in_force(tx, own, own, now)?;
    Ok(now.map(|now| feed.news(now.lists())).unwrap_or_default())
}

/// When a payload of the feed was taken last, and by whom.
pub fn last_payload(tx: &mut Tx) -> Result<Option<(Timestamp, String)>, DbError> {
    tx.first(
        "SELECT p.taken_at, s.name FROM calendar_payloads p JOIN staff s ON s.id = p.taken_by
         ORDER BY p.id DESC LIMIT 1",
        args![],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The versions in force that stored due moments have still to follow.
pub fn progress(tx: &mut Tx) -> Result<Vec<Progress>, DbError> {
    let sql = format!(
        "SELECT v.id, {PLACE}, v.in_force_at, f.judged, f.reached_at
         FROM calendar_followings f
         JOIN calendar_versions v ON v.id = f.calendar_version_id
         JOIN calendars c ON c.id = v.calendar_id
         WHERE f.finished_at IS NULL ORDER BY f.id"
    );
    tx.all(&sql, args![], |row| {
        Ok(Progress {
            version: row.get(0)?,
            place: row.get(1)?,
            in_force_at: row.get(2)?,
            judged: row.get(3)?,
            reached: row.get(4)?,
        })
    })
}

/// The calendars that run out within twelve months, or have.
pub fn runs_out(tx: &mut Tx, now: Timestamp, today: Date) -> Result<Vec<RunsOut>, Fault> {
    let all = calendars(tx, now)?.into_iter();
    let soon = all.filter_map(|row| {
        let on = row.definition.runs_out_on().filter(|_| row.definition.runs_out_soon(today))?;
        Some(RunsOut { place: row.place.map(|(_, name)| name), on })
    });
    Ok(soon.collect())
}
