//! Guessing is limited: so many tries at one thing, and from one address, in so long.

use super::store;
use db::{DbError, Tx};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// What is guessed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guessing {
    /// A password of an account, or its code.
    SignIn,
    /// What only the customer of a reference knows.
    Follow,
}

impl Guessing {
    fn key(self) -> &'static str {
        match self {
            Guessing::SignIn => "sign-in",
            Guessing::Follow => "follow",
        }
    }
}

/// How many wrong tries at one thing, in [`WITHIN`].
const AT_ONE_THING: i64 = 5;
/// How many wrong tries from one address, in [`WITHIN`].
const FROM_ONE_ADDRESS: i64 = 30;
const WITHIN: SignedDuration = SignedDuration::from_mins(15);

fn hash(subject: &str) -> [u8; 32] {
    Sha256::digest(subject.as_bytes()).into()
}

fn subjects(thing: &str, address: &str) -> [(String, i64); 2] {
    [(format!("at {thing}"), AT_ONE_THING), (format!("from {address}"), FROM_ONE_ADDRESS)]
}

/// Whether another try is allowed.
pub fn may_try(
    tx: &mut Tx,
    guessing: Guessing,
    thing: &str,
    address: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    for (subject, most) in subjects(thing, address) {
        let since = now - WITHIN;
        let tries = store::attempts::since(tx, guessing.key(), &hash(&subject), since)?;
        if tries >= most {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Remembers a wrong try.
pub fn tried(
    tx: &mut Tx,
    guessing: Guessing,
    thing: &str,
    address: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    for (subject, _) in subjects(thing, address) {
        store::attempts::insert(tx, guessing.key(), &hash(&subject), now)?;
    }
    Ok(())
}

/// Counts a try before it is made, if another is allowed: many at the same moment are no more
/// than one after the other.
pub(super) fn begin(
    tx: &mut Tx,
    guessing: Guessing,
    thing: &str,
    address: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    let may_try = may_try(tx, guessing, thing, address, now)?;
    if may_try {
        tried(tx, guessing, thing, address, now)?;
    }
    Ok(may_try)
}

/// The try was right: it does not count.
pub(super) fn was_right(
    tx: &mut Tx,
    guessing: Guessing,
    thing: &str,
    address: &str,
) -> Result<(), DbError> {
    for (subject, _) in subjects(thing, address) {
        store::attempts::take_back(tx, guessing.key(), &hash(&subject))?;
    }
    Ok(())
}

/// Forgets tries that no longer count.
pub fn clean_up(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    store::attempts::forget(tx, now - WITHIN)
}
