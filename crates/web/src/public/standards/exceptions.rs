//! Services that stand otherwise to a standard than the others, and why.

use super::Shown;
use crate::http::Asked;
use maud::{Markup, html};
use rules::charter::{Charter, Exception, Standard};

/// Services that opted out, and standards of services over this one.
pub(super) fn exceptions(asked: &Asked<'_>, shown: &Shown, standard: &Standard) -> Markup {
    let said = asked.said();
    let charter = shown.charter();
    let exceptions = charter.exceptions_to(&standard.id);
    if exceptions.is_empty() {
        return html! {};
    }
    html! {
        h2.govuk-heading-m { (said.english("Services for which it is different")) }
        ul.govuk-list.govuk-list--bullet {
            @for exception in exceptions {
                li {
                    @match exception {
                        Exception::OptOut(out) => {
                            strong { (said.english(service(charter, &out.service))) }
                            (said.english(" does not promise it. ")) (said.charter(shown.charter(), &out.because))
                            " (" (said.english(out.approved.clone())) ")"
                        }
                        Exception::Looser(one) => {
                            (named(asked, charter, one)) (said.english(" promises this instead: "))
                            a.govuk-link href={ (shown.base) "/" (one.id) } { (said.charter(shown.charter(), &one.words)) }
                            @if let Some(because) = &one.because { " " (said.charter(shown.charter(), because)) }
                            @if let Some(approved) = &one.approved { " (" (said.english(approved.clone())) ")" }
                        }
                        Exception::Stricter(one) => {
                            (named(asked, charter, one)) (said.english(" promises more: "))
                            a.govuk-link href={ (shown.base) "/" (one.id) } { (said.charter(shown.charter(), &one.words)) }
                        }
                    }
                }
            }
        }
    }
}

fn named(asked: &Asked<'_>, charter: &Charter, standard: &Standard) -> Markup {
    let names: Vec<String> =
        standard.scope.services.iter().map(|key| service(charter, key)).collect();
    html! { strong { (asked.said().english(names.join(", "))) } }
}

/// A service as the charter calls it, else by its key in words.
fn service(charter: &Charter, key: &str) -> String {
    let part = charter.services.iter().find(|part| part.id == key);
    part.map_or_else(|| key.replace('-', " "), |part| part.title.clone())
}
