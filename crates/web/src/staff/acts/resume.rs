//! What was waited for has arrived: the clock runs again.

use super::Act;
use crate::http::{Answer, Asked, Trouble};
use crate::moments::MomentQuestion;
use crate::telling;
use govuk::{Choice, Errors, Legend, Radios};
use maud::html;

const ARRIVED: MomentQuestion = MomentQuestion {
    name: "when",
    date: "Date it arrived",
    time: "Time it arrived",
    what: "it arrived",
};

const ACT: Act = Act {
    slug: "resume",
    title: "Record that it arrived",
    button: "Let the clock run",
    questions: |asked, view, form, errors| {
        let said = asked.said();
        let waiting = &view.clocks.waiting;
        // With one thing waited for, there is nothing to choose.
        let only = match waiting.as_slice() {
            [only] => Some(only.reason.as_str()),
            _ => None,
        };
        let choices: Vec<Choice<'_>> = waiting
            .iter()
            .map(|waiting| {
                let since = telling::moment(said, &asked.zone, waiting.since);
                Choice::new(waiting.reason.as_str(), telling::reason(said, &waiting.reason))
                    .hint(said.english(format!("Since {since}")))
            })
            .collect();
        Ok(html! {
            (Radios {
                name: "reason",
                legend: Legend::new(said.english("What has arrived?")),
                error: errors.get("reason"),
                value: form.typed("reason").or(only),
                choices,
                ..Radios::default()
            })
            (ARRIVED.now_or_earlier(asked, "When did it arrive?", form, errors))
        })
    },
};

/// Asks what arrived, and when.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Lets the clock run.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    let reason = asked.form.text("reason").to_owned();
    let at = ARRIVED.earlier(asked, &mut errors);
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::resume(cx, reference, version, &reason, at)
    })
}
