//! `kept charter adopt`: a charter into the database as the next version.

use super::find;
use crate::config::Config;
use crate::database;
use crate::ending::{Ended, Ending, refused, wrong_call};
use crate::output;
use app::Failure;
use app::charters::{Adopt, AdoptRefusal};
use clap::Args;
use jiff::civil::Date;
use rules::charter::CharterKind;
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
    /// The last day, where one is known
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// In readiness: measured on live work beside the charter in force, neither published nor
    /// promised to anybody
    #[arg(long)]
    in_readiness: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: &Call) -> Ended {
    let from = day(&call.from)?;
    let until = call.until.as_deref().map(day).transpose()?;
    let (charter, text) = find(&call.charter)?;
    let (title, standards) = (charter.title.clone(), charter.standards.len());
    let kept = database::open_at(Config::read(None)?.get("database", "url"))?;
    let console = database::console(&kept)?;
    let approval = "at the console".to_owned();
    let kind = match (call.in_readiness, charter.statutory) {
        (true, _) => CharterKind::InReadiness,
        (false, true) => CharterKind::Statutory,
        (false, false) => CharterKind::Own,
    };
    let adopt = Adopt { charter, text, from, until, approval, kind };
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
            "until": until.map(|day| day.to_string()),
            "kind": kind.key(),
        }));
    }
    let from = dates::full(Language::English, from);
    let until = until.map(|day| format!(" until {}", dates::full(Language::English, day)));
    let until = until.unwrap_or_default();
    output::line(match kind {
        CharterKind::InReadiness => format!(
            "{title}: in readiness, measured from {from}{until}. Nobody is promised anything by it."
        ),
        _ => format!("{title}: adopted at the console, in force from {from}{until}."),
    })
}

fn day(text: &str) -> Result<Date, Ending> {
    let wrong = || format!("\"{text}\" is not a date. Write one such as 2026-04-01.");
    text.parse().map_err(|_| wrong_call(wrong()))
}

fn sentence(refusal: &AdoptRefusal) -> String {
    match refusal {
        AdoptRefusal::BeforeTheOneInForce { in_force_from } => format!(
            "The version before it is in force from {in_force_from}. Choose that day or a later one."
        ),
        AdoptRefusal::EndsBeforeItBegins => {
            "The last day is before the first. Choose a later --until, or leave it out.".into()
        }
        AdoptRefusal::NoOwnCharter => {
            "This holds beside the body's own charter, and there is none yet. Adopt that first."
                .into()
        }
        AdoptRefusal::StandardOfAnother { standard, charter } => format!(
            "\"{charter}\" has a standard \"{standard}\" already, so that figures could not tell \
             the two apart. Give this one another id."
        ),
    }
}
