//! A promise as one JSON document, for other systems and for whoever checks a date by a program.

use crate::http::Asked;
use app::case_files::PromisePage;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::clock::{ClosedBy, DayCell, DayState, Measure};
use rules::ledger::Picture;
use serde_json::{Value, json};

/// The document. Instants have the offset of the body's zone.
pub(super) fn of(asked: &Asked<'_>, page: &PromisePage) -> Value {
    let (promise, judged_by) = (&page.promise, &page.judged_by);
    let (standard, owed) = (&promise.standard, &promise.owed);
    let language = asked.said().language();
    let sentences = words::clock::explanation(language, &asked.zone, &promise.reasons);
    let at = |at: Option<Timestamp>| at.map(|at| instant(asked, at));
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    let calendar = judged_by.calendar.map(
        |(version, since)| json!({ "version": version, "in_force_at": instant(asked, since) }),
    );
    json!({
        "reference": page.record.reference,
        "number": page.number,
        "standard": standard.id,
        "title": standard.title,
        "words": standard.words,
        "source": standard.source,
        "grade": standard.grade.map(rules::charter::Grade::key),
        "holds_from": date(standard.holds_from),
        "method": owed.method.key(),
        "limit": standard.limit.map(|limit| limit.to_string()),
        "outcome": owed.judged.outcome.key(),
        "received_at": at(Some(page.record.received_at)),
        "started_at": at(Some(owed.started)),
        "due_at": at(owed.judged.due.instant()),
        "due_on": date(owed.judged.due.instant().and(owed.due_on)),
        "due_without_extension_at": at(owed.judged.due_without_extension.instant()),
        "warn_at": at(owed.warned.and_then(|warned| warned.instant())),
        "provisional": owed.judged.provisional,
        "paused": owed.judged.paused,
        "stopped_at": at(owed.stopped),
        "net": owed.net,
        "gross": owed.gross,
        "since_receipt": promise.since_receipt,
        "unit": unit(standard.measure()),
        "charter": {
            "title": judged_by.charter,
            "version": judged_by.charter_version,
            "in_force_from": judged_by.charter_from.to_string(),
        },
        "calendar": calendar,
        "explanation": sentences.iter().map(words::Text::as_str).collect::<Vec<_>>(),
        "days": days(&promise.picture),
        "stretches": stretches(asked, &promise.picture),
    })
}

fn instant(asked: &Asked<'_>, at: Timestamp) -> String {
    at.display_with_offset(asked.zone.time_zone().to_offset(at)).to_string()
}

fn unit(measure: Measure) -> &'static str {
    match measure {
        Measure::Seconds => "seconds",
        Measure::WorkingSeconds => "working seconds",
        Measure::WorkingDays => "working days",
        Measure::CalendarDays => "calendar days",
    }
}

fn days(picture: &Picture) -> Option<Vec<Value>> {
    let Picture::Days(cells) = picture else { return None };
    Some(cells.iter().map(day).collect())
}

fn day(cell: &DayCell) -> Value {
    let (state, number, why) = match &cell.state {
        DayState::NotCounted => ("not_counted", None, None),
        DayState::Counted { number, is_extension: false } => ("counted", Some(*number), None),
        DayState::Counted { number, is_extension: true } => ("extension", Some(*number), None),
        DayState::Closed(ClosedBy::Weekday) => ("closed", None, Some("weekday")),
        DayState::Closed(ClosedBy::ClosedDay(None)) => ("closed", None, Some("closed day")),
        DayState::Closed(ClosedBy::BankHoliday(name) | ClosedBy::ClosedDay(Some(name))) => {
            ("closed", None, Some(name.as_str()))
        }
        DayState::Paused => ("paused", None, None),
        DayState::MovedOn => ("moved_on", None, None),
        DayState::Beyond => ("beyond", None, None),
    };
    json!({
        "date": cell.date.to_string(),
        "state": state,
        "number": number,
        "why": why,
        "receipt": cell.is_receipt,
        "due": cell.is_due,
    })
}

fn stretches(asked: &Asked<'_>, picture: &Picture) -> Option<Vec<Value>> {
    let Picture::Stretches(all) = picture else { return None };
    let one = |stretch: &rules::clock::CountedStretch| {
        json!({
            "from": instant(asked, stretch.from),
            "to": instant(asked, stretch.to),
            "paused": stretch.is_paused,
        })
    };
    Some(all.iter().map(one).collect())
}
