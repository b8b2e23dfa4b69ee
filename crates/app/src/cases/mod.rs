//! Cases: what officers do with a matter until nothing is left to do.

mod clocks;
mod commands;
mod moving;
mod opening;
mod queries;
mod stages;
mod store;
mod trying;

pub use clocks::{Extend, Pause, extend, pause, resume};
pub use commands::{
    Respond, Response, acknowledge, call_back, close, give_progress, note, open, reopen, respond,
    set_next_step,
};
pub use moving::{Reassign, reassign};
pub use opening::CaseToOpen;
pub(crate) use opening::case_facts;
pub use queries::{
    NOTHING_DUE, OpenCase, PAUSED, PausedPromise, nothing_due, paused, standing_still,
};
pub use stages::{RecordStage, escalate, record_stage};
pub(crate) use store::{are_there, insert};
pub use trying::{NewDue, try_extension};
