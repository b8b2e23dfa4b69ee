//! Evidence that shows a standard: adding a piece, and taking one out.

use super::{show, told};
use crate::forms::{TypedDate, add_wrong_date, date_question, tokens};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use app::readings::{AddPiece, History, PieceRefusal, PieceRow};
use govuk::{Button, Errors, Hint, Input, Label, Legend};
use maud::{Markup, html};
use rules::charter::readings::Wanted;
use words::dates;

fn history(asked: &Asked<'_>) -> Result<History, Trouble> {
    let history = show::history(asked)?;
    match history.wanted {
        Wanted::Evidence(_) => Ok(history),
        _ => Err(Trouble::NotFound),
    }
}

/// Asks for a piece of evidence.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    let history = history(asked)?;
    let owner = history.standard().and_then(told::owner).unwrap_or_default();
    let begun = Fields::default().with("owner", owner);
    adding(asked, &history, &begun, &errors).map(Answer::page)
}

/// Adds it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let history = history(asked)?;
    let typed = asked.form;
    let mut errors = Errors::new(asked.said().components());
    for (name, sentence) in [("title", NO_TITLE), ("place", NO_PLACE), ("owner", NO_OWNER)] {
        if typed.given(name).is_none() {
            errors.add(name, sentence);
        }
    }
    let dated_on = match TypedDate::read(typed, "dated").date() {
        Ok(Some(on)) => Some(on),
        Ok(None) => {
            errors.add_at("dated", "dated-day", "Enter the date of the evidence");
            None
        }
        Err(wrong) => {
            add_wrong_date(&mut errors, "dated", "The date", &wrong);
            None
        }
    };
    let Some(dated_on) = dated_on.filter(|_| errors.is_empty()) else {
        return adding(asked, &history, typed, &errors).map(Answer::refused);
    };
    let text = |name: &str| typed.text(name).to_owned();
    let add = AddPiece {
        standard: history.read_standard.id,
        title: text("title"),
        place: text("place"),
        owner: text("owner"),
        dated_on,
    };
    let address = format!("{}?recorded=yes", back(&history));
    let acted = asked.act(move |cx| app::readings::add_piece(cx, &add).map(|_| address.clone()));
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            for refusal in Trouble::or_refused(failure)? {
                let (name, target, sentence) = sentence(asked, refusal);
                errors.add_at(name, target, sentence);
            }
            adding(asked, &history, typed, &errors).map(Answer::refused)
        }
    }
}

const NO_TITLE: &str = "Enter what the evidence is";
const NO_PLACE: &str = "Enter where it is";
const NO_OWNER: &str = "Enter who answers for it";

fn sentence(asked: &Asked<'_>, refusal: PieceRefusal) -> (&'static str, &'static str, String) {
    match refusal {
        PieceRefusal::NoTitle => ("title", "title", NO_TITLE.into()),
        PieceRefusal::NoPlace => ("place", "place", NO_PLACE.into()),
        PieceRefusal::NoOwner => ("owner", "owner", NO_OWNER.into()),
        PieceRefusal::DatedToCome => {
            ("dated", "dated-day", "The date must be today or earlier".into())
        }
        PieceRefusal::RunOut(on) => {
            let on = dates::date(asked.said().language(), on);
            ("dated", "dated-day", format!("Evidence of that date ran out after {on}"))
        }
        PieceRefusal::NoReason => ("reason", "reason", NO_REASON.into()),
    }
}

fn back(history: &History) -> String {
    let key = history.standard().map_or("", |standard| standard.id.as_str());
    format!("/staff/charter/readings/{key}")
}

fn adding(
    asked: &Asked<'_>,
    history: &History,
    typed: &Fields,
    errors: &Errors<'_>,
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let standard = history.standard().ok_or(Trouble::NotFound)?;
    let back = back(history);
    let wanted = told::evidence(standard);
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                (errors)
                span.govuk-caption-l { (standard.title) }
                h1.govuk-heading-l { (said.english("Add evidence")) }
                p.govuk-body { (standard.words) }
                @if let Some(wanted) = wanted {
                    p.govuk-body { (said.english("What shows it: ")) (wanted) }
                }
                form method="post" action={ (back) "/evidence" } novalidate {
                    (tokens(asked))
                    (text(asked, ("title", "What is it?", "For example, minutes of the customer panel"), typed, errors))
                    (text(asked, ("place", "Where is it?", "An address on the web, or a file number"), typed, errors))
                    (text(asked, ("owner", "Who answers for it?", "A role, such as Head of customer services"), typed, errors))
                    (date_question(
                        asked,
                        ("dated", Legend::new(said.english("What is its date?"))),
                        "It counts from that day. For example, 27 3 2026",
                        &TypedDate::read(typed, "dated"),
                        errors,
                    ))
                    div.govuk-button-group {
                        (Button::new(said.english("Add it")).once())
                        a.govuk-link href=(back) { (said.english("Cancel")) }
                    }
                }
            }
        }
    };
    let frame = Frame::new(asked, "Add evidence", main).errors(!errors.is_empty());
    Ok(frame.back(&back, said.english("Back to the standard")).staff())
}

fn text(
    asked: &Asked<'_>,
    (name, label, hint): (&'static str, &'static str, &'static str),
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    html! {
        (Input {
            id: name,
            name,
            label: Label::new(said.english(label)),
            hint: Some(Hint::new(said.english(hint))),
            error: errors.get(name),
            value: typed.typed(name),
            ..Input::default()
        })
    }
}

const NO_REASON: &str = "Enter why it is taken out";

fn piece(asked: &Asked<'_>, history: &History) -> Result<PieceRow, Trouble> {
    let id: i64 = asked.place("piece").parse().map_err(|_| Trouble::NotFound)?;
    let found = history.pieces.iter().find(|row| row.id == id);
    found.cloned().ok_or(Trouble::NotFound)
}

/// Asks why a piece of evidence is taken out.
pub(crate) fn ask_out(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    let history = history(asked)?;
    let row = piece(asked, &history)?;
    // A form that is sent again finds it taken out: only who begins anew is sent away.
    if row.piece.taken_out_on.is_some() {
        return Err(Trouble::NotFound);
    }
    Ok(Answer::page(taking_out(asked, &history, &row, &errors)))
}

/// Takes it out.
pub(crate) fn take_out(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let history = history(asked)?;
    let row = piece(asked, &history)?;
    let (id, reason) = (row.id, asked.form.text("reason").to_owned());
    let address = format!("{}?recorded=yes", back(&history));
    let acted =
        asked.act(move |cx| app::readings::take_out(cx, id, &reason).map(|_| address.clone()));
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            let mut errors = Errors::new(asked.said().components());
            for refusal in Trouble::or_refused(failure)? {
                let (name, target, sentence) = sentence(asked, refusal);
                errors.add_at(name, target, sentence);
            }
            Ok(Answer::refused(taking_out(asked, &history, &row, &errors)))
        }
    }
}

fn taking_out(asked: &Asked<'_>, history: &History, row: &PieceRow, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let back = back(history);
    let main = html! {
        (errors)
        span.govuk-caption-l { (row.title) }
        h1.govuk-heading-l { (said.english("Take evidence out")) }
        p.govuk-body { (said.english("From today it counts no more. It stays to be seen, with your reason.")) }
        form method="post" action={ (back) "/evidence/" (row.id) } novalidate {
            (tokens(asked))
            (text(asked, ("reason", "Why is it taken out?", "For example, it was about another service"), asked.form, errors))
            div.govuk-button-group {
                (Button::new(said.english("Take it out")).once())
                a.govuk-link href=(back) { (said.english("Cancel")) }
            }
        }
    };
    let frame = Frame::new(asked, "Take evidence out", main).errors(!errors.is_empty());
    frame.back(&back, said.english("Back to the standard")).staff()
}
