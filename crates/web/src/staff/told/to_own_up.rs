//! The list of missed promises of which the customer has not been told.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::lists::tabs;
use crate::telling;
use app::promises_told::{TO_OWN_UP, ToOwnUp, to_own_up};
use govuk::{Cell, Table};
use maud::{Markup, html};

/// Shows the list.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let kept = &asked.site.kept;
    let missed = asked.read(|tx| to_own_up(tx, kept, asked.acting(), asked.today))?;
    let main = html! {
        h1.govuk-heading-l { (said.english("Promises still to be kept")) }
        (tabs(asked, "to-own-up"))
        h2.govuk-heading-m { (said.english("Missed, and the customer not told")) }
        p.govuk-body {
            (said.english("We own up before anybody complains. These were missed in this month and \
                           the two before; the latest come first."))
        }
        @if missed.is_empty() {
            p.govuk-body { (said.english("Nothing here.")) }
        } @else {
            (table(asked, &missed))
        }
        @if missed.len() == TO_OWN_UP {
            p.govuk-body {
                (said.english(format!("These are the {TO_OWN_UP} latest. There may be more.")))
            }
        }
    };
    Ok(Answer::page(Frame::new(asked, "To own up: missed, not told", main).staff()))
}

fn table(asked: &Asked<'_>, missed: &[ToOwnUp]) -> Markup {
    let said = asked.said();
    let heads =
        ["Was due", "Promise", "Reference", "About", "Customer", "Who", "Done since", "Tell"];
    html! {
        (Table {
            caption: said.english("Missed promises of which the customer has not been told").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: missed.iter().map(|row| {
                let record = format!("/staff/records/{}", row.reference);
                vec![
                    Cell::new(telling::due(said, &asked.zone, (Some(row.missed_at), row.due_on), asked.now)),
                    row.title.as_str().into(),
                    Cell::new(html! {
                        a.govuk-link.kept-reference href=(record) { (telling::reference(&row.reference)) }
                    }),
                    row.summary.as_str().into(),
                    row.customer.as_str().into(),
                    row.owner.as_deref().unwrap_or("–").into(),
                    Cell::new(said.english(if row.is_done { "Yes" } else { "No" })),
                    Cell::new(html! {
                        @if row.may_tell {
                            a.govuk-link href={ (record) "/own-up?standard=" (row.standard) } {
                                (said.english("Own up"))
                                span.govuk-visually-hidden { ": " (telling::reference(&row.reference)) }
                            }
                        } @else { "–" }
                    }),
                ]
            }).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
