//! Reminders: whoever has to keep a promise is reminded of it before it is due, while the office
//! is open, once.

mod commands;
mod jobs;
mod queries;
mod store;

pub use commands::seen;
pub use jobs::remind;
pub use queries::{MOST_SHOWN, Reminder, unseen};
