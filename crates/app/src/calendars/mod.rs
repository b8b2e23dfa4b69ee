//! Calendars as documents: a change is proposed, its impact seen, approved or dropped; running
//! promises follow what is in force, and the people who were told old dates are listed.

mod commands;
mod feed;
mod jobs;
mod queries;
mod store;

pub use commands::{
    DecideRefusal, Propose, ProposeRefusal, TakenFeed, Whose, approve, drop_proposal, propose,
    take_feed, tell,
};
pub use feed::read_feed;
pub use jobs::{Followed, follow};
pub use queries::{
    CalendarRow, Group, Impact, MOVED_SHOWN, MovedCounts, MovedRow, Moving, PlaceRow, Progress,
    ProposalRow, RunsOut, State, VersionRow, calendars, feed_news, impact, last_payload, moved,
    moved_counts, places, progress, proposal, proposals, runs_out, version, versions,
};
