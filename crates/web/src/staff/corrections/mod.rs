//! Putting a record right: choosing what, saying why and how it is known, looking at what would
//! change, and confirming it.

mod changes;
mod figures;
mod questions;
mod refusals;

pub(crate) use figures::{file, show as show_figures};

use super::log_form::plain_reference;
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::Failure;
use app::case_files::RecordPage;
use app::corrections::{Correct, Offer, Preview, Tried};
use govuk::{Button, Errors, NotificationBanner};
use maud::{Markup, html};
use rules::corrections::CorrectionKind;

/// What can be chosen, in the order of the page.
const KINDS: [(CorrectionKind, &str, &str); 4] = [
    (CorrectionKind::Received, "When it was received", "Correct when it was received"),
    (CorrectionKind::Stop, "When something was done", "Correct when something was done"),
    (CorrectionKind::Pause, "A pause that nobody entered", "Add a pause that nobody entered"),
    (
        CorrectionKind::Exclusion,
        "A promise that should not count",
        "Take a promise out of the figures",
    ),
];

/// A record with what can be put right on it.
struct Seen {
    view: RecordPage,
    offer: Offer,
}

fn seen(asked: &Asked<'_>) -> Result<Seen, Trouble> {
    let reference = plain_reference(asked.place("reference"));
    let (kept, actor) = (&asked.site.kept, asked.acting());
    let found = asked.read(|tx| {
        let view = app::case_files::page(tx, kept, actor, &reference, asked.now)?;
        let offer = app::corrections::offer(tx, kept, actor, &reference, asked.now)?;
        Ok::<_, app::Fault>(view.zip(offer))
    })?;
    let (view, offer) = found.ok_or(Trouble::NotFound)?;
    Ok(Seen { view, offer })
}

/// The kind of the address, with its title.
fn kind_of(asked: &Asked<'_>) -> Result<(CorrectionKind, &'static str), Trouble> {
    let kind = CorrectionKind::named(asked.place("kind")).ok_or(Trouble::NotFound)?;
    let found = KINDS.into_iter().find(|(known, ..)| *known == kind);
    found.map(|(kind, _, title)| (kind, title)).ok_or(Trouble::NotFound)
}

/// Shows what can be put right.
pub(crate) fn choose(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let Seen { view, offer } = seen(asked)?;
    let back = format!("/staff/records/{}", view.record.reference);
    let is_offered = |kind| match kind {
        CorrectionKind::Received => offer.received.is_some(),
        CorrectionKind::Stop => !offer.stop_kinds.is_empty(),
        CorrectionKind::Pause => !offer.pause_reasons.is_empty(),
        CorrectionKind::Exclusion | CorrectionKind::Reopening => !offer.standards.is_empty(),
    };
    let main = html! {
        span.govuk-caption-l.kept-reference { (telling::reference(&view.record.reference)) }
        h1.govuk-heading-l { (said.english("Correct this record")) }
        p.govuk-body-l { (view.summary) }
        p.govuk-body {
            (said.english("A correction adds to the history and takes nothing away. The promises \
                           are judged again, and corrections are counted in public."))
        }
        ul.govuk-list {
            @for (kind, words, _) in KINDS.into_iter().filter(|(kind, ..)| is_offered(*kind)) {
                li {
                    a.govuk-link href={ (back) "/correct/" (kind.key()) } { (said.english(words)) }
                }
            }
        }
    };
    let frame = Frame::new(asked, "Correct this record", main);
    Ok(Answer::page(frame.back(&back, said.english("Back to the record")).staff()))
}

/// Asks what is right, why, and how it is known.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let seen = seen(asked)?;
    let errors = Errors::new(asked.said().components());
    form(asked, &seen, &errors, false).map(Answer::page)
}

/// Shows what would change, or once that is confirmed does it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let (kind, _) = kind_of(asked)?;
    let seen = seen(asked)?;
    let mut errors = Errors::new(asked.said().components());
    let Some(correct) = questions::read(asked, kind, &seen.offer, &mut errors) else {
        return form(asked, &seen, &errors, false).map(Answer::refused);
    };
    let version = asked.form.number("version").unwrap_or_default();
    let is_confirmed = asked.form.given("confirm").is_some();
    let outcome = if is_confirmed {
        confirm(asked, &seen, version, correct)?
    } else {
        look(asked, &seen, version, correct)?
    };
    match outcome {
        Outcome::Done(address) => Ok(Answer::see_other(address)),
        Outcome::Seen(preview) => changes::page(asked, &seen, kind, &preview).map(Answer::page),
        Outcome::Stale => {
            form(asked, &seen, &errors, true).map(|page| Answer::with_status(409, page))
        }
        Outcome::Refused(refusals) => {
            for refusal in refusals {
                let (question, target, sentence) = refusals::sentence(kind, refusal);
                errors.add_at(question, target, sentence);
            }
            form(asked, &seen, &errors, false).map(Answer::refused)
        }
    }
}

/// How looking or confirming ended.
enum Outcome {
    Done(String),
    Seen(Preview),
    Stale,
    Refused(Vec<rules::corrections::CorrectionRefusal>),
}

/// Tries the correction, of which nothing stays.
fn look(
    asked: &Asked<'_>,
    seen: &Seen,
    version: i64,
    correct: Correct,
) -> Result<Outcome, Trouble> {
    let reference = seen.view.record.reference.clone();
    let tried = asked.site.kept.act(asked.acting(), asked.now, move |cx| {
        app::corrections::preview(cx, &reference, version, &correct)
    });
    let tried = match tried {
        Ok(()) => return Err(Trouble::NotFound),
        Err(Failure::Stale) => return Ok(Outcome::Stale),
        Err(failure) => Trouble::or_refused(failure)?,
    };
    let mut refusals = Vec::new();
    for tried in tried {
        match tried {
            Tried::Preview(preview) => return Ok(Outcome::Seen(preview)),
            Tried::Refused(refusal) => refusals.push(refusal),
        }
    }
    Ok(Outcome::Refused(refusals))
}

fn confirm(
    asked: &Asked<'_>,
    seen: &Seen,
    version: i64,
    correct: Correct,
) -> Result<Outcome, Trouble> {
    let reference = seen.view.record.reference.clone();
    let acted = asked.act(move |cx| {
        app::corrections::correct(cx, &reference, version, &correct)?;
        Ok(format!("/staff/records/{reference}?done=correct"))
    });
    match acted {
        Ok(acted) => Ok(Outcome::Done(acted.address().to_owned())),
        Err(Failure::Stale) => Ok(Outcome::Stale),
        Err(failure) => Ok(Outcome::Refused(Trouble::or_refused(failure)?)),
    }
}

fn form(
    asked: &Asked<'_>,
    seen: &Seen,
    errors: &Errors<'_>,
    is_stale: bool,
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let (kind, title) = kind_of(asked)?;
    let record = &seen.view.record;
    let back = format!("/staff/records/{}/correct", record.reference);
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                @if is_stale {
                    (NotificationBanner::important(said.components(), said.english(
                        "This record was changed while you were writing. Nothing was done yet. \
                         Check what you typed, then send it again if it still holds.")))
                }
                (errors)
                span.govuk-caption-l.kept-reference { (telling::reference(&record.reference)) }
                h1.govuk-heading-l { (said.english(title)) }
                p.govuk-body-l { (seen.view.summary) }
                form method="post" action={ (back) "/" (kind.key()) } novalidate {
                    (tokens(asked))
                    input type="hidden" name="version" value=(record.version);
                    (questions::ask(asked, kind, &seen.offer, errors))
                    div.govuk-button-group {
                        (Button::new(said.english("See what would change")).once())
                        a.govuk-link href={ "/staff/records/" (record.reference) } {
                            (said.english("Cancel"))
                        }
                    }
                }
            }
        }
    };
    let frame = Frame::new(asked, title, main).errors(!errors.is_empty());
    Ok(frame.back(&back, said.english("Back to what can be corrected")).staff())
}
