//! The page of a record: what was promised, what happened, what can be done.

use super::acts;
use super::done;
use super::log_form::plain_reference;
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use crate::words::Said;
use app::access::Permission;
use app::case_files::{PromiseView, RecordPage};
use app::history::Entry;
use app::records::{Record, State};
use govuk::{
    Button, Details, Errors, Label, NotificationBanner, SummaryList, SummaryRow, Tag, TagColour,
    Textarea,
};
use maud::{Markup, html};
use rules::clock::Given;
use rules::facts::{Evidence, FactKind};
use rules::ledger::Why;
use words::dates;

/// Shows a record.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    let view = view(asked)?;
    Ok(Answer::page(page(asked, &view, &errors)))
}

fn view(asked: &Asked<'_>) -> Result<RecordPage, Trouble> {
    let reference = plain_reference(asked.place("reference"));
    let (kept, actor) = (&asked.site.kept, asked.acting());
    let found = asked.read(|tx| app::case_files::page(tx, kept, actor, &reference, asked.now))?;
    found.ok_or(Trouble::NotFound)
}

/// Writes a note.
pub(crate) fn note(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let view = view(asked)?;
    let (reference, text) = (view.record.reference.clone(), asked.form.text("text").to_owned());
    let version = asked.form.number("version").unwrap_or_default();
    let acted = asked.act(move |cx| {
        app::cases::note(cx, &reference, version, &text)?;
        Ok(format!("/staff/records/{reference}?done=note"))
    });
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            Trouble::or_refused(failure)?;
            let mut errors = Errors::new(asked.said().components());
            errors.add("text", "Enter a note");
            Ok(Answer::refused(page(asked, &view, &errors)))
        }
    }
}

/// Answers whether a contact is about the same matter as an earlier one.
pub(crate) fn repeat(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let reference = view(asked)?.record.reference;
    let version = asked.form.number("version").unwrap_or_default();
    let is_same = asked.form.text("answer") == "same";
    let acted = asked.act(move |cx| {
        app::contacts::answer_repeat(cx, &reference, version, is_same)?;
        Ok(format!("/staff/records/{reference}"))
    })?;
    Ok(Answer::see_other(acted.address()))
}

fn page(asked: &Asked<'_>, view: &RecordPage, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let record = &view.record;
    let title = format!("{}: {}", telling::reference(&record.reference), view.summary);
    let main = html! {
        (errors)
        (done::what_was_done(asked, view))
        span.govuk-caption-l.kept-reference { (telling::reference(&record.reference)) }
        h1.govuk-heading-l { (view.summary) " " (record_state(said, record.state)) }
        @if let Some(repeat) = &view.repeat {
            (NotificationBanner::important(said.components(), html! {
                p.govuk-body {
                    (said.english("The same customer came about this before: "))
                    a.govuk-link href={ "/staff/records/" (repeat.earlier) } { (repeat.summary) }
                    ", " (telling::short_moment(said, &asked.zone, repeat.received_at)) "."
                }
                form method="post" action={ "/staff/records/" (record.reference) "/repeat" } {
                    (tokens(asked))
                    input type="hidden" name="version" value=(record.version);
                    div.govuk-button-group {
                        (Button::new(said.english("Same matter")).named("answer", "same"))
                        (Button::new(said.english("Something else")).secondary().named("answer", "other"))
                    }
                }
            }))
        }
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                h2.govuk-heading-m { (said.english("What we promised")) }
                (promises(asked, record, &view.promises))
                @if !view.in_readiness.is_empty() && asked.acting().reach.may(Permission::SeeFigures) {
                    (Details::new(said.english("In readiness: measured, not promised"),
                        promises(asked, record, &view.in_readiness)))
                }
                h2.govuk-heading-m { (said.english("What happened")) }
                (history_list(asked, &view.history))
                (note_form(asked, view, errors))
            }
            div.govuk-grid-column-one-third {
                (acts::offered(asked, view))
                h2.govuk-heading-m { (said.english("About it")) }
                (about(asked, view))
            }
        }
    };
    Frame::new(asked, &title, main).errors(!errors.is_empty()).staff()
}

/// Whether anything is left to do, as a tag.
pub(crate) fn record_state(said: Said, state: State) -> Markup {
    let (colour, words) = match state {
        State::Settled => (TagColour::Green, "Settled"),
        State::Open => (TagColour::Blue, "Open"),
        State::Closed => (TagColour::Grey, "Closed"),
    };
    html! { (Tag::coloured(colour, said.english(words))) }
}

fn promises(asked: &Asked<'_>, record: &Record, promises: &[PromiseView]) -> Markup {
    let said = asked.said();
    if promises.is_empty() {
        return html! { p.govuk-body { (said.english("No standard covers this contact.")) } };
    }
    html! {
        @for promise in promises {
            section.kept-promise {
                h3.govuk-heading-s {
                    @if let Some(number) = promise.number {
                        a.govuk-link href={ "/staff/records/" (record.reference) "/promises/" (number) } {
                            (promise.title)
                        }
                    } @else { (promise.title) }
                    " "
                    (telling::outcome_tag(said, promise.owed.judged.outcome, promise.owed.judged.paused))
                }
                p.govuk-body { (promise.words) }
                p.govuk-body { (due(asked, promise)) }
                @if let Some(told) = promise.told_of_miss {
                    p.govuk-body {
                        (said.english("The customer was told that it was missed: "))
                        (telling::short_moment(said, &asked.zone, told))
                    }
                }
                @if let Some(why) = why(&promise.owed.why) { p.govuk-body { (said.english(why)) } }
                @if !promise.reasons.is_empty() {
                    (Details::new(said.english("How the date was reached"), html! {
                        ul.govuk-list {
                            @for sentence in words::clock::explanation(
                                said.language(), &asked.zone, &promise.reasons)
                            { li { (sentence) } }
                        }
                    }))
                }
            }
        }
    }
}

fn due(asked: &Asked<'_>, promise: &PromiseView) -> Markup {
    let (said, zone) = (asked.said(), &asked.zone);
    let judged = &promise.owed.judged;
    let plain = judged.due_without_extension;
    html! {
        @if judged.due.instant().is_some() {
            (said.english("Due ")) (telling::due(said, zone, (judged.due.instant(), promise.owed.due_on), asked.now))
            @if judged.due != judged.due_without_extension {
                ", "
                (said.english("without extension "))
                (telling::due(said, zone, (plain.instant(), telling::last_date(zone, plain)), asked.now))
            }
            @if judged.provisional { ", " (said.english("provisional")) }
        } @else {
            (said.english("No due date"))
        }
        @if let Some(stopped) = promise.owed.stopped {
            br;
            (said.english("Done ")) (telling::short_moment(said, zone, stopped))
            @if let Some(evidence) = promise.owed.evidence { ", " (telling::evidence(said, evidence)) }
        }
    }
}

fn why(why: &Why) -> Option<&'static str> {
    match why {
        Why::Clock | Why::Recorded => None,
        Why::OutsideThePromise => Some("Outside the promise: its condition does not hold."),
        Why::Excluded(_) => Some("Taken out of the figures."),
        Why::PutOffByCustomer => Some("The customer asked for another date."),
        Why::Repeated => Some("The customer came back about the same matter."),
        Why::ClosedUndone => Some("The case was closed before it was done."),
        Why::UndoneAtBackstop => Some("It was not done by the age at which it is judged."),
        Why::StopNotRecorded => Some("It was done, but nobody recorded when."),
    }
}

/// The facts of a record as people read them.
pub(super) fn history_list(asked: &Asked<'_>, history: &[Entry]) -> Markup {
    let (said, zone) = (asked.said(), &asked.zone);
    html! {
        ol.govuk-list.kept-history {
            @for entry in history {
                li {
                    p.govuk-body {
                        strong { (telling::fact(said, entry.fact.kind)) }
                        @if let Some(given) = given(asked, entry) { ": " (given) }
                        @if let Some(by) = entry.fact.detail.by { ": " (by) }
                        @if let Some(reason) = waited_for(entry) { ": " (telling::reason(said, reason)) }
                        @if let Some(to) = assigned(entry) { ": " (to) }
                        br;
                        span.govuk-hint {
                            (telling::moment(said, zone, entry.fact.happened)) ", "
                            (entry.recorded_by) ", "
                            (telling::evidence(said, entry.fact.evidence))
                        }
                    }
                    @if let Some(content) = &entry.content {
                        p.govuk-body.kept-said { (content) }
                    }
                }
            }
        }
    }
}

fn given(asked: &Asked<'_>, entry: &Entry) -> Option<String> {
    let language = asked.said().language();
    Some(match entry.fact.detail.given? {
        Given::On(date) => dates::full(language, date),
        Given::At(at) => dates::moment(language, &asked.zone, at),
    })
}

/// What a clock stood still for, or why something was put right.
fn waited_for(entry: &Entry) -> Option<&str> {
    let is_late = entry.fact.evidence == Evidence::EnteredLate;
    let kinds = [
        FactKind::Paused,
        FactKind::Resumed,
        FactKind::Excluded,
        FactKind::StandardsGiven,
        FactKind::OwnedUp,
        FactKind::StageEntered,
        FactKind::StageFinished,
    ];
    let is_told = is_late || kinds.contains(&entry.fact.kind);
    entry.fact.detail.reason.as_deref().filter(|_| is_told)
}

fn assigned(entry: &Entry) -> Option<String> {
    let kinds = [FactKind::Assigned, FactKind::Opened];
    if !kinds.contains(&entry.fact.kind) {
        return None;
    }
    let parts = [&entry.service, &entry.team, &entry.owner];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    Some(parts.join(", ")).filter(|to| !to.is_empty())
}

fn note_form(asked: &Asked<'_>, view: &RecordPage, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    html! {
        form method="post" action={ "/staff/records/" (view.record.reference) "/note" } novalidate {
            (tokens(asked))
            input type="hidden" name="version" value=(view.record.version);
            (Textarea {
                id: "text",
                name: "text",
                label: Label::new(said.english("Add a note")),
                hint: Some(said.english("Staff see it. The customer does not, unless they ask for their data.").into()),
                error: errors.get("text"),
                rows: 3,
                ..Textarea::default()
            })
            (Button::new(said.english("Save note")).secondary().once())
        }
    }
}

fn about(asked: &Asked<'_>, view: &RecordPage) -> Markup {
    let (said, zone) = (asked.said(), &asked.zone);
    let record = &view.record;
    let mut rows = vec![
        SummaryRow::new(said.english("Received"), telling::moment(said, zone, record.received_at)),
        SummaryRow::new(
            said.english("Channel"),
            telling::channel(said, record.channel).to_string(),
        ),
        SummaryRow::new(said.english("Kind"), telling::matter(said, record.matter).to_string()),
        SummaryRow::new(said.english("Service"), view.service.as_str()),
    ];
    let mut add = |label: &'static str, value: Option<String>| {
        rows.extend(value.map(|value| SummaryRow::new(said.english(label), value)));
    };
    add("About", view.reason.clone());
    add("Team", view.team.clone());
    add("Who deals with it", view.owner.clone());
    add("Next step", view.next_step.clone());
    add("Customer told", view.promised_on.map(|date| dates::full(said.language(), date)));
    add("Came through", view.place.clone());
    add("Details", view.details.clone());
    if let Some(customer) = &view.customer {
        add("Customer", Some(customer.name.clone()));
        add("Telephone", customer.telephone.clone());
        add("Email", customer.email.clone());
        add("Postcode", customer.postcode.clone());
    }
    let logged =
        format!("{}, {}", view.taken_by, telling::short_moment(said, zone, view.logged_at));
    add("Logged", Some(logged));
    html! {
        (SummaryList::new(rows))
        @if !view.same_matter.is_empty() {
            h2.govuk-heading-s { (said.english("The same matter")) }
            ul.govuk-list {
                @for (reference, summary) in &view.same_matter {
                    li { a.govuk-link href={ "/staff/records/" (reference) } { (summary) } }
                }
            }
        }
    }
}
