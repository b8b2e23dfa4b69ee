//! A letter to a customer, as a page to be printed.

use crate::http::Asked;
use crate::telling;
use app::case_files::RecordPage;
use maud::{Markup, html};
use words::dates;

/// A letter: from whom, to whom, when, about what, and what it says.
pub(super) fn letter(asked: &Asked<'_>, view: &RecordPage, says: &Markup) -> Markup {
    let said = asked.said();
    let reference = telling::reference(&view.record.reference);
    let to = view.customer.as_ref().map(|customer| customer.name.as_str());
    html! {
        article.kept-letter {
            p.govuk-body { strong { (asked.organisation.name) } br; (view.service) }
            p.govuk-body { (dates::date(said.language(), asked.today)) }
            p.govuk-body {
                (said.english("Our reference: ")) strong.kept-reference { (reference) } br;
                (said.english("About: ")) (view.summary)
            }
            p.govuk-body {
                @match to {
                    Some(name) => { (said.english("Dear ")) (name) }
                    None => { (said.english("Hello")) }
                }
            }
            (says)
            p.govuk-body {
                (said.english("Yours sincerely,")) br;
                (asked.acting().name) br;
                (asked.organisation.name)
            }
        }
    }
}

/// A text to be copied into an email or a text message.
pub(super) fn to_copy(asked: &Asked<'_>, id: &str, label: &'static str, text: &str) -> Markup {
    let rows = text.lines().map(|line| 1 + line.chars().count() / 70).sum::<usize>();
    html! {
        div.govuk-form-group.kept-not-printed {
            label.govuk-label.govuk-label--m for=(id) { (asked.said().english(label)) }
            textarea.govuk-textarea id=(id) rows=(rows.clamp(3, 24)) readonly { (text) }
        }
    }
}
