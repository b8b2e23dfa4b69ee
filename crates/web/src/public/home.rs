//! The front door: tell us, follow, what we promise.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use govuk::Button;
use maud::html;

/// The front door.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let title = said.both("Contact us", "Cysylltu â ni").to_string();
    let main = html! {
        h1.govuk-heading-xl { (said.both("Contact us", "Cysylltu â ni")) }
        p.govuk-body-l {
            (said.english("Ask a question, ask for a service, tell us what went wrong or what went well."))
        }
        (Button::link(said.english("Tell us"), "/enquiry").start())
        div.govuk-grid-row {
            div.govuk-grid-column-one-half {
                h2.govuk-heading-m {
                    a.govuk-link href="/follow" { (said.english("Follow your enquiry")) }
                }
                p.govuk-body { (said.english("See what we promised you and how it stands, with your reference.")) }
            }
            div.govuk-grid-column-one-half {
                h2.govuk-heading-m {
                    a.govuk-link href="/standards" { (said.english("Our standards")) }
                }
                p.govuk-body { (said.english("What you can expect from us, and how soon.")) }
            }
        }
        div.govuk-grid-row {
            div.govuk-grid-column-one-half {
                h2.govuk-heading-m {
                    a.govuk-link href="/how-we-are-doing" { (said.english("How we are doing")) }
                }
                p.govuk-body { (said.english("How often we kept our promises, month by month.")) }
            }
            div.govuk-grid-column-one-half {
                h2.govuk-heading-m {
                    a.govuk-link href="/services" { (said.both("Our services", "Ein gwasanaethau")) }
                }
                p.govuk-body { (said.english("What to expect from each, and how it is doing.")) }
            }
        }
    };
    Ok(Answer::page(Frame::new(asked, &title, main).public()))
}
