//! The ledger: which promises follow from the facts of a record, what became of each, and the
//! lines that say so.
//!
//! Everything is worked out anew from all facts each time, so that doing it twice, late or in
//! another order of recording gives the same answer; what is posted is the difference to what
//! was posted before.

mod happened;
mod judging;
mod lines;
mod notices;
mod owed;
mod periods;
mod picture;
mod plainly;

pub use lines::{Line, Standing, lines};
pub use owed::{Calendars, Owed, RULE_EDITION, Subject, Why, owed, reasons};
pub use periods::{Month, MonthRefusal, PeriodState, known_from, period_state};
pub use picture::{Picture, picture};
