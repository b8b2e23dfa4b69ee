//! What people do, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod adjustments;
mod casework;
mod contacts;
mod endings;
mod forms;
mod imports;
mod lists;
mod logging;
mod permissions;
mod power_cuts;
mod repeats;
mod schema;
mod ticking;
mod visibility;
