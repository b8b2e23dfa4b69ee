//! What is said to have happened on the way: pauses that do what the standard says of their
//! reasons, and extensions by its rule.

use super::{Call, L, impossible};
use crate::ending::{Ending, refused, wrong_call};
use crate::time::{moment, read_pause, wait};
use jiff::Timestamp;
use rules::calendar::Calendar;
use rules::charter::Standard;
use rules::clock::*;
use words::refusals;

/// What a pause does to the clock.
#[derive(Clone, Copy)]
enum Does {
    StandsStill,
    Waits(WaitKind),
}

/// Reads what happened between a start and a stop.
pub(super) fn read(
    call: &Call,
    standard: &Standard,
    calendar: &Calendar,
    clock: &Clock,
    (start, stop): (Timestamp, Option<Timestamp>),
) -> Result<Happened, Ending> {
    let mut happened = Happened::default();
    for text in &call.pause {
        let (reason, stretch) = match text.split_once('=') {
            Some((reason, stretch)) => (Some(reason.trim()), stretch),
            None => (None, text.as_str()),
        };
        match does(standard, reason)? {
            Does::StandsStill => happened.pauses.push(read_pause(calendar, stretch)?),
            Does::Waits(kind) => happened.waits.push(wait(calendar, start, stretch, kind)?),
        }
    }
    Timeline::build(calendar.zone(), start, stop, None, &happened.pauses, Vec::new())
        .map_err(|no| impossible(calendar, no))?;
    if let Some(text) = &call.extend {
        let told = call.told.as_deref().map(|text| moment(calendar, text)).transpose()?;
        // An extension counts as granted, and told, in time unless it is said when.
        let granted = Timestamp::MIN;
        let told = Some(told.map_or(granted, Moment::instant));
        happened.grants.push(Grant { by: extension(text, standard, clock)?, granted, told });
    }
    if call.authorised {
        happened.authorised.push(Timestamp::MIN);
    }
    Ok(happened)
}

/// How the clock ran, refused where an extension goes beyond what may be granted.
pub(super) fn course(
    standard: &Standard,
    calendar: &Calendar,
    clock: Clock,
    start: Timestamp,
    happened: &Happened,
) -> Result<Course, Ending> {
    let course = Course::run(clock, calendar, start, happened, standard.extension_rule())
        .map_err(|no| impossible(calendar, no))?;
    let over = course.uncounted().iter().find_map(|uncounted| match uncounted {
        Uncounted::OverCap { cap, .. } => Some(*cap),
        Uncounted::TooLate(_) | Uncounted::NotTold(_) => None,
    });
    match over {
        Some(cap) => Err(refused(format!(
            "\"{}\" can be extended by {cap} in all. More needs a higher authority: add \
             --authorised if it was allowed, or extend by less.",
            standard.id
        ))),
        None => Ok(course),
    }
}

/// What a pause for a reason does to the clock of a standard; without a reason the first thing
/// that any does.
fn does(standard: &Standard, reason: Option<&str>) -> Result<Does, Ending> {
    let lists = [
        (&standard.pauses, Does::StandsStill),
        (&standard.restarts, Does::Waits(WaitKind::StartsAfresh)),
        (&standard.waits_for, Does::Waits(WaitKind::OnlyStarts)),
    ];
    let all: Vec<&str> = lists.iter().flat_map(|(list, _)| *list).map(String::as_str).collect();
    if all.is_empty() {
        return Err(refused(format!(
            "\"{}\" allows no pause: its clock runs whatever happens. Leave --pause out.",
            standard.id
        )));
    }
    let fits = |list: &[String]| match reason {
        Some(reason) => list.iter().any(|allowed| allowed == reason),
        None => !list.is_empty(),
    };
    let found = lists.into_iter().find(|(list, _)| fits(list)).map(|(_, does)| does);
    found.ok_or_else(|| {
        refused(format!(
            "\"{}\" is not a reason for which \"{}\" may be paused. The reasons are: {}.",
            reason.unwrap_or_default(),
            standard.id,
            all.join(", ")
        ))
    })
}

fn extension(text: &str, standard: &Standard, clock: &Clock) -> Result<Limit, Ending> {
    let by = Limit::read(text).map_err(|no| wrong_call(refusals::limit(L, &no)))?;
    if standard.extension.is_none() {
        return Err(refused(format!("\"{}\" cannot be extended.", standard.id)));
    }
    clock.takes(by).map_err(|no| refused(refusals::clock(L, no)))?;
    Ok(by)
}
