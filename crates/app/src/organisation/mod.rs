//! The body itself: its settings, and its tree of services, teams and places in versions.

mod begin;
mod commands;
mod queries;
mod roles;
mod store;

pub use begin::begin;
pub use commands::{NewReason, NewUnit, SetUp, set_tree, set_up};
pub(crate) use queries::provider;
pub use queries::{
    Organisation, Reason, Unit, UnitKind, current, names, offered_channels, reasons, tree,
    version_on, zone_name,
};
pub use roles::ready_made_roles;
