//! Contacts: logging one, with everything that follows from it.

mod commands;
mod facts;
mod queries;
mod repeats;
mod store;

pub use commands::{Call, Ending, LogContact, Logged, Visit, Who, log};
pub use queries::{RepeatSuggestion, suggestion};
pub use repeats::answer_repeat;
pub(crate) use repeats::{look_for_repeat, repeat_window_ends};
