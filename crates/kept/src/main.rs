//! `kept`: the command line.

mod charter;
mod ending;
mod output;
mod time;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Service standards that are promised, kept and proved.
#[derive(Parser)]
#[command(name = "kept", version, max_term_width = 100)]
struct Call {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// When something is due, how long it took, and a file of due dates.
    #[command(subcommand)]
    Time(time::Call),
    /// Charters: ready-made ones and files, checked, shown and tried.
    #[command(subcommand)]
    Charter(charter::Call),
}

fn main() -> ExitCode {
    let call = Call::parse();
    let ended = match call.command {
        Command::Time(call) => time::run(call),
        Command::Charter(call) => charter::run(call),
    };
    ending::exit(ended)
}
