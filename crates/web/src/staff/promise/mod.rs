//! The page of one promise: what was promised, when it is due and how that was reached, in words
//! for a letter, as a picture, and as data for other systems.

mod document;
mod picture;

use super::log_form::plain_reference;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::case_files::PromisePage;
use app::ledger::Explained;
use govuk::{InsetText, SummaryList, SummaryRow};
use maud::{Markup, html};
use rules::charter::{CharterKind, Grade, Standard};
use rules::clock::Measure;
use words::{dates, numbers};

fn page_of(asked: &Asked<'_>) -> Result<PromisePage, Trouble> {
    let reference = plain_reference(asked.place("reference"));
    let number: usize = asked.place("number").parse().map_err(|_| Trouble::NotFound)?;
    let (kept, actor) = (&asked.site.kept, asked.acting());
    let found = asked
        .read(|tx| app::case_files::promise(tx, kept, actor, (&reference, number), asked.now))?;
    found.ok_or(Trouble::NotFound)
}

/// Sends the same as one JSON document.
pub(crate) fn explanation(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let page = page_of(asked)?;
    Ok(Answer::json(document::of(asked, &page)))
}

/// Shows a promise.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let page = page_of(asked)?;
    let (record, promise) = (&page.record, &page.promise);
    let owed = &promise.owed;
    let back = format!("/staff/records/{}", record.reference);
    let sentences = words::clock::explanation(said.language(), &asked.zone, &promise.reasons);
    let main = html! {
        span.govuk-caption-l.kept-reference { (telling::reference(&record.reference)) }
        h1.govuk-heading-l {
            (said.english(promise.standard.title.clone())) " "
            (in_readiness(asked, &promise.standard))
            (telling::outcome_tag(said, owed.judged.outcome, owed.judged.paused))
        }
        p.govuk-body-l { (said.english(promise.standard.words.clone())) }
        (SummaryList::new(rows(asked, &page)))
        @if !sentences.is_empty() {
            h2.govuk-heading-m { (said.english("How the date was reached")) }
            p.govuk-body { (said.english("In words that can go into a letter:")) }
            (InsetText::new(html! {
                @for sentence in &sentences { (sentence) " " }
            }))
        }
        (picture::picture(asked, &promise.picture))
        (others(asked, &page))
        p.govuk-body {
            a.govuk-link href={ (back) "/promises/" (page.number) "/explanation.json" } {
                (said.english("The same for other systems, as JSON"))
            }
        }
    };
    let title = format!("{}: {}", telling::reference(&record.reference), promise.standard.title);
    let frame = Frame::new(asked, &title, main);
    Ok(Answer::page(frame.back(&back, said.english("Back to the record")).staff()))
}

fn rows<'a>(asked: &'a Asked<'_>, page: &'a PromisePage) -> Vec<SummaryRow<'a>> {
    let (said, zone) = (asked.said(), &asked.zone);
    let (promise, judged_by) = (&page.promise, &page.judged_by);
    let judged = &promise.owed.judged;
    let mut rows = vec![SummaryRow::new(said.english("Due"), due(asked, promise))];
    let plain = judged.due_without_extension;
    if judged.due != plain {
        let due = (plain.instant(), telling::last_date(zone, plain));
        let due = telling::due(said, zone, due, asked.now);
        rows.push(SummaryRow::new(said.english("Due without extension"), due));
    }
    let mut add = |label: &'static str, value: Option<String>| {
        rows.extend(value.map(|value| SummaryRow::new(said.english(label), value)));
    };
    add("Done", promise.owed.stopped.map(|at| telling::moment(said, zone, at)));
    let measure = promise.standard.measure();
    add("Time taken", promise.owed.net.map(|net| amount(measure, net)));
    let gross = promise.owed.gross.filter(|gross| Some(*gross) != promise.owed.net);
    add("Time taken, pauses included", gross.map(|gross| amount(measure, gross)));
    let chained = promise.standard.after.is_some();
    let since = promise.since_receipt.filter(|_| chained);
    add("Time since receipt in all", since.map(|since| amount(measure, since)));
    let warned = promise.owed.warned.and_then(|warned| telling::last_date(zone, warned));
    let warned = warned.map(|date| {
        format!("{}, by a second published reading", dates::full(said.language(), date))
    });
    add("Warned of by", warned);
    add("Rule", promise.standard.source.clone());
    add("Source of the rule", promise.standard.grade.map(|grade| graded(grade).to_owned()));
    let holds_from = promise.standard.holds_from;
    add("Holds from", holds_from.map(|date| dates::date(said.language(), date)));
    let charter = format!(
        "{}, version {}, in force from {}",
        judged_by.charter,
        judged_by.charter_version,
        dates::date(said.language(), judged_by.charter_from)
    );
    add("Judged by", Some(charter));
    let calendar = judged_by.calendar.map(|(number, at)| {
        format!("Version {number}, in force since {}", telling::moment(said, zone, at))
    });
    add("Calendar", calendar);
    rows
}

fn due(asked: &Asked<'_>, promise: &Explained) -> Markup {
    let (said, judged) = (asked.said(), &promise.owed.judged);
    let due = (judged.due.instant(), promise.owed.due_on);
    html! {
        @if judged.due.instant().is_some() {
            (telling::due(said, &asked.zone, due, asked.now))
            @if judged.provisional {
                ", " (said.english("provisional: it can still change"))
            }
        } @else if judged.paused {
            (said.english("No due date while the clock stands still"))
        } @else {
            (said.english("No due date"))
        }
    }
}

/// How far the source of a rule was read, in words.
fn graded(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "The regulator's or the law's own text",
        Grade::B => "Restated by others: check it against the text",
        Grade::C => "Confirm: it was taken down at second hand",
    }
}

/// An amount of time in a standard's own unit.
fn amount(measure: Measure, amount: i64) -> String {
    match measure {
        Measure::WorkingDays => numbers::of(amount, "working day", "working days"),
        Measure::CalendarDays => numbers::of(amount, "calendar day", "calendar days"),
        Measure::Seconds => numbers::stretch(words::Language::English, amount).as_str().to_owned(),
        Measure::WorkingSeconds => {
            let stretch = numbers::stretch(words::Language::English, amount);
            format!("{} of opening time", stretch.as_str())
        }
    }
}

/// Says of what is only measured that nobody was promised it.
fn in_readiness(asked: &Asked<'_>, standard: &Standard) -> Markup {
    html! {
        @if standard.is_in_readiness() {
            (telling::charter_kind(asked.said(), CharterKind::InReadiness)) " "
        }
    }
}

/// The other clocks on the record: one must not hide another.
fn others(asked: &Asked<'_>, page: &PromisePage) -> Markup {
    let said = asked.said();
    html! {
        @if !page.others.is_empty() {
            h2.govuk-heading-m { (said.english("Other promises on this record")) }
            ul.govuk-list {
                @for (number, other) in &page.others {
                    li {
                        a.govuk-link href={ "/staff/records/" (page.record.reference) "/promises/" (number) } {
                            (said.english(other.standard.title.clone()))
                        }
                        " "
                        (in_readiness(asked, &other.standard))
                        (telling::outcome_tag(said, other.owed.judged.outcome, other.owed.judged.paused))
                        " "
                        (due(asked, other))
                    }
                }
            }
        }
    }
}
