//! The list of promises whose clocks stand still: nothing is due on them, and nobody should lose
//! sight of them.

use super::lists::tabs;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::cases::{PAUSED, PausedPromise, paused};
use govuk::{Cell, Table};
use jiff::Timestamp;
use maud::{Markup, html};
use rules::calendar::Day;

/// Shows the list.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let promises = asked.read(|tx| paused(tx, asked.acting()))?;
    let main = html! {
        h1.govuk-heading-l { (said.english("Promises still to be kept")) }
        (tabs(asked, "paused"))
        h2.govuk-heading-m { (said.english("Paused")) }
        p.govuk-body {
            (said.english("Their clocks stand still, so nothing is due. The longest comes first: \
                           ask again for what has not arrived."))
        }
        @if promises.is_empty() {
            p.govuk-body { (said.english("Nothing here.")) }
        } @else {
            (in_all(asked, &promises))
            (table(asked, &promises))
        }
        @if promises.len() == PAUSED {
            p.govuk-body {
                (said.english(format!("These are the {PAUSED} longest. There may be more.")))
            }
        }
    };
    Ok(Answer::page(Frame::new(asked, "Paused: promises still to be kept", main).staff()))
}

fn in_all(asked: &Asked<'_>, promises: &[PausedPromise]) -> Markup {
    let longest = promises.iter().filter_map(|promise| promise.since).min();
    let number = words::numbers::count(promises.len() as i64);
    let text = match longest {
        Some(since) => format!("{number} here, the longest {}", how_long(asked, since)),
        None => format!("{number} here"),
    };
    html! { p.govuk-body { (asked.said().english(text)) } }
}

/// `for 12 days`.
pub(in crate::staff) fn how_long(asked: &Asked<'_>, since: Timestamp) -> String {
    let days = Day::of(asked.today)
        .zip(asked.zone.day_of(since))
        .map_or(0, |(today, since)| today.days_after(since));
    format!("for {}", words::numbers::of(days, "day", "days"))
}

fn table(asked: &Asked<'_>, promises: &[PausedPromise]) -> Markup {
    let said = asked.said();
    let heads = ["Paused", "Waiting for", "Promise", "Reference", "About", "Who"];
    html! {
        (Table {
            caption: said.english("Paused promises").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: promises.iter().map(|promise| vec![
                Cell::new(html! {
                    @if let Some(since) = promise.since {
                        (said.english(how_long(asked, since)))
                    } @else { "–" }
                }),
                Cell::new(html! {
                    @if let Some(reason) = &promise.reason {
                        (telling::reason(said, reason))
                    } @else { "–" }
                }),
                promise.title.as_str().into(),
                Cell::new(html! {
                    a.govuk-link.kept-reference href={ "/staff/records/" (promise.reference) } {
                        (telling::reference(&promise.reference))
                    }
                }),
                promise.summary.as_str().into(),
                promise.owner.as_deref().unwrap_or("–").into(),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
