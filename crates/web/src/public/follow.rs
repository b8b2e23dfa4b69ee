//! Following an enquiry by its reference and something that only the customer knows. A wrong
//! answer and an unknown reference look the same and take the same time.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, SAME_TIME, Trouble};
use crate::staff::record_state;
use crate::telling;
use crate::words::Said;
use app::case_files::{PromiseView, RecordPage};
use app::staff::Guessing;
use govuk::{
    Button, Details, Errors, Input, Label, SummaryList, SummaryRow, Tag, TagColour, Width,
};
use maud::{Markup, html};
use rules::clock::Outcome;
use rules::facts::FactKind;
use rules::references::{Reference, ReferenceRefusal};
use words::dates;

/// The empty form.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    Ok(Answer::page(page(asked, asked.query, &errors)))
}

fn page(asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let title = said.both("Follow your enquiry", "Dilyn eich ymholiad").to_string();
    let main = html! {
        (errors)
        h1.govuk-heading-xl { (title) }
        form method="post" action="/follow" novalidate {
            input type="hidden" name="csrf" value=(asked.csrf());
            (Input {
                id: "reference",
                name: "reference",
                label: Label::new(said.english("Your reference")),
                hint: Some(said.english("8 letters and digits, such as 7K2M 9PXD").into()),
                error: errors.get("reference"),
                value: form.typed("reference"),
                width: Width::Characters10,
                spellcheck: Some(false),
                autocomplete: "off",
                ..Input::default()
            })
            (Input {
                id: "known",
                name: "known",
                label: Label::new(said.english("Your postcode or email address")),
                hint: Some(said.english("The one that you gave us with this enquiry").into()),
                error: errors.get("known"),
                value: form.typed("known"),
                width: Width::Characters20,
                spellcheck: Some(false),
                ..Input::default()
            })
            (Button::new(said.both("Continue", "Parhau").to_string()).once())
        }
    };
    Frame::new(asked, &title, main).errors(!errors.is_empty()).public()
}

/// Shows how it stands, to whoever knows both.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let form = asked.form;
    let mut errors = Errors::new(asked.said().components());
    let reference = match Reference::read(form.text("reference")) {
        Ok(reference) => Some(reference),
        Err(refusal) => {
            errors.add("reference", slip(form.text("reference"), refusal));
            None
        }
    };
    if form.given("known").is_none() {
        errors.add("known", "Enter the postcode or email address that you gave us");
    }
    let Some(reference) = reference.filter(|_| errors.is_empty()) else {
        return Ok(Answer::refused(page(asked, form, &errors)));
    };
    let (plain, known) = (reference.plain().to_owned(), form.text("known"));
    let kept = &asked.site.kept;
    let (may_try, view) = asked.read(|tx| {
        let may_try = app::staff::may_try(tx, Guessing::Follow, &plain, asked.address, asked.now)?;
        let id = app::records::known_by(tx, &plain, known)?.filter(|_| may_try);
        let view = match id {
            Some(id) => app::case_files::page_by_id(tx, kept, id, asked.now)?,
            None => None,
        };
        Ok::<_, app::Fault>((may_try, view))
    })?;
    if let Some(view) = view {
        return Ok(Answer::page(standing(asked, &view)).not_before(SAME_TIME));
    }
    if may_try {
        let address = asked.address.to_owned();
        kept.act(&asked.site.public, asked.now, move |cx| {
            app::staff::tried(cx.tx, Guessing::Follow, &plain, &address, cx.now)?;
            Ok::<_, app::Failure>(())
        })?;
        errors.add(
            "reference",
            "Check the reference and the postcode or email address: they do not \
                                 fit together",
        );
    } else {
        errors.add("reference", "Too many tries. Wait 15 minutes, or telephone us");
    }
    Ok(Answer::refused(page(asked, form, &errors)).not_before(SAME_TIME))
}

fn slip(typed: &str, refusal: ReferenceRefusal) -> String {
    match refusal {
        _ if typed.is_empty() => "Enter your reference".to_owned(),
        ReferenceRefusal::Length => {
            "Enter all 8 letters and digits of your reference, such as 7K2M 9PXD".to_owned()
        }
        ReferenceRefusal::Symbol(symbol) => {
            format!("References have no “{symbol}”. Check it: 0 and O, 1 and I are never used")
        }
        ReferenceRefusal::Slip => {
            "Check the reference: one of its letters or digits is wrong, or two are swapped"
                .to_owned()
        }
    }
}

/// How an enquiry stands, in words for the customer. Notes and names of others are not in it.
fn standing(asked: &Asked<'_>, view: &RecordPage) -> Markup {
    let said = asked.said();
    let record = &view.record;
    let title = said.both("Your enquiry", "Eich ymholiad").to_string();
    let mut rows = vec![
        SummaryRow::new(said.english("Reference"), telling::reference(&record.reference)),
        SummaryRow::new(
            said.english("Received"),
            dates::moment(said.language(), &asked.zone, record.received_at),
        ),
        SummaryRow::new(said.english("Service"), view.service.as_str()),
        SummaryRow::new(said.english("How it stands"), record_state(said, record.state)),
    ];
    if let Some(step) = &view.next_step {
        rows.push(SummaryRow::new(said.english("Next step"), step.as_str()));
    }
    if let Some(date) = view.promised_on {
        let date = dates::full(said.language(), date);
        rows.push(SummaryRow::new(said.english("You will hear from us by"), date));
    }
    let main = html! {
        h1.govuk-heading-xl { (view.summary) }
        (SummaryList::new(rows))
        h2.govuk-heading-m { (said.english("What we promised you")) }
        @for promise in view.promises.iter().filter(|promise| is_told(promise.owed.judged.outcome)) {
            h3.govuk-heading-s {
                (said.english(promise.words.clone())) " "
                (stands(said, promise.owed.judged.outcome))
            }
            @if let Some((at, on)) = promise.owed.judged.due.instant().zip(promise.owed.due_on) {
                p.govuk-body {
                    (said.both("By ", "Erbyn "))
                    (telling::due_for_residents(said, &asked.zone, at, on))
                }
            } @else if promise.owed.judged.paused {
                p.govuk-body {
                    (said.english("We are waiting for something that we asked for. The time runs on when it arrives."))
                }
            }
            (reached(asked, promise))
        }
        h2.govuk-heading-m { (said.english("What happened")) }
        ul.govuk-list {
            @for entry in &view.history {
                @if let Some(what) = happened(said, entry.fact.kind) {
                    li {
                        (dates::moment(said.language(), &asked.zone, entry.fact.happened)) ": "
                        (what)
                    }
                }
            }
        }
        p.govuk-body {
            a.govuk-link href="/enquiry" { (said.english("Tell us if something is wrong")) }
        }
    };
    Frame::new(asked, &title, main).public()
}

/// How a date was reached, in the words of a letter.
fn reached(asked: &Asked<'_>, promise: &PromiseView) -> Markup {
    let said = asked.said();
    let reasons = &promise.reasons;
    html! {
        @if !reasons.is_empty() {
            (Details::new(said.english("How we worked out the date"), html! {
                p.govuk-body {
                    @for sentence in words::clock::explanation(said.language(), &asked.zone, reasons) {
                        (sentence) " "
                    }
                }
            }))
        }
    }
}

fn is_told(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Running | Outcome::Kept | Outcome::Missed)
}

/// How a promise stands, in a word.
fn stands(said: Said, outcome: Outcome) -> Tag<'static> {
    let (colour, word) = match outcome {
        Outcome::Kept => (TagColour::Green, "Kept"),
        Outcome::Missed => (TagColour::Red, "Missed"),
        _ => (TagColour::Blue, "Still to come"),
    };
    Tag::coloured(colour, said.english(word))
}

/// What a customer is told of the history; none for what is only the body's own work.
fn happened(said: Said, kind: FactKind) -> Option<Markup> {
    use FactKind as F;
    let words = match kind {
        F::Received => "We received it",
        F::MessageLeft => "You left a message",
        F::Settled => "We settled it",
        F::Acknowledged => "We told you that we have it",
        F::DateTold => "We told you a date",
        F::HoldingReply => "We told you that it takes longer",
        F::Responded => "We answered in full",
        F::CalledBack => "We rang you back",
        F::ProgressAsked => "You asked how it stands",
        F::ProgressGiven => "We told you how it stands",
        F::Closed => "We closed it",
        F::Reopened => "We opened it again",
        F::Withdrawn => "You withdrew it",
        F::Paused => "We asked for something, and wait for it",
        F::Resumed => "What we had waited for arrived",
        F::ExtensionTold => "We told you that it takes longer, and why",
        F::Escalated => "You disagreed, and it went to the next stage",
        _ => return None,
    };
    Some(said.english(words))
}
