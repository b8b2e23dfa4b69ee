//! `kept charter due`: when something is due by a standard's rule.

use super::find;
use crate::ending::{Ended, Ending, refused, wrong_call};
use crate::output;
use crate::time::{answer, due_sentence, given, instant, moment, reachable, read_pauses, start_of};
use clap::Args;
use jiff::{SignedDuration, Timestamp};
use rules::calendar::{Calendar, Definition, WeeklyHours};
use rules::charter::{Charter, Kind, Standard, StandardCalendar};
use rules::clock::*;
use serde_json::json;
use words::{Language, refusals};

const L: Language = Language::English;

/// When something is due by a standard's rule.
#[derive(Args)]
#[command(after_help = "Example:\n  kept charter due rossendale --standard complaints-answered \
                        --from 2026-03-02T10:00 --json")]
pub(crate) struct Call {
    /// A charter file, or the id of a ready-made charter
    charter: String,
    /// The standard, by its id in the charter
    #[arg(long, value_name = "ID")]
    standard: String,
    /// When it was received
    #[arg(long, value_name = "INSTANT")]
    from: String,
    /// The date or instant that was told, for a standard of the kind by-date
    #[arg(long, value_name = "DATE|INSTANT")]
    given: Option<String>,
    /// When the standard that comes before in a chain was done (repeatable)
    #[arg(long, value_name = "STANDARD=INSTANT")]
    done: Vec<String>,
    /// A pause, START/END, or START/ if it is still open (repeatable)
    #[arg(long, value_name = "START/END")]
    pause: Vec<String>,
    /// An extension, such as "10 working days"
    #[arg(long, value_name = "LIMIT")]
    extend: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: &Call) -> Ended {
    let (charter, _) = find(&call.charter)?;
    let standard = named(&charter, &call.standard)?;
    let calendar = calendar(&charter, standard)?;
    let clock = clock(call, &calendar, standard)?;
    let received = match standard.after {
        None => start_of(&calendar, &call.from, &clock)?,
        // The earlier standard of the chain says what its receipt needs.
        Some(_) => moment(&calendar, &call.from)?.instant(),
    };
    let done = done(&charter, &calendar, &call.done)?;
    let (start, waiting) = start(&charter, standard, received, &done)?;
    let extension = call.extend.as_deref().map(|text| extension(text, standard, &clock));
    let extensions: Vec<Extension> = extension
        .transpose()?
        .map(|by| Extension { by, granted: Timestamp::MIN })
        .into_iter()
        .collect();
    let pauses = read_pauses(&calendar, start, &call.pause)?;
    let mut told = answer(&clock, &calendar, start, &pauses, &extensions, app::time::now());
    reachable(told.due)?;
    match standard.after {
        None => told.received(&calendar, &call.from),
        Some(_) => told.reasons.iter_mut().for_each(Reason::start_instead),
    }
    let mut sentences: Vec<String> = words::clock::explanation(L, calendar.zone(), &told.reasons)
        .into_iter()
        .map(String::from)
        .collect();
    if let Some(before) = waiting {
        sentences.push(format!(
            "\"{before}\" is not done yet: this counts from its last permitted moment and is \
             provisional."
        ));
    }
    let provisional = told.provisional || waiting.is_some();
    if call.json {
        return output::json(&json!({
            "standard": standard.id,
            "due_at": told.due.instant().map(|at| instant(&calendar, at)),
            "due_on": told.due.date(&calendar).map(|date| date.to_string()),
            "provisional": provisional,
            "paused_seconds": told.paused_seconds,
            "explanation": sentences,
        }));
    }
    output::line(due_sentence(&calendar, told.due))?;
    sentences.iter().try_for_each(output::line)
}

fn named<'a>(charter: &'a Charter, id: &str) -> Result<&'a Standard, Ending> {
    charter.standard(id).ok_or_else(|| {
        let ids: Vec<&str> = charter.standards.iter().map(|s| s.id.as_str()).collect();
        refused(format!("There is no standard \"{id}\". There are: {}.", ids.join(", ")))
    })
}

/// The calendar that a standard counts by.
fn calendar(charter: &Charter, standard: &Standard) -> Result<Calendar, Ending> {
    let definition = match standard.calendar {
        StandardCalendar::Body => charter.calendar.clone(),
        StandardCalendar::Statutory(nation) => Definition {
            zone: charter.calendar.zone.clone(),
            bank_holidays: charter.calendar.bank_holidays.clone(),
            ..Definition::office_hours(nation)
        },
        StandardCalendar::RoundTheClock => Definition {
            nation: None,
            hours: WeeklyHours::read("00:00-24:00").unwrap_or_default(),
            closed: Vec::new(),
            open: Vec::new(),
            ..charter.calendar.clone()
        },
    };
    definition.compile().map_err(|no| refused(refusals::calendar(L, &no)))
}

/// When standards of a chain were done.
fn done<'a>(
    charter: &'a Charter,
    calendar: &Calendar,
    texts: &[String],
) -> Result<Vec<(&'a str, Timestamp)>, Ending> {
    texts
        .iter()
        .map(|text| {
            let (id, at) = text.split_once('=').ok_or_else(|| {
                wrong_call(format!("\"{text}\" is not of the form STANDARD=INSTANT."))
            })?;
            Ok((named(charter, id)?.id.as_str(), moment(calendar, at)?.instant()))
        })
        .collect()
}

/// When the clock of a standard starts: at receipt, or where it comes after another one, when
/// that was done, or else at its last permitted moment. Names the one that is waited for.
fn start<'a>(
    charter: &'a Charter,
    standard: &'a Standard,
    received: Timestamp,
    done: &[(&str, Timestamp)],
) -> Result<(Timestamp, Option<&'a str>), Ending> {
    let Some(before) = standard.after.as_deref().and_then(|id| charter.standard(id)) else {
        return Ok((received, None));
    };
    if let Some((_, at)) = done.iter().find(|(id, _)| *id == before.id) {
        return Ok((*at, None));
    }
    let calendar = calendar(charter, before)?;
    let (start, _) = start(charter, before, received, done)?;
    let term = before.limit.map_or(Term::Open, Term::Limit);
    let clock = Clock::new(term, before.policy).map_err(|no| refused(refusals::clock(L, no)))?;
    let last = match due(&clock, &calendar, start, &Pauses::default(), &[]) {
        Due::At(at) => at,
        Due::By { ends, .. } => ends - SignedDuration::from_micros(1),
        Due::Not(_) => {
            return Err(refused(format!(
                "\"{}\" has no limit, so this can only be worked out once it is done. Add --done \
                 {}=INSTANT.",
                before.id, before.id
            )));
        }
    };
    Ok((last, Some(before.id.as_str())))
}

fn clock(call: &Call, calendar: &Calendar, standard: &Standard) -> Result<Clock, Ending> {
    let term = match standard.kind {
        Kind::InTime => standard.limit.map_or(Term::Open, Term::Limit),
        Kind::ByDate => {
            let told = call.given.as_deref().ok_or_else(|| {
                wrong_call("This standard is due by a date that is told. Add --given DATE.")
            })?;
            Term::Given(given(calendar, told, Some(&call.from))?)
        }
        Kind::Share | Kind::AdvertisedOnly => Term::Open,
    };
    Clock::new(term, standard.policy).map_err(|no| refused(refusals::clock(L, no)))
}

fn extension(text: &str, standard: &Standard, clock: &Clock) -> Result<Limit, Ending> {
    let by = Limit::read(text).map_err(|no| wrong_call(refusals::limit(L, &no)))?;
    if standard.extension.is_none() {
        return Err(refused(format!("\"{}\" cannot be extended.", standard.id)));
    }
    clock.takes(by).map_err(|no| refused(refusals::clock(L, no)))?;
    Ok(by)
}
