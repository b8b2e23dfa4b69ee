//! `kept calendar approve` and `kept calendar drop`.

use super::{L, open, proposal};
use crate::database;
use crate::ending::{Ended, Ending, refused};
use crate::output;
use app::Failure;
use app::calendars::{DecideRefusal, State};
use clap::Args;
use serde_json::json;
use words::calendars;

/// Puts a proposal in force.
#[derive(Args)]
#[command(after_help = "Stored due moments follow while kept serve runs; other work goes on \
meanwhile.\n\nExample:\n  kept calendar approve 3")]
pub(crate) struct Approve {
    /// The number of the proposal
    proposal: i64,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// Leaves everything as it is.
#[derive(Args)]
#[command(after_help = "Example:\n  kept calendar drop 3")]
pub(crate) struct Drop {
    /// The number of the proposal
    proposal: i64,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(super) fn approve(call: &Approve) -> Ended {
    let kept = open()?;
    let number = call.proposal;
    let change = calendars::change(L, &proposal(&kept, number)?.change);
    let console = database::console(&kept)?;
    let approved =
        kept.act(&console, app::time::now(), move |cx| app::calendars::approve(cx, number));
    let versions = approved.map_err(why)?;
    if call.json {
        return output::json(&json!({ "proposal": number, "versions": versions }));
    }
    output::line(format_args!("{change}: in force now. Running promises follow."))
}

pub(super) fn drop(call: &Drop) -> Ended {
    let kept = open()?;
    let number = call.proposal;
    let change = calendars::change(L, &proposal(&kept, number)?.change);
    let console = database::console(&kept)?;
    let now = app::time::now();
    kept.act(&console, now, move |cx| app::calendars::drop_proposal(cx, number)).map_err(why)?;
    if call.json {
        return output::json(&json!({ "proposal": number, "state": State::Dropped.key() }));
    }
    output::line(format_args!("{change}: dropped. Nothing was changed."))
}

fn why(failure: Failure<DecideRefusal>) -> Ending {
    let sentence = |refusal: &DecideRefusal| match refusal {
        DecideRefusal::Decided(State::Approved) => "It was approved before.".to_owned(),
        DecideRefusal::Decided(_) => {
            "It was dropped before. Propose it again if it holds after all.".to_owned()
        }
        DecideRefusal::Change(refusal) => format!(
            "The calendar has changed since this was proposed. {} Drop the proposal.",
            calendars::refusal(L, refusal)
        ),
    };
    match failure {
        Failure::Refused(refusals) => {
            refused(refusals.iter().map(sentence).collect::<Vec<_>>().join("\n"))
        }
        other => database::failed(other),
    }
}
