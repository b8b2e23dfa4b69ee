//! `kept organisation adopt`: an organisation file into the database.

use super::{L, find};
use crate::config::Config;
use crate::database;
use crate::ending::{Ended, refused, wrong_call};
use crate::output;
use app::Failure;
use app::organisation::{Adopt, AdoptRefusal};
use clap::Args;
use rules::organisation::{Change, Setting, Thing};
use serde_json::{Value, json};
use words::dates;

/// An organisation file into the database, approved at the console.
#[derive(Args)]
#[command(after_help = "Name, short name, colour, channels, the second factor and what people \
come about hold at once; services, teams, places and wards from the date on. Units and reasons are \
known again by their keys.\n\nExample:\n  \
kept organisation adopt our-organisation.toml --from 2026-04-01")]
pub(crate) struct Call {
    /// An organisation file
    file: String,
    /// The first day that its services and teams are in force
    #[arg(long, value_name = "DATE")]
    from: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: &Call) -> Ended {
    let from = call.from.parse().map_err(|_| {
        wrong_call(format!("\"{}\" is not a date. Write one such as 2026-04-01.", call.from))
    })?;
    let (file, _) = find(&call.file)?;
    let name = file.name.clone();
    let kept = database::open_at(Config::read(None)?.get("database", "url"))?;
    let console = database::console(&kept)?;
    let adopt = Adopt { file, from, approval: "at the console".to_owned() };
    let adopted =
        kept.act(&console, app::time::now(), move |cx| app::organisation::adopt(cx, &adopt));
    let adopted = adopted.map_err(|failure| match failure {
        Failure::Refused(refusals) => {
            refused(refusals.iter().map(sentence).collect::<Vec<_>>().join("\n"))
        }
        other => database::failed(other),
    })?;
    let changes = words::organisation::changes(L, &adopted.changes);
    if adopted.changes.iter().any(is_of_zone) {
        output::say("Start kept serve again, if it runs: it counts by the zone it began with.");
    }
    for (thing, number) in &adopted.with_open_cases {
        output::say(words::organisation::open_cases(L, thing, *number));
    }
    if call.json {
        return output::json(&json!({
            "version": adopted.version,
            "name": name,
            "in_force_from": adopted.in_force_from.to_string(),
            "changes": adopted.changes.iter().map(document).collect::<Value>(),
        }));
    }
    let day = dates::full(L, adopted.in_force_from);
    if changes.is_empty() {
        return output::line(format_args!(
            "{name}: nothing to change. The file says what is in force from {day} already."
        ));
    }
    let line = if adopted.changes.iter().any(Change::is_of_tree) {
        format!("{name}: adopted at the console, services and teams in force from {day}.")
    } else {
        format!("{name}: adopted at the console, in force now.")
    };
    output::line(line)?;
    changes.into_iter().try_for_each(output::line)
}

/// A change as JSON: what happened to what, and the names before and now.
fn document(change: &Change) -> Value {
    let (what, thing, before, now) = match change {
        Change::Setting { setting, before, now } => {
            return json!({ "change": "set", "key": setting.key(), "before": before, "now": now });
        }
        Change::New { thing, name } => ("new", thing, None, Some(name)),
        Change::Renamed { thing, before, now } => ("renamed", thing, Some(before), Some(now)),
        Change::Altered { thing, name } => ("changed", thing, Some(name), Some(name)),
        Change::Gone { thing, name } => ("gone", thing, Some(name), None),
    };
    let (kind, service, key) = match thing {
        Thing::Unit { kind, key } => (kind.key(), None, key),
        Thing::Reason { service, key } => ("reason", Some(service), key),
    };
    json!({
        "change": what,
        "kind": kind,
        "service": service,
        "key": key,
        "before": before,
        "now": now,
    })
}

fn is_of_zone(change: &Change) -> bool {
    matches!(change, Change::Setting { setting: Setting::Zone, .. })
}

fn sentence(refusal: &AdoptRefusal) -> String {
    match refusal {
        AdoptRefusal::BeforeTheOneInForce { in_force_from } => format!(
            "The version before it is in force from {in_force_from}. Choose that day or a later \
             one."
        ),
        AdoptRefusal::ZoneStays { zone } => format!(
            "The zone stays {zone}: records are dated by it already. Write zone = \"{zone}\"."
        ),
    }
}
