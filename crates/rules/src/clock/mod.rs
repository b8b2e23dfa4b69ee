//! Clocks: when something is due, whether it was kept, and why on that day.
//!
//! [`due`] and [`judge`] are pure and allocate nothing; [`explain`] is called only when
//! somebody reads. A [`Timeline`] is built once from facts and refuses impossible orders, so
//! that nothing can fail afterwards.

mod between;
mod count;
mod course;
mod due;
mod explain;
mod judge;
mod limit;
mod moments;
mod notice;
mod policy;
mod reminder;
mod timeline;

pub use between::{Amount, Measure, between, paused_seconds};
pub use course::{Cap, Course, ExtensionRule, Grant, Happened, Uncounted, Wait, WaitKind};
pub use due::{Due, NotDue, due};
pub use explain::{
    ClosedBy, CountedStretch, DayCell, DayState, LONGEST, Reason, Stretch, days, explain,
    explain_notice, stretches,
};
pub use judge::{Judged, Outcome, is_provisional, judge};
pub use limit::{Limit, LimitRefusal, Unit};
pub use moments::{Moment, MomentRefusal, read_moment};
pub use notice::notice;
pub use policy::{
    Clock, ClockRefusal, DayOne, DueAt, Given, IfClosed, LateReceipt, PauseDays, Policy, Term,
};
pub use reminder::reminder;
pub use timeline::{Extension, Pause, Pauses, Timeline, TimelineRefusal};
