//! Signing in: password first, then the second factor.

use super::attempts::{self, Guessing};
use super::passwords::{self, PasswordRefusal};
use super::store::{self, sessions};
use crate::Kept;
use crate::cx::{Actor, Cx};
use crate::failure::{Failure, Fault, Never};
use crate::random::secret_token;
use db::DbError;
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
    /// Whose session it is.
    pub staff: i64,
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
    let system = kept.system("sign-in")?;
    let tried = Try::new(&email, address);
    if !tried.begin(kept, &system, now)? {
        return Err(Failure::refused(SignInRefusal::TooMany));
    }
    let (account, required) = kept.read(|tx| {
        let account = store::factors::account(tx, &email, today)?;
        let organisation = crate::organisation::current(tx)?;
        let required = organisation.is_some_and(|body| body.second_factor_required);
        Ok::<_, Fault>((account, required))
    })?;
    let hash = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let is_right = passwords::is_right(password, hash);
    let Some(account) = account.filter(|_| is_right) else {
        return Err(Failure::refused(SignInRefusal::Wrong));
    };
    let token = secret_token();
    let enrolled = account.has_second_factor;
    let is_complete = !enrolled && !required;
    kept.act(&system, now, {
        let token = token.clone();
        move |cx| {
            tried.was_right(cx)?;
            sessions::begin(cx.tx, &token, account.id, is_complete, cx.now)?;
            Ok::<_, Failure<Never>>(())
        }
    })
    .map_err(Failure::widen)?;
    let needs_enrolment = required && !enrolled;
    Ok(SignedIn { staff: account.id, token, needs_second_factor: enrolled, needs_enrolment })
}

/// A try to sign in: at what, from where.
#[derive(Clone)]
struct Try {
    thing: String,
    address: String,
}

impl Try {
    fn new(thing: &str, address: &str) -> Try {
        Try { thing: thing.to_owned(), address: address.to_owned() }
    }

    /// Counts it, if another is allowed.
    fn begin(
        &self,
        kept: &Kept,
        system: &Actor,
        now: Timestamp,
    ) -> Result<bool, Failure<SignInRefusal>> {
        let tried = self.clone();
        let begun = kept.act(system, now, move |cx| {
            let Try { thing, address } = &tried;
            let begun = attempts::begin(cx.tx, Guessing::SignIn, thing, address, cx.now)?;
            Ok::<_, Failure<Never>>(begun)
        });
        begun.map_err(Failure::widen)
    }

    fn was_right(&self, cx: &mut Cx<'_>) -> Result<(), DbError> {
        attempts::was_right(cx.tx, Guessing::SignIn, &self.thing, &self.address)
    }
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
    let system = kept.system("sign-in")?;
    let tried = Try::new(&format!("code of {staff}"), address);
    if !tried.begin(kept, &system, now)? {
        return Err(Failure::refused(SignInRefusal::TooMany));
    }
    if !super::second_factor::pass(kept, token, staff, code, now)? {
        return Err(Failure::refused(SignInRefusal::Wrong));
    }
    kept.act(&system, now, move |cx| Ok::<_, Failure<Never>>(tried.was_right(cx)?))
        .map_err(Failure::widen)
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
        let Some(staff) = store::factors::use_link(cx.tx, &link, cx.now)? else {
            return Ok(false);
        };
        store::factors::set_password(cx.tx, staff, &hash)?;
        sessions::end_all(cx.tx, staff)?;
        Ok::<_, Failure<Never>>(true)
    });
    if used.map_err(Failure::widen)? { Ok(()) } else { Err(Failure::refused(ChooseRefusal::Link)) }
}
