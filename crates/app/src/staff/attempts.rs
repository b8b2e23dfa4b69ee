//! Guessing is limited: so many tries at one thing, and from one address, in so long.

use db::{DbError, Tx, args};
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
        let tries = tx.one(
            "SELECT count(*) FROM attempts
             WHERE kind = $1 AND subject_hash = $2 AND tried_at > $3",
            args![guessing.key(), &hash(&subject)[..], now - WITHIN],
            |row| row.get::<i64>(0),
        )?;
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
        tx.execute(
            "INSERT INTO attempts (kind, subject_hash, tried_at) VALUES ($1, $2, $3)",
            args![guessing.key(), &hash(&subject)[..], now],
        )?;
    }
    Ok(())
}

/// Forgets tries that no longer count, and forms that were acted on long ago.
pub fn clean_up(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM attempts WHERE tried_at < $1", args![now - WITHIN])?;
    let week = SignedDuration::from_hours(24 * 7);
    tx.execute("DELETE FROM acted_forms WHERE acted_at < $1", args![now - week])?;
    Ok(())
}
