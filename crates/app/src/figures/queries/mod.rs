//! What figures are read from: sums of lines, the times of what stopped, and what was promised before.

pub(super) mod past;
pub(super) mod sums;
pub(super) mod times;
