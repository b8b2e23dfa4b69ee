//! What people do, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod contacts;
mod schema;
