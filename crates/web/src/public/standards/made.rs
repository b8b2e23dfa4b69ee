//! How a version of the charter came about: who was asked, what they said and what became of it,
//! who looked into it and who approved it.

use crate::http::{Asked, Trouble};
use app::drafting::{Point, Step};
use govuk::{SummaryList, SummaryRow};
use maud::{Markup, html};
use rules::drafting::{Answer, Need, StepKind};
use words::dates;

/// What is published of a version's life; nothing for one that was adopted without a draft.
pub(super) fn made(asked: &Asked<'_>, version: i64) -> Result<Markup, Trouble> {
    let said = asked.said();
    let draft = asked.read(|tx| app::drafting::of_version(tx, version))?;
    let Some(draft) = draft else { return Ok(html! {}) };
    let steps: Vec<&Step> =
        draft.steps.iter().filter(|step| step.kind != StepKind::Withdrawn).collect();
    Ok(html! {
        @if !steps.is_empty() {
            section.kept-section {
                h2.govuk-heading-l { (said.english("How this version came about")) }
                @for step in steps { (one(asked, step)) }
            }
        }
    })
}

/// A step, without the name of whoever wrote it down.
fn one(asked: &Asked<'_>, step: &Step) -> Markup {
    let said = asked.said();
    let told = &step.told;
    let mut rows = Vec::new();
    let mut add = |label: &'static str, value: String| {
        if !value.is_empty() {
            rows.push(SummaryRow::new(said.english(label), said.english(value)));
        }
    };
    add("What was left out", told.waives.map_or(String::new(), |need| left_out(need).to_owned()));
    add(if step.kind == StepKind::Consulted { "Who was asked" } else { "By" }, told.who.clone());
    add("How", told.how.clone());
    add("How many answered", told.people.map_or_else(String::new, words::numbers::count));
    add("Minute", told.minute.clone());
    add(if step.kind == StepKind::Waived { "Why" } else { "What came of it" }, told.words.clone());
    add("When", told.on.map_or_else(String::new, |on| dates::date(said.language(), on)));
    html! {
        h3.govuk-heading-m { (said.english(kind(step.kind))) }
        (SummaryList::new(rows))
        @if !step.points.is_empty() {
            h4.govuk-heading-s { (said.english("What people said")) }
            ul.govuk-list.govuk-list--bullet {
                @for point in &step.points { li { (what_was_said(asked, point)) } }
            }
        }
    }
}

fn what_was_said(asked: &Asked<'_>, point: &Point) -> Markup {
    let said = asked.said();
    let answer = match point.answer {
        Answer::Accepted => "Accepted",
        Answer::Partly => "Accepted in part",
        Answer::NotAccepted => "Not accepted",
    };
    html! {
        (said.english(point.said.clone())) " "
        strong { (said.english(answer)) ": " }
        (said.english(point.because.clone()))
    }
}

fn kind(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Consulted => "Consultation",
        StepKind::EqualityChecked => "Equality check",
        StepKind::Scrutinised => "Scrutiny",
        StepKind::Waived => "A step that was left out",
        StepKind::InReadiness => "Measured before it was promised",
        StepKind::Approved => "Approval",
        StepKind::Withdrawn => "Withdrawn",
    }
}

fn left_out(need: Need) -> &'static str {
    match need {
        Need::Consultation => "Consultation",
        Need::EqualityCheck => "Equality check",
        Need::Scrutiny => "Scrutiny",
        Need::Wording => "Words of every section",
        Need::Clashes => "Putting right what clashes",
        Need::Feasibility => "Whether we could have kept it",
    }
}
