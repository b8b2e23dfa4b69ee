//! Running other programs.

use crate::{Outcome, root};
use std::process::Command;
use std::time::Instant;

/// Runs a program in the root of the checkout and gives how many seconds it took.
pub(crate) fn timed(what: &str, program: &str, arguments: &[&str]) -> Result<f64, String> {
    println!("\n== {what}");
    let began = Instant::now();
    run(program, arguments)?;
    Ok(began.elapsed().as_secs_f64())
}

/// Runs a program in the root of the checkout.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Outcome {
    let status = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .status()
        .map_err(|e| format!("{program} could not be run: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program} {} failed", arguments.join(" "))) }
}

/// What a program prints.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .output()
        .map_err(|e| format!("{program} could not be run: {e}"))?;
    if !output.status.success() {
        let error = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{program} {} failed: {error}", arguments.join(" ")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
