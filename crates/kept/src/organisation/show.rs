//! `kept organisation show`: what the body is, as a file.

use super::{L, find};
use crate::config::Config;
use crate::database;
use crate::ending::{Ended, Ending, refused};
use crate::output;
use clap::Args;
use db::DbError;
use rules::organisation::{OrganisationFile, UnitKind};
use serde_json::{Map, Value, json};

/// What is in force today, as a file that could be adopted again.
#[derive(Args)]
#[command(after_help = "Examples:\n  kept organisation show > our-organisation.toml\n  \
kept organisation show small-district > our-organisation.toml")]
pub(crate) struct Call {
    /// An organisation file, or small-district for the ready-made example, instead of what is in
    /// force
    file: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: &Call) -> Ended {
    let (file, text) = match &call.file {
        Some(name) => find(name)?,
        None => {
            let file = in_force()?;
            let text = file.to_string();
            (file, text)
        }
    };
    if call.json { output::json(&document(&file)) } else { output::text(&text) }
}

fn in_force() -> Result<OrganisationFile, Ending> {
    let kept = database::open_at(Config::read(None)?.get("database", "url"))?;
    let zone = kept.zone().map_err(|e| database::trouble(&e))?;
    let today = zone.date_of(app::time::now());
    let found = kept.read(|tx| {
        let file = match app::organisation::version_on(tx, today)? {
            Some(version) => app::organisation::as_file(tx, version)?,
            None => None,
        };
        Ok::<_, DbError>((file, app::organisation::newest_version(tx)?))
    });
    let (found, newest) = found.map_err(|e| database::trouble(&e))?;
    if let Some((_, from)) = newest.filter(|(_, from)| *from > today) {
        let day = words::dates::full(L, from);
        output::say(format_args!("Other services and teams are adopted already, from {day}."));
    }
    found.ok_or_else(|| {
        refused("No organisation is set up. Run: kept organisation adopt FILE --from DATE")
    })
}

/// The file as JSON, with the keys and lists that it has as TOML.
fn document(file: &OrganisationFile) -> Value {
    let channels: Vec<_> = file.channels.iter().map(|channel| channel.key()).collect();
    let second = if file.second_factor_required { "required" } else { "offered" };
    let mut document = Map::new();
    let head = json!({
        "name": file.name,
        "short_name": file.short_name,
        "zone": file.zone,
        "year_begins": file.year_begins_month,
        "brand_colour": file.brand_colour,
        "second_factor": second,
        "channels": channels,
    });
    document.insert("organisation".into(), head);
    for kind in UnitKind::ALL {
        let units = file.units.iter().filter(|unit| unit.kind == kind).map(|unit| {
            json!({
                "key": unit.key,
                "name": unit.name,
                "welsh_name": unit.welsh_name,
                "service": unit.parent.as_ref().map(|(_, key)| key),
                "provider": unit.provider,
                "reached_by": unit.reached_by,
            })
        });
        document.insert(kind.key().into(), units.collect());
    }
    let reasons = file.reasons.iter().map(|reason| {
        json!({
            "key": reason.key,
            "service": reason.service,
            "name": reason.name,
            "can_be_settled": reason.can_be_settled,
        })
    });
    document.insert("reason".into(), reasons.collect());
    Value::Object(document)
}
