//! The tables of imports.

pub(super) mod places;
pub(super) mod records;
pub(super) mod rows;
pub(super) mod runs;
