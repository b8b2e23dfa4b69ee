//! Randomness: handed in, so that the demonstration council comes out the same from the same
//! seed.

use rules::references::Reference;
use sha2::{Digest, Sha256};
use std::sync::Mutex;

/// Where a command gets random bytes.
#[derive(Debug)]
pub enum Random {
    /// From the operating system.
    System,
    /// From a seed, always the same: for demonstrations and tests.
    Seeded(Mutex<(u64, u64)>),
}

impl Random {
    /// Always the same bytes from the same seed.
    pub fn seeded(seed: u64) -> Random {
        Random::Seeded(Mutex::new((seed, 0)))
    }

    /// Fills a buffer.
    pub fn fill(&self, buffer: &mut [u8]) {
        match self {
            // Without randomness nothing that needs it can be done safely: a panic in a command
            // rolls it back and is a fault of the request.
            #[expect(clippy::expect_used, reason = "an operating system without randomness")]
            Random::System => getrandom::fill(buffer).expect("the system's randomness"),
            Random::Seeded(state) => {
                let mut state = state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                for chunk in buffer.chunks_mut(32) {
                    state.1 += 1;
                    let mut hash = Sha256::new();
                    hash.update(state.0.to_be_bytes());
                    hash.update(state.1.to_be_bytes());
                    chunk.copy_from_slice(&hash.finalize()[..chunk.len()]);
                }
            }
        }
    }

    /// A new salt.
    pub fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        self.fill(&mut salt);
        salt
    }

    /// A new reference, which may be taken.
    pub fn reference(&self) -> Reference {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        Reference::of_number(u64::from_be_bytes(bytes))
    }
}

/// A secret of 256 bits for a session, a link or a form, in hexadecimal.
pub fn secret_token() -> String {
    let mut bytes = [0; 32];
    Random::System.fill(&mut bytes);
    hexadecimal(&bytes)
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
