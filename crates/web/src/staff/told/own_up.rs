//! Owning up: telling the customer that a promise was missed, before they have to ask.

use super::way;
use crate::http::{Answer, Asked, Fields, Trouble};
use crate::staff::acts::Act;
use crate::telling;
use app::case_files::{PromiseView, RecordPage};
use app::promises_told::OwnUp;
use govuk::{Checkboxes, Choice, Errors, InsetText, Label, Legend, Radios, Textarea};
use maud::{Markup, html};
use rules::promises_told::Way;

const ACT: Act = Act {
    slug: "own-up",
    title: "Own up to a missed promise",
    button: "Record that the customer is told",
    questions: |asked, view, form, errors| Ok(questions(asked, view, form, errors)),
};

/// The missed promise that is meant: the one that the form or the address names, else the first
/// of which the customer has not been told.
fn meant<'v>(view: &'v RecordPage, form: &Fields) -> Option<&'v PromiseView> {
    let named = form.text("standard");
    let to_tell = || view.promises.iter().filter(|promise| promise.is_to_own_up);
    to_tell().find(|promise| promise.standard == named).or_else(|| to_tell().next())
}

fn questions(asked: &Asked<'_>, view: &RecordPage, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let Some(promise) = meant(view, form) else {
        return html! {
            p.govuk-body {
                (said.english("There is no missed promise on this record of which the customer \
                               has not been told."))
            }
        };
    };
    let address = format!("/staff/records/{}/own-up", view.record.reference);
    let others: Vec<&PromiseView> = view
        .promises
        .iter()
        .filter(|other| other.is_to_own_up && other.standard != promise.standard)
        .collect();
    let apology = apology(asked, view, promise);
    html! {
        input type="hidden" name="standard" value=(promise.standard);
        p.govuk-body { (said.english("We promised, and did not keep it:")) }
        (InsetText::new(html! {
            (promise.words) " "
            @if let Some(due) = due(asked, promise) { (said.english("Due by ")) strong { (due) } }
        }))
        @if !others.is_empty() {
            p.govuk-body { (said.english("These were missed too:")) }
            ul.govuk-list.govuk-list--bullet {
                @for other in others {
                    li {
                        a.govuk-link href={ (address) "?standard=" (other.standard) } {
                            (other.title)
                        }
                    }
                }
            }
            (Checkboxes {
                name: "covers-all",
                values: form.given("covers-all").into_iter().collect(),
                choices: vec![Choice::new("yes", said.english("This apology covers all of them"))],
                ..Checkboxes::default()
            })
        }
        (Textarea {
            id: "text",
            name: "text",
            label: Label::new(said.english("What we tell the customer")),
            hint: Some(said.english("Change it to fit. Say what happens now, and by when.").into()),
            error: errors.get("text"),
            value: form.typed("text").unwrap_or(&apology),
            rows: 8,
            ..Textarea::default()
        })
        (ways(asked, form, errors))
    }
}

/// How the customer is told.
fn ways(asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    html! {
        (Radios {
            name: "way",
            legend: Legend::new(said.english("How do you tell them?")),
            hint: Some(said.english("When it is saved you can print it as a letter, or copy it.").into()),
            error: errors.get("way"),
            value: form.typed("way"),
            choices: Way::OF_AN_APOLOGY
                .into_iter()
                .map(|known| Choice::new(known.key(), way(said, known)))
                .collect(),
            ..Radios::default()
        })
    }
}

/// The apology in the charter's words.
fn apology(asked: &Asked<'_>, view: &RecordPage, promise: &PromiseView) -> String {
    let due = due(asked, promise).unwrap_or_default();
    let language = asked.said().language();
    words::promises_told::apology(language, view.apology.as_deref(), &promise.words, &due)
        .as_str()
        .to_owned()
}

/// When it was due, in words for a letter.
fn due(asked: &Asked<'_>, promise: &PromiseView) -> Option<String> {
    let (at, on) = promise.owed.judged.due.instant().zip(promise.owed.due_on)?;
    Some(telling::due_for_residents(asked.said(), &asked.zone, at, on))
}

/// Asks for the words.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Records that the customer is told.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let form = asked.form;
    let errors = Errors::new(asked.said().components());
    let own_up = OwnUp {
        standard: form.text("standard").to_owned(),
        covers_all: form.given("covers-all").is_some(),
        way: Way::named(form.text("way")).filter(|way| Way::OF_AN_APOLOGY.contains(way)),
        text: form.text("text").to_owned(),
    };
    ACT.send(asked, errors, move |cx, reference, version| {
        app::promises_told::own_up(cx, reference, version, &own_up)
    })
}
