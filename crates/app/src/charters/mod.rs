//! Charters in the database: adopted versions, what is in force, and the calendars that their
//! standards count by.

mod bound;
mod calendars;
mod commands;
mod queries;
mod store;

pub(crate) use bound::{Bound, Versions, bound};
pub(crate) use calendars::{
    Following, calendars_by, calendars_if, definition_of, followed_from, followed_to, is_following,
    next_following, put_in_force, version_at,
};
pub use commands::{Adopt, AdoptRefusal, adopt, canonical_hash};
pub use queries::{AdoptedRow, OwnVersion, adopted, own_history, text_of_version};
pub use queries::{
    CharterVersion, InForce, StandardRow, beside_on, in_force, matters_on, own_versions, reply_on,
    standards,
};
pub(crate) use queries::{beside_at, by_version, calendars, calendars_of, reminds, work_out};
