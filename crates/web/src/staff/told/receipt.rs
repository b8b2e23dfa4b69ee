//! The receipt: what is promised and by when, to read out, to print as a letter, and to copy into
//! an email or a text message.

use super::letter::{letter, to_copy};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::acts::view;
use crate::telling;
use app::access::Permission;
use app::case_files::{PromiseView, RecordPage};
use maud::{Markup, html};
use rules::clock::Outcome;

/// Shows the receipt of a record.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let view = view(asked)?;
    let reference = telling::reference(&view.record.reference);
    let back = format!("/staff/records/{}", view.record.reference);
    let promised = promised(asked, &view);
    let may_record = asked.acting().reach.may(Permission::LogContacts);
    let main = html! {
        div.govuk-grid-row { div.govuk-grid-column-two-thirds {
            div.kept-not-printed {
                span.govuk-caption-l.kept-reference { (reference) }
                h1.govuk-heading-l { (said.english("What the customer can expect")) }
                h2.govuk-heading-m { (said.english("To read out")) }
                (read_out(asked, &promised))
                @if may_record {
                    p.govuk-body {
                        a.govuk-link href={ (back) "/give-standards" } {
                            (said.english("Record that the customer was told"))
                        }
                    }
                }
                h2.govuk-heading-m { (said.english("As a letter")) }
                p.govuk-body { (said.english("Print this page: only the letter comes out.")) }
            }
            (letter(asked, &view, &said_in_letter(asked, &promised)))
            (to_copy(asked, "email", "As an email", &email(asked, &view, &promised)))
            (to_copy(asked, "text", "As a text message", &text_message(asked, &view, &promised)))
        } }
    };
    let title = format!("{reference}: what the customer can expect");
    let frame = Frame::new(asked, &title, main);
    Ok(Answer::page(frame.back(&back, said.english("Back to the record")).staff()))
}

/// What lies ahead: the words of each promise that runs, and by when.
fn promised(asked: &Asked<'_>, view: &RecordPage) -> Vec<(String, Option<String>)> {
    let runs = |promise: &&PromiseView| promise.owed.judged.outcome == Outcome::Running;
    let by = |promise: &PromiseView| {
        let (at, on) = promise.owed.judged.due.instant().zip(promise.owed.due_on)?;
        Some(telling::due_for_residents(asked.said(), &asked.zone, at, on))
    };
    let running = view.promises.iter().filter(runs);
    running.map(|promise| (promise.words.clone(), by(promise))).collect()
}

fn read_out(asked: &Asked<'_>, promised: &[(String, Option<String>)]) -> Markup {
    let said = asked.said();
    if promised.is_empty() {
        return html! {
            p.govuk-body { (said.english("Nothing that was promised is still to be kept.")) }
        };
    }
    html! {
        ul.govuk-list.govuk-list--bullet {
            @for (words, by) in promised {
                li {
                    (words)
                    @if let Some(by) = by { " " (said.english("That is by ")) strong { (by) } "." }
                }
            }
        }
    }
}

fn said_in_letter(asked: &Asked<'_>, promised: &[(String, Option<String>)]) -> Markup {
    let said = asked.said();
    html! {
        @if promised.is_empty() {
            p.govuk-body { (said.english("Thank you for getting in touch.")) }
        } @else {
            p.govuk-body { (said.english("Thank you for getting in touch. This is what you can expect from us.")) }
            (read_out(asked, promised))
        }
        p.govuk-body {
            (said.english("To see how it stands, go to ")) (asked.origin()) "/follow"
            (said.english(" with the reference above and your postcode or email address."))
        }
        p.govuk-body {
            (said.english("All our standards are at ")) (asked.origin()) "/standards"
            (said.english(". If we miss one, tell us straight away. If you are pleased with what we \
                           did, tell us that too."))
        }
    }
}

/// The same as plain text.
fn email(asked: &Asked<'_>, view: &RecordPage, promised: &[(String, Option<String>)]) -> String {
    let (origin, body) = (asked.origin(), &asked.organisation.name);
    let mut text = String::from("Thank you for getting in touch.\n\n");
    let reference = telling::reference(&view.record.reference);
    text.push_str(&format!("Your reference is {reference}.\n"));
    if !promised.is_empty() {
        text.push_str("\nThis is what you can expect from us:\n");
    }
    for (words, by) in promised {
        let by = by.as_ref().map(|by| format!(" That is by {by}."));
        text.push_str(&format!("- {words}{}\n", by.unwrap_or_default()));
    }
    text.push_str(&format!(
        "\nTo see how it stands: {origin}/follow\nAll our standards: {origin}/standards\n\nIf we \
         miss one, tell us straight away. If you are pleased with what we did, tell us that \
         too.\n\n{body}\n"
    ));
    text
}

/// The same in few words: the promise that falls due first.
fn text_message(
    asked: &Asked<'_>,
    view: &RecordPage,
    promised: &[(String, Option<String>)],
) -> String {
    let reference = telling::reference(&view.record.reference);
    let body = &asked.organisation.short_name;
    let first =
        promised.iter().find_map(|(words, by)| Some(format!(" {words} By {}.", by.as_ref()?)));
    let first = first.unwrap_or_default();
    format!("{body}: your reference is {reference}.{first} Follow it: {}/follow", asked.origin())
}
