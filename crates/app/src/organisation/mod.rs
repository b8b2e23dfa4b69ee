//! The body itself: its settings, and its tree of services, teams and places in versions.

mod adopt;
mod begin;
mod commands;
mod queries;
mod roles;
mod store;

pub use adopt::{Adopt, AdoptRefusal, Adopted, adopt};
pub use begin::{UNNAMED, begin};
pub use commands::{SetUp, set_tree, set_up};
pub(crate) use queries::provider;
pub use queries::{
    Organisation, Reason, Unit, as_file, current, names, newest_version, offered_channels, reasons,
    tree, version_on, zone_name,
};
pub use roles::ready_made_roles;
pub use rules::organisation::{NewReason, NewUnit, UnitKind};
