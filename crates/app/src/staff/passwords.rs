//! Passwords: hashed slowly, two at a time at most, never inside a transaction.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::{Condvar, Mutex, PoisonError};

/// Why a password is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// Shorter than [`SHORTEST`].
    TooShort,
    /// Longer than [`LONGEST`].
    TooLong,
    /// One of those that everybody tries first.
    TooCommon,
}

/// The shortest password, in characters (National Cyber Security Centre: length before
/// complexity).
pub const SHORTEST: usize = 10;
/// The longest, in characters: longer ones only cost time.
pub const LONGEST: usize = 256;

const COMMON: [&str; 10] = [
    "password123",
    "password1234",
    "1234567890",
    "12345678910",
    "qwertyuiop",
    "qwerty12345",
    "letmein1234",
    "welcome1234",
    "iloveyou123",
    "administrator",
];

/// Checks a password that somebody chooses.
pub fn check(password: &str) -> Result<(), PasswordRefusal> {
    let length = password.chars().count();
    if length < SHORTEST {
        Err(PasswordRefusal::TooShort)
    } else if length > LONGEST {
        Err(PasswordRefusal::TooLong)
    } else if COMMON.contains(&password.to_lowercase().as_str()) {
        Err(PasswordRefusal::TooCommon)
    } else {
        Ok(())
    }
}

/// Hashing takes 19 megabytes and tens of milliseconds: more at once would starve everybody.
static PLACES: (Mutex<usize>, Condvar) = (Mutex::new(2), Condvar::new());

fn with_a_place<T>(work: impl FnOnce() -> T) -> T {
    let (free, changed) = &PLACES;
    let mut places = free.lock().unwrap_or_else(PoisonError::into_inner);
    while *places == 0 {
        places = changed.wait(places).unwrap_or_else(PoisonError::into_inner);
    }
    *places -= 1;
    drop(places);
    let done = work();
    *free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    changed.notify_one();
    done
}

fn hasher() -> Argon2<'static> {
    // OWASP's first choice for Argon2id: 19 MiB, two passes, one lane.
    let params = Params::new(19_456, 2, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The hash of a password, with its salt and parameters; none if the system has no randomness.
pub fn hash(password: &str) -> Option<String> {
    with_a_place(|| hasher().hash_password(password.as_bytes()).ok().map(|hash| hash.to_string()))
}

/// Whether a password is that of a hash. Without a hash it takes as long and says no.
pub(super) fn is_right(password: &str, hash: Option<&str>) -> bool {
    /// A hash of nothing that anybody knows.
    const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$a2VwdC1ub2JvZHlzLXNhbHQ$\
                           Wm9vbSB0aGlzIGlzIG5vYm9keSdzIHBhc3N3b3JkISE";
    with_a_place(|| {
        let is_somebodys = hash.is_some();
        let parsed = PasswordHash::new(hash.unwrap_or(NOBODYS));
        let fits = parsed
            .is_ok_and(|parsed| hasher().verify_password(password.as_bytes(), &parsed).is_ok());
        fits && is_somebodys
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_only() {
        let stored = hash("correct horse battery").unwrap();
        assert!(is_right("correct horse battery", Some(&stored)));
        assert!(!is_right("correct horse batterz", Some(&stored)));
        assert!(!is_right("correct horse battery", None));
    }

    #[test]
    fn short_long_and_common_passwords_are_refused() {
        assert_eq!(check("short"), Err(PasswordRefusal::TooShort));
        assert_eq!(check(&"x".repeat(300)), Err(PasswordRefusal::TooLong));
        assert_eq!(check("Password123"), Err(PasswordRefusal::TooCommon));
        assert_eq!(check("three odd words"), Ok(()));
    }
}
