//! The tables of calendar versions and of what follows them.

use db::{DbError, Tx, args};
use jiff::Timestamp;

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

/// The version that was followed before: for the first of a place's own that of the body.
pub(super) fn before(tx: &mut Tx, calendar: i64, now: Timestamp) -> Result<Option<i64>, DbError> {
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

/// A version that stored due moments follow.
#[derive(Clone, Debug)]
pub(crate) struct Following {
    pub(crate) version: i64,
    /// The version that they are stored by until then.
    pub(crate) before: i64,
    /// The due moment and the number of the promise that it has come to.
    pub(crate) reached: Option<(Timestamp, i64)>,
}

/// Ends the following of a calendar's earlier version, and gives the one before that.
pub(super) fn end_unfinished(
    tx: &mut Tx,
    calendar: i64,
    now: Timestamp,
) -> Result<Option<i64>, DbError> {
    tx.first(
        "UPDATE calendar_followings SET finished_at = $2
         WHERE finished_at IS NULL AND calendar_version_id IN
             (SELECT id FROM calendar_versions WHERE calendar_id = $1)
         RETURNING before_id",
        args![calendar, now],
        |row| row.get(0),
    )
}

/// Says that a version is followed, from the one before it; or that it need not be.
pub(super) fn begin(
    tx: &mut Tx,
    (version, before): (i64, i64),
    proposal: Option<i64>,
    finished: Option<Timestamp>,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO calendar_followings
             (calendar_version_id, before_id, proposal_id, judged, finished_at)
         VALUES ($1, $2, $3, 0, $4)",
        args![version, before, proposal, finished],
    )?;
    Ok(())
}

/// The versions whose moment has come and that nobody has begun to follow, with their calendars.
pub(super) fn not_begun(tx: &mut Tx, now: Timestamp) -> Result<Vec<(i64, i64)>, DbError> {
    tx.all(
        "SELECT v.id, v.calendar_id FROM calendar_versions v
         LEFT JOIN calendar_followings f ON f.calendar_version_id = v.id
         WHERE v.in_force_at <= $1 AND f.calendar_version_id IS NULL
         ORDER BY v.in_force_at, v.number",
        args![now],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The version that is followed next.
pub(super) fn unfinished(tx: &mut Tx) -> Result<Option<Following>, DbError> {
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

/// The version in force of a venue's or line's own calendar, if it has one.
pub(crate) fn version_of_place(
    tx: &mut Tx,
    unit: i64,
    now: Timestamp,
) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT v.id FROM calendars c JOIN calendar_versions v ON v.calendar_id = c.id
         WHERE c.unit_id = $1 AND v.in_force_at <= $2
         ORDER BY v.in_force_at DESC, v.number DESC LIMIT 1",
        args![unit, now],
        |row| row.get(0),
    )
}
