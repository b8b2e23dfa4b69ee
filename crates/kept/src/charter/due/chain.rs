//! Where the clock of a standard starts, and by which calendar and limit it runs.

use super::{Call, L};
use crate::ending::{Ending, refused, wrong_call};
use crate::time::{given, moment};
use jiff::{SignedDuration, Timestamp};
use rules::calendar::{Calendar, Definition, WeeklyHours};
use rules::charter::{Charter, Kind, Standard, StandardCalendar};
use rules::clock::*;
use words::refusals;

pub(super) fn named<'a>(charter: &'a Charter, id: &str) -> Result<&'a Standard, Ending> {
    charter.standard(id).ok_or_else(|| {
        let ids: Vec<&str> = charter.standards.iter().map(|s| s.id.as_str()).collect();
        refused(format!("There is no standard \"{id}\". There are: {}.", ids.join(", ")))
    })
}

/// The calendar that a standard counts by.
pub(super) fn calendar(charter: &Charter, standard: &Standard) -> Result<Calendar, Ending> {
    let definition = match standard.calendar {
        // Without a record there is no place but the body itself.
        StandardCalendar::Body | StandardCalendar::Place => charter.calendar.clone(),
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

/// When standards were done.
pub(super) fn done<'a>(
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
pub(super) fn start<'a>(
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

pub(super) fn clock(
    call: &Call,
    calendar: &Calendar,
    standard: &Standard,
) -> Result<Clock, Ending> {
    let term = match standard.kind {
        Kind::InTime => standard.limit.map_or(Term::Open, Term::Limit),
        Kind::ByDate => {
            let told = call.given.as_deref().ok_or_else(|| {
                wrong_call("This standard is due by a date that is told. Add --given DATE.")
            })?;
            Term::Given(given(calendar, told, Some(&call.from))?)
        }
        _ => Term::Open,
    };
    Clock::new(term, standard.policy).map_err(|no| refused(refusals::clock(L, no)))
}
