//! The life of the charter: drafts, the version in force, those before it, and those to come.

use super::telling::{state, who, whose};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::Fault;
use app::charters::AdoptedRow;
use app::drafting::DraftRow;
use db::Tx;
use govuk::{Button, Cell, Table, Tag, TagColour, WarningText};
use jiff::civil::Date;
use maud::{Markup, html};
use rules::charter::CharterKind;
use words::dates;

/// Shows drafts and versions.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let (drafts, versions, review) = asked.read(|tx| {
        let versions = app::charters::adopted(tx)?;
        let review = review(asked, tx, &versions)?;
        Ok::<_, Fault>((app::drafting::drafts(tx)?, versions, review))
    })?;
    let title = "Drafts and versions of the charter";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body {
            (said.english("A change of the charter is drafted, consulted on, checked, scrutinised and approved. Until then nothing that you promise changes."))
        }
        (Button::link(said.english("Begin a draft"), "/staff/charter/drafts/new"))
        h2.govuk-heading-m { (said.english("Drafts")) }
        @if drafts.is_empty() {
            p.govuk-body { (said.english("There is none yet.")) }
        } @else {
            (draft_table(asked, &drafts))
        }
        h2.govuk-heading-m { (said.english("Versions")) }
        (review_due(asked, review))
        @if versions.is_empty() {
            p.govuk-body { (said.english("No charter was adopted yet.")) }
        } @else {
            (version_table(asked, &versions, &drafts))
        }
    };
    let frame = Frame::new(asked, title, main);
    Ok(Answer::page(frame.back("/staff/charter", said.english("Charter")).staff()))
}

/// When the body's own charter in force is due for review, as it says itself.
fn review(asked: &Asked<'_>, tx: &mut Tx, versions: &[AdoptedRow]) -> Result<Option<Date>, Fault> {
    let is_it = |place: &usize| {
        versions[*place].kind == CharterKind::Own
            && life(versions, *place, asked.today) == Life::InForce
    };
    let Some(place) = (0..versions.len()).find(is_it) else { return Ok(None) };
    let row = &versions[place];
    let version = asked.site.kept.charter(tx, row.id)?;
    Ok(version.and_then(|version| rules::drafting::review_due(&version.charter, row.from)))
}

fn review_due(asked: &Asked<'_>, on: Option<Date>) -> Markup {
    let said = asked.said();
    let Some(on) = on else { return html! {} };
    let date = dates::date(said.language(), on);
    html! {
        @if on < asked.today {
            (WarningText::new(said.components(), said.english(format!("The charter in force was due for review by {date}. Begin a draft."))))
        } @else {
            p.govuk-body { (said.english(format!("The charter in force is due for review by {date}."))) }
        }
    }
}

fn draft_table(asked: &Asked<'_>, drafts: &[DraftRow]) -> Markup {
    let said = asked.said();
    let head = ["Draft", "Of what", "Last changed by", "State"];
    let row = |row: &DraftRow| -> Vec<Cell<'static>> {
        let link = html! {
            a.govuk-link href=(super::address(row.id)) {
                (row.title) " " (said.english(format!("(draft {})", row.id)))
            }
        };
        vec![
            Cell::new(link),
            Cell::new(whose(said, row.kind)),
            who(asked, &row.changed).into(),
            Cell::new(state(said, row)),
        ]
    };
    html! {
        (Table {
            head: head.into_iter().map(|head| said.column(head)).collect(),
            rows: drafts.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

/// The life of a version.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Life {
    ToCome,
    InForce,
    Superseded,
    Ended,
}

/// How far the version at a place has come; the versions of a charter stand together, the newest
/// first.
fn life(versions: &[AdoptedRow], place: usize, today: Date) -> Life {
    let row = &versions[place];
    let newer = versions[..place].iter().filter(|newer| newer.charter == row.charter);
    if row.from > today {
        Life::ToCome
    } else if newer.into_iter().any(|newer| newer.from <= today) {
        Life::Superseded
    } else if row.until.is_some_and(|until| until < today) {
        Life::Ended
    } else {
        Life::InForce
    }
}

fn version_table(asked: &Asked<'_>, versions: &[AdoptedRow], drafts: &[DraftRow]) -> Markup {
    let said = asked.said();
    let head = ["Charter", "Version", "From", "Until", "Approved by", "State"];
    let date = |on: Date| dates::date(said.language(), on).to_string();
    let rows = versions.iter().enumerate().map(|(place, row)| -> Vec<Cell<'static>> {
        vec![
            Cell::new(html! {
                @match drafts.iter().find(|draft| became(draft, row.id)) {
                    Some(draft) => {
                        a.govuk-link href=(super::address(draft.id)) {
                            (row.title)
                            span.govuk-visually-hidden {
                                (said.english(format!(", the draft of version {}", row.number)))
                            }
                        }
                    },
                    None => (row.title),
                }
                (telling::charter_kind(said, row.kind))
            }),
            row.number.to_string().into(),
            date(row.from).into(),
            row.until.map_or_else(|| "–".to_owned(), date).into(),
            row.approval.clone().into(),
            Cell::new(state_of(asked, life(versions, place, asked.today), row.kind)),
        ]
    });
    html! {
        (Table {
            head: head.into_iter().map(|head| said.column(head)).collect(),
            rows: rows.collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

/// Whether a draft became a version, in force or in readiness.
fn became(draft: &DraftRow, version: i64) -> bool {
    [draft.version, draft.readiness_version].contains(&Some(version))
}

fn state_of(asked: &Asked<'_>, life: Life, kind: CharterKind) -> Markup {
    let (colour, words) = match (life, kind) {
        (Life::ToCome, _) => (TagColour::Blue, "To come"),
        (Life::InForce, CharterKind::InReadiness) => (TagColour::Yellow, "Measured"),
        (Life::InForce, _) => (TagColour::Green, "In force"),
        (Life::Superseded, _) => (TagColour::Grey, "Superseded"),
        (Life::Ended, _) => (TagColour::Grey, "Ended"),
    };
    html! { (Tag::coloured(colour, asked.said().english(words))) }
}
