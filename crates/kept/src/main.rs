//! `kept`: the command line.

mod charter;
mod config;
mod database;
mod demo;
mod doctor;
mod ending;
mod figures;
mod import;
mod ledger;
mod output;
mod serve;
mod time;
mod trouble;
mod user;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Service standards that are promised, kept and proved.
#[derive(Parser)]
#[command(name = "kept", version, max_term_width = 100)]
struct Call {
    #[command(subcommand)]
    command: Command,
}

#[expect(clippy::large_enum_variant, reason = "made once, from the call's words")]
#[derive(Subcommand)]
enum Command {
    /// A demonstration council, generated and served.
    Demo(demo::Call),
    /// Serve the pages.
    Serve(serve::Call),
    /// Bring the database's schema up.
    Migrate(database::Migrate),
    /// Check database, disk, clock, calendars and charter.
    Doctor(doctor::Call),
    /// Settings.
    #[command(subcommand)]
    Config(ConfigCall),
    /// Staff accounts.
    #[command(subcommand)]
    User(user::Call),
    /// What is worked out from facts and judgements.
    #[command(subcommand)]
    Ledger(ledger::LedgerCall),
    /// Is everything there, as it was?
    #[command(subcommand)]
    Audit(ledger::AuditCall),
    /// When something is due, how long it took, and a file of due dates.
    #[command(subcommand)]
    Time(time::Call),
    /// Charters: ready-made ones and files, checked, shown, tried and adopted.
    #[command(subcommand)]
    Charter(charter::Call),
    /// Records from other systems.
    #[command(subcommand)]
    Import(import::Call),
    /// Counts and shares of promises.
    Figures(figures::Call),
}

#[derive(Subcommand)]
enum ConfigCall {
    /// The settings in force, secrets hidden.
    Show(config::Show),
    /// Every setting there is, as a chapter of the guide.
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
        Command::Charter(call) => charter::run(call),
        Command::Import(call) => import::run(call),
        Command::Figures(call) => figures::run(&call),
    };
    ending::exit(ended)
}
