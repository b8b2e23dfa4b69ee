//! `kept calendar`: what counts, and how that changes: proposed, seen, approved or dropped.

mod decide;
mod impact;
mod propose;
mod show;

use crate::config::Config;
use crate::database;
use crate::ending::{Ended, Ending, refused};
use app::Kept;
use app::calendars::ProposalRow;
use clap::Subcommand;
use words::Language;

const L: Language = Language::English;

/// The calls of `kept calendar`.
#[derive(Subcommand)]
pub(crate) enum Call {
    /// Show the calendars in force, what is proposed, and what runs out.
    Show(show::Call),
    /// Take the feed of bank holidays from a file, and propose what it adds.
    Feed(propose::Feed),
    /// Propose a bank holiday that was proclaimed, or that one is none after all.
    Proclaim(propose::Proclaim),
    /// Propose a closed day, or that one is none after all.
    Close(propose::Close),
    /// Propose an opening besides the ordinary week, or that one is none after all.
    Open(propose::Open),
    /// Propose other hours of the ordinary week.
    Hours(propose::Hours),
    /// Show which running promises a proposal would move.
    Impact(impact::Call),
    /// Approve a proposal: it is in force at once, and running promises follow.
    Approve(decide::Approve),
    /// Drop a proposal.
    Drop(decide::Drop),
}

pub(crate) fn run(call: Call) -> Ended {
    match call {
        Call::Show(call) => show::run(&call),
        Call::Feed(call) => propose::feed(&call),
        Call::Proclaim(call) => propose::proclaim(&call),
        Call::Close(call) => propose::close(&call),
        Call::Open(call) => propose::open(&call),
        Call::Hours(call) => propose::hours(&call),
        Call::Impact(call) => impact::run(&call),
        Call::Approve(call) => decide::approve(&call),
        Call::Drop(call) => decide::drop(&call),
    }
}

fn open() -> Result<Kept, Ending> {
    database::open_at(Config::read(None)?.get("database", "url"))
}

/// The proposal of a number.
fn proposal(kept: &Kept, number: i64) -> Result<ProposalRow, Ending> {
    let found = kept.read(|tx| app::calendars::proposal(tx, number));
    found.map_err(|e| crate::trouble::trouble(&e))?.ok_or_else(|| {
        refused(format!("There is no proposal {number}. See them with: kept calendar show"))
    })
}
