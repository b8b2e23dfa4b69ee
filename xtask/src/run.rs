//! Running other programs.

use crate::{Outcome, root};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
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
        // Where tests write down that they did not run, and why.
        .env("KEPT_NOT_RUN", crate::tests::not_run())
        .status()
        .map_err(|e| format!("{program} could not be run: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{program} {} failed", arguments.join(" "))) }
}

/// Runs a program and hands over each line as it prints it.
pub(crate) fn reading(program: &str, arguments: &[&str], mut line: impl FnMut(&str)) -> Outcome {
    let trouble = |e: std::io::Error| format!("{program} could not be run: {e}");
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(trouble)?;
    if let Some(output) = child.stdout.take() {
        for text in BufReader::new(output).lines() {
            line(&text.map_err(trouble)?);
        }
    }
    let status = child.wait().map_err(trouble)?;
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
