//! The tables of staff.

pub(super) mod accounts;
pub(super) mod attempts;
pub(super) mod factors;
pub(super) mod sessions;
