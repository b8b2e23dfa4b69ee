//! Opening a closed case again.

use super::{Act, text_question};
use crate::http::{Answer, Asked, Trouble};
use govuk::{Choice, Errors, Legend, Radios};
use maud::html;
use rules::cases::ReopenReason;

const ACT: Act = Act {
    slug: "reopen",
    title: "Open the case again",
    button: "Open case again",
    questions: |asked, _, form, errors| {
        let said = asked.said();
        let choices = ReopenReason::ALL.into_iter().map(|reason| {
            let (words, hint) = match reason {
                ReopenReason::WrongOrIncomplete => (
                    "Our answer was wrong or incomplete",
                    "The clock counts from the day the contact was received.",
                ),
                ReopenReason::ClosedInError => (
                    "It was closed in error",
                    "The clock counts from the day the contact was received.",
                ),
                ReopenReason::CustomerDisagrees => {
                    ("The customer disagrees", "That is a complaint, or its next stage.")
                }
                ReopenReason::SomethingNew => {
                    ("Something new has happened", "That is a new case, linked to this one.")
                }
            };
            Choice::new(reason.key(), said.english(words)).hint(said.english(hint))
        });
        Ok(html! {
            (Radios {
                name: "reason",
                legend: Legend::new(said.english("Why?")),
                error: errors.get("reason"),
                value: form.typed("reason"),
                choices: choices.collect(),
                ..Radios::default()
            })
            (text_question(asked, "What is still to be done?", 4, form, errors))
        })
    },
};

/// Asks why.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Opens it again.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    let reason = ReopenReason::named(asked.form.text("reason"));
    let text = asked.form.text("text").to_owned();
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::reopen(cx, reference, version, reason, &text)
    })
}
