//! Who there is among staff, and what they may do.

use super::store::sessions::{reach_of, token_hash};
use crate::cx::Actor;
use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;

/// The roles there are: number, key, name.
pub fn roles(tx: &mut Tx) -> Result<Vec<(i64, String, String)>, DbError> {
    tx.all("SELECT id, key, name FROM roles ORDER BY key", args![], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// The account of a one-time link that has not been used: its number, email address and name.
pub fn from_link(
    tx: &mut Tx,
    secret: &str,
    now: Timestamp,
) -> Result<Option<(i64, String, String)>, DbError> {
    tx.first(
        "SELECT a.id, a.email, a.name
         FROM one_time_links l JOIN staff a ON a.id = l.staff_id
         WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2",
        args![&token_hash(secret)[..], now],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Somebody whom work can be given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Their number.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// The team or service that they belong to, if they belong to one.
    pub unit: Option<i64>,
}

/// Everybody whom work can be given to on a day, by name.
pub fn assignable(tx: &mut Tx, today: Date) -> Result<Vec<Colleague>, DbError> {
    tx.all(
        "SELECT a.id, a.name, min(r.unit_id)
         FROM staff a
         JOIN staff_roles r ON r.staff_id = a.id
         JOIN role_permissions p ON p.role_id = r.role_id AND p.permission = 'work-on-cases'
         WHERE NOT a.is_system AND (a.left_on IS NULL OR a.left_on > $1)
           AND r.from_on <= $1 AND (r.until_on IS NULL OR r.until_on > $1)
         GROUP BY a.id, a.name ORDER BY a.name, a.id",
        args![today],
        |row| Ok(Colleague { id: row.get(0)?, name: row.get(1)?, unit: row.get(2)? }),
    )
}

/// Somebody who works here, with the place and the role by which they are grouped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their number.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// The team or service that they belong to, if they belong to one.
    pub unit: Option<i64>,
    /// The name of their role; of several, the first.
    pub role: String,
}

/// Everybody who works here on a day, by name.
pub fn everybody(tx: &mut Tx, today: Date) -> Result<Vec<Member>, DbError> {
    tx.all(
        "SELECT a.id, a.name, min(r.unit_id), min(o.name)
         FROM staff a
         JOIN staff_roles r ON r.staff_id = a.id
         JOIN roles o ON o.id = r.role_id
         WHERE NOT a.is_system AND (a.left_on IS NULL OR a.left_on > $1)
           AND r.from_on <= $1 AND (r.until_on IS NULL OR r.until_on > $1)
         GROUP BY a.id, a.name ORDER BY a.name, a.id",
        args![today],
        |row| {
            Ok(Member { id: row.get(0)?, name: row.get(1)?, unit: row.get(2)?, role: row.get(3)? })
        },
    )
}

/// Somebody by their email address, with what they may do on a day: for the command line and
/// for tests.
pub fn by_email(tx: &mut Tx, email: &str, today: Date) -> Result<Option<Actor>, DbError> {
    let found = tx.first(
        "SELECT id, name FROM staff WHERE email = $1 AND NOT is_system",
        args![email],
        |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?)),
    )?;
    let Some((id, name)) = found else { return Ok(None) };
    Ok(Some(Actor { id, name, reach: reach_of(tx, id, today)? }))
}

/// Whether somebody has set an app up.
pub fn has_second_factor(tx: &mut Tx, staff: i64) -> Result<bool, DbError> {
    let since =
        tx.first("SELECT second_factor_since FROM staff WHERE id = $1", args![staff], |row| {
            row.get::<Option<Timestamp>>(0)
        })?;
    Ok(since.flatten().is_some())
}
