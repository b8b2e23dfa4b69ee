//! Contacts: logging one, with everything that follows from it.

mod commands;
pub(crate) mod facts;
mod repeats;

pub use commands::{Call, CaseToOpen, Ending, LogContact, Logged, Visit, Who, log};
pub use repeats::{RepeatSuggestion, answer_repeat, suggestion};
pub(crate) use repeats::{look_for_repeat, repeat_window_ends};
