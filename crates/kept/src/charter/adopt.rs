//! `kept charter adopt`: a charter into the database as the next version.

use super::find;
use crate::config::Config;
use crate::database;
use crate::ending::{Ended, refused, wrong_call};
use crate::output;
use app::Failure;
use app::charters::{Adopt, AdoptRefusal};
use clap::Args;
use serde_json::json;
use words::{Language, dates};

/// A charter into the database as the next version, approved at the console.
#[derive(Args)]
#[command(after_help = "Example:\n  kept charter adopt rossendale --from 2026-04-01")]
pub(crate) struct Call {
    /// A charter file, or the id of a ready-made charter
    charter: String,
    /// The first day that it is in force
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
    let (charter, text) = find(&call.charter)?;
    let (title, standards) = (charter.title.clone(), charter.standards.len());
    let kept = database::open_at(Config::read(None)?.get("database", "url"))?;
    let console = database::console(&kept)?;
    let approval = "at the console".to_owned();
    let adopt = Adopt { charter, text, from, approval, is_own: true };
    let adopted = kept.act(&console, app::time::now(), move |cx| app::charters::adopt(cx, &adopt));
    let version = adopted.map_err(|failure| match failure {
        Failure::Refused(refusals) => {
            refused(refusals.iter().map(sentence).collect::<Vec<_>>().join("\n"))
        }
        other => database::failed(other),
    })?;
    if call.json {
        return output::json(&json!({
            "version": version,
            "title": title,
            "standards": standards,
            "from": from.to_string(),
        }));
    }
    let day = dates::full(Language::English, from);
    output::line(format_args!("{title}: adopted at the console, in force from {day}."))
}

fn sentence(refusal: &AdoptRefusal) -> String {
    match refusal {
        AdoptRefusal::BeforeTheOneInForce { in_force_from } => format!(
            "The version before it is in force from {in_force_from}. Choose that day or a later one."
        ),
    }
}
