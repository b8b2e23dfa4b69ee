//! `kept corrections`: how often something was put right, by month, kind and service.

use crate::config::Config;
use crate::database;
use crate::ending::Ended;
use crate::figures::months;
use crate::output;
use app::corrections::{CorrectionRow, corrections};
use clap::Args;
use serde_json::{Value, json};
use words::numbers::of;

/// Counts what was put right later.
#[derive(Args)]
#[command(after_help = "Example:\n  kept corrections --from 2026-04 --to 2026-09 --json")]
pub(crate) struct Call {
    /// The first month, such as 2026-04
    #[arg(long, value_name = "MONTH")]
    from: String,
    /// The last month
    #[arg(long, value_name = "MONTH")]
    to: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: &Call) -> Ended {
    let (from, to) = months(&call.from, &call.to)?;
    let kept = database::open_present(Config::read(None)?.get("database", "url"))?;
    let rows = kept.read(|tx| corrections(tx, (from, to))).map_err(|e| database::trouble(&e))?;
    if call.json {
        return output::json(&rows.iter().map(document).collect());
    }
    for row in &rows {
        output::line(sentence(row))?;
    }
    let all = rows.iter().map(|row| row.corrections).sum();
    output::line(format!("{} in all.", of(all, "correction", "corrections")))
}

fn document(row: &CorrectionRow) -> Value {
    json!({
        "month": row.month.to_string(),
        "kind": row.kind.key(),
        "service": row.service,
        "corrections": row.corrections,
        "missed_to_kept": row.missed_to_kept,
        "kept_to_missed": row.kept_to_missed,
    })
}

fn sentence(row: &CorrectionRow) -> String {
    let number = of(row.corrections, "correction", "corrections");
    let mut sentence = format!("{}: {}, {}: {number}", row.month, row.service, row.kind.key());
    for (turned, words) in
        [(row.missed_to_kept, "missed to kept"), (row.kept_to_missed, "kept to missed")]
    {
        if turned > 0 {
            sentence.push_str(&format!(", {turned} from {words}"));
        }
    }
    sentence.push('.');
    sentence
}
