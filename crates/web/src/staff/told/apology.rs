//! The apology that a customer was told, as a letter to print and a text to copy.

use super::letter::{letter, to_copy};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::acts::view;
use crate::telling;
use maud::html;
use rules::facts::FactKind;

/// Shows the last apology of a record.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let view = view(asked)?;
    let told = view.history.iter().find(|entry| entry.fact.kind == FactKind::OwnedUp);
    // What was erased is not found either.
    let text = told.and_then(|entry| entry.content.as_deref()).ok_or(Trouble::NotFound)?;
    let back = format!("/staff/records/{}", view.record.reference);
    let says = html! {
        p.govuk-body.kept-lines { (text) }
        p.govuk-body {
            (said.english("If you want to complain, you can do so at ")) (asked.origin())
            "/enquiry" (said.english(", by telephone, by letter or at our counters."))
        }
    };
    let main = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            div.kept-not-printed {
                span.govuk-caption-l.kept-reference { (telling::reference(&view.record.reference)) }
                h1.govuk-heading-l { (said.english("The apology")) }
                p.govuk-body { (said.english("Print this page: only the letter comes out.")) }
            }
            (letter(asked, &view, &says))
            (to_copy(asked, "copy", "As an email or a text message", text))
        } }
    };
    let frame = Frame::new(asked, "The apology", main);
    Ok(Answer::page(frame.back(&back, said.english("Back to the record")).staff()))
}
