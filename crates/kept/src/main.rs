//! `kept`: the command line.

mod calendar;
mod charter;
mod checking;
mod config;
mod corrections;
mod database;
mod demo;
mod doctor;
mod ending;
mod figures;
mod import;
mod ledger;
mod organisation;
mod output;
mod serve;
mod time;
mod trouble;
mod user;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Service standards that are promised, kept and proved.
#[derive(Parser)]
#[command(
    name = "kept",
    version,
    max_term_width = 100,
    after_help = "Example:\n  kept demo\n\n`kept COMMAND --help` says more, with an example."
)]
struct Call {
    #[command(subcommand)]
    command: Command,
}

#[expect(clippy::large_enum_variant, reason = "made once, from the call's words")]
#[derive(Subcommand)]
enum Command {
    /// Serve a demonstration council with generated records, on this machine.
    Demo(demo::Call),
    /// Serve the pages to staff and the public.
    Serve(serve::Call),
    /// Bring the database up to this version of Kept.
    Migrate(database::Migrate),
    /// Check that database, disk, clock, calendars and charter are fit to serve.
    Doctor(doctor::Call),
    /// Show the settings.
    #[command(subcommand, after_help = "Example:\n  kept config show")]
    Config(ConfigCall),
    /// Add staff accounts.
    #[command(
        subcommand,
        after_help = "Example:\n  kept user add ada@council.example --name \"Ada Bell\" --role adviser"
    )]
    User(user::Call),
    /// Work out again what follows from the recorded facts.
    #[command(subcommand, after_help = "Example:\n  kept ledger rebuild --check")]
    Ledger(ledger::LedgerCall),
    /// Prove that nothing was changed or taken away.
    #[command(subcommand, after_help = "Example:\n  kept audit verify")]
    Audit(ledger::AuditCall),
    /// Work out due dates and how long things took, without a database.
    #[command(
        subcommand,
        after_help = "Example:\n  kept time due --limit \"10 working days\" --from 2026-03-02T10:00"
    )]
    Time(time::Call),
    /// Check, show and adopt what the body is: its name, services, teams and what people come about.
    #[command(
        subcommand,
        after_help = "Example:\n  kept organisation adopt our-organisation.toml --from 2026-04-01"
    )]
    Organisation(organisation::Call),
    /// Check, show, try out and adopt charters.
    #[command(subcommand, after_help = "Example:\n  kept charter show rossendale")]
    Charter(charter::Call),
    /// Show and change which days and hours count, with what that moves seen first.
    #[command(
        subcommand,
        after_help = "Example:\n  kept calendar close 2026-05-18 --name \"Victoria Day\" --source \"Minutes of 3 March\""
    )]
    Calendar(calendar::Call),
    /// Take in records from other systems.
    #[command(
        subcommand,
        after_help = "Example:\n  kept import records requests.csv --map requests.toml --dry-run"
    )]
    Import(import::Call),
    /// Count the promises kept and missed.
    Figures(figures::Call),
    /// Count what was put right later: entered late, taken out, opened again.
    Corrections(corrections::Call),
}

#[derive(Subcommand)]
enum ConfigCall {
    /// Show the settings in force, with secrets hidden.
    Show(config::Show),
    /// Print every setting there is, as a chapter of the guide.
    #[command(after_help = "Example:\n  kept config reference >settings.md")]
    Reference,
}

fn main() -> ExitCode {
    let call = Call::parse();
    let ended = match call.command {
        Command::Demo(call) => demo::run(&call),
        Command::Serve(call) => serve::run(&call),
        Command::Migrate(call) => database::migrate(&call),
        Command::Doctor(call) => doctor::run(&call),
        Command::Config(ConfigCall::Show(call)) => config::show(&call),
        Command::Config(ConfigCall::Reference) => config::reference(),
        Command::User(call) => user::run(call),
        Command::Ledger(call) => ledger::run(call),
        Command::Audit(call) => ledger::audit(call),
        Command::Time(call) => time::run(call),
        Command::Organisation(call) => organisation::run(call),
        Command::Charter(call) => charter::run(call),
        Command::Calendar(call) => calendar::run(call),
        Command::Import(call) => import::run(call),
        Command::Figures(call) => figures::run(&call),
        Command::Corrections(call) => corrections::run(&call),
    };
    ending::exit(ended)
}
