//! Setting what comes next, and telling the customer by when.

use super::Act;
use super::open::promised;
use crate::forms::{TypedDate, date_question};
use crate::http::{Answer, Asked, Trouble};
use govuk::{Checkboxes, Choice, Errors, Input, Label, Legend};
use maud::html;

const ACT: Act = Act {
    slug: "next-step",
    title: "Set the next step",
    button: "Save next step",
    questions: |asked, view, form, errors| {
        let said = asked.said();
        let typed = match (TypedDate::read(form, "promised"), view.promised_on) {
            (typed, Some(date)) if typed.date() == Ok(None) => TypedDate::of(date),
            (typed, _) => typed,
        };
        Ok(html! {
            (Input {
                id: "next-step",
                name: "next-step",
                label: Label::new(said.english("What happens next?")),
                error: errors.get("next-step"),
                value: form.typed("next-step").or(view.next_step.as_deref()),
                ..Input::default()
            })
            (date_question(
                asked,
                ("promised", Legend::new(said.english("By which date did you tell the customer?"))),
                "A new date is a new promise. The old one stays unless the customer asked for the change.",
                &typed,
                errors,
            ))
            (Checkboxes {
                name: "customer-asked",
                legend: Legend::new(said.english("Why is the date new?")).visually_hidden(),
                values: form.given("customer-asked").into_iter().collect(),
                choices: vec![Choice::new("yes", said.english("The customer asked for another date"))],
                ..Checkboxes::default()
            })
        })
    },
};

/// Asks what comes next.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Saves the next step.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    let date = promised(asked.form, &mut errors);
    let next_step = asked.form.text("next-step").to_owned();
    let customer_asked = asked.form.given("customer-asked").is_some();
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::set_next_step(cx, reference, version, &next_step, date, customer_asked)
    })
}
