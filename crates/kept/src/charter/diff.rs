//! `kept charter diff`: what changes from one charter to another, in words.

use super::{L, find};
use crate::ending::Ended;
use crate::output;
use clap::Args;
use rules::charter::{Became, Difference, KeyChange, Promised, Value, differences};
use serde_json::json;

/// What changes from one charter to another.
#[derive(Args)]
#[command(after_help = "Example:\n  kept charter diff our-charter.toml next-charter.toml")]
pub(crate) struct Call {
    /// The charter before: a file, or the id of a ready-made charter
    before: String,
    /// The charter after it
    now: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: &Call) -> Ended {
    let (before, _) = find(&call.before)?;
    let (now, _) = find(&call.now)?;
    let all = differences(&before, &now);
    if call.json {
        let changes = all.iter().map(document).collect::<serde_json::Value>();
        return output::json(&json!({ "same": all.is_empty(), "changes": changes }));
    }
    if all.is_empty() {
        return output::line(format_args!("Both say the same."));
    }
    all.iter().try_for_each(|difference| {
        let mut sentences = words::charter::difference(L, difference).into_iter();
        if let Some(head) = sentences.next() {
            output::line(format_args!("{head}"))?;
        }
        sentences.try_for_each(|sentence| output::line(format_args!("  {sentence}")))
    })
}

fn document(difference: &Difference) -> serde_json::Value {
    let (what, keys, promise) = match &difference.what {
        Became::Added => ("added", &[][..], None),
        Became::Removed => ("removed", &[][..], None),
        Became::Reordered => ("reordered", &[][..], None),
        Became::Changed { keys, promise } => ("changed", keys.as_slice(), Some(*promise)),
    };
    json!({
        "table": difference.table,
        "id": difference.id,
        "title": difference.title,
        "what": what,
        "promised": promise.map(|promise| match promise {
            Promised::AsMuch => "as much",
            Promised::More => "more",
            Promised::Less => "less",
        }),
        "keys": keys.iter().map(key).collect::<serde_json::Value>(),
        "words": words::charter::difference(L, difference)
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
    })
}

fn key(change: &KeyChange) -> serde_json::Value {
    json!({
        "key": change.key,
        "before": change.before.as_ref().map(Value::form),
        "now": change.now.as_ref().map(Value::form),
    })
}
