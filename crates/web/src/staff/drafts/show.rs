//! A draft: what it is, what is still missing before approval, and what happened to it.

use super::telling::{finished, need, origin, short_hash, state, step, who, whose};
use super::{address, checks, drafted, editor, needs, points};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::drafting::{Draft, State, Step};
use govuk::{Button, NotificationBanner, SummaryList, SummaryRow, Tag, TagColour};
use maud::{Markup, html};
use rules::charter::Charter;
use rules::drafting::StepKind;
use words::dates;

/// Shows a draft.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let draft = drafted(asked)?;
    let charter = app::drafting::charter_of(&draft.text)?;
    let is_open = draft.row.state == State::Open;
    let kept = &asked.site.kept;
    let now = (asked.today, asked.now);
    let checked = asked.read(|tx| app::drafting::checked(tx, kept, &charter, now))?;
    let title = draft.row.title.clone();
    let main = html! {
        (news(asked))
        span.govuk-caption-l { (whose(said, draft.row.kind)) }
        h1.govuk-heading-l { (title) }
        (facts(asked, &draft))
        @if is_open { (needs::before_approval(asked, &draft, &charter, &checked)) }
        @if is_open { (checks::shown(asked, &charter, &checked)) }
        (happened(asked, &draft))
        (contents(asked, &draft, &charter))
        @if is_open { (decision(asked, &draft)) } @else {
            p.govuk-body { (said.english(finished(draft.row.state))) "." }
        }
    };
    let frame = Frame::new(asked, &title, main);
    let back = frame.back("/staff/charter/drafts", said.english("Drafts and versions"));
    Ok(Answer::page(back.staff()))
}

/// What was just done.
fn news(asked: &Asked<'_>) -> Markup {
    let said = asked.said();
    let done = [
        ("begun", "The draft is begun. Nothing that you promise changes until it is approved."),
        ("changed", "The draft is changed."),
        ("written", "It is written down."),
        ("approved", "The approval is written down, and the charter adopted."),
    ];
    let done = done.into_iter().find(|(key, _)| asked.query.given(key).is_some());
    html! {
        @if let Some((_, words)) = done {
            (NotificationBanner::success(said.components(), said.english(words)))
        }
    }
}

fn facts(asked: &Asked<'_>, draft: &Draft) -> Markup {
    let said = asked.said();
    let row = &draft.row;
    let mut rows = vec![
        SummaryRow::new(said.english("State"), state(said, row)),
        SummaryRow::new(said.english("Began from"), origin(said, &row.origin)),
        SummaryRow::new(said.english("Begun"), who(asked, &row.made)),
        SummaryRow::new(
            said.english("Text"),
            html! {
                (said.english(format!("{}, {}", row.text, who(asked, &row.changed))))
                br;
                span.kept-hash { (row.hash_in_words()) }
            },
        ),
    ];
    if row.version.is_some() {
        let link = html! {
            a.govuk-link href="/staff/charter/drafts" { (said.english("Drafts and versions")) }
        };
        rows.push(SummaryRow::new(said.english("Became a version"), link));
    }
    html! { (SummaryList::new(rows)) }
}

fn happened(asked: &Asked<'_>, draft: &Draft) -> Markup {
    let said = asked.said();
    html! {
        h2.govuk-heading-m { (said.english("What happened")) }
        @if draft.steps.is_empty() {
            p.govuk-body { (said.english("Nothing yet but the drafting.")) }
        }
        @for one in &draft.steps {
            h3.govuk-heading-s {
                (step(said, one.kind))
                @if one.hash != draft.row.hash {
                    " " (Tag::coloured(TagColour::Yellow, said.english("About an earlier text")))
                }
            }
            (one_step(asked, draft, one))
        }
    }
}

fn one_step(asked: &Asked<'_>, draft: &Draft, one: &Step) -> Markup {
    let said = asked.said();
    let told = &one.told;
    let mut rows = Vec::new();
    let mut add = |label: &'static str, value: &str| {
        if !value.is_empty() {
            rows.push(SummaryRow::new(said.english(label), value.to_owned()));
        }
    };
    add("What", told.waives.map_or("", need));
    add(if one.kind == StepKind::Consulted { "Asked" } else { "By" }, &told.who);
    add("How", &told.how);
    add("Answers", &told.people.map_or_else(String::new, words::numbers::count));
    add("Minute", &told.minute);
    add(if one.kind == StepKind::Waived { "Why" } else { "Words" }, &told.words);
    let date = |on| dates::date(said.language(), on).to_string();
    add("On", &told.on.map_or_else(String::new, date));
    if let Some((from, until)) = one.days {
        add("From", &date(from));
        add("Until", &until.map_or_else(String::new, date));
    }
    add("Written down by", &who(asked, &one.made));
    let text = format!("Text {}, {}", one.text, short_hash(&one.hash));
    let file = format!("{}/file?text={}", address(draft.row.id), one.text);
    let link = html! { a.govuk-link href=(file) { (said.english(text)) } };
    rows.push(SummaryRow::new(said.english("About"), link));
    html! {
        (SummaryList::new(rows))
        @for point in &one.points { (points::shown(asked, point)) }
        @if one.kind == StepKind::Consulted {
            p.govuk-body {
                a.govuk-link href={ (address(draft.row.id)) "/points/" (one.id) } {
                    (said.english("What people said"))
                    span.govuk-visually-hidden { (said.english(format!(": {}", told.who))) }
                }
            }
        }
    }
}

/// What the draft says, part by part.
fn contents(asked: &Asked<'_>, draft: &Draft, charter: &Charter) -> Markup {
    let said = asked.said();
    let back = address(draft.row.id);
    let numbers = [
        (charter.sections.len(), "section", "sections"),
        (charter.commitments.len(), "commitment", "commitments"),
        (charter.standards.len(), "standard", "standards"),
    ];
    let counted: Vec<String> =
        numbers.iter().map(|(n, one, many)| words::numbers::of(*n as i64, one, many)).collect();
    html! {
        h2.govuk-heading-m { (said.english("What it says")) }
        p.govuk-body { (said.english(format!("{}.", counted.join(", ")))) }
        (editor::list(asked, draft, charter))
        h3.govuk-heading-s { (said.english("The whole file")) }
        ul.govuk-list {
            li { a.govuk-link href={ (back) "/text" } { (said.english("Read or change the whole file")) } }
            li { a.govuk-link href={ (back) "/file" } { (said.english("Take the file away")) } }
        }
    }
}

fn decision(asked: &Asked<'_>, draft: &Draft) -> Markup {
    let said = asked.said();
    let steps = format!("{}/steps", address(draft.row.id));
    html! {
        h2.govuk-heading-m { (said.english("Decide")) }
        div.govuk-button-group {
            (Button::link(said.english("Write down the approval"), format!("{steps}/approved")))
            a.govuk-link href={ (steps) "/withdrawn" } { (said.english("Withdraw the draft")) }
        }
    }
}
