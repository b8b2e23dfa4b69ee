//! The second factor: codes of an app (RFC 6238).

use super::store;
use crate::Kept;
use crate::failure::{Failure, Fault, Never};
use crate::random::Random;
use jiff::Timestamp;
use totp_rs::{Builder, Totp};

/// What is needed to enrol an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret, to be typed in.
    pub secret: String,
    /// The address that a picture for the app holds.
    pub address: String,
}

fn of_secret(secret: &[u8], email: &str, issuer: &str) -> Option<Totp> {
    let issuer = issuer.replace(':', " ");
    Builder::new()
        .with_secret(secret.to_vec())
        .with_account_name(email.replace(':', " "))
        .with_issuer(Some(issuer))
        .build()
        .ok()
}

/// Begins to enrol an app: makes a new secret that counts once it is confirmed.
pub fn enrol(kept: &Kept, staff: i64, issuer: &str, now: Timestamp) -> Result<Enrolment, Fault> {
    let mut secret = [0_u8; 20];
    Random::System.fill(&mut secret);
    let actor = kept.system("sign-in")?;
    let written = kept.act(&actor, now, move |cx| {
        // An app that is confirmed stays until another one is.
        let email = store::factors::enrol(cx.tx, staff, &secret)?;
        Ok::<_, Failure<Never>>(email)
    });
    let (email, secret) = written.map_err(fault)?;
    let app = of_secret(&secret, &email, issuer).ok_or_else(|| Fault::new("no second factor"))?;
    let address = app.to_url().map_err(|_| Fault::new("no address for the second factor"))?;
    Ok(Enrolment { secret: base32(&secret), address })
}

/// Checks a code against an account's secret; each code is taken once. The session of the token
/// is then complete.
pub(super) fn pass(
    kept: &Kept,
    token: &str,
    staff: i64,
    code: &str,
    now: Timestamp,
) -> Result<bool, Fault> {
    let actor = kept.system("sign-in")?;
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let token_hash = store::sessions::token_hash(token);
    kept.act(&actor, now, move |cx| {
        let stored = store::factors::of(cx.tx, staff)?;
        let Some((email, Some(secret), used)) = stored else { return Ok(false) };
        let seconds = u64::try_from(cx.now.as_second()).unwrap_or_default();
        let step = of_secret(&secret, &email, "Kept").and_then(|app| app.check(&code, seconds));
        let step = step.and_then(|step| i64::try_from(step).ok());
        let Some(step) = step.filter(|step| used.is_none_or(|used| *step > used)) else {
            return Ok(false);
        };
        let is_theirs = store::sessions::complete(cx.tx, &token_hash, staff)?;
        if is_theirs {
            store::factors::passed(cx.tx, staff, step, cx.now)?;
        }
        Ok::<_, Failure<Never>>(is_theirs)
    })
    .map_err(fault)
}

fn fault(failure: Failure<Never>) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        _ => Fault::new("the second factor could not be changed"),
    }
}

/// Letters and digits for typing a secret in (RFC 4648), in groups of four.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::new();
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            if text.len() % 5 == 4 {
                text.push(' ');
            }
            text.push(char::from(ALPHABET[((buffer >> bits) & 31) as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_shown_in_groups_of_four_for_typing_in() {
        assert_eq!(base32(b"12345678901234567890"), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits of its eight.
        let app = of_secret(b"12345678901234567890", "ada@example.org", "Kept").unwrap();
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            assert!(app.check(code, seconds).is_some(), "{seconds}");
            assert!(app.check("000000", seconds).is_none());
        }
    }
}
