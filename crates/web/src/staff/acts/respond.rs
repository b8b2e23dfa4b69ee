//! Recording a response to the customer.

use super::{Act, text_question};
use crate::http::{Answer, Asked, Fields, Trouble};
use crate::moments::MomentQuestion;
use app::cases::{Respond, Response};
use govuk::{Choice, Errors, Legend, Radios};
use maud::{Markup, html};

const ACT: Act = Act {
    slug: "respond",
    title: "Record a response",
    button: "Record response",
    questions: |asked, _, form, errors| Ok(questions(asked, form, errors)),
};

const SENT: MomentQuestion = MomentQuestion {
    name: "when",
    date: "Date sent",
    time: "Time sent",
    what: "the response was sent",
};

fn questions(asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    html! {
        (Radios {
            name: "response",
            legend: Legend::new(said.english("What kind of response is it?")),
            error: errors.get("response"),
            value: Some(form.given("response").unwrap_or("full")),
            choices: vec![
                Choice::new("full", said.english("A full response"))
                    .hint(said.english("It answers everything. The clock stops.")),
                Choice::new("holding", said.english("A holding reply"))
                    .hint(said.english("It says that a full response will follow. The clock runs on.")),
            ],
            ..Radios::default()
        })
        (text_question(asked, "What did you tell the customer?", 6, form, errors))
        (SENT.now_or_earlier(asked, "When was it sent?", form, errors))
    }
}

/// Asks what was sent.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Records the response.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    let response = match asked.form.text("response") {
        "holding" => Response::Holding,
        _ => Response::Full,
    };
    let sent_at = SENT.earlier(asked, &mut errors);
    let respond = Respond { response, text: asked.form.text("text").to_owned(), sent_at };
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::respond(cx, reference, version, &respond)
    })
}
