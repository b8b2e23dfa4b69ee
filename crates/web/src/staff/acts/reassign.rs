//! Giving a case to another service, team or person.

use super::{Act, assignee_question};
use crate::http::{Answer, Asked, Trouble};
use crate::staff::log_form::{assignee, offered};
use app::cases::Reassign;
use app::organisation::UnitKind;
use govuk::{Errors, Input, Label, Select, SelectOption};
use maud::html;

const ACT: Act = Act {
    slug: "reassign",
    title: "Give the case to somebody else",
    button: "Reassign case",
    questions: |asked, view, form, errors| {
        let said = asked.said();
        let offered = offered(asked, form)?;
        let here = view.record.service.to_string();
        let services = offered
            .of_kind(UnitKind::Service)
            .map(|service| SelectOption::new(service.id.to_string(), service.name.as_str()));
        Ok(html! {
            p.govuk-body {
                (said.english("The clock runs on from the day the contact was received."))
            }
            (Select {
                id: "service",
                name: "service",
                label: Label::new(said.english("Service")),
                error: errors.get("service"),
                options: services.collect(),
                value: Some(form.given("service").unwrap_or(&here)),
                ..Select::default()
            })
            (assignee_question(asked, form, &offered, errors))
            (Input {
                id: "text",
                name: "text",
                label: Label::new(said.english("Why? (optional)")),
                value: form.typed("text"),
                ..Input::default()
            })
        })
    },
};

/// Asks whom it is given to.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Gives it to them.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    let offered = offered(asked, asked.form)?;
    let teams: Vec<i64> = offered.of_kind(UnitKind::Team).map(|team| team.id).collect();
    let to = assignee(asked.form, &offered.colleagues, &teams);
    let service = asked.form.number("service");
    if service.is_none() {
        errors.add("service", "Select a service");
    }
    let to = Reassign {
        service: service.unwrap_or_default(),
        team: to.team,
        owner: to.owner,
        text: asked.form.text("text").to_owned(),
    };
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::reassign(cx, reference, version, &to)
    })
}
