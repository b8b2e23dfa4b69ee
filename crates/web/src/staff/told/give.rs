//! Recording that the customer was given the standards.

use super::way;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::acts::Act;
use govuk::{Choice, Errors, Legend, Radios};
use maud::html;
use rules::promises_told::Way;

const ACT: Act = Act {
    slug: "give-standards",
    title: "Record that the standards were given",
    button: "Save",
    questions: |asked, view, form, errors| {
        let said = asked.said();
        let receipt = format!("/staff/records/{}/receipt", view.record.reference);
        let ways = Way::ALL.into_iter().filter(|way| *way != Way::WebPage);
        Ok(html! {
            p.govuk-body {
                (said.english("The customer should know what they can expect when they ask for it. "))
                a.govuk-link href=(receipt) { (said.english("The words to read out, print or send")) }
            }
            (Radios {
                name: "way",
                legend: Legend::new(said.english("How did you tell the customer what is promised?")),
                error: errors.get("way"),
                value: form.typed("way"),
                choices: ways.map(|known| Choice::new(known.key(), way(said, known))).collect(),
                ..Radios::default()
            })
        })
    },
};

/// Asks how they were given.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Records it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    let way = Way::named(asked.form.text("way"));
    ACT.send(asked, errors, move |cx, reference, version| {
        app::promises_told::give_standards(cx, reference, version, way)
    })
}
