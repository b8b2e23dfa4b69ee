//! Checks, tests and measurements, one after the other, with how long each took.

use crate::run::timed;
use crate::{Outcome, browser, docs, tidy};
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

/// The limits of the issue, in minutes on two cores.
const BUILD_MINUTES: f64 = 14.0;
const TEST_MINUTES: f64 = 14.0;

/// Format, lints and house rules.
pub(crate) fn check() -> Outcome {
    timed("Format", "cargo", &["fmt", "--all", "--check"])?;
    let lints = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    timed("Lints", "cargo", &lints)?;
    tidy::run()
}

/// Everything.
pub(crate) fn all() -> Outcome {
    let not_run = not_run();
    let _ = fs::remove_file(&not_run);
    timed("Format", "cargo", &["fmt", "--all", "--check"])?;
    tidy::run()?;
    let build = timed("Build", "cargo", &["test", "--quiet", "--workspace", "--no-run"])?;
    let began = Instant::now();
    timed("Tests", "cargo", &["test", "--quiet", "--workspace"])?;
    let kept = ["build", "--quiet", "--package", "kept"];
    timed("The binary", "cargo", &kept)?;
    docs::check()?;
    browser::test()?;
    let tests = began.elapsed().as_secs_f64();
    let lints = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    let lints = timed("Lints", "cargo", &lints)?;
    println!(
        "\nBuild for the tests: {:.1} minutes (limit {BUILD_MINUTES})",
        (build + lints) / 60.0
    );
    println!("Tests: {:.1} minutes (limit {TEST_MINUTES})", tests / 60.0);
    match fs::read_to_string(not_run) {
        Ok(text) if !text.trim().is_empty() => println!("\nDid not run:\n{text}"),
        _ => println!("\nEvery test ran."),
    }
    Ok(())
}

/// Where tests write that they did not run.
pub(crate) fn not_run() -> PathBuf {
    std::env::var_os("KEPT_NOT_RUN")
        .map_or_else(|| std::env::temp_dir().join("kept-not-run"), PathBuf::from)
}
