//! Waiting for something without which the clock does not run.

use super::{Act, text_question};
use crate::http::{Answer, Asked, Trouble};
use crate::moments::MomentQuestion;
use crate::telling;
use app::cases::Pause;
use govuk::{Choice, Errors, Legend, Radios};
use maud::html;

const SINCE: MomentQuestion = MomentQuestion {
    name: "when",
    date: "Date since when we wait",
    time: "Time since when we wait",
    what: "since when we wait",
};

const ACT: Act = Act {
    slug: "pause",
    title: "Pause the clock",
    button: "Pause the clock",
    questions: |asked, view, form, errors| {
        let said = asked.said();
        let reasons = view.clocks.may_wait.iter();
        let choices: Vec<Choice<'_>> =
            reasons.map(|key| Choice::new(key.as_str(), telling::reason(said, key))).collect();
        Ok(html! {
            p.govuk-body {
                (said.english("The standards say for which reasons a clock may stand still. \
                               While it does, there is no due date."))
            }
            @if choices.is_empty() {
                p.govuk-body { (said.english("No standard that runs on this case allows it.")) }
            }
            (Radios {
                name: "reason",
                legend: Legend::new(said.english("What are we waiting for?")),
                error: errors.get("reason"),
                value: form.typed("reason"),
                choices,
                ..Radios::default()
            })
            (SINCE.now_or_earlier(asked, "Since when?", form, errors))
            (text_question(asked, "What did you ask for? (optional)", 3, form, errors))
        })
    },
};

/// Asks what is waited for.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Pauses the clock.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    let pause = Pause {
        reason: asked.form.text("reason").to_owned(),
        since: SINCE.earlier(asked, &mut errors),
        text: asked.form.text("text").to_owned(),
    };
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::pause(cx, reference, version, &pause)
    })
}
