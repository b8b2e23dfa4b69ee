//! Secrets of accounts: the second factor's, and the password's hash.

use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;

/// Writes a new secret for an account whose app is not confirmed yet, or leaves the one that is
/// waiting to be. Gives the email address and the secret.
pub(in crate::staff) fn enrol(
    tx: &mut Tx,
    staff: i64,
    secret: &[u8],
) -> Result<(String, Vec<u8>), DbError> {
    tx.one(
        "UPDATE staff SET second_factor_secret =
             CASE WHEN second_factor_since IS NULL AND second_factor_secret IS NOT NULL
                  THEN second_factor_secret ELSE $2 END
         WHERE id = $1 AND second_factor_since IS NULL
         RETURNING email, second_factor_secret",
        args![staff, secret],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The email address, the secret and the last step taken.
pub(in crate::staff) type Factor = (String, Option<Vec<u8>>, Option<i64>);

pub(in crate::staff) fn of(tx: &mut Tx, staff: i64) -> Result<Option<Factor>, DbError> {
    tx.first(
        "SELECT email, second_factor_secret, second_factor_step FROM staff WHERE id = $1",
        args![staff],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Writes the step whose code was taken; the first one confirms the app.
pub(in crate::staff) fn passed(
    tx: &mut Tx,
    staff: i64,
    step: i64,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE staff SET second_factor_step = $2,
                          second_factor_since = coalesce(second_factor_since, $3)
         WHERE id = $1",
        args![staff, step, now],
    )?;
    Ok(())
}

/// An account that can sign in.
pub(in crate::staff) struct Account {
    pub(in crate::staff) id: i64,
    pub(in crate::staff) password_hash: Option<String>,
    pub(in crate::staff) has_second_factor: bool,
}

pub(in crate::staff) fn account(
    tx: &mut Tx,
    email: &str,
    today: Date,
) -> Result<Option<Account>, DbError> {
    tx.first(
        "SELECT id, password_hash, second_factor_since FROM staff
         WHERE email = $1 AND NOT is_system AND (left_on IS NULL OR left_on > $2)",
        args![email, today],
        |row| {
            Ok(Account {
                id: row.get(0)?,
                password_hash: row.get(1)?,
                has_second_factor: row.get::<Option<Timestamp>>(2)?.is_some(),
            })
        },
    )
}

/// Uses a one-time link; gives whose it was. Their other links end with it: whoever has an older
/// one cannot change the password that was just chosen.
pub(in crate::staff) fn use_link(
    tx: &mut Tx,
    link: &[u8],
    now: Timestamp,
) -> Result<Option<i64>, DbError> {
    let staff = tx.first(
        "UPDATE one_time_links SET used_at = $2
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING staff_id",
        args![link, now],
        |row| row.get::<i64>(0),
    )?;
    if let Some(staff) = staff {
        tx.execute(
            "UPDATE one_time_links SET used_at = $2 WHERE staff_id = $1 AND used_at IS NULL",
            args![staff, now],
        )?;
    }
    Ok(staff)
}

pub(in crate::staff) fn set_password(tx: &mut Tx, staff: i64, hash: &str) -> Result<(), DbError> {
    tx.execute("UPDATE staff SET password_hash = $2 WHERE id = $1", args![staff, hash])?;
    Ok(())
}
