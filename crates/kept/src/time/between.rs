//! `kept time between`: how much time lies between two moments.

use super::options::{self, Counting};
use crate::ending::{Ended, Ending, refused, wrong_call};
use crate::output;
use clap::Args;
use jiff::Timestamp;
use rules::calendar::Calendar;
use rules::clock::*;
use serde_json::json;
use words::{Language, dates, numbers};

const L: Language = Language::English;

/// How much time lies between two moments.
#[derive(Args)]
#[command(after_help = "Example:\n  kept time between --from 2025-12-19T16:55 \
                        --to 2026-01-07T12:00 --unit \"working days\"")]
pub(crate) struct Call {
    /// When it starts
    #[arg(long, value_name = "INSTANT")]
    from: String,
    /// When it ends; the end itself is not included
    #[arg(long, value_name = "INSTANT")]
    to: String,
    /// "working seconds", "working days", "calendar days" or "seconds"
    #[arg(long)]
    unit: String,
    #[command(flatten)]
    counting: Counting,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: &Call) -> Ended {
    let measure = match call.unit.as_str() {
        "seconds" => Measure::Seconds,
        "working seconds" => Measure::WorkingSeconds,
        "working days" => Measure::WorkingDays,
        "calendar days" => Measure::CalendarDays,
        unit => {
            return Err(wrong_call(format!(
                "\"{unit}\" is not a unit to measure in. Write \"working seconds\", \
                 \"working days\", \"calendar days\" or \"seconds\"."
            )));
        }
    };
    let calendar = call.counting.calendar()?;
    let policy = call.counting.policy()?;
    if measure == Measure::CalendarDays && policy.day_one == DayOne::Rolled {
        let unit = ClockRefusal::RolledCalendarDays(Unit::CalendarDays);
        return Err(refused(words::refusals::clock(L, unit)));
    }
    let from = options::moment(&calendar, &call.from)?.instant();
    let to = options::moment(&calendar, &call.to)?.instant();
    if to < from {
        return Err(refused(format!("{} is before {}. Swap them.", call.to, call.from)));
    }
    let course = course(call, &calendar, (from, to), policy)?;
    // While something is awaited nothing counts.
    let begins = course.waits_since().map_or(course.start(), |_| to);
    let pauses = course.pauses();
    let amount = between(measure, &policy, &calendar, begins, to, pauses)
        .ok_or_else(|| refused("That is out of reach. Calendars reach from 1970 to 2099."))?;
    let waited = course.explain(&calendar).into_iter();
    let waited: Vec<Reason> = waited
        .filter(|reason| matches!(reason, Reason::Waited(_) | Reason::StillWaiting(_)))
        .collect();
    let waited = words::clock::explanation(L, calendar.zone(), &waited).into_iter();
    let mut told: Vec<String> = waited.map(String::from).collect();
    told.extend(explanation(&calendar, measure, &policy, begins, to, pauses, amount));
    if call.json {
        return output::json(&json!({ "amount": amount, "explanation": told }));
    }
    output::line(format_args!("{amount} {}", call.unit))?;
    told.iter().try_for_each(output::line)
}

/// How the clock ran between two moments. What comes after the second has not come yet, and more
/// time would change when something is due, not how long it took.
fn course(
    call: &Call,
    calendar: &Calendar,
    (from, to): (Timestamp, Timestamp),
    policy: Policy,
) -> Result<Course, Ending> {
    let no = |no| refused(words::refusals::clock(L, no));
    let open = Clock::new(Term::Open, policy).map_err(no)?;
    let counting = Counting { extend: None, ..call.counting.clone() };
    let mut happened = counting.happened(&open, calendar, from)?;
    happened.waits.retain(|wait| wait.asked < to);
    for wait in &mut happened.waits {
        wait.arrived = wait.arrived.filter(|at| *at <= to);
    }
    options::run(open, calendar, from, &happened)
}

fn explanation(
    calendar: &Calendar,
    measure: Measure,
    policy: &Policy,
    from: Timestamp,
    to: Timestamp,
    pauses: &Pauses,
    amount: i64,
) -> Vec<String> {
    let zone = calendar.zone();
    let moment = |at| {
        let (on, time) = (dates::full(L, zone.date_of(at)), dates::clock(zone.time_of(at)));
        format!("{on} at {time}")
    };
    let mut told = vec![format!("From {} to {}.", moment(from), moment(to))];
    // Days are explained by the limit that would just be kept: what was passed over on the way.
    let unit = match measure {
        Measure::WorkingDays => Some(Unit::WorkingDays),
        Measure::CalendarDays => Some(Unit::CalendarDays),
        Measure::Seconds | Measure::WorkingSeconds => None,
    };
    let limit = unit.zip(u32::try_from(amount).ok().filter(|amount| *amount > 0));
    if let Some((unit, amount)) = limit
        && let Ok(clock) = Clock::new(Term::Limit(Limit { amount, unit }), *policy)
    {
        let reasons = explain(&clock, calendar, from, pauses, &[]);
        told.extend(
            words::clock::explanation(L, zone, &reasons).into_iter().skip(1).map(String::from),
        );
    }
    let paused = paused_seconds(measure, calendar, from, to, pauses);
    if unit.is_none() && paused > 0 {
        let long = numbers::stretch(L, paused);
        told.push(format!("The clock was paused for {long}, which does not count."));
    }
    told
}
