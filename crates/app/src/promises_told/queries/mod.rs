//! What was told and what was not: a list to work through, and figures over stored rows.

pub(super) mod given;
pub(super) mod misses;
pub(super) mod reported;
pub(super) mod to_own_up;
