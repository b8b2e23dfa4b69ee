//! `kept charter due`: when something is due by a standard's rule.

mod chain;
mod happened;
mod notice;

use super::find;
use crate::ending::{Ended, Ending, refused};
use crate::output;
use crate::time::{Answer, answer, due_sentence, instant, moment, reachable, start_of};
use chain::{calendar, clock, done, named, start};
use clap::Args;
use jiff::Timestamp;
use rules::calendar::Calendar;
use rules::charter::Standard;
use rules::clock::*;
use serde_json::{Value, json};
use words::{Language, dates};

const L: Language = Language::English;

/// When something is due by a standard's rule.
#[derive(Args)]
#[command(after_help = "A pause is one for the reason named, and does to the clock what the \
standard says of it: stands it still, starts it afresh when it ends, or starts it only then. \
Without a reason it is of the first of these that the standard allows.\n\n\
Example:\n  kept charter due rossendale --standard complaints-answered --from 2026-03-02T10:00 \
--json\n  kept charter due subject-access --standard subject-access-answered --from 2026-06-01 \
--pause clarification-asked=2026-06-10T10:00/2026-06-15T15:00")]
pub(crate) struct Call {
    /// A charter file, or the id of a ready-made charter
    charter: String,
    /// The standard, by its id in the charter
    #[arg(long, value_name = "ID")]
    standard: String,
    /// When it was received, or what else starts the standard happened
    #[arg(long, value_name = "INSTANT")]
    from: String,
    /// The date or instant that was told, for a standard of the kind by-date; that of the event,
    /// for one of the kind notice
    #[arg(long, value_name = "DATE|INSTANT")]
    given: Option<String>,
    /// When a standard was done: one that comes before in a chain, or this one (repeatable)
    #[arg(long, value_name = "STANDARD=INSTANT")]
    done: Vec<String>,
    /// A pause, START/END, or START/ if it is still open (repeatable)
    #[arg(long, value_name = "[REASON=]START/END")]
    pause: Vec<String>,
    /// An extension, such as "10 working days"
    #[arg(long, value_name = "LIMIT")]
    extend: Option<String>,
    /// A higher authority allowed an extension beyond the longest one
    #[arg(long, requires = "extend")]
    authorised: bool,
    /// When the customer was told of the extension [default: in time]
    #[arg(long, value_name = "INSTANT", requires = "extend")]
    told: Option<String>,
    /// The moment up to which an open pause is counted [default: now]
    #[arg(long, value_name = "INSTANT")]
    as_of: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

/// A standard's clock with everything that was said to have happened.
struct Worked<'a> {
    standard: &'a Standard,
    calendar: Calendar,
    course: Course,
    /// When to warn, where a second reading is due earlier.
    warned: Option<Due>,
    /// The standard before it that is not done yet.
    waiting: Option<&'a str>,
}

pub(crate) fn run(call: &Call) -> Ended {
    let (charter, _) = find(&call.charter)?;
    let standard = named(&charter, &call.standard)?;
    let calendar = calendar(&charter, standard)?;
    if let Some(clock) = standard.notice_clock() {
        return notice::run(call, standard, &calendar, &clock);
    }
    let clock = clock(call, &calendar, standard)?;
    let received = match standard.after {
        None => start_of(&calendar, &call.from, &clock)?,
        // The earlier standard of the chain says what its receipt needs.
        Some(_) => moment(&calendar, &call.from)?.instant(),
    };
    let done = done(&charter, &calendar, &call.done)?;
    let (start, waiting) = start(&charter, standard, received, &done)?;
    let stop = done.iter().find(|(id, _)| *id == standard.id).map(|(_, at)| *at);
    let happened = happened::read(call, standard, &calendar, &clock, (start, stop))?;
    let course = happened::course(standard, &calendar, clock, start, &happened)?;
    let warned = match standard.cautious(clock) {
        Some(clock) => {
            let cautious = happened::course(standard, &calendar, clock, start, &happened)?;
            let earlier = cautious.due(&calendar);
            (earlier.instant() < course.due(&calendar).instant()).then_some(earlier)
        }
        None => None,
    };
    let as_of = match &call.as_of {
        Some(text) => moment(&calendar, text)?.instant(),
        None => app::time::now(),
    };
    let mut told = answer(&course, &calendar, as_of);
    reachable(told.due)?;
    if standard.starts_with_receipt() {
        told.received(&calendar, &call.from);
    } else {
        told.reasons.iter_mut().for_each(Reason::start_instead);
    }
    let worked = Worked { standard, calendar, course, warned, waiting };
    let sentences = worked.sentences(call, &told, received);
    if call.json {
        return output::json(&worked.document(&told, &sentences));
    }
    output::line(due_sentence(&worked.calendar, told.due))?;
    sentences.iter().try_for_each(output::line)?;
    words::charter::source(L, worked.standard).iter().try_for_each(output::line)
}

impl Worked<'_> {
    /// The way to the due date, and what else there is to know about it.
    fn sentences(&self, call: &Call, told: &Answer, received: Timestamp) -> Vec<String> {
        let zone = self.calendar.zone();
        let mut sentences: Vec<String> = words::clock::explanation(L, zone, &told.reasons)
            .into_iter()
            .map(String::from)
            .collect();
        if let Some(before) = self.waiting {
            sentences.push(format!(
                "\"{before}\" is not done yet: this counts from its last permitted moment and is \
                 provisional."
            ));
        }
        let plain = self.course.due_without_extension(&self.calendar).date(&self.calendar);
        if self.standard.extension_needs_notice
            && call.extend.is_some()
            && call.told.is_none()
            && let Some(date) = plain
        {
            sentences.push(format!(
                "The extension counts only if the customer is told of it by {}.",
                dates::full(L, date)
            ));
        }
        if let Some(date) = self.warned.and_then(|due| due.date(&self.calendar)) {
            sentences.push(words::clock::cautious(L, date).into());
        }
        if let Some(from) = self.standard.holds_from
            && !self.standard.holds_on(Some(zone.date_of(received)))
        {
            sentences.push(format!(
                "This rule holds for what was received from {} on, so it did not hold then.",
                dates::full(L, from)
            ));
        }
        sentences
    }

    fn document(&self, told: &Answer, sentences: &[String]) -> Value {
        let plain = self.course.due_without_extension(&self.calendar);
        let told = Answer {
            provisional: told.provisional || self.waiting.is_some(),
            reasons: Vec::new(),
            ..*told
        };
        document(self.standard, &self.calendar, &told, (plain, self.warned), sentences)
    }
}

fn document(
    standard: &Standard,
    calendar: &Calendar,
    told: &Answer,
    (plain, warned): (Due, Option<Due>),
    sentences: &[String],
) -> Value {
    let date = |due: Due| due.date(calendar).map(|date| date.to_string());
    json!({
        "standard": standard.id,
        "due_at": told.due.instant().map(|at| instant(calendar, at)),
        "due_on": date(told.due),
        "provisional": told.provisional,
        "paused_seconds": told.paused_seconds,
        "due_without_extension": date(plain),
        "warn_on": warned.and_then(date),
        "source": standard.source,
        "grade": standard.grade.map(|grade| grade.key()),
        "explanation": sentences,
    })
}

/// What cannot have happened, in words.
fn impossible(calendar: &Calendar, no: TimelineRefusal) -> Ending {
    refused(words::refusals::timeline(L, calendar.zone(), no))
}
