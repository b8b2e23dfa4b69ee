//! Beginning a draft: from a version that was adopted, a ready-made charter, or a file.

use super::telling::change_refusals;
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use app::drafting::{Begin, Origin};
use govuk::{Button, Choice, Errors, Hint, Label, Legend, Radios, Select, SelectOption, Textarea};
use maud::{Markup, html};
use rules::charter::CharterKind;

/// Asks what the draft begins from.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    page(asked, asked.query, &errors).map(Answer::page)
}

/// Begins it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    let Some((text, origin, question)) = chosen(asked, &mut errors)? else {
        return page(asked, asked.form, &errors).map(Answer::refused);
    };
    let begin = Begin { text: text.clone(), origin };
    let acted = asked.act(move |cx| {
        let draft = app::drafting::begin(cx, &begin)?;
        Ok(format!("{}?begun=yes", super::address(draft)))
    });
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            let refusals = Trouble::or_refused(failure)?;
            for sentence in change_refusals(asked, &text, &refusals) {
                errors.add(question, sentence);
            }
            page(asked, asked.form, &errors).map(Answer::refused)
        }
    }
}

/// The text that was chosen, where it comes from, and the question it answers.
fn chosen(
    asked: &Asked<'_>,
    errors: &mut Errors<'_>,
) -> Result<Option<(String, Origin, &'static str)>, Trouble> {
    let form = asked.form;
    match form.text("from") {
        "version" => {
            let Some(version) = form.number("version") else {
                errors.add("version", "Select the version that you begin from");
                return Ok(None);
            };
            let text = asked.read(|tx| app::charters::text_of_version(tx, version))?;
            let text = text.ok_or(Trouble::NotFound)?;
            Ok(Some((text, Origin::Version(version), "version")))
        }
        "ready-made" => {
            let id = form.text("ready-made");
            let found = ready_made(asked).find(|(known, ..)| known == id);
            let Some((id, _, text)) = found else {
                errors.add("ready-made", "Select the ready-made charter that you begin from");
                return Ok(None);
            };
            Ok(Some((text.to_owned(), Origin::ReadyMade(id), "ready-made")))
        }
        "file" => match form.typed("text").filter(|text| !text.trim().is_empty()) {
            Some(text) => Ok(Some((text.to_owned(), Origin::File, "text"))),
            None => {
                errors.add("text", "Paste the text of the file");
                Ok(None)
            }
        },
        _ => {
            errors.add("from", "Select what you begin from");
            Ok(None)
        }
    }
}

/// The ready-made charters: id, title and text.
fn ready_made<'a>(
    asked: &'a Asked<'_>,
) -> impl Iterator<Item = (String, String, &'static str)> + 'a {
    asked.site.ready_made.iter().filter_map(|text| {
        let charter = rules::charter::read(text).ok()?;
        Some((charter.id, format!("{}: {}", charter.body, charter.title), *text))
    })
}

fn page(asked: &Asked<'_>, typed: &Fields, errors: &Errors<'_>) -> Result<Markup, Trouble> {
    let said = asked.said();
    let title = "Begin a draft";
    let choices = vec![
        Choice::new("version", said.english("A version that was adopted"))
            .hint(said.english("The usual way to change something."))
            .reveals(version_question(asked, typed, errors)?),
        Choice::new("ready-made", said.english("A ready-made charter"))
            .hint(said.english("The standards of other bodies, and packs of what the law asks."))
            .reveals(ready_made_question(asked, typed, errors)),
        Choice::new("file", said.english("A charter file"))
            .reveals(file_question(asked, typed, errors)),
    ];
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                (errors)
                h1.govuk-heading-l { (said.english(title)) }
                p.govuk-body {
                    (said.english("Nothing that you promise changes until the draft is approved."))
                }
                form method="post" action="/staff/charter/drafts/new" novalidate {
                    (tokens(asked))
                    (Radios {
                        name: "from",
                        legend: Legend::new(said.english("What do you begin from?")),
                        error: errors.get("from"),
                        value: typed.typed("from"),
                        choices,
                        ..Radios::default()
                    })
                    div.govuk-button-group {
                        (Button::new(said.english("Begin")).once())
                        a.govuk-link href="/staff/charter/drafts" { (said.english("Cancel")) }
                    }
                }
            }
        }
    };
    let frame = Frame::new(asked, title, main).errors(!errors.is_empty());
    Ok(frame.back("/staff/charter/drafts", said.english("Drafts and versions")).staff())
}

fn version_question(
    asked: &Asked<'_>,
    typed: &Fields,
    errors: &Errors<'_>,
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let versions = asked.read(app::charters::adopted)?;
    let none = SelectOption::new("", said.english_text("Select a version"));
    let own = versions.iter().filter(|row| row.kind != CharterKind::InReadiness);
    let each = own.map(|row| {
        let words = format!("{}, version {} from {}", row.title, row.number, row.from);
        SelectOption::new(row.id.to_string(), words)
    });
    Ok(select(asked, "version", "Which version?", std::iter::once(none).chain(each), typed, errors))
}

fn ready_made_question(asked: &Asked<'_>, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let none = SelectOption::new("", asked.said().english_text("Select a charter"));
    let each = ready_made(asked).map(|(id, title, _)| SelectOption::new(id, title));
    let options = std::iter::once(none).chain(each);
    select(asked, "ready-made", "Which one?", options, typed, errors)
}

fn select<'a>(
    asked: &Asked<'_>,
    name: &'static str,
    label: &'static str,
    options: impl Iterator<Item = SelectOption<'a>>,
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    html! {
        (Select {
            id: name,
            name,
            label: Label::new(asked.said().english(label)),
            error: errors.get(name),
            options: options.collect(),
            value: typed.typed(name),
            ..Select::default()
        })
    }
}

fn file_question(asked: &Asked<'_>, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    html! {
        (super::file_choice(asked))
        (Textarea {
            id: "text",
            name: "text",
            label: Label::new(said.english("The text of the file")),
            hint: Some(Hint::new(said.english("Open it, select everything and paste it here."))),
            error: errors.get("text"),
            value: typed.typed("text").unwrap_or(""),
            rows: 15,
            spellcheck: Some(false),
            classes: "kept-file",
            ..Textarea::default()
        })
    }
}
