//! What stands behind the charter, and what does not.

pub(super) mod people;
pub(super) mod services;
pub(super) mod standards;
