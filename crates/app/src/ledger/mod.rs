//! The ledger in the database: promises made and judged, lines posted, sealed and added up.

mod hashes;
pub(crate) use hashes::read_ids;
mod periods;
mod posting;
mod rebuild;
mod seals;
mod store;
mod tick;
mod verify;

pub use periods::{CloseRefusal, Closing, PeriodRow, close_month, closings, periods};
pub use rebuild::{Difference, Rebuilt, rebuild};
pub use seals::{Sealed, seal};
pub use tick::{Ticked, judged_through, tick};
pub use verify::{Broken, Verified, verify};

pub(crate) use posting::{is_open, post, post_new, subject};
