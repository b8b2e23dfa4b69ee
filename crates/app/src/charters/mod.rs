//! Charters in the database: adopted versions, what is in force, and the calendars that their
//! standards count by.

mod commands;
mod queries;
mod store;

pub use commands::{Adopt, AdoptRefusal, adopt};
pub(crate) use queries::{Bound, bound, by_version, calendars, calendars_of};
pub use queries::{
    CharterVersion, InForce, StandardRow, in_force, own_versions, reply_on, standards,
};
