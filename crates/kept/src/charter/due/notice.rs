//! The latest moment for word of an event, by a standard that promises notice.

use super::{Call, L, document};
use crate::ending::{Ended, refused, wrong_call};
use crate::output;
use crate::time::{Answer, due_sentence, moment, reachable};
use rules::calendar::Calendar;
use rules::charter::Standard;
use rules::clock::*;
use words::refusals;

pub(super) fn run(call: &Call, standard: &Standard, calendar: &Calendar, clock: &Clock) -> Ended {
    if !call.pause.is_empty() || call.extend.is_some() {
        return Err(wrong_call("Notice before an event is neither paused nor extended."));
    }
    let event = call.given.as_deref().ok_or_else(|| {
        wrong_call("This standard promises notice of an event. Add --given INSTANT of the event.")
    })?;
    let event = moment(calendar, event)?.instant();
    let told = moment(calendar, &call.from)?.instant();
    let no = |no| refused(refusals::clock(L, no));
    let due = notice(clock, calendar, event).map_err(no)?;
    reachable(due)?;
    let reasons = explain_notice(clock, calendar, event).map_err(no)?;
    let provisional = is_provisional(clock, calendar, due);
    let words = words::clock::explanation(L, calendar.zone(), &reasons);
    let mut sentences: Vec<String> = words.into_iter().map(String::from).collect();
    let verdict = if due.keeps(told) { "That was early enough." } else { "That was too late." };
    sentences.push(verdict.to_owned());
    let answer = Answer { due, provisional, paused_seconds: 0, reasons };
    if call.json {
        return output::json(&document(standard, calendar, &answer, (due, None), &sentences));
    }
    output::line(due_sentence(calendar, due))?;
    sentences.iter().try_for_each(output::line)?;
    words::charter::source(L, standard).iter().try_for_each(output::line)
}
