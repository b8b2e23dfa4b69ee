//! Partners: those who provide services for the body, bound by the same standards. Their
//! contracts, their yearly declarations, and their figures beside the body's own.

pub(super) mod commands;
pub(super) mod performance;
pub(super) mod queries;
mod store;
