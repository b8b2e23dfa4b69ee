//! `kept doctor`: is everything as it must be before people rely on it?

use crate::config::Config;
use crate::database;
use crate::ending::{Ended, Ending};
use crate::output;
use app::{Fault, Kept};
use clap::Args;
use db::Address;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::Definition;
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Checks database, clock, disk, calendars and charter.
#[derive(Args)]
#[command(after_help = "Example:\n  kept doctor")]
pub(crate) struct Call {
    /// Read the settings from this file
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// One check: what, whether it is well, and a sentence.
struct Check {
    what: &'static str,
    is_well: bool,
    says: String,
}

pub(crate) fn run(call: &Call) -> Ended {
    let config = Config::read(call.config.as_deref())?;
    let checks = checks(&config);
    if call.json {
        let rows = checks
            .iter()
            .map(|check| json!({ "check": check.what, "well": check.is_well, "says": check.says }));
        output::json(&json!({ "checks": rows.collect::<Vec<_>>() }))?;
    } else {
        for check in &checks {
            let sign = if check.is_well { "well" } else { "NOT WELL" };
            output::line(format_args!("{}: {sign}. {}", check.what, check.says))?;
        }
    }
    if checks.iter().all(|check| check.is_well) { Ok(()) } else { Err(Ending::Found) }
}

fn well(what: &'static str, says: impl Into<String>) -> Check {
    Check { what, is_well: true, says: says.into() }
}

fn ill(what: &'static str, says: impl Into<String>) -> Check {
    Check { what, is_well: false, says: says.into() }
}

fn checks(config: &Config) -> Vec<Check> {
    let kept = match database::open_at(config.get("database", "url")) {
        Ok(kept) => kept,
        Err(ending) => return vec![ill("database", why(ending))],
    };
    let mut checks = vec![well("database", "It opens, and its schema is this version's.")];
    checks.push(match database::must_be_durable(kept.db()) {
        Ok(()) => well("durability", "What is acknowledged is on the disk."),
        Err(ending) => ill("durability", why(ending)),
    });
    checks.push(disk(config.get("database", "url")));
    match work(&kept, app::time::now()) {
        Ok(more) => checks.extend(more),
        Err(fault) => checks.push(ill("reading", fault.to_string())),
    }
    checks
}

/// How much more must fit on the disk, in bytes: about a day's work of a big council.
const ROOM: usize = 16 << 20;

/// Whether the disk of the records takes more: tried in a file without a name.
fn disk(url: &str) -> Check {
    let address = Address::parse(url).ok();
    let Some(file) = address.as_ref().and_then(Address::file) else {
        return well("disk", "It is the database server's own.");
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let tried = tempfile::tempfile_in(folder.unwrap_or(Path::new("."))).and_then(|mut file| {
        file.write_all(&vec![0; ROOM])?;
        file.sync_all()
    });
    match tried {
        Ok(()) => well("disk", "There is room for 16 MB more, at least."),
        Err(e) => ill("disk", format!("16 MB more do not fit: {e}. Make room.")),
    }
}

fn why(ending: Ending) -> String {
    match ending {
        Ending::Refused(why) | Ending::WrongCall(why) => why,
        Ending::Found => String::new(),
    }
}

/// Whether closed days are known for twelve months, at least.
fn calendar(definition: &Definition, today: Date) -> Check {
    match definition.runs_out_on() {
        Some(on) if definition.runs_out_soon(today) => ill(
            "calendar",
            format!(
                "Closed days are known until {on} only. Take the feed of bank holidays: kept \
                 calendar feed FILE"
            ),
        ),
        Some(on) => well("calendar", format!("Closed days are known until {on}.")),
        None => well("calendar", "It does not run out."),
    }
}

/// What the work itself needs: a charter in force, closed days that are known, a clock that runs.
fn work(kept: &Kept, now: Timestamp) -> Result<Vec<Check>, Fault> {
    let today = kept.zone()?.date_of(now);
    let (body, charter, calendars, judged) = kept.read(|tx| {
        let in_force = app::charters::in_force(tx, today)?;
        let charter = in_force.and_then(|in_force| in_force.charter_version);
        let calendars = match charter {
            Some(version) => kept.calendars(tx, version, now)?,
            None => None,
        };
        let body = app::organisation::current(tx)?;
        Ok::<_, Fault>((body, charter, calendars, app::ledger::judged_through(tx)?))
    })?;
    let name = body.map(|body| body.name).unwrap_or_default();
    let mut checks = vec![
        match name == app::organisation::UNNAMED {
            false => well("organisation", format!("It is {name}.")),
            true => well(
                "organisation",
                "It has no name yet. Give it one: kept organisation adopt FILE --from DATE",
            ),
        },
        match charter {
            Some(_) => well("charter", "One is in force."),
            None => {
                ill("charter", "None is in force. Adopt one: kept charter adopt ID --from DATE")
            }
        },
    ];
    if let Some(calendars) = calendars {
        checks.push(calendar(calendars.body.definition(), today));
    }
    checks.push(match judged {
        Some(at) if at > now => ill(
            "clock",
            format!("Promises were judged up to {at}, which is after now. Check the clock."),
        ),
        Some(at) => well("clock", format!("Missed promises are judged up to {at}.")),
        None => well("clock", "Nothing has been judged yet: run kept serve."),
    });
    Ok(checks)
}
