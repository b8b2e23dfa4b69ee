//! Adding staff, and the links with which they choose a password.

use super::{queries, store};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;
use crate::random::secret_token;
use db::DbError;
use jiff::SignedDuration;

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
    if store::accounts::is_known(cx.tx, &email)? {
        wrong.push(AddRefusal::Known);
    }
    if !wrong.is_empty() {
        return Err(Failure::Refused(wrong));
    }
    let id = store::accounts::insert(cx.tx, &email, new.name.trim(), cx.now)?;
    for (role, unit) in &new.roles {
        give_role(cx, id, role, unit.as_deref())?;
    }
    Ok((id, link(cx, id)?))
}

/// Gives somebody a new one-time link with which they choose another password.
pub fn new_link(cx: &mut Cx<'_>, email: &str) -> Result<String, Failure> {
    cx.require(Permission::ManageStaff)?;
    let email = email.trim().to_lowercase();
    let staff = store::accounts::active(cx.tx, &email, cx.today)?;
    let staff = staff.ok_or(Failure::NotFound)?;
    Ok(link(cx, staff)?)
}

fn link(cx: &mut Cx<'_>, staff: i64) -> Result<String, DbError> {
    let secret = secret_token();
    let hash = store::sessions::token_hash(&secret);
    store::accounts::insert_link(cx.tx, &hash, staff, cx.now + LINK_LASTS)?;
    Ok(secret)
}

fn give_role(
    cx: &mut Cx<'_>,
    staff: i64,
    role: &str,
    unit: Option<&str>,
) -> Result<(), Failure<AddRefusal>> {
    let known = queries::roles(cx.tx)?;
    let Some((role_id, ..)) = known.iter().find(|(_, key, _)| key == role) else {
        let keys = known.into_iter().map(|(_, key, _)| key).collect();
        return Err(Failure::refused(AddRefusal::NoSuchRole(role.to_owned(), keys)));
    };
    let unit_id = match unit {
        None => None,
        Some(key) => {
            let found = store::accounts::service_or_team(cx.tx, key)?;
            let refusal = || Failure::refused(AddRefusal::NoSuchUnit(key.to_owned()));
            Some(found.ok_or_else(refusal)?)
        }
    };
    store::accounts::insert_role(cx.tx, staff, *role_id, unit_id, cx.today)?;
    Ok(())
}
