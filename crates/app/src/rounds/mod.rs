//! What the system does by itself: jobs, the tick, seals. It knows the capabilities whose work it
//! does; none of them knows it.

mod queries;
mod round;
mod work;

pub use round::Rounds;
pub use work::{Worked, work, work_within};
