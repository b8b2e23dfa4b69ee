//! The head of a service says whether it is ready for the charter.

use super::lists;
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use app::coverage::{Confirm, ConfirmRefusal, ServiceCover, VersionCover};
use govuk::{Button, Choice, Errors, Hint, Label, Legend, Radios, Textarea};
use maud::{Markup, html};

fn found(asked: &Asked<'_>) -> Result<(VersionCover, ServiceCover), Trouble> {
    let version = lists::version(asked)?.ok_or(Trouble::NotFound)?;
    let (kept, today) = (&asked.site.kept, asked.today);
    let all = asked.read(|tx| app::coverage::services(tx, kept, version.id, today))?;
    let key = asked.place("service");
    let service = all.into_iter().find(|one| one.key == key).ok_or(Trouble::NotFound)?;
    Ok((version, service))
}

/// Asks whether it is ready.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let found = found(asked)?;
    let begun = match found.1.is_ready {
        Some(is_ready) => Fields::default()
            .with("ready", if is_ready { "yes" } else { "no" })
            .with("words", found.1.words.clone()),
        None => Fields::default(),
    };
    let errors = Errors::new(asked.said().components());
    Ok(Answer::page(page(asked, &found, &begun, &errors)))
}

/// Records what was said.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let found = found(asked)?;
    let typed = asked.form;
    let is_ready = match typed.text("ready") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let (version, service) = (found.0.id, found.1.id);
    let confirm = Confirm { service, version, is_ready, words: typed.text("words").to_owned() };
    let address = format!("/staff/charter/coverage/services?version={version}&confirmed=yes");
    let acted = asked.act(move |cx| app::coverage::confirm(cx, &confirm).map(|()| address.clone()));
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            let mut errors = Errors::new(asked.said().components());
            for refusal in Trouble::or_refused(failure)? {
                match refusal {
                    ConfirmRefusal::ReadyOrNot => {
                        errors.add("ready", "Select whether the service is ready");
                    }
                    ConfirmRefusal::WhatIsMissing => {
                        errors.add("words", "Enter what is still to be done");
                    }
                }
            }
            Ok(Answer::refused(page(asked, &found, typed, &errors)))
        }
    }
}

fn page(
    asked: &Asked<'_>,
    (version, service): &(VersionCover, ServiceCover),
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    let title = "Is the service ready?";
    let address = format!("/staff/charter/coverage/confirm/{}?version={}", service.key, version.id);
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                (errors)
                span.govuk-caption-l { (service.name) }
                h1.govuk-heading-l { (said.english(title)) }
                p.govuk-body {
                    (version.title) ", " (said.english(lists::in_force(asked, version.in_force_from))) ". "
                    a.govuk-link href="/staff/charter" { (said.english("Read what it promises")) }
                }
                form method="post" action=(address) novalidate {
                    (tokens(asked))
                    (Radios {
                        name: "ready",
                        legend: Legend::new(said.english("Is it ready to keep every standard that it owes?")),
                        error: errors.get("ready"),
                        choices: vec![
                            Choice::new("yes", said.english("Yes, it is ready")),
                            Choice::new("no", said.english("No, not yet")),
                        ],
                        value: typed.typed("ready"),
                        ..Radios::default()
                    })
                    (Textarea {
                        id: "words",
                        name: "words",
                        label: Label::new(said.english("What is in place, or still to be done?")),
                        hint: Some(Hint::new(said.english("Needed where it is not ready yet"))),
                        error: errors.get("words"),
                        value: typed.typed("words").unwrap_or(""),
                        rows: 4,
                        ..Textarea::default()
                    })
                    div.govuk-button-group {
                        (Button::new(said.english("Record it")).once())
                        a.govuk-link href="/staff/charter/coverage/services" { (said.english("Cancel")) }
                    }
                }
            }
        }
    };
    let frame = Frame::new(asked, title, main).errors(!errors.is_empty());
    frame.back("/staff/charter/coverage/services", said.english("Services")).staff()
}
