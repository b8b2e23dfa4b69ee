//! Corrections: facts that put others right, by named roles, judged again by posting, and counted
//! as figures of their own.

mod commands;
mod counting;
mod jobs;
mod queries;
mod store;

pub use commands::{Correct, Moved, Preview, Stands, Tried, correct, preview};
pub(crate) use counting::count;
pub use jobs::{Miscounted, recount};
pub use queries::{CorrectionRow, Offer, StopFact, corrections, offer};
