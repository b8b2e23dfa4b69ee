//! The customer disagrees: the matter goes to the next stage.

use super::{Act, text_question};
use crate::http::{Answer, Asked, Trouble};
use govuk::Errors;
use maud::html;

const ACT: Act = Act {
    slug: "escalate",
    title: "The customer disagrees",
    button: "Take it to the next stage",
    questions: |asked, _, form, errors| {
        let said = asked.said();
        Ok(html! {
            p.govuk-body {
                (said.english("The answer stands as it was judged. The next stage has a clock of \
                               its own, which begins now."))
            }
            (text_question(asked, "What does the customer disagree with?", 4, form, errors))
        })
    },
};

/// Asks what the customer disagrees with.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Takes it to the next stage.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    let text = asked.form.text("text").to_owned();
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::escalate(cx, reference, version, &text)
    })
}
