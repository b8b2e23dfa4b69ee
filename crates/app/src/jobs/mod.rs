//! Work that follows from commands, at least once each, and leases for what must run once only.

mod leases;
mod queue;
mod round;
mod work;

pub(crate) use leases::is_held;
pub use leases::{Lease, is_ours, take};
pub(crate) use queue::{JobKind, ask};
pub use queue::{JobRow, waiting};
pub(crate) use round::ROUNDS;
pub use round::Rounds;
pub use work::{Worked, work, work_within};
