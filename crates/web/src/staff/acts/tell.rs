//! Telling the customer how the matter stands, or calling them back.

use super::{Act, text_question};
use crate::http::{Answer, Asked, Trouble};
use govuk::{Choice, Errors, Legend, Radios};
use maud::html;

const ACT: Act = Act {
    slug: "tell",
    title: "Tell the customer how it stands",
    button: "Save",
    questions: |asked, _, form, errors| {
        let said = asked.said();
        Ok(html! {
            (Radios {
                name: "how",
                legend: Legend::new(said.english("What did you do?")),
                error: errors.get("how"),
                value: form.typed("how"),
                choices: vec![
                    Choice::new("told", said.english("Told them how it stands")),
                    Choice::new("called", said.english("Called them back")),
                ],
                ..Radios::default()
            })
            (text_question(asked, "What did you say?", 4, form, errors))
        })
    },
};

/// Asks what was said.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Records it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    let called = asked.form.text("how") == "called";
    if asked.form.given("how").is_none() {
        errors.add("how", "Select what you did");
    }
    let text = asked.form.text("text").to_owned();
    ACT.send(asked, errors, move |cx, reference, version| {
        if called {
            app::cases::call_back(cx, reference, version, &text)
        } else {
            app::cases::give_progress(cx, reference, version, &text)
        }
    })
}
