//! `kept charter`: the ready-made charters, and any charter file, checked, shown and tried.

mod adopt;
mod diff;
mod due;
mod show;

use crate::checking::{Told, is_right, is_wrong, sentences, text_of};
use crate::ending::{Ended, Ending, refused};
use crate::output;
use clap::{Args, Subcommand};
use rules::charter::{Charter, Problem, places, read};
use serde_json::json;
use std::path::Path;
use words::Language;

const L: Language = Language::English;

/// The charters and statutory packs that Kept comes with: suggestions that never change what was
/// adopted.
pub(crate) const READY_MADE: [&str; 18] = [
    include_str!("../../../../charters/rossendale.toml"),
    include_str!("../../../../charters/derby.toml"),
    include_str!("../../../../charters/customer-service-excellence.toml"),
    include_str!("../../../../charters/east-ayrshire-leisure.toml"),
    include_str!("../../../../charters/customer-first.toml"),
    include_str!("../../../../charters/lgsco.toml"),
    include_str!("../../../../charters/housing-ombudsman.toml"),
    include_str!("../../../../charters/spso.toml"),
    include_str!("../../../../charters/nipso.toml"),
    include_str!("../../../../charters/psow.toml"),
    include_str!("../../../../charters/adult-social-care.toml"),
    include_str!("../../../../charters/childrens-social-care.toml"),
    include_str!("../../../../charters/foi.toml"),
    include_str!("../../../../charters/foi-scotland.toml"),
    include_str!("../../../../charters/eir.toml"),
    include_str!("../../../../charters/subject-access.toml"),
    include_str!("../../../../charters/data-protection-complaints.toml"),
    include_str!("../../../../charters/awaabs-law.toml"),
];

/// The calls of `kept charter`.
#[derive(Subcommand)]
pub(crate) enum Call {
    /// List the ready-made charters.
    #[command(after_help = "Example:\n  kept charter list --json")]
    List {
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Check a charter file, and tell every error with its line and what to write instead.
    Check(Check),
    /// Show every commitment and standard of a charter.
    Show(show::Call),
    /// Work out when something is due by a standard's rule.
    Due(due::Call),
    /// Adopt a charter from a date on, as the next version.
    Adopt(adopt::Call),
    /// Tell in words what changes from one charter to another.
    Diff(diff::Call),
}

/// Whether a charter file is right.
#[derive(Args)]
#[command(after_help = "Example:\n  kept charter check our-charter.toml")]
pub(crate) struct Check {
    /// The charter file to check
    file: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: Call) -> Ended {
    match call {
        Call::List { json } => list(json),
        Call::Check(call) => check(&call),
        Call::Show(call) => show::run(&call),
        Call::Due(call) => due::run(&call),
        Call::Adopt(call) => adopt::run(&call),
        Call::Diff(call) => diff::run(&call),
    }
}

/// The ready-made charters, read.
fn ready_made() -> impl Iterator<Item = (Charter, &'static str)> {
    READY_MADE.into_iter().filter_map(|text| Some((read(text).ok()?, text)))
}

/// A charter by the path of its file or the id of a ready-made one, with its text.
pub(crate) fn find(name: &str) -> Result<(Charter, String), Ending> {
    if let Some((charter, text)) = ready_made().find(|(charter, _)| charter.id == name) {
        return Ok((charter, text.to_owned()));
    }
    if !name.contains(['/', '\\', '.']) && !Path::new(name).exists() {
        let ids: Vec<String> = ready_made().map(|(charter, _)| charter.id).collect();
        return Err(refused(format!(
            "There is no charter \"{name}\". Write the path of a charter file, or one of: {}.",
            ids.join(", ")
        )));
    }
    let text = text_of("charter", name)?;
    match read(&text) {
        Ok(charter) => Ok((charter, text)),
        Err(problems) => Err(refused(sentences(name, &told(&text, &problems)).join("\n"))),
    }
}

fn told(text: &str, problems: &[Problem]) -> Vec<Told> {
    let placed = places(text, problems).into_iter();
    placed.map(|(place, problem)| (place, words::charter::problem(L, &problem.wrong))).collect()
}

fn list(as_json: bool) -> Ended {
    let all: Vec<Charter> = ready_made().map(|(charter, _)| charter).collect();
    if as_json {
        let rows = all.iter().map(|charter| {
            json!({
                "id": charter.id,
                "title": charter.title,
                "body": charter.body,
                "statutory": charter.statutory,
                "commitments": charter.commitments.len(),
                "standards": charter.standards.len(),
            })
        });
        return output::json(&rows.collect());
    }
    all.iter().try_for_each(|charter| {
        let commitments = charter.commitments.len() as i64;
        let holds = if charter.statutory {
            "statutory".to_owned()
        } else {
            words::numbers::of(commitments, "commitment", "commitments")
        };
        output::line(format_args!(
            "{}: {}, {} ({holds}, {})",
            charter.id,
            charter.body,
            charter.title,
            words::numbers::of(charter.standards.len() as i64, "standard", "standards"),
        ))
    })
}

fn check(call: &Check) -> Ended {
    let text = text_of("charter", &call.file)?;
    match read(&text) {
        Ok(charter) => {
            let standards = charter.standards.len() as i64;
            let number = words::numbers::of(standards, "standard", "standards");
            is_right(&call.file, call.json, &format!("this charter is right ({number})."))
        }
        Err(problems) => is_wrong(&call.file, call.json, &told(&text, &problems)),
    }
}
