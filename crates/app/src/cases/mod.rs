//! Cases: what officers do with a matter until nothing is left to do.

mod commands;
mod moving;
mod opening;
mod queries;
mod store;

pub use commands::{
    Respond, Response, acknowledge, call_back, close, give_progress, note, open, reopen, respond,
    set_next_step,
};
pub use moving::{Reassign, reassign};
pub use opening::CaseToOpen;
pub(crate) use opening::case_facts;
pub use queries::{NOTHING_DUE, OpenCase, nothing_due};
pub(crate) use store::{are_there, insert};
