//! Sessions: who is signed in, for thirty minutes without a sign of life and twelve hours in
//! all. Tokens are stored hashed.

use crate::access::{Permission, Reach};
use crate::cx::Actor;
use db::{DbError, Tx, args};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// How long a session lives without a sign of life.
pub(in crate::staff) const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How long it lives at most.
pub(in crate::staff) const AT_MOST: SignedDuration = SignedDuration::from_hours(12);
/// How often a sign of life is written: not on every page.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// A session that is alive.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who it is.
    pub actor: Actor,
    /// Whether the second factor has been given, where one is asked for.
    pub is_complete: bool,
    /// Whether a sign of life is to be written now.
    pub is_due: bool,
}

pub(in crate::staff) fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// The session of a token, if it is alive.
pub fn resume(
    tx: &mut Tx,
    token: &str,
    now: Timestamp,
    today: Date,
) -> Result<Option<Session>, DbError> {
    let found = tx.first(
        "SELECT s.staff_id, a.name, s.seen_at, s.is_complete
         FROM sessions s JOIN staff a ON a.id = s.staff_id
         WHERE s.token_hash = $1 AND s.seen_at > $2 AND s.made_at > $3
           AND (a.left_on IS NULL OR a.left_on > $4)",
        args![&token_hash(token)[..], now - IDLE, now - AT_MOST, today],
        |row| {
            Ok((
                row.get::<i64>(0)?,
                row.get::<String>(1)?,
                row.get::<Timestamp>(2)?,
                row.get::<bool>(3)?,
            ))
        },
    )?;
    let Some((id, name, seen, is_complete)) = found else { return Ok(None) };
    let reach = if is_complete { reach_of(tx, id, today)? } else { Reach::default() };
    let is_due = now.duration_since(seen) >= NOTED_EVERY;
    Ok(Some(Session { actor: Actor { id, name, reach }, is_complete, is_due }))
}

/// What somebody may do on a day.
pub(in crate::staff) fn reach_of(tx: &mut Tx, staff: i64, today: Date) -> Result<Reach, DbError> {
    let held = tx.all(
        "SELECT r.unit_id, p.permission
         FROM staff_roles r LEFT JOIN role_permissions p ON p.role_id = r.role_id
         WHERE r.staff_id = $1 AND r.from_on <= $2 AND (r.until_on IS NULL OR r.until_on > $2)",
        args![staff, today],
        |row| Ok((row.get::<Option<i64>>(0)?, row.get::<Option<String>>(1)?)),
    )?;
    let mut reach = Reach::default();
    for (unit, permission) in held {
        reach.units.extend(unit);
        let Some(permission) = permission.as_deref().and_then(Permission::named) else { continue };
        match unit {
            Some(unit) => reach.within.insert((unit, permission)),
            None => reach.everywhere.insert(permission),
        };
    }
    Ok(reach)
}

/// Writes a new session.
pub(in crate::staff) fn begin(
    tx: &mut Tx,
    token: &str,
    staff: i64,
    is_complete: bool,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sessions (token_hash, staff_id, made_at, seen_at, is_complete)
         VALUES ($1, $2, $3, $3, $4)",
        args![&token_hash(token)[..], staff, now, is_complete],
    )?;
    Ok(())
}

/// The second factor of somebody's session was given; gives whether it is theirs.
pub(in crate::staff) fn complete(
    tx: &mut Tx,
    token_hash: &[u8],
    staff: i64,
) -> Result<bool, DbError> {
    let completed = tx.execute(
        "UPDATE sessions SET is_complete = $3 WHERE token_hash = $1 AND staff_id = $2",
        args![token_hash, staff, true],
    )?;
    Ok(completed > 0)
}

/// Ends every session of somebody.
pub(in crate::staff) fn end_all(tx: &mut Tx, staff: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM sessions WHERE staff_id = $1", args![staff])?;
    Ok(())
}

/// Writes a sign of life.
pub fn seen(tx: &mut Tx, token: &str, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "UPDATE sessions SET seen_at = $2 WHERE token_hash = $1",
        args![&token_hash(token)[..], now],
    )?;
    Ok(())
}

/// Ends a session.
pub fn sign_out(tx: &mut Tx, token: &str) -> Result<(), DbError> {
    tx.execute("DELETE FROM sessions WHERE token_hash = $1", args![&token_hash(token)[..]])?;
    Ok(())
}

/// Forgets sessions that have died.
pub fn clean_up(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    tx.execute(
        "DELETE FROM sessions WHERE seen_at < $1 OR made_at < $2",
        args![now - IDLE, now - AT_MOST],
    )?;
    Ok(())
}
