//! Recording a response to the customer.

use super::{Act, text_question};
use crate::forms::{TypedDate, add_wrong_date, date_question, read_time};
use crate::http::{Answer, Asked, Fields, Trouble};
use app::cases::{Respond, Response};
use govuk::{Choice, Errors, Input, Label, Legend, Radios, Width};
use jiff::Timestamp;
use maud::{Markup, html};
use rules::calendar::{Day, LocalTime};

const ACT: Act = Act {
    slug: "respond",
    title: "Record a response",
    button: "Record response",
    questions: |asked, _, form, errors| Ok(questions(asked, form, errors)),
};

fn questions(asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let typed = TypedDate::read(form, "sent-on");
    let earlier = html! {
        (date_question(asked, ("sent-on", Legend::new(said.english("Date sent"))), "", &typed, errors))
        (Input {
            id: "sent-time",
            name: "sent-time",
            label: Label::new(said.english("Time sent")),
            error: errors.get("sent-time"),
            value: form.typed("sent-time"),
            width: Width::Characters10,
            ..Input::default()
        })
    };
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
        (Radios {
            name: "sent",
            legend: Legend::new(said.english("When was it sent?")),
            value: Some(form.given("sent").unwrap_or("now")),
            choices: vec![
                Choice::new("now", said.english("Now")),
                Choice::new("earlier", said.english("Earlier")).reveals(earlier),
            ],
            ..Radios::default()
        })
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
    let sent_at = match asked.form.text("sent") {
        "earlier" => sent_at(asked, &mut errors),
        _ => None,
    };
    let respond = Respond { response, text: asked.form.text("text").to_owned(), sent_at };
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::respond(cx, reference, version, &respond)
    })
}

fn sent_at(asked: &Asked<'_>, errors: &mut Errors<'_>) -> Option<Timestamp> {
    let date = match TypedDate::read(asked.form, "sent-on").date() {
        Ok(Some(date)) => date,
        Ok(None) => {
            errors.add_at("sent-on", "sent-on-day", "Enter the date the response was sent");
            return None;
        }
        Err(wrong) => {
            add_wrong_date(errors, "sent-on", "Date sent", &wrong);
            return None;
        }
    };
    let Some(time) = read_time(asked.form.text("sent-time")) else {
        errors.add("sent-time", "Enter the time the response was sent, such as 2:30pm");
        return None;
    };
    match asked.zone.local(Day::of(date)?, time) {
        // Which of the two hours is no matter here: the earlier is never to the body's harm.
        LocalTime::Once(at) | LocalTime::Repeated { earlier: at, .. } => Some(at),
        LocalTime::Skipped(_) => {
            let sentence = "The clocks go forward and skip that time. Enter another time";
            errors.add("sent-time", sentence);
            None
        }
    }
}
