//! The list of open cases in which nothing is due any more.

use super::lists::tabs;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::cases::{NOTHING_DUE, OpenCase, nothing_due};
use govuk::{Cell, Table};
use maud::{Markup, html};

/// Shows the list.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let cases = asked.read(|tx| nothing_due(tx, asked.acting()))?;
    let main = html! {
        h1.govuk-heading-l { (said.english("Promises still to be kept")) }
        (tabs(asked, "nothing-due"))
        h2.govuk-heading-m { (said.english("Open cases in which nothing is due")) }
        p.govuk-body {
            (said.english("They were answered and not closed, or no standard covers them. Close \
                           what is done, and give the others a next step with a date."))
        }
        @if cases.is_empty() {
            p.govuk-body { (said.english("Nothing here.")) }
        } @else {
            (table(asked, &cases))
        }
        @if cases.len() == NOTHING_DUE {
            p.govuk-body {
                (said.english(format!("These are the {NOTHING_DUE} oldest. There may be more.")))
            }
        }
    };
    let title = "Nothing due: open cases";
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}

fn table(asked: &Asked<'_>, cases: &[OpenCase]) -> Markup {
    let said = asked.said();
    let heads = ["Reference", "About", "Customer", "Who", "Next step", "Received"];
    html! {
        (Table {
            caption: said.english("Open cases").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: cases.iter().map(|case| vec![
                Cell::new(html! {
                    a.govuk-link.kept-reference href={ "/staff/records/" (case.reference) } {
                        (telling::reference(&case.reference))
                    }
                }),
                case.summary.as_str().into(),
                case.customer.as_deref().unwrap_or("–").into(),
                case.owner.as_deref().unwrap_or("–").into(),
                case.next_step.as_deref().unwrap_or("–").into(),
                telling::short_moment(said, &asked.zone, case.received_at).into(),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
