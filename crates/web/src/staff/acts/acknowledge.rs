//! Acknowledging receipt.

use super::Act;
use super::open::promised;
use crate::forms::{TypedDate, date_question};
use crate::http::{Answer, Asked, Trouble};
use govuk::{Errors, Legend};
use maud::html;

const ACT: Act = Act {
    slug: "acknowledge",
    title: "Acknowledge receipt",
    button: "Record acknowledgement",
    questions: |asked, _, form, errors| {
        let said = asked.said();
        let typed = TypedDate::read(form, "promised");
        Ok(html! {
            p.govuk-body {
                (said.english("The acknowledgement says who deals with it, and when the customer \
                               will have a full reply."))
            }
            (date_question(
                asked,
                ("promised", Legend::new(said.english("When will they have a full reply? (optional)"))),
                "For example, 27 3 2026",
                &typed,
                errors,
            ))
        })
    },
};

/// Asks for the date of the full reply.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Records the acknowledgement.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    let reply_on = promised(asked.form, &mut errors);
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::acknowledge(cx, reference, version, reply_on)
    })
}
