//! `kept time due`: when something is due, and why.

use super::options::{self, Counting};
use crate::ending::{Ended, Ending, refused, wrong_call};
use crate::output;
use clap::Args;
use jiff::Timestamp;
use rules::calendar::Calendar;
use rules::clock::*;
use serde_json::json;
use words::{Language, dates, refusals};

const L: Language = Language::English;

/// When something is due, and why.
#[derive(Args)]
#[command(after_help = "Example:\n  kept time due --limit \"10 working days\" \
                        --from 2025-12-19T16:55 --calendar scotland")]
pub(crate) struct Call {
    /// How long it may take: "20 seconds", "4 working hours", "10 working days", "1 month", "none"
    #[arg(long, required_unless_present = "by", conflicts_with = "by")]
    limit: Option<String>,
    /// Instead of a limit: a date or instant that somebody was told
    #[arg(long, value_name = "DATE|INSTANT")]
    by: Option<String>,
    /// When it was received
    #[arg(long, value_name = "INSTANT", required_unless_present_any = ["before", "by"])]
    from: Option<String>,
    /// Instead of --from: the event that notice is to be given of
    #[arg(long, value_name = "INSTANT", conflicts_with_all = ["from", "by"])]
    before: Option<String>,
    #[command(flatten)]
    counting: Counting,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// A due moment with everything that is said about it.
pub(crate) struct Answer {
    pub(crate) due: Due,
    pub(crate) provisional: bool,
    pub(crate) paused_seconds: i64,
    pub(crate) reasons: Vec<Reason>,
}

impl Answer {
    /// Says a receipt as it was written: a date alone has no time of day.
    pub(crate) fn received(&mut self, calendar: &Calendar, written: &str) {
        let Ok(Moment::On(date, _)) = options::moment(calendar, written) else { return };
        for reason in &mut self.reasons {
            if matches!(reason, Reason::Received(_)) {
                *reason = Reason::ReceivedOn(date);
            }
        }
    }
}

pub(crate) fn run(call: &Call) -> Ended {
    let calendar = call.counting.calendar()?;
    let answer = match &call.before {
        Some(event) => before(call, &calendar, event)?,
        None => after(call, &calendar)?,
    };
    reachable(answer.due)?;
    print(&calendar, &answer, call.json)
}

/// Refuses what would be due after the last date that calendars reach.
pub(crate) fn reachable(due: Due) -> Ended {
    if due == Due::Not(NotDue::Beyond) {
        return Err(refused(
            "It would be due after 31 December 2099, which is further than calendars reach. \
             Shorten the limit.",
        ));
    }
    Ok(())
}

/// Reads a date or instant that somebody was told, which cannot be before it was received.
pub(crate) fn given(
    calendar: &Calendar,
    told: &str,
    received: Option<&str>,
) -> Result<Given, Ending> {
    let given = match options::moment(calendar, told)? {
        Moment::On(date, _) => Given::On(date),
        Moment::At(at) => Given::At(at),
    };
    let Some(text) = received else { return Ok(given) };
    let received = options::moment(calendar, text)?.instant();
    let early = match given {
        Given::At(at) => at < received,
        Given::On(date) => date < calendar.zone().date_of(received),
    };
    if early {
        return Err(refused(format!("The date given is before it was received ({text}).")));
    }
    Ok(given)
}

fn after(call: &Call, calendar: &Calendar) -> Result<Answer, Ending> {
    let term = match (&call.by, &call.limit) {
        (Some(by), _) => Term::Given(given(calendar, by, call.from.as_deref())?),
        (None, limit) => options::term(limit.as_deref().unwrap_or_default())?,
    };
    let clock = call.counting.clock(term)?;
    let start = match (&call.from, term) {
        (Some(from), _) => options::start(calendar, from, &clock)?,
        // A given date needs no receipt: it is what it is.
        (None, Term::Given(Given::At(at))) => at,
        (None, _) => {
            calendar.zone().start_of(rules::calendar::Day::of(given_date(term)).ok_or_else(
                || refused("The date given is out of reach. Calendars reach from 1970 to 2099."),
            )?)
        }
    };
    let course = call.counting.course(clock, calendar, start)?;
    let as_of = match &call.counting.as_of {
        Some(text) => options::moment(calendar, text)?.instant(),
        None => app::time::now(),
    };
    let mut answer = answer(&course, calendar, as_of);
    if let Some(from) = &call.from {
        answer.received(calendar, from);
    }
    Ok(answer)
}

fn given_date(term: Term) -> jiff::civil::Date {
    match term {
        Term::Given(Given::On(date)) => date,
        _ => jiff::civil::Date::MIN,
    }
}

/// Everything that is said about a due moment.
pub(crate) fn answer(course: &Course, calendar: &Calendar, as_of: Timestamp) -> Answer {
    let found = course.due(calendar);
    let reasons = course.explain(calendar);
    let measure = match course.clock().term() {
        Term::Limit(limit) => match limit.unit {
            Unit::WorkingMinutes | Unit::WorkingHours => Measure::WorkingSeconds,
            Unit::WorkingDays => Measure::WorkingDays,
            Unit::CalendarDays | Unit::Weeks | Unit::Months => Measure::CalendarDays,
            Unit::Seconds | Unit::Minutes | Unit::Hours | Unit::Rings => Measure::Seconds,
        },
        Term::Given(_) | Term::Open => Measure::Seconds,
    };
    let end = found.instant().unwrap_or(as_of);
    Answer {
        due: found,
        provisional: reasons.iter().any(|reason| matches!(reason, Reason::Provisional(_))),
        paused_seconds: paused_seconds(measure, calendar, course.start(), end, course.pauses()),
        reasons,
    }
}

fn before(call: &Call, calendar: &Calendar, event: &str) -> Result<Answer, Ending> {
    let counting = &call.counting;
    let waits = !counting.restart.is_empty() || !counting.waits.is_empty();
    if waits || !counting.pause.is_empty() || counting.extend.is_some() {
        return Err(wrong_call(
            "Notice before an event is neither paused nor extended, and waits for nothing.",
        ));
    }
    let term = options::term(call.limit.as_deref().unwrap_or_default())?;
    let clock = call.counting.clock(term)?;
    let event = options::start(calendar, event, &clock)?;
    let no = |no| refused(refusals::clock(L, no));
    let found = notice(&clock, calendar, event).map_err(no)?;
    let reasons = explain_notice(&clock, calendar, event).map_err(no)?;
    let provisional = reasons.iter().any(|reason| matches!(reason, Reason::Provisional(_)));
    Ok(Answer { due: found, provisional, paused_seconds: 0, reasons })
}

fn print(calendar: &Calendar, answer: &Answer, as_json: bool) -> Ended {
    let told = words::clock::explanation(L, calendar.zone(), &answer.reasons);
    if as_json {
        return output::json(&json!({
            "due_at": answer.due.instant().map(|at| instant(calendar, at)),
            "due_on": answer.due.date(calendar).map(|date| date.to_string()),
            "provisional": answer.provisional,
            "paused_seconds": answer.paused_seconds,
            "explanation": told.iter().map(words::Text::as_str).collect::<Vec<_>>(),
        }));
    }
    output::line(due_sentence(calendar, answer.due))?;
    told.iter().try_for_each(output::line)
}

/// When it is due, in a sentence.
pub(crate) fn due_sentence(calendar: &Calendar, due: Due) -> String {
    let zone = calendar.zone();
    match due {
        Due::By { date, .. } => format!("Due by the end of {}.", dates::full(L, date)),
        Due::At(at) => {
            let on = dates::full(L, zone.date_of(at));
            format!("Due {on} at {}.", dates::clock(zone.time_of(at)))
        }
        Due::Not(_) => "There is no due date.".to_owned(),
    }
}

/// An instant with the offset of the calendar's zone.
pub(crate) fn instant(calendar: &Calendar, at: Timestamp) -> String {
    let zone = calendar.zone().time_zone();
    at.display_with_offset(zone.to_offset(at)).to_string()
}
