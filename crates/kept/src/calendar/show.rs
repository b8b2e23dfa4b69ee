//! `kept calendar show`: the calendars in force, what is proposed, and what runs out.

use super::{L, open};
use crate::database;
use crate::ending::Ended;
use crate::output;
use app::Fault;
use app::calendars::{CalendarRow, Progress, ProposalRow, RunsOut, State};
use clap::Args;
use rules::calendar::Nation;
use serde_json::{Value, json};
use words::{calendars, dates, numbers};

/// What counts, and what may change.
#[derive(Args)]
#[command(after_help = "Example:\n  kept calendar show --json")]
pub(crate) struct Call {
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

struct Seen {
    calendars: Vec<CalendarRow>,
    proposals: Vec<ProposalRow>,
    progress: Vec<Progress>,
    runs_out: Vec<RunsOut>,
}

pub(super) fn run(call: &Call) -> Ended {
    let kept = open()?;
    let now = app::time::now();
    let zone = kept.zone().map_err(|e| crate::trouble::trouble(&e))?;
    let today = zone.date_of(now);
    let seen = kept.read(|tx| {
        Ok::<_, Fault>(Seen {
            calendars: app::calendars::calendars(tx, now)?,
            proposals: app::calendars::proposals(tx)?,
            progress: app::calendars::progress(tx)?,
            runs_out: app::calendars::runs_out(tx, now, today)?,
        })
    });
    let seen = seen.map_err(|fault| database::fault(&fault))?;
    if call.json {
        return output::json(&document(&seen));
    }
    for row in &seen.calendars {
        let whose = row.place.as_ref().map_or("The body", |(_, name)| name);
        let nation = row.definition.nation.map_or("no bank holidays".to_owned(), |nation| {
            format!("bank holidays of {}", calendars::nation(L, nation))
        });
        output::line(format_args!(
            "{whose}: version {}, {}, {nation}",
            row.number, row.definition.hours
        ))?;
        for on in row.definition.closed.iter().filter(|on| **on >= today) {
            let name = row.definition.closure_names.get(on);
            let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
            output::line(format_args!("  closed on {}{name}", dates::full(L, *on)))?;
        }
        for opening in row.definition.open.iter().filter(|opening| opening.on >= today) {
            output::line(format_args!("  open on {opening}"))?;
        }
    }
    for row in &seen.runs_out {
        let whose = row.place.as_deref().unwrap_or("The body");
        let on = dates::date(L, row.on);
        output::line(format_args!("{whose}: closed days are known until {on} only."))?;
    }
    for row in &seen.progress {
        let judged = numbers::of(row.judged, "promise", "promises");
        output::line(format_args!("Due dates follow the calendar: {judged} judged so far."))?;
    }
    for row in seen.proposals.iter().filter(|row| row.state == State::Proposed) {
        let change = calendars::change(L, &row.change);
        output::line(format_args!("Proposal {}: {change} ({})", row.id, row.source))?;
    }
    Ok(())
}

fn document(seen: &Seen) -> Value {
    let calendars = seen.calendars.iter().map(|row| {
        let definition = &row.definition;
        let closed = definition
            .closed
            .iter()
            .map(|on| json!({ "date": on.to_string(), "name": definition.closure_names.get(on) }));
        json!({
            "place": row.place.as_ref().map(|(_, name)| name),
            "version": row.number,
            "in_force_at": row.in_force_at.to_string(),
            "zone": definition.zone,
            "nation": definition.nation.map(Nation::key),
            "hours": definition.hours.to_string(),
            "closed": closed.collect::<Vec<_>>(),
            "open": definition.open.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "known_until": definition.runs_out_on().map(|on| on.to_string()),
        })
    });
    let proposals = seen.proposals.iter().map(|row| {
        json!({
            "proposal": row.id,
            "change": calendars::change(L, &row.change).as_str(),
            "place": row.place,
            "source": row.source,
            "state": row.state.key(),
            "proposed_by": row.proposed_by,
            "proposed_at": row.proposed_at.to_string(),
        })
    });
    let following = seen.progress.iter().map(|row| {
        json!({
            "place": row.place,
            "in_force_at": row.in_force_at.to_string(),
            "judged": row.judged,
            "reached": row.reached.map(|at| at.to_string()),
        })
    });
    let runs_out = seen
        .runs_out
        .iter()
        .map(|row| json!({ "place": row.place, "known_until": row.on.to_string() }));
    json!({
        "calendars": calendars.collect::<Vec<_>>(),
        "proposals": proposals.collect::<Vec<_>>(),
        "following": following.collect::<Vec<_>>(),
        "runs_out": runs_out.collect::<Vec<_>>(),
    })
}
