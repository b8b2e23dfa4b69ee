//! Signing in to the demonstration: one person for each role.

use crate::staff::{Member, SIGN_INS, members};
use crate::telling::told;
use app::organisation::ready_made_roles;
use app::staff::{choose_password, new_link};
use app::{Fault, Kept};
use jiff::Timestamp;

/// Somebody of the demonstration council who can be signed in as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoPerson {
    /// Their email address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// The name of their role.
    pub role: String,
    /// The key of their role.
    pub role_key: String,
}

/// One person for each role, in the order of the ready-made roles.
///
/// # Errors
/// A database in which nobody built the demonstration council.
pub fn people(kept: &Kept) -> Result<Vec<DemoPerson>, Fault> {
    let known = kept.read(app::organisation::current)?;
    if known.is_none_or(|body| body.name != crate::places::NAME) {
        return Err(Fault::new("this is not the demonstration council"));
    }
    let roles = ready_made_roles();
    let of = |member: Member| {
        let (key, _) = member.roles.first().copied().unwrap_or_default();
        let role = roles.iter().find(|(known, ..)| known == key).map(|(_, name, _)| name.clone());
        DemoPerson {
            email: member.email,
            name: member.name.to_owned(),
            role: role.unwrap_or_default(),
            role_key: key.to_owned(),
        }
    };
    let mut people: Vec<DemoPerson> =
        members().into_iter().filter(|member| SIGN_INS.contains(&member.name)).map(of).collect();
    people.sort_by_key(|person| SIGN_INS.iter().position(|name| *name == person.name));
    Ok(people)
}

/// Gives somebody a password, through a one-time link as anybody gets theirs. Hashing it takes
/// tens of milliseconds.
///
/// # Errors
/// A password that is not taken, and somebody who is not there.
pub fn set_password(
    kept: &Kept,
    person: &DemoPerson,
    password: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let console = kept.system("console:demonstration")?;
    let email = person.email.clone();
    let link = kept.act(&console, now, move |cx| new_link(cx, &email));
    let link = link.map_err(told("making a link"))?;
    choose_password(kept, &link, password, password, now).map_err(told("choosing a password"))
}
