//! Versions of calendars: which is in force, how one comes into force, and whether the stored due
//! moments of running promises have followed it.

use super::store;
use crate::cx::Cx;
use crate::failure::Fault;
use crate::kept::Caches;
use db::{DbError, Tx, args};
use jiff::Timestamp;
use rules::calendar::Definition;
use rules::ledger::Calendars;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The version of a calendar in force at a moment, if one is.
pub(crate) fn version_at(
    tx: &mut Tx,
    calendar: i64,
    now: Timestamp,
) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT id FROM calendar_versions WHERE calendar_id = $1 AND in_force_at <= $2
         ORDER BY in_force_at DESC, number DESC LIMIT 1",
        args![calendar, now],
        |row| row.get(0),
    )
}

/// What a calendar version says.
pub(crate) fn definition_of(tx: &mut Tx, version: i64) -> Result<Definition, Fault> {
    let text = store::calendar_text(tx, version)?;
    rules::calendar::read_file(&text)
        .map_err(|e| Fault::new(format!("the stored calendar version {version}: {e:?}")))
}

/// The calendars that a definition and the statutory ones beside it make.
pub(crate) fn calendars_if(definition: Definition) -> Result<Calendars, Fault> {
    super::queries::work_out(definition)
        .map_err(|e| Fault::new(format!("a calendar cannot be worked out: {e:?}")))
}

/// Makes a calendar's next version, in force from a moment. If that has come, running promises
/// begin to follow it in the same transaction. Gives the version's number in the database.
pub(crate) fn put_in_force(
    cx: &mut Cx<'_>,
    calendar: i64,
    definition: &Definition,
    at: Timestamp,
    proposal: Option<i64>,
) -> Result<i64, Fault> {
    let text = definition.to_string();
    let hash = Sha256::digest(text.as_bytes());
    let newest = store::newest_calendar(cx.tx, calendar)?;
    let number = newest.map_or(1, |(number, _)| number + 1);
    let by = (cx.actor.id, at);
    let version = store::insert_calendar(cx.tx, calendar, number, &text, &hash, by)?;
    if at <= cx.now {
        begin_following(cx.tx, version, calendar, proposal, cx.now)?;
    }
    Ok(version)
}

/// Begins to follow a version that has come into force. Stored due moments are those of the
/// version before, or of the one that they had not finished following.
fn begin_following(
    tx: &mut Tx,
    version: i64,
    calendar: i64,
    proposal: Option<i64>,
    now: Timestamp,
) -> Result<(), DbError> {
    let unfinished = tx.first(
        "UPDATE calendar_followings SET finished_at = $2
         WHERE finished_at IS NULL AND calendar_version_id IN
             (SELECT id FROM calendar_versions WHERE calendar_id = $1)
         RETURNING before_id",
        args![calendar, now],
        |row| row.get::<i64>(0),
    )?;
    let before = match unfinished {
        Some(before) => Some(before),
        None => before(tx, calendar, now)?,
    };
    // What runs by no calendar yet has nothing to follow.
    let finished = before.is_none().then_some(now);
    tx.execute(
        "INSERT INTO calendar_followings
             (calendar_version_id, before_id, proposal_id, judged, finished_at)
         VALUES ($1, $2, $3, 0, $4)",
        args![version, before.unwrap_or(version), proposal, finished],
    )?;
    Ok(())
}

/// Says of a version that it need not be followed.
fn skip(tx: &mut Tx, version: i64, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO calendar_followings (calendar_version_id, before_id, judged, finished_at)
         VALUES ($1, $1, 0, $2)",
        args![version, now],
    )?;
    Ok(())
}

/// The version that was followed before: for the first of a place's own that of the body.
fn before(tx: &mut Tx, calendar: i64, now: Timestamp) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT v.id FROM calendar_versions v
         JOIN calendar_followings f ON f.calendar_version_id = v.id
         JOIN calendars c ON c.id = v.calendar_id
         WHERE v.in_force_at <= $2
           AND (c.id = $1
                OR (c.key = 'own' AND EXISTS (SELECT 1 FROM calendars p
                                              WHERE p.id = $1 AND p.unit_id IS NOT NULL)))
         ORDER BY c.id = $1 DESC, v.in_force_at DESC, v.number DESC LIMIT 1",
        args![calendar, now],
        |row| row.get(0),
    )
}

/// A version that stored due moments follow.
#[derive(Clone, Debug)]
pub(crate) struct Following {
    pub(crate) version: i64,
    /// The version that they are stored by until then.
    pub(crate) before: i64,
    /// The due moment and the number of the promise that it has come to.
    pub(crate) reached: Option<(Timestamp, i64)>,
}

/// The version to be followed next. One that was put in force in advance begins when its moment
/// has come.
pub(crate) fn next_following(tx: &mut Tx, now: Timestamp) -> Result<Option<Following>, DbError> {
    let mut come = tx.all(
        "SELECT v.id, v.calendar_id FROM calendar_versions v
         LEFT JOIN calendar_followings f ON f.calendar_version_id = v.id
         WHERE v.in_force_at <= $1 AND f.calendar_version_id IS NULL
         ORDER BY v.in_force_at, v.number",
        args![now],
        |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?)),
    )?;
    // Of several for one calendar the last is in force, and the others never were.
    while let Some((version, calendar)) = come.pop() {
        begin_following(tx, version, calendar, None, now)?;
        for (passed, _) in come.extract_if(.., |(_, of)| *of == calendar) {
            skip(tx, passed, now)?;
        }
    }
    tx.first(
        "SELECT calendar_version_id, before_id, reached_at, reached_id FROM calendar_followings
         WHERE finished_at IS NULL ORDER BY id LIMIT 1",
        args![],
        |row| {
            let reached = row.get::<Option<Timestamp>>(2)?.zip(row.get(3)?);
            Ok(Following { version: row.get(0)?, before: row.get(1)?, reached })
        },
    )
}

/// Says how far a version has been followed, and by how many promises more.
pub(crate) fn followed_to(
    tx: &mut Tx,
    version: i64,
    reached: Option<(Timestamp, i64)>,
    more: usize,
    finished: Option<Timestamp>,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE calendar_followings
         SET reached_at = coalesce($2, reached_at), reached_id = coalesce($3, reached_id),
             judged = judged + $4, finished_at = $5
         WHERE calendar_version_id = $1",
        args![version, reached.map(|to| to.0), reached.map(|to| to.1), more as i64, finished],
    )?;
    Ok(())
}

/// Whether stored due moments have still to follow a version in force.
pub(crate) fn is_following(tx: &mut Tx, now: Timestamp) -> Result<bool, DbError> {
    let waiting = tx.one(
        "SELECT count(*) FROM calendar_versions v
         LEFT JOIN calendar_followings f ON f.calendar_version_id = v.id
         WHERE v.in_force_at <= $1 AND f.finished_at IS NULL",
        args![now],
        |row| row.get::<i64>(0),
    )?;
    Ok(waiting > 0)
}

/// The version by which due moments are stored that have not followed a version yet; none once
/// all have.
pub(crate) fn followed_from(tx: &mut Tx, version: i64) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT before_id FROM calendar_followings
         WHERE calendar_version_id = $1 AND finished_at IS NULL",
        args![version],
        |row| row.get(0),
    )
}

/// The calendars of a version that is there, worked out.
pub(crate) fn calendars_by(
    tx: &mut Tx,
    caches: &Caches,
    version: i64,
) -> Result<Arc<Calendars>, Fault> {
    let found = super::queries::calendars_of(tx, caches, version)?;
    found.ok_or_else(|| Fault::new(format!("there is no calendar version {version}")))
}
