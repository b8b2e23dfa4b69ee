//! Work that follows from commands, at least once each, and leases for what must run once only.

mod leases;
mod queue;

pub use leases::{Lease, is_ours, take};
pub(crate) use leases::{ROUNDS, give_back, is_held};
pub(crate) use queue::{JobKind, Taken, ask, claim, done, failed};
pub use queue::{JobRow, waiting};
