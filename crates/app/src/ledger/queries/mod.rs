//! Questions about closed months.

mod closings;
mod seen;

pub use closings::{Adjustment, Closing, Published, adjustments, closings, first_published};
pub(super) use closings::{every_closing, known_to};
pub use seen::{ADJUSTMENTS, AdjustmentRow, adjustments_seen};
