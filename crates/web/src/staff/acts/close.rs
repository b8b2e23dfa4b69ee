//! Closing a case.

use super::{Act, text_question};
use crate::http::{Answer, Asked, Trouble};
use govuk::{Choice, Errors, Legend, Radios};
use maud::html;
use rules::cases::CloseReason;

const ACT: Act = Act {
    slug: "close",
    title: "Close the case",
    button: "Close case",
    questions: |asked, _, form, errors| {
        let said = asked.said();
        let choices = CloseReason::ALL.into_iter().map(|reason| {
            let words = match reason {
                CloseReason::Done => "Everything is done",
                CloseReason::Withdrawn => "The customer withdrew it",
                CloseReason::NoResponseOwed => "No response is owed, such as a duplicate",
            };
            Choice::new(reason.key(), said.english(words))
        });
        Ok(html! {
            (Radios {
                name: "reason",
                legend: Legend::new(said.english("Why is nothing left to do?")),
                error: errors.get("reason"),
                value: form.typed("reason"),
                choices: choices.collect(),
                ..Radios::default()
            })
            (text_question(asked, "What was done? (optional)", 4, form, errors))
        })
    },
};

/// Asks why nothing is left to do.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Closes the case.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    let reason = CloseReason::named(asked.form.text("reason"));
    let text = asked.form.text("text").to_owned();
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::close(cx, reference, version, reason, &text)
    })
}
