//! Signing in: password first, then the second factor.

use super::attempts::{self, Guessing};
use super::passwords::{self, PasswordRefusal};
use super::sessions;
use crate::Kept;
use crate::failure::{Failure, Fault, Never};
use crate::random::secret_token;
use db::args;
use jiff::Timestamp;

/// Why somebody is not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInRefusal {
    /// The address and the password do not fit, or there is no such account: which, is not said.
    Wrong,
    /// Too many wrong tries: wait a quarter of an hour.
    TooMany,
}

/// A session that has begun.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The secret that the browser keeps.
    pub token: String,
    /// Whether the second factor is still to come.
    pub needs_second_factor: bool,
    /// Whether it must be set up first.
    pub needs_enrolment: bool,
}

/// Checks an email address and a password, and begins a session. `address` is where the request
/// comes from.
pub fn sign_in(
    kept: &Kept,
    email: &str,
    password: &str,
    address: &str,
    now: Timestamp,
) -> Result<SignedIn, Failure<SignInRefusal>> {
    let email = email.trim().to_lowercase();
    let today = kept.zone()?.date_of(now);
    let (may_try, account, required) = kept.read(|tx| {
        let may_try = attempts::may_try(tx, Guessing::SignIn, &email, address, now)?;
        let account = tx.first(
            "SELECT id, password_hash, second_factor_since FROM staff
             WHERE email = $1 AND NOT is_system AND (left_on IS NULL OR left_on > $2)",
            args![&email, today],
            |row| {
                Ok((
                    row.get::<i64>(0)?,
                    row.get::<Option<String>>(1)?,
                    row.get::<Option<Timestamp>>(2)?.is_some(),
                ))
            },
        )?;
        let organisation = crate::organisation::current(tx)?;
        let required = organisation.is_some_and(|body| body.second_factor_required);
        Ok::<_, Fault>((may_try, account, required))
    })?;
    if !may_try {
        return Err(Failure::refused(SignInRefusal::TooMany));
    }
    let hash = account.as_ref().and_then(|(_, hash, _)| hash.as_deref());
    let is_right = passwords::is_right(password, hash);
    let system = kept.system("sign-in")?;
    let Some((id, _, enrolled)) = account.filter(|_| is_right) else {
        let (email, address) = (email, address.to_owned());
        kept.act(&system, now, move |cx| {
            attempts::tried(cx.tx, Guessing::SignIn, &email, &address, cx.now)?;
            Ok::<_, Failure<Never>>(())
        })
        .map_err(Failure::widen)?;
        return Err(Failure::refused(SignInRefusal::Wrong));
    };
    let token = secret_token();
    let is_complete = !enrolled && !required;
    kept.act(&system, now, {
        let token = token.clone();
        move |cx| {
            sessions::begin(cx.tx, &token, id, is_complete, cx.now)?;
            Ok::<_, Failure<Never>>(())
        }
    })
    .map_err(Failure::widen)?;
    let needs_enrolment = required && !enrolled;
    Ok(SignedIn { token, needs_second_factor: enrolled, needs_enrolment })
}

/// Checks the code of the second factor, and completes the session.
pub fn pass_second_factor(
    kept: &Kept,
    token: &str,
    staff: i64,
    code: &str,
    address: &str,
    now: Timestamp,
) -> Result<(), Failure<SignInRefusal>> {
    let thing = format!("code of {staff}");
    let may_try = kept.read(|tx| attempts::may_try(tx, Guessing::SignIn, &thing, address, now))?;
    if !may_try {
        return Err(Failure::refused(SignInRefusal::TooMany));
    }
    if super::second_factor::pass(kept, token, staff, code, now)? {
        return Ok(());
    }
    let system = kept.system("sign-in")?;
    let address = address.to_owned();
    kept.act(&system, now, move |cx| {
        attempts::tried(cx.tx, Guessing::SignIn, &thing, &address, cx.now)?;
        Ok::<_, Failure<Never>>(())
    })
    .map_err(Failure::widen)?;
    Err(Failure::refused(SignInRefusal::Wrong))
}

/// Why a password is not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChooseRefusal {
    /// The link was used, has expired or never was.
    Link,
    /// The password is not taken.
    Password(PasswordRefusal),
    /// The two differ.
    NotTheSame,
}

/// Chooses a password with a one-time link.
pub fn choose_password(
    kept: &Kept,
    secret: &str,
    password: &str,
    again: &str,
    now: Timestamp,
) -> Result<(), Failure<ChooseRefusal>> {
    let known = kept.read(|tx| super::from_link(tx, secret, now))?;
    if known.is_none() {
        return Err(Failure::refused(ChooseRefusal::Link));
    }
    passwords::check(password).map_err(|no| Failure::refused(ChooseRefusal::Password(no)))?;
    if password != again {
        return Err(Failure::refused(ChooseRefusal::NotTheSame));
    }
    let hash =
        passwords::hash(password).ok_or_else(|| Fault::new("no password could be hashed"))?;
    let system = kept.system("sign-in")?;
    let link = sessions::token_hash(secret);
    let used = kept.act(&system, now, move |cx| {
        let staff = cx.tx.first(
            "UPDATE one_time_links SET used_at = $2
             WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING staff_id",
            args![&link[..], cx.now],
            |row| row.get::<i64>(0),
        )?;
        let Some(staff) = staff else { return Ok(false) };
        cx.tx.execute("UPDATE staff SET password_hash = $2 WHERE id = $1", args![staff, &hash])?;
        cx.tx.execute("DELETE FROM sessions WHERE staff_id = $1", args![staff])?;
        Ok::<_, Failure<Never>>(true)
    });
    if used.map_err(Failure::widen)? { Ok(()) } else { Err(Failure::refused(ChooseRefusal::Link)) }
}
