//! The tables of charters and calendars.

use db::{DbError, Tx, args};
use jiff::Timestamp;

pub(super) fn charter_hash(tx: &mut Tx, id: i64) -> Result<Option<(Vec<u8>, i64)>, DbError> {
    tx.first(
        "SELECT v.hash, c.calendar_id
         FROM charter_versions v JOIN charters c ON c.id = v.charter_id WHERE v.id = $1",
        args![id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(super) fn charter_text(tx: &mut Tx, id: i64) -> Result<String, DbError> {
    tx.one("SELECT definition FROM charter_versions WHERE id = $1", args![id], |row| row.get(0))
}

pub(super) fn standard_versions(tx: &mut Tx, id: i64) -> Result<Vec<(i64, i64)>, DbError> {
    tx.all(
        "SELECT standard_id, id FROM standard_versions
         WHERE charter_version_id = $1 ORDER BY position",
        args![id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(super) fn calendar_in_force(
    tx: &mut Tx,
    calendar: i64,
    now: Timestamp,
) -> Result<Option<(i64, Vec<u8>)>, DbError> {
    tx.first(
        "SELECT id, hash FROM calendar_versions
         WHERE calendar_id = $1 ORDER BY in_force_at <= $2 DESC, number DESC LIMIT 1",
        args![calendar, now],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(super) fn calendar_text(tx: &mut Tx, id: i64) -> Result<String, DbError> {
    tx.one("SELECT definition FROM calendar_versions WHERE id = $1", args![id], |row| row.get(0))
}

/// The charter of a key with its calendar, made if it is not there.
pub(super) fn charter(tx: &mut Tx, key: &str, is_own: bool) -> Result<(i64, i64), DbError> {
    let found =
        tx.first("SELECT id, calendar_id FROM charters WHERE key = $1", args![key], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    if let Some(found) = found {
        return Ok(found);
    }
    let calendar =
        tx.one("INSERT INTO calendars (key) VALUES ($1) RETURNING id", args![key], |row| {
            row.get::<i64>(0)
        })?;
    let charter = tx.one(
        "INSERT INTO charters (key, is_own, calendar_id) VALUES ($1, $2, $3) RETURNING id",
        args![key, is_own, calendar],
        |row| row.get(0),
    )?;
    Ok((charter, calendar))
}

/// The newest version of a charter.
pub(super) struct Newest {
    pub(super) id: i64,
    pub(super) number: i64,
    pub(super) hash: Vec<u8>,
    pub(super) from: jiff::civil::Date,
}

pub(super) fn newest(tx: &mut Tx, charter: i64) -> Result<Option<Newest>, DbError> {
    tx.first(
        "SELECT number, hash, in_force_from, id FROM charter_versions
         WHERE charter_id = $1 ORDER BY number DESC LIMIT 1",
        args![charter],
        |row| {
            Ok(Newest {
                number: row.get(0)?,
                hash: row.get(1)?,
                from: row.get(2)?,
                id: row.get(3)?,
            })
        },
    )
}

pub(super) fn newest_calendar(
    tx: &mut Tx,
    calendar: i64,
) -> Result<Option<(i64, Vec<u8>)>, DbError> {
    tx.first(
        "SELECT number, hash FROM calendar_versions
         WHERE calendar_id = $1 ORDER BY number DESC LIMIT 1",
        args![calendar],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
