//! The whole file of a draft: taken away, and brought back changed.

use super::telling::{change_refusals, finished, short_hash};
use super::{address, drafted, file_choice};
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::drafting::{Draft, State};
use govuk::{Button, Errors, Hint, Label, Textarea};
use maud::{Markup, html};

/// The file, in canonical form.
pub(crate) fn file(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let draft = drafted(asked)?;
    let id = draft.row.id;
    // What was consulted on can be read again when the draft says something else.
    let number = asked.query.number("text").unwrap_or(draft.row.text);
    let text = asked.read(|tx| app::drafting::text_of(tx, id, number))?;
    let text = text.ok_or(Trouble::NotFound)?;
    Ok(Answer::text(format!("charter-draft-{id}-text-{number}.toml"), text))
}

/// Shows the text, to be changed as a whole.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let draft = drafted(asked)?;
    let errors = Errors::new(asked.said().components());
    Ok(Answer::page(page(asked, &draft, (draft.row.text, &draft.text), &errors)))
}

/// Takes a changed text.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let draft = drafted(asked)?;
    let (id, seen) = (draft.row.id, asked.form.number("seen").unwrap_or_default());
    let text = asked.form.typed("text").unwrap_or("").to_owned();
    let given = text.clone();
    let acted = asked.act(move |cx| {
        app::drafting::change(cx, id, (seen, &given))?;
        Ok(format!("{}?changed=yes", address(id)))
    });
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            let mut errors = Errors::new(asked.said().components());
            let refusals = Trouble::or_refused(failure)?;
            for sentence in change_refusals(asked, &text, &refusals) {
                errors.add("text", sentence);
            }
            // Whoever has looked at what others changed may send theirs again.
            Ok(Answer::refused(page(asked, &draft, (draft.row.text, &text), &errors)))
        }
    }
}

fn page(
    asked: &Asked<'_>,
    draft: &Draft,
    (seen, text): (i64, &str),
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    let back = address(draft.row.id);
    let title = "The whole file";
    let main = html! {
        (errors)
        span.govuk-caption-l { (draft.row.title) }
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body {
            (said.english("This is the draft as a file. Change it here, or take it away, change it in a text editor and paste it back. The page and the file say the same: they have the same hash."))
        }
        p.govuk-body {
            (said.english("Hash of the draft: "))
            span.kept-hash { (draft.row.hash_in_words()) }
        }
        p.govuk-body { a.govuk-link href={ (back) "/file" } { (said.english("Take the file away")) } }
        @if draft.row.state == State::Open {
            form method="post" action={ (back) "/text" } novalidate {
                (tokens(asked))
                input type="hidden" name="seen" value=(seen);
                (file_choice(asked))
                (Textarea {
                    id: "text",
                    name: "text",
                    label: Label::new(said.english("Text")),
                    hint: Some(Hint::new(said.english("If something is wrong, the line is named and nothing is lost."))),
                    error: errors.get("text"),
                    value: text,
                    rows: 30,
                    spellcheck: Some(false),
                    classes: "kept-file",
                    ..Textarea::default()
                })
                div.govuk-button-group {
                    (Button::new(said.english("Save the text")).once())
                    a.govuk-link href=(back) { (said.english("Cancel")) }
                }
            }
        } @else {
            p.govuk-body { (said.english(finished(draft.row.state))) "." }
            pre.kept-file { (text) }
        }
        p.govuk-hint { (said.english(format!("Text {}, {}", draft.row.text, short_hash(&draft.row.hash)))) }
    };
    let frame = Frame::new(asked, title, main).errors(!errors.is_empty());
    frame.back(&back, said.english("The draft")).staff()
}
