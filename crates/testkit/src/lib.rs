//! Tests only: a whole Kept in process, and people who act in it.
#![expect(clippy::unwrap_used, reason = "a test can't go on without what these make")]

mod town;

pub use town::{Person, Town};
