//! The form of a provider's yearly declaration.

use super::shared::{self, text};
use crate::forms::{TypedDate, date_question, tokens};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use app::coverage::{Declare, DeclareRefusal, Partner};
use govuk::{Button, Choice, Errors, Legend, Radios};
use maud::{Markup, html};

/// Asks what was declared.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let partner = shared::partner(asked)?;
    let errors = Errors::new(asked.said().components());
    Ok(Answer::page(page(asked, &partner, &Fields::default(), &errors)))
}

/// Notes it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let partner = shared::partner(asked)?;
    let typed = asked.form;
    let mut errors = Errors::new(asked.said().components());
    let on = shared::date(typed, ("on", "The date"), &mut errors);
    if !errors.is_empty() {
        return Ok(Answer::refused(page(asked, &partner, typed, &errors)));
    }
    let declare = Declare {
        provider: partner.id,
        on,
        by: typed.text("by").to_owned(),
        adopts: match typed.text("adopts") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        training: typed.text("training").to_owned(),
    };
    let address = format!("/staff/partners/{}?noted=yes", partner.id);
    let acted = asked.act(move |cx| app::coverage::declare(cx, &declare).map(|()| address.clone()));
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            for refusal in Trouble::or_refused(failure)? {
                let (name, target, sentence) = sentence(refusal);
                errors.add_at(name, target, sentence);
            }
            Ok(Answer::refused(page(asked, &partner, typed, &errors)))
        }
    }
}

fn sentence(refusal: DeclareRefusal) -> (&'static str, &'static str, &'static str) {
    match refusal {
        DeclareRefusal::NoDate => ("on", "on-day", "Enter the date of the declaration"),
        DeclareRefusal::DateToCome => ("on", "on-day", "The date must be today or earlier"),
        DeclareRefusal::ByWhom => ("by", "by", "Enter who declared it, by role"),
        DeclareRefusal::AdoptedOrNot => {
            ("adopts", "adopts", "Select whether it adopts the standards")
        }
        DeclareRefusal::NoTraining => ("training", "training", "Enter what training shows it"),
    }
}

fn page(asked: &Asked<'_>, partner: &Partner, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let title = "Note a declaration";
    let back = format!("/staff/partners/{}", partner.id);
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                (errors)
                span.govuk-caption-l { (partner.name) }
                h1.govuk-heading-l { (said.english(title)) }
                form method="post" action={ (back) "/declaration" } novalidate {
                    (tokens(asked))
                    (date_question(
                        asked,
                        ("on", Legend::new(said.english("On which day was it declared?"))),
                        "It holds for a year. For example, 27 3 2026",
                        &TypedDate::read(typed, "on"),
                        errors,
                    ))
                    (text(asked, ("by", "Who declared it?", "A role, such as Operations director"), typed, errors))
                    (Radios {
                        name: "adopts",
                        legend: Legend::new(said.english("Does it adopt your standards?")),
                        error: errors.get("adopts"),
                        choices: vec![
                            Choice::new("yes", said.english("Yes")),
                            Choice::new("no", said.english("No")),
                        ],
                        value: typed.typed("adopts"),
                        ..Radios::default()
                    })
                    (text(asked, ("training", "What training in customer care and diversity shows it?", "For example, All crews, spring 2026"), typed, errors))
                    div.govuk-button-group {
                        (Button::new(said.english("Note it")).once())
                        a.govuk-link href=(back) { (said.english("Cancel")) }
                    }
                }
            }
        }
    };
    let frame = Frame::new(asked, title, main).errors(!errors.is_empty());
    frame.back(&back, said.english("Back to the partner")).staff()
}
