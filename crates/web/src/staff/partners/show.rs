//! One partner: its services, contracts and declarations.

use super::{date_or_dash, shared};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::access::Permission;
use app::coverage::{Contract, Declaration, Partner};
use govuk::{Button, Cell, NotificationBanner, Table, Tag, TagColour};
use maud::{Markup, html};
use words::dates;

/// Shows it.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let partner = shared::partner(asked)?;
    let may = asked.acting().reach.may(Permission::ManagePartners);
    let here = format!("/staff/partners/{}", partner.id);
    let main = html! {
        @if asked.query.given("noted").is_some() {
            (NotificationBanner::success(said.components(), said.english("It is noted.")))
        }
        h1.govuk-heading-l { (partner.name) }
        p.govuk-body {
            @if partner.services.is_empty() {
                (said.english("It provides none of your services in the tree of today."))
            } @else {
                (said.english("Provides: ")) (partner.services.join(", ")) "."
            }
        }
        h2.govuk-heading-m { (said.english("Contracts")) }
        (contracts(asked, &partner, may))
        @if may { (Button::link(said.english("Add a contract"), format!("{here}/contract")).secondary()) }
        h2.govuk-heading-m { (said.english("Declarations")) }
        p.govuk-body { (said.english("Once a year a provider declares that it adopts the standards, and what training shows it.")) }
        (declarations(asked, &partner))
        @if may { (Button::link(said.english("Note a declaration"), format!("{here}/declaration")).secondary()) }
    };
    let frame = Frame::new(asked, &partner.name, main);
    Ok(Answer::page(frame.back("/staff/partners", said.english("Partners")).staff()))
}

fn yes_or_no(asked: &Asked<'_>, is_so: bool) -> Markup {
    let said = asked.said();
    match is_so {
        true => said.english("Yes"),
        false => html! { (Tag::coloured(TagColour::Orange, said.english("No"))) },
    }
}

fn contracts(asked: &Asked<'_>, partner: &Partner, may: bool) -> Markup {
    let said = asked.said();
    if partner.contracts.is_empty() {
        return html! { p.govuk-body { (said.english("No contract is in the register.")) } };
    }
    let row = |one: &Contract| {
        vec![
            Cell::new(html! {
                @if may {
                    a.govuk-link href={ "/staff/partners/" (partner.id) "/contract/" (one.id) } { (one.name) }
                } @else { (one.name) }
            }),
            Cell::new(format!(
                "{} to {}",
                dates::date(said.language(), one.from),
                date_or_dash(asked, one.until)
            )),
            Cell::new(yes_or_no(asked, one.has_standards)),
            Cell::new(yes_or_no(asked, one.has_monitoring)),
            Cell::new(match one.reviewed_on {
                Some(_) => html! { (date_or_dash(asked, one.reviewed_on)) },
                None => html! { (Tag::coloured(TagColour::Orange, said.english("Never"))) },
            }),
            Cell::new(html! {
                (date_or_dash(asked, one.review_due_on))
                @if one.is_overdue(asked.today) { " " (Tag::coloured(TagColour::Red, said.english("Overdue"))) }
            }),
        ]
    };
    let head =
        ["Contract", "Runs", "Holds the standards", "Can be monitored", "Reviewed", "Next review"];
    html! {
        (Table {
            caption: said.english("Contracts").into(),
            caption_classes: "govuk-visually-hidden",
            head: head.into_iter().map(|head| said.column(head)).collect(),
            rows: partner.contracts.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

fn declarations(asked: &Asked<'_>, partner: &Partner) -> Markup {
    let said = asked.said();
    if partner.declarations.is_empty() {
        return html! { p.govuk-body { (said.english("Nothing has been declared.")) } };
    }
    let row = |one: &Declaration| {
        vec![
            Cell::new(dates::date(said.language(), one.on)),
            Cell::new(one.by.clone()),
            Cell::new(yes_or_no(asked, one.adopts)),
            Cell::new(if one.training.is_empty() {
                "–".to_owned()
            } else {
                one.training.clone()
            }),
            Cell::new(said.english(if one.holds_on(asked.today) {
                "Holds"
            } else {
                "Has run out"
            })),
        ]
    };
    let head = ["Declared", "By", "Adopts the standards", "Training", "State"];
    html! {
        (Table {
            caption: said.english("Declarations").into(),
            caption_classes: "govuk-visually-hidden",
            head: head.into_iter().map(|head| said.column(head)).collect(),
            rows: partner.declarations.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
