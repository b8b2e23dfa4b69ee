//! What people do, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod adopting;
mod casework;
mod contacts;
mod endings;
mod forms;
mod imports;
mod lists;
mod logging;
mod permissions;
mod repeats;
mod schema;
mod ticking;
mod visibility;
