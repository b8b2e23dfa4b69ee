//! What people said when they were consulted, and what became of it.

use super::steps::line;
use super::telling::{answer, finished};
use super::{address, drafted};
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::drafting::{Draft, Point, PointRefusal, State, Step};
use govuk::{
    Button, Choice, Errors, Label, Legend, NotificationBanner, Radios, SummaryList, SummaryRow,
    Textarea,
};
use maud::{Markup, html};
use rules::drafting;
use words::dates;

/// Shows a consultation.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    page(asked, &errors).map(Answer::page)
}

/// Adds something that people said.
pub(crate) fn add(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let (draft, step) = consultation(asked)?;
    let (draft, step) = (draft.row.id, step.id);
    let form = asked.form;
    let typed = (
        form.text("said").to_owned(),
        drafting::Answer::named(form.text("answer")),
        form.text("because").to_owned(),
    );
    let acted = asked.act(move |cx| {
        app::drafting::note_point(cx, step, (&typed.0, typed.1, &typed.2))?;
        Ok(format!("{}/points/{step}?added=yes", address(draft)))
    });
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            let mut errors = Errors::new(asked.said().components());
            for refusal in Trouble::or_refused(failure)? {
                match refusal {
                    PointRefusal::NothingSaid => errors.add("said", "Enter what they said"),
                    PointRefusal::NoAnswer => errors.add("answer", "Select what became of it"),
                    PointRefusal::NoReason => errors.add("because", "Enter why"),
                    PointRefusal::Finished(state) => errors.add("", finished(state)),
                }
            }
            page(asked, &errors).map(Answer::refused)
        }
    }
}

fn consultation(asked: &Asked<'_>) -> Result<(Draft, Step), Trouble> {
    let draft = drafted(asked)?;
    let number: i64 = asked.place("consultation").parse().map_err(|_| Trouble::NotFound)?;
    let is_meant = |step: &&Step| step.id == number && step.kind == drafting::StepKind::Consulted;
    let step = draft.steps.iter().find(is_meant).cloned();
    Ok((draft, step.ok_or(Trouble::NotFound)?))
}

fn page(asked: &Asked<'_>, errors: &Errors<'_>) -> Result<Markup, Trouble> {
    let said = asked.said();
    let (draft, step) = consultation(asked)?;
    let back = address(draft.row.id);
    let title = "What people said";
    let main = html! {
        (errors)
        @if asked.query.given("added").is_some() {
            (NotificationBanner::success(said.components(), said.english("The point is written down.")))
        }
        span.govuk-caption-l { (draft.row.title) }
        h1.govuk-heading-l { (said.english(title)) }
        (facts(asked, &step))
        @for point in &step.points { (shown(asked, point)) }
        @if draft.row.state == State::Open {
            h2.govuk-heading-m { (said.english("Add a point")) }
            form method="post" action={ (back) "/points/" (step.id) } novalidate {
                (tokens(asked))
                (said_question(asked, errors))
                (answer_question(asked, errors))
                (line(asked, ("because", "Why?", "It is published with the version"), asked.form, errors))
                (Button::new(said.english("Add the point")).once())
            }
        }
    };
    let frame = Frame::new(asked, title, main).errors(!errors.is_empty());
    Ok(frame.back(&back, said.english("The draft")).staff())
}

/// Who was asked, how, and when.
fn facts(asked: &Asked<'_>, step: &Step) -> Markup {
    let said = asked.said();
    let told = &step.told;
    let mut rows = vec![
        SummaryRow::new(said.english("Asked"), told.who.as_str()),
        SummaryRow::new(said.english("How"), told.how.as_str()),
    ];
    if let Some(people) = told.people {
        rows.push(SummaryRow::new(said.english("Answers"), words::numbers::count(people)));
    }
    if let Some(on) = told.on {
        rows.push(SummaryRow::new(said.english("Until"), dates::date(said.language(), on)));
    }
    html! { (SummaryList::new(rows)) }
}

/// A point, as the draft's page shows it too.
pub(super) fn shown(asked: &Asked<'_>, point: &Point) -> Markup {
    let said = asked.said();
    html! {
        div.govuk-inset-text {
            p { (point.said) }
            p { strong { (said.english(answer(point.answer))) } ": " (point.because) }
        }
    }
}

fn said_question(asked: &Asked<'_>, errors: &Errors<'_>) -> Markup {
    html! {
        (Textarea {
            id: "said",
            name: "said",
            label: Label::new(asked.said().english("What did they say?")),
            error: errors.get("said"),
            value: asked.form.typed("said").unwrap_or(""),
            rows: 3,
            ..Textarea::default()
        })
    }
}

fn answer_question(asked: &Asked<'_>, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let choices =
        drafting::Answer::ALL.iter().map(|one| Choice::new(one.key(), said.english(answer(*one))));
    html! {
        (Radios {
            name: "answer",
            legend: Legend::new(said.english("What became of it?")),
            error: errors.get("answer"),
            value: asked.form.typed("answer"),
            choices: choices.collect(),
            ..Radios::default()
        })
    }
}
