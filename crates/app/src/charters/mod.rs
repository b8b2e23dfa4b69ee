//! Charters in the database: adopted versions, what is in force, and the calendars that their
//! standards count by.

mod bound;
mod commands;
mod queries;
mod store;

pub(crate) use bound::{Bound, bound};
pub use commands::{Adopt, AdoptRefusal, adopt};
pub use queries::{
    CharterVersion, InForce, StandardRow, beside_on, in_force, own_versions, reply_on, standards,
};
pub(crate) use queries::{by_version, calendars, calendars_of, reminds};
