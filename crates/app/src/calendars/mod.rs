//! Calendars as documents: a change is proposed, its impact seen, approved or dropped; running
//! promises follow what is in force, and the people who were told old dates are listed.

mod commands;
mod feed;
mod impact;
mod jobs;
mod moved;
mod queries;
mod store;

pub use commands::{
    DecideRefusal, Propose, ProposeRefusal, TakenFeed, Whose, approve, drop_proposal, propose,
    take_feed, tell,
};
pub use feed::read_feed;
pub use impact::{Group, Impact, Moving, impact};
pub use jobs::{Followed, follow};
pub use moved::{MOVED_SHOWN, MovedCounts, MovedRow, moved, moved_counts};
pub use queries::{
    CalendarRow, Progress, ProposalRow, RunsOut, State, VersionRow, calendars, feed_news,
    last_payload, progress, proposal, proposals, runs_out, versions,
};
