//! Drafts of charters: begun from a version, a ready-made charter or a file, changed, consulted
//! on, checked, scrutinised, and approved, which adopts them, or withdrawn.

mod approving;
mod checking;
mod commands;
mod editing;
mod queries;
mod store;

pub use approving::{Approve, ApproveRefusal, approve};
pub use checking::{Checked, checked};
pub use commands::{
    Begin, ChangeRefusal, Origin, PointRefusal, StepRefusal, TakeStep, begin, change, note_point,
    take_step,
};
pub use editing::{EditPart, EditPartRefusal, calendar, charter_of, edit_part, mark};
pub use queries::{
    Draft, DraftRow, Point, State, Step, TextRow, draft, drafts, of_version, text_of, texts,
};
