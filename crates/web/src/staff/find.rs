//! One box: a reference opens its record, anything else finds customers and their contacts.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use govuk::{Cell, Table};
use maud::html;
use rules::references::Reference;

/// Finds what was typed.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let typed = asked.form.text("find");
    if let Ok(reference) = Reference::read(typed) {
        return Ok(Answer::see_other(format!("/staff/records/{}", reference.plain())));
    }
    let said = asked.said();
    let actor = asked.acting();
    let found = asked.read(|tx| {
        let customers = app::customers::find(tx, typed)?;
        let mut found = Vec::new();
        for customer in customers {
            let records = app::records::of_customer(tx, actor, customer.id)?;
            found.push((customer, records));
        }
        Ok::<_, db::DbError>(found)
    })?;
    let title = "Find";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        @if typed.is_empty() {
            p.govuk-body { (said.english("Enter a reference, name, postcode, email address or telephone number.")) }
        } @else if found.is_empty() {
            p.govuk-body {
                (said.english("Nothing found for ")) strong { (typed) } ". "
                (said.english("Try less of it, or check the spelling."))
            }
        }
        @for (customer, records) in &found {
            h2.govuk-heading-m { (customer.name) }
            p.govuk-body {
                (joined([&customer.address, &customer.postcode, &customer.telephone, &customer.email]))
            }
            @if records.is_empty() {
                p.govuk-body { (said.english("No contacts that you may see.")) }
            } @else {
                (Table {
                    caption: said.english("Contacts").into(),
                    caption_classes: "govuk-visually-hidden",
                    head: ["Reference", "What", "Received"].map(|words| said.column(words)).to_vec(),
                    rows: records.iter().map(|record| vec![
                        Cell::new(html! {
                            a.govuk-link.kept-reference href={ "/staff/records/" (record.reference) } {
                                (telling::reference(&record.reference))
                            }
                        }),
                        record.summary.as_str().into(),
                        telling::short_moment(said, &asked.zone, record.received_at).into(),
                    ]).collect(),
                    stacks: true,
                    ..Table::default()
                })
            }
        }
    };
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}

fn joined(parts: [&Option<String>; 4]) -> String {
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(", ")
}
