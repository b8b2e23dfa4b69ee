//! `kept user add`: a staff account and its one-time link.

use crate::config::Config;
use crate::database;
use crate::ending::{Ended, refused, wrong_call};
use crate::output;
use crate::serve::public_address;
use app::Failure;
use app::staff::{AddRefusal, AddStaff};
use clap::{Args, Subcommand};
use serde_json::json;

/// The calls of `kept user`.
#[derive(Subcommand)]
pub(crate) enum Call {
    /// Add a staff account and print a link that works once, never a password.
    Add(Add),
}

/// Adds a staff account.
#[derive(Args)]
#[command(after_help = "Roles: adviser, case-officer, team-manager, head-of-service, \
customer-services-manager, performance-officer, auditor, administrator.\n\nExample:\n  \
kept user add ada@council.example --name \"Ada Bell\" --role case-officer@waste")]
pub(crate) struct Add {
    /// The email address that they sign in with
    email: String,
    /// The name that others see
    #[arg(long)]
    name: String,
    /// A role; ROLE@KEY for one service or team only (repeatable)
    #[arg(long, value_name = "ROLE", required = true)]
    role: Vec<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: Call) -> Ended {
    let Call::Add(call) = call;
    let config = Config::read(None)?;
    let kept = database::open_at(config.get("database", "url"))?;
    let roles = call.role.iter().map(|role| match role.split_once('@') {
        Some((role, unit)) => (role.to_owned(), Some(unit.to_owned())),
        None => (role.clone(), None),
    });
    let new = AddStaff { email: call.email, name: call.name, roles: roles.collect() };
    let console = database::console(&kept)?;
    let added = kept.act(&console, app::time::now(), move |cx| app::staff::add(cx, &new));
    let (_, secret) = added.map_err(|failure| match failure {
        Failure::Refused(refusals) => {
            let sentences = refusals.iter().map(sentence).collect::<Vec<_>>().join("\n");
            let is_wrong = |no: &AddRefusal| matches!(no, AddRefusal::NoEmail | AddRefusal::NoName);
            if refusals.iter().any(is_wrong) { wrong_call(sentences) } else { refused(sentences) }
        }
        other => database::failed(other),
    })?;
    let link = format!("{}/staff/welcome/{secret}", public_address(&config));
    if call.json {
        return output::json(&json!({ "link": link }));
    }
    output::line(link)?;
    output::say("The link works once, for 7 days. With it they choose their password.");
    Ok(())
}

fn sentence(refusal: &AddRefusal) -> String {
    match refusal {
        AddRefusal::NoEmail => {
            "That is not an email address. Write one such as ada@council.example.".to_owned()
        }
        AddRefusal::NoName => "Give the name, with --name.".to_owned(),
        AddRefusal::Known => "There is an account with this email address already.".to_owned(),
        AddRefusal::NoSuchRole(role, known) => {
            format!("There is no role \"{role}\". There are: {}.", known.join(", "))
        }
        AddRefusal::NoSuchUnit(unit) => {
            format!("There is no service or team \"{unit}\". Check its key.")
        }
        AddRefusal::NoRole => "Give a role, with --role.".to_owned(),
    }
}
