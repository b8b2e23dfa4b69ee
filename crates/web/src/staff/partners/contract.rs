//! The form of a contract: noted, or noted anew.

use super::shared::{self, text, with_date};
use crate::forms::{TypedDate, date_question, tokens};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use app::coverage::{Contract, ContractRefusal, NoteContract, Partner};
use govuk::{Button, Checkboxes, Choice, Errors, Legend};
use maud::{Markup, html};

/// The contract that the address names, if it names one.
fn contract(asked: &Asked<'_>, partner: &Partner) -> Result<Option<Contract>, Trouble> {
    match asked.place("contract") {
        "" => Ok(None),
        number => {
            let id: i64 = number.parse().map_err(|_| Trouble::NotFound)?;
            let found = partner.contracts.iter().find(|one| one.id == id);
            found.cloned().map(Some).ok_or(Trouble::NotFound)
        }
    }
}

fn begun(contract: Option<&Contract>) -> Fields {
    let Some(one) = contract else { return Fields::default() };
    let mut fields = Fields::default().with("name", one.name.clone());
    if one.has_standards {
        fields = fields.with("standards", "yes");
    }
    if one.has_monitoring {
        fields = fields.with("monitoring", "yes");
    }
    for (name, on) in [
        ("from", Some(one.from)),
        ("until", one.until),
        ("reviewed", one.reviewed_on),
        ("due", one.review_due_on),
    ] {
        fields = with_date(fields, name, on);
    }
    fields
}

/// Asks what is known of it.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let partner = shared::partner(asked)?;
    let contract = contract(asked, &partner)?;
    let errors = Errors::new(asked.said().components());
    let typed = begun(contract.as_ref());
    Ok(Answer::page(page(asked, &partner, contract.as_ref(), (&typed, &errors))))
}

/// Notes it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let partner = shared::partner(asked)?;
    let contract = contract(asked, &partner)?;
    let typed = asked.form;
    let mut errors = Errors::new(asked.said().components());
    let mut date = |name, what| shared::date(typed, (name, what), &mut errors);
    let (from, until) = (date("from", "The first day"), date("until", "The last day"));
    let (reviewed_on, review_due_on) =
        (date("reviewed", "The day of the review"), date("due", "The day of the next review"));
    if !errors.is_empty() {
        let page = page(asked, &partner, contract.as_ref(), (typed, &errors));
        return Ok(Answer::refused(page));
    }
    let note = NoteContract {
        provider: partner.id,
        contract: contract.as_ref().map(|one| one.id),
        name: typed.text("name").to_owned(),
        from,
        until,
        has_standards: typed.given("standards").is_some(),
        has_monitoring: typed.given("monitoring").is_some(),
        reviewed_on,
        review_due_on,
    };
    let address = format!("/staff/partners/{}?noted=yes", partner.id);
    let acted =
        asked.act(move |cx| app::coverage::note_contract(cx, &note).map(|_| address.clone()));
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            for refusal in Trouble::or_refused(failure)? {
                let (name, target, sentence) = sentence(refusal);
                errors.add_at(name, target, sentence);
            }
            let page = page(asked, &partner, contract.as_ref(), (typed, &errors));
            Ok(Answer::refused(page))
        }
    }
}

fn sentence(refusal: ContractRefusal) -> (&'static str, &'static str, &'static str) {
    match refusal {
        ContractRefusal::NoName => ("name", "name", "Enter what the contract is called"),
        ContractRefusal::NoFirstDay => ("from", "from-day", "Enter its first day"),
        ContractRefusal::EndsBeforeItBegins => {
            ("until", "until-day", "The last day must be the first day or after it")
        }
        ContractRefusal::ReviewedToCome => {
            ("reviewed", "reviewed-day", "The day of the review must be today or earlier")
        }
        ContractRefusal::ReviewBeforeTheLast => {
            ("due", "due-day", "The next review must be after the last one")
        }
    }
}

fn page(
    asked: &Asked<'_>,
    partner: &Partner,
    contract: Option<&Contract>,
    (typed, errors): (&Fields, &Errors<'_>),
) -> Markup {
    let said = asked.said();
    let back = format!("/staff/partners/{}", partner.id);
    let (title, address) = match contract {
        None => ("Add a contract", format!("{back}/contract")),
        Some(one) => ("Change what is known of a contract", format!("{back}/contract/{}", one.id)),
    };
    let date = |name: &'static str, question: &'static str| {
        let legend = Legend::new(said.english(question));
        let hint = "For example, 27 3 2026";
        date_question(asked, (name, legend), hint, &TypedDate::read(typed, name), errors)
    };
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                (errors)
                span.govuk-caption-l { (partner.name) }
                h1.govuk-heading-l { (said.english(title)) }
                form method="post" action=(address) novalidate {
                    (tokens(asked))
                    (text(asked, ("name", "What is the contract called?", "For example, Collection of household waste"), typed, errors))
                    (date("from", "First day"))
                    (date("until", "Last day (optional)"))
                    (holds(asked, typed))
                    (date("reviewed", "When was it reviewed last? (optional)"))
                    (date("due", "When is its next review due? (optional)"))
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

/// What the contract holds: two answers of their own, each yes when it is ticked.
fn holds(asked: &Asked<'_>, typed: &Fields) -> Markup {
    let said = asked.said();
    let one = |name: &'static str, words: &'static str| {
        html! {
            (Checkboxes {
                name,
                choices: vec![Choice::new("yes", said.english(words))],
                values: typed.given(name).into_iter().collect(),
                ..Checkboxes::default()
            })
        }
    };
    html! {
        (one("standards", "It holds our customer service standards"))
        (one("monitoring", "It holds a way to monitor them"))
    }
}
