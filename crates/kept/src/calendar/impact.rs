//! `kept calendar impact`: which running promises a proposal would move.

use super::{L, open, proposal};
use crate::database;
use crate::ending::Ended;
use crate::output;
use app::calendars::{Group, Impact, Moving};
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};
use words::{calendars, dates, numbers};

/// Which running promises move, from when to when, and whose letters named the old date.
#[derive(Args)]
#[command(after_help = "Example:\n  kept calendar impact 3 --json")]
pub(crate) struct Call {
    /// The number of the proposal
    proposal: i64,
    /// How many promises are listed by their references, those told the old date first
    #[arg(long, default_value_t = 1000, value_name = "NUMBER")]
    most: usize,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(super) fn run(call: &Call) -> Ended {
    let kept = open()?;
    let row = proposal(&kept, call.proposal)?;
    let console = database::console(&kept)?;
    let at = (app::time::now(), call.most);
    let found = kept.read(|tx| app::calendars::impact(tx, &kept, &console, &row, at));
    let impact = found.map_err(|fault| database::fault(&fault))?;
    let change = calendars::change(L, &row.change);
    let impact = impact.unwrap_or_default();
    if call.json {
        return output::json(&document(call.proposal, change.as_str(), &impact));
    }
    output::line(format_args!("{change} ({}).", row.source))?;
    let moved = numbers::of(impact.moved as i64, "running promise moves", "running promises move");
    output::line(format_args!(
        "{moved}; of {} the customer was told the old date.",
        numbers::count(impact.told as i64)
    ))?;
    impact.groups.iter().map(group).try_for_each(output::line)?;
    impact.promises.iter().map(line).try_for_each(output::line)
}

fn day(on: Option<Date>) -> String {
    on.map_or_else(|| "no date".to_owned(), |on| dates::full(L, on))
}

fn group(group: &Group) -> String {
    let told = match group.told {
        0 => String::new(),
        told => format!(", {} told", numbers::count(told as i64)),
    };
    format!(
        "  {}: {} -> {}: {}{told}",
        group.standard,
        day(group.from),
        day(group.to),
        numbers::count(group.promises as i64)
    )
}

fn line(moving: &Moving) -> String {
    let told = if moving.was_told { "told the old date" } else { "not told a date" };
    format!(
        "  {}  {} -> {}  {told}  {}",
        moving.reference,
        day(moving.from.1),
        day(moving.to.1),
        moving.customer.as_deref().unwrap_or("nobody known"),
    )
}

fn document(proposal: i64, change: &str, impact: &Impact) -> Value {
    let groups = impact.groups.iter().map(|group| {
        json!({
            "standard": group.standard,
            "from": group.from.map(|on| on.to_string()),
            "to": group.to.map(|on| on.to_string()),
            "promises": group.promises,
            "told": group.told,
        })
    });
    let promises = impact.promises.iter().map(|moving| {
        json!({
            "reference": moving.reference,
            "standard": moving.standard,
            "customer": moving.customer,
            "from": moving.from.1.map(|on| on.to_string()),
            "from_at": moving.from.0.map(|at| at.to_string()),
            "to": moving.to.1.map(|on| on.to_string()),
            "to_at": moving.to.0.map(|at| at.to_string()),
            "told_old_date": moving.was_told,
        })
    });
    json!({
        "proposal": proposal,
        "change": change,
        "looked_at": impact.looked_at,
        "moved": impact.moved,
        "told": impact.told,
        "groups": groups.collect::<Vec<_>>(),
        "promises": promises.collect::<Vec<_>>(),
    })
}
