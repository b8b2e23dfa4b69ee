//! House rules, tests, generated documents and measurements: what `make` calls.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool of the terminal")]
#![expect(clippy::disallowed_methods, reason = "a tool reads its environment")]

mod bench;
mod browser;
mod docs;
mod run;
mod tests;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What went wrong, in a sentence.
type Outcome = Result<(), String>;

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    let done = match task.as_str() {
        "check" => tests::check(),
        "test" => tests::all(),
        "bench" => bench::run(),
        "gallery" => browser::gallery(),
        "docs" => docs::write(),
        "tidy" => tidy::run(),
        _ => Err("Tasks: check, test, bench, gallery, docs, tidy".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\n{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// The root of the checkout.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
