//! What figures are read from: sums of lines, and the times of what stopped.

pub(super) mod sums;
pub(super) mod times;
