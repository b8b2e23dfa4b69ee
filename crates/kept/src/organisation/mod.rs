//! `kept organisation`: what the body is, checked, shown and adopted as a file.

mod adopt;
mod show;

use crate::checking::{Told, is_right, is_wrong, sentences, text_of};
use crate::ending::{Ended, Ending, refused};
use clap::{Args, Subcommand};
use rules::organisation::{OrganisationFile, Problem, UnitKind, places, read};
use std::path::Path;
use words::Language;

const L: Language = Language::English;

/// The invented body that Kept comes with, to start a file from: its name and text.
const READY_MADE: (&str, &str) =
    ("small-district", include_str!("../../../../organisations/small-district.toml"));

/// The calls of `kept organisation`.
#[derive(Subcommand)]
pub(crate) enum Call {
    /// Check an organisation file, and tell every error with its line and what to write instead.
    Check(Check),
    /// Show what is in force as a file that could be adopted again, or the ready-made example.
    Show(show::Call),
    /// Adopt an organisation file: name, colour and channels at once, services and teams from a
    /// date on.
    Adopt(adopt::Call),
}

/// Whether an organisation file is right.
#[derive(Args)]
#[command(after_help = "Example:\n  kept organisation check our-organisation.toml")]
pub(crate) struct Check {
    /// The organisation file to check
    file: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: Call) -> Ended {
    match call {
        Call::Check(call) => check(&call),
        Call::Show(call) => show::run(&call),
        Call::Adopt(call) => adopt::run(&call),
    }
}

/// An organisation file by its path or the name of the ready-made one, with its text.
fn find(name: &str) -> Result<(OrganisationFile, String), Ending> {
    let (known, ready_made) = READY_MADE;
    let is_path = name.contains(['/', '\\', '.']) || Path::new(name).exists();
    let text = match (name == known, is_path) {
        (true, _) => ready_made.to_owned(),
        (false, true) => text_of("organisation file", name)?,
        (false, false) => {
            return Err(refused(format!(
                "There is no organisation file \"{name}\". Write the path of one, or {known}."
            )));
        }
    };
    match read(&text) {
        Ok(file) => Ok((file, text)),
        Err(problems) => Err(refused(sentences(name, &told(&text, &problems)).join("\n"))),
    }
}

fn told(text: &str, problems: &[Problem]) -> Vec<Told> {
    let placed = places(text, problems).into_iter();
    placed
        .map(|(place, problem)| (place, words::organisation::problem(L, &problem.wrong)))
        .collect()
}

fn check(call: &Check) -> Ended {
    let text = text_of("organisation file", &call.file)?;
    match read(&text) {
        Ok(file) => {
            let of = |kind| file.units.iter().filter(|unit| unit.kind == kind).count() as i64;
            let sentence = format!(
                "this organisation is right ({}, {}, {}).",
                words::numbers::of(of(UnitKind::Service), "service", "services"),
                words::numbers::of(of(UnitKind::Team), "team", "teams"),
                words::numbers::of(file.reasons.len() as i64, "reason", "reasons"),
            );
            is_right(&call.file, call.json, &sentence)
        }
        Err(problems) => is_wrong(&call.file, call.json, &told(&text, &problems)),
    }
}
