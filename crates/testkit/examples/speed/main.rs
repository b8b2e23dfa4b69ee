//! Measures what the product promises of its speed, each figure beside its limit and all in one
//! run: logging contacts, pages over a million of them, figures, imports, the binary itself.
//!
//! `cargo run --release -p testkit --example speed -- [PART…]`, after `cargo build --release -p
//! kept`: the binary beside this one is measured. Parts: logging, batch, starting, imports, pages,
//! figures, calendars; without any, all of them. `--in FOLDER` keeps what is generated for the next run.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, run by hand")]

mod bare;
mod batch;
mod browser;
mod calendars;
mod figures;
mod imports;
mod logging;
mod measured;
mod million;
mod pages;
mod process;
mod starting;

use std::path::PathBuf;

/// Where files are that several parts need, and which parts were asked for.
pub(crate) struct Bench {
    folder: PathBuf,
    parts: Vec<String>,
}

impl Bench {
    /// A file of the run.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Whether one of these parts was asked for.
    fn wants(&self, parts: &[&str]) -> bool {
        self.parts.is_empty() || parts.iter().any(|part| self.parts.iter().any(|p| p == part))
    }
}

fn main() {
    let mut parts: Vec<String> = std::env::args().skip(1).collect();
    let given = parts.iter().position(|part| part == "--in").map(|at| {
        let folder = PathBuf::from(&parts[at + 1]);
        parts.drain(at..at + 2);
        folder
    });
    let own = tempfile::Builder::new().prefix("kept-speed-").tempdir().unwrap();
    let bench = Bench { folder: given.unwrap_or_else(|| own.path().to_owned()), parts };
    if bench.wants(&["logging"]) {
        logging::measure(&bench);
    }
    if bench.wants(&["batch"]) {
        batch::measure(&bench);
    }
    if bench.wants(&["calendars"]) {
        calendars::measure();
    }
    if bench.parts.iter().all(|part| part == "calendars") && !bench.parts.is_empty() {
        return;
    }
    if bench.wants(&["starting"]) || !bench.file("kept.db").exists() {
        starting::measure(&bench);
    }
    if bench.wants(&["imports"]) {
        imports::measure(&bench);
    }
    if bench.wants(&["pages", "figures"]) {
        let sizes = million::generate(&bench);
        if bench.wants(&["pages"]) {
            pages::measure(&sizes);
        }
        figures::measure(&sizes.large);
    }
}
