//! Accounts of staff, and of the system itself.

use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;
use crate::random::secret_token;
use db::{DbError, Tx, args};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// A member of staff who is added.
#[derive(Clone, Debug)]
pub struct AddStaff {
    /// Their email address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their roles, each everywhere or in one service or team, by the unit's key.
    pub roles: Vec<(String, Option<String>)>,
}

/// Why somebody is not added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddRefusal {
    /// Not an email address.
    NoEmail,
    /// No name.
    NoName,
    /// An account with this address is there.
    Known,
    /// No such role; the roles there are.
    NoSuchRole(String, Vec<String>),
    /// No service or team with this key.
    NoSuchUnit(String),
    /// No role at all.
    NoRole,
}

/// How long a one-time link can be used.
const LINK_LASTS: SignedDuration = SignedDuration::from_hours(24 * 7);

/// Adds a member of staff and gives the secret of a one-time link with which they choose their
/// password. It is shown once and stored hashed.
pub fn add(cx: &mut Cx<'_>, new: &AddStaff) -> Result<(i64, String), Failure<AddRefusal>> {
    cx.require(Permission::ManageStaff)?;
    let email = new.email.trim().to_lowercase();
    let mut wrong = Vec::new();
    let (local, domain) = email.split_once('@').unwrap_or_default();
    if local.is_empty() || !domain.contains('.') || email.contains(char::is_whitespace) {
        wrong.push(AddRefusal::NoEmail);
    }
    if new.name.trim().is_empty() {
        wrong.push(AddRefusal::NoName);
    }
    if new.roles.is_empty() {
        wrong.push(AddRefusal::NoRole);
    }
    let known = cx
        .tx
        .first("SELECT id FROM staff WHERE email = $1", args![&email], |row| row.get::<i64>(0))?;
    if known.is_some() {
        wrong.push(AddRefusal::Known);
    }
    if !wrong.is_empty() {
        return Err(Failure::Refused(wrong));
    }
    let id = cx.tx.one(
        "INSERT INTO staff (email, name, is_system, made_at) VALUES ($1, $2, $3, $4) RETURNING id",
        args![&email, new.name.trim(), false, cx.now],
        |row| row.get::<i64>(0),
    )?;
    for (role, unit) in &new.roles {
        give_role(cx, id, role, unit.as_deref())?;
    }
    let secret = secret_token();
    cx.tx.execute(
        "INSERT INTO one_time_links (token_hash, staff_id, expires_at) VALUES ($1, $2, $3)",
        args![&super::sessions::token_hash(&secret)[..], id, cx.now + LINK_LASTS],
    )?;
    Ok((id, secret))
}

fn give_role(
    cx: &mut Cx<'_>,
    staff: i64,
    role: &str,
    unit: Option<&str>,
) -> Result<(), Failure<AddRefusal>> {
    let known = roles(cx.tx)?;
    let Some((role_id, ..)) = known.iter().find(|(_, key, _)| key == role) else {
        let keys = known.into_iter().map(|(_, key, _)| key).collect();
        return Err(Failure::refused(AddRefusal::NoSuchRole(role.to_owned(), keys)));
    };
    let unit_id = match unit {
        None => None,
        Some(key) => {
            let found = cx.tx.first(
                "SELECT id FROM units WHERE key = $1 AND kind IN ('service', 'team')
                 ORDER BY kind DESC LIMIT 1",
                args![key],
                |row| row.get::<i64>(0),
            )?;
            let refusal = || Failure::refused(AddRefusal::NoSuchUnit(key.to_owned()));
            Some(found.ok_or_else(refusal)?)
        }
    };
    cx.tx.execute(
        "INSERT INTO staff_roles (staff_id, role_id, unit_id, from_on) VALUES ($1, $2, $3, $4)",
        args![staff, *role_id, unit_id, cx.today],
    )?;
    Ok(())
}

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
        args![&super::sessions::token_hash(secret)[..], now],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
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
        "INSERT INTO staff (email, name, is_system, made_at) VALUES ($1, $1, $2, $3) RETURNING id",
        args![name, true, now],
        |row| row.get(0),
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
