//! Opening a case from a contact.

use super::{Act, assignee_question};
use crate::forms::{TypedDate, add_wrong_date, date_question};
use crate::http::{Answer, Asked, Fields, Trouble};
use crate::staff::log_form::{Offered, assignee, offered};
use app::cases::CaseToOpen;
use app::organisation::UnitKind;
use govuk::{Errors, Input, Label, Legend};
use maud::{Markup, html};

const ACT: Act = Act {
    slug: "open",
    title: "Open a case",
    button: "Open case",
    questions: |asked, _, form, errors| Ok(questions(asked, form, &offered(asked, form)?, errors)),
};

/// Who deals with it, what comes next, and the date that the customer is told.
pub(in crate::staff) fn questions(
    asked: &Asked<'_>,
    form: &Fields,
    offered: &Offered,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    let typed = TypedDate::read(form, "promised");
    html! {
        (assignee_question(asked, form, offered, errors))
        (Input {
            id: "next-step",
            name: "next-step",
            label: Label::new(said.english("What happens next?")),
            error: errors.get("next-step"),
            value: form.typed("next-step"),
            ..Input::default()
        })
        (date_question(
            asked,
            ("promised", Legend::new(said.english("By which date did you tell the customer they will hear?"))),
            "For example, 27 3 2026",
            &typed,
            errors,
        ))
    }
}

/// Asks who deals with it and what comes next.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Opens the case.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let offered = offered(asked, asked.form)?;
    let mut errors = Errors::new(asked.said().components());
    let promised_on = promised(asked.form, &mut errors);
    let teams: Vec<i64> = offered.of_kind(UnitKind::Team).map(|team| team.id).collect();
    let case = CaseToOpen {
        next_step: asked.form.text("next-step").to_owned(),
        promised_on,
        ..assignee(asked.form, &offered.colleagues, &teams)
    };
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::open(cx, reference, version, &case)
    })
}

/// The date that the customer is told; none if it was left empty or is none.
pub(super) fn promised(form: &Fields, errors: &mut Errors<'_>) -> Option<jiff::civil::Date> {
    TypedDate::read(form, "promised").date().unwrap_or_else(|wrong| {
        add_wrong_date(errors, "promised", "Date told to the customer", &wrong);
        None
    })
}
