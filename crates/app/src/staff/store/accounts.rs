//! The tables of accounts, their roles and one-time links.

use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;

/// Whether there is an account of an email address.
pub(in crate::staff) fn is_known(tx: &mut Tx, email: &str) -> Result<bool, DbError> {
    let known =
        tx.first("SELECT id FROM staff WHERE email = $1", args![email], |row| row.get::<i64>(0))?;
    Ok(known.is_some())
}

pub(in crate::staff) fn insert(
    tx: &mut Tx,
    email: &str,
    name: &str,
    now: Timestamp,
) -> Result<i64, DbError> {
    tx.one(
        "INSERT INTO staff (email, name, is_system, made_at) VALUES ($1, $2, $3, $4) RETURNING id",
        args![email, name, false, now],
        |row| row.get(0),
    )
}

/// The account of an email address, if its owner has not left.
pub(in crate::staff) fn active(
    tx: &mut Tx,
    email: &str,
    today: Date,
) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT id FROM staff
         WHERE email = $1 AND NOT is_system AND (left_on IS NULL OR left_on > $2)",
        args![email, today],
        |row| row.get(0),
    )
}

pub(in crate::staff) fn insert_link(
    tx: &mut Tx,
    hash: &[u8],
    staff: i64,
    expires_at: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO one_time_links (token_hash, staff_id, expires_at) VALUES ($1, $2, $3)",
        args![hash, staff, expires_at],
    )?;
    Ok(())
}

/// The service or team of a key; the team, if both have it.
pub(in crate::staff) fn service_or_team(tx: &mut Tx, key: &str) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT id FROM units WHERE key = $1 AND kind IN ('service', 'team')
         ORDER BY kind DESC LIMIT 1",
        args![key],
        |row| row.get(0),
    )
}

pub(in crate::staff) fn insert_role(
    tx: &mut Tx,
    staff: i64,
    role: i64,
    unit: Option<i64>,
    from: Date,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO staff_roles (staff_id, role_id, unit_id, from_on) VALUES ($1, $2, $3, $4)",
        args![staff, role, unit, from],
    )?;
    Ok(())
}

/// The account that the system acts under by a name such as `tick` or `console:root`. It can
/// never sign in.
pub fn system_account(tx: &mut Tx, name: &str, now: Timestamp) -> Result<i64, DbError> {
    let known =
        tx.first("SELECT id FROM staff WHERE email = $1 AND is_system", args![name], |row| {
            row.get::<i64>(0)
        })?;
    if let Some(id) = known {
        return Ok(id);
    }
    tx.one(
        // Two processes may begin at the same moment: the second one begins again and finds it.
        "INSERT INTO staff (email, name, is_system, made_at) VALUES ($1, $1, $2, $3)
         ON CONFLICT (email) DO NOTHING RETURNING id",
        args![name, true, now],
        |row| row.get(0),
    )
}
