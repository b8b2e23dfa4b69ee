//! Work that follows from commands, at least once each, and leases for what must run once only.

mod leases;
mod queue;
mod work;

pub use leases::{Lease, take};
pub(crate) use queue::{JobKind, ask};
pub use queue::{JobRow, waiting};
pub use work::{Worked, work};
