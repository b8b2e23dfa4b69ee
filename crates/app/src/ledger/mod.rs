//! The ledger in the database: promises made and judged, lines posted, sealed and added up.

mod bulk;
mod concluded;
mod hashes;
pub(crate) use hashes::read_ids;
mod jobs;
mod moves;
mod on_record;
mod periods;
mod posting;
mod queries;
mod store;

pub use jobs::rebuild::{Difference, Rebuilt, rebuild};
pub use jobs::seals::{LastSeal, Sealed, last_seal, seal};
pub use jobs::tick::{Ticked, judged_through, tick};
pub use jobs::verify::{Broken, Verified, verify};
pub use periods::{CloseRefusal, PeriodRow, close_month, periods};
pub use queries::{
    ADJUSTMENTS, Adjustment, AdjustmentRow, Closing, Published, adjustments, adjustments_seen,
    closings, first_published,
};

pub(crate) use bulk::post_all_new;
pub(crate) use jobs::tick::judge_again;
pub use on_record::{Explained, Turned};
pub(crate) use on_record::{explained, owed_by, stages, standards, turned, would_mend};
pub(crate) use posting::{bound_at, is_open, post, post_new, subject};
pub(crate) use store::running_standards;
