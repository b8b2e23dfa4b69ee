//! Granting more time: what is the new date, then telling the customer, then granting it.

use super::refusals::sentence;
use super::{Act, text_question, view};
use crate::http::{Answer, Asked, Fields, Trouble};
use crate::telling;
use app::case_files::{Extendable, RecordPage};
use app::cases::{Extend, NewDue, try_extension};
use govuk::{
    Button, Checkboxes, Choice, Errors, Input, InsetText, Label, Legend, Radios, Select,
    SelectOption, Width,
};
use maud::{Markup, html};
use rules::clock::{Cap, Limit, Unit};

const UNITS: [Unit; 6] = [
    Unit::WorkingDays,
    Unit::CalendarDays,
    Unit::Weeks,
    Unit::Months,
    Unit::WorkingHours,
    Unit::Hours,
];

const ACT: Act = Act {
    slug: "extend",
    title: "Extend a promise",
    button: "Extend the promise",
    questions: |asked, view, form, errors| questions(asked, view, form, errors),
};

fn questions(
    asked: &Asked<'_>,
    view: &RecordPage,
    form: &Fields,
    errors: &Errors<'_>,
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let all = &view.clocks.extendable;
    let only = match all.as_slice() {
        [only] => Some(only.standard.as_str()),
        _ => None,
    };
    let choices = all.iter().map(|one| {
        Choice::new(one.standard.as_str(), said.english(one.title.clone()))
            .hint(said.english(allowed(one)))
    });
    let found = match form.given("work-out").zip(read(form)) {
        Some((_, extend)) => new_due(asked, view, &extend)?,
        None => None,
    };
    Ok(html! {
        @if all.is_empty() {
            p.govuk-body { (said.english("No promise that runs on this case can be extended.")) }
        }
        (Radios {
            name: "standard",
            legend: Legend::new(said.english("Which promise needs more time?")),
            error: errors.get("standard"),
            value: form.typed("standard").or(only),
            choices: choices.collect(),
            ..Radios::default()
        })
        (how_much(asked, form, errors))
        (Button::new(said.english("Work out the new date")).secondary().named("work-out", "yes"))
        @if let Some(found) = found { (worked_out(asked, found)) }
        (text_question(asked, "Why is more time needed?", 3, form, errors))
        (Checkboxes {
            name: "told",
            legend: Legend::new(said.english("Have you told the customer?")),
            error: errors.get("told"),
            values: form.given("told").into_iter().collect(),
            choices: vec![Choice::new("yes", said.english(
                "I have told the customer the new date and the reason"))],
            ..Checkboxes::default()
        })
    })
}

/// How long a promise may be extended, in words.
fn allowed(one: &Extendable) -> String {
    let longest = match one.cap {
        Cap::UpTo(cap) => format!("By {cap} in all. Longer needs a head of service."),
        Cap::Any => "By as long as is needed.".to_owned(),
    };
    if one.needs_notice {
        format!("{longest} It counts only if the customer is told before it is due.")
    } else {
        longest
    }
}

fn how_much(asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let units = UNITS.iter().map(|unit| SelectOption::new(unit.plural(), unit.plural()));
    html! {
        (Input {
            id: "amount",
            name: "amount",
            label: Label::new(said.english("How much more time?")),
            error: errors.get("amount"),
            value: form.typed("amount"),
            width: Width::Characters4,
            inputmode: "numeric",
            ..Input::default()
        })
        (Select {
            id: "unit",
            name: "unit",
            label: Label::new(said.english("Counted in")),
            error: errors.get("unit"),
            options: units.collect(),
            value: form.typed("unit"),
            ..Select::default()
        })
    }
}

/// When the promise would be due, or why not.
fn new_due(
    asked: &Asked<'_>,
    view: &RecordPage,
    extend: &Extend,
) -> Result<Option<Result<NewDue, &'static str>>, Trouble> {
    let (kept, actor) = (&asked.site.kept, asked.acting());
    let reference = &view.record.reference;
    let found = asked.read(|tx| try_extension(tx, kept, actor, reference, extend, asked.now))?;
    Ok(found.map(|found| found.map_err(|refusal| sentence(refusal).2)))
}

fn worked_out(asked: &Asked<'_>, found: Result<NewDue, &'static str>) -> Markup {
    let said = asked.said();
    let due = match found {
        Ok(due) => due,
        Err(sentence) => return html! { (InsetText::new(said.english(sentence))) },
    };
    html! {
        (InsetText::new(html! {
            p.govuk-body {
                (said.english("The new date would be ")) strong {
                    (telling::due(said, &asked.zone, (due.due_at, due.due_on), asked.now))
                } ". " (said.english("Tell the customer, then extend the promise."))
            }
            @if due.is_beyond {
                p.govuk-body {
                    (said.english("That is longer than the standard allows. It needs somebody who may allow it, such as a head of service."))
                }
            }
        }))
    }
}

/// What was asked for; none if it is not whole.
fn read(form: &Fields) -> Option<Extend> {
    let by = Limit::read(&format!("{} {}", form.text("amount"), form.text("unit"))).ok()?;
    Some(Extend {
        standard: form.text("standard").to_owned(),
        by,
        text: form.text("text").to_owned(),
        is_told: form.given("told").is_some(),
    })
}

/// Asks how much more time is needed, and for what.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Works the new date out, or grants the time.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    if asked.form.given("standard").is_none() {
        errors.add("standard", "Select the promise that needs more time");
    }
    let extend = read(asked.form);
    if extend.is_none() {
        errors.add("amount", "Enter a whole number, such as 10");
    }
    let only_works_out = asked.form.given("work-out").is_some();
    let Some(extend) = extend.filter(|_| errors.is_empty() && !only_works_out) else {
        let view = view(asked)?;
        let page = ACT.page(asked, &view, asked.form, &errors, None)?;
        return Ok(if errors.is_empty() { Answer::page(page) } else { Answer::refused(page) });
    };
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::extend(cx, reference, version, &extend)
    })
}
