//! What a correction would change: each promise before and after, and the button that does it.

use super::{Seen, kind_of};
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Asked, Trouble};
use crate::telling;
use app::corrections::{Preview, Stands};
use govuk::{Button, Cell, Table};
use maud::{Markup, html};
use rules::corrections::CorrectionKind;

/// The page, with everything that was typed carried along.
pub(super) fn page(
    asked: &Asked<'_>,
    seen: &Seen,
    kind: CorrectionKind,
    preview: &Preview,
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let (_, title) = kind_of(asked)?;
    let record = &seen.view.record;
    let address = format!("/staff/records/{}/correct/{}", record.reference, kind.key());
    let typed = asked.form.all().filter(|(name, _)| !matches!(*name, "csrf" | "form_key"));
    let main = html! {
        span.govuk-caption-l.kept-reference { (telling::reference(&record.reference)) }
        h1.govuk-heading-l { (said.english("What would change")) }
        p.govuk-body-l { (said.english(title)) ": " (seen.view.summary) }
        @if preview.moved.is_empty() {
            p.govuk-body { (said.english("No promise would come out otherwise or move.")) }
        } @else {
            (table(asked, preview))
        }
        @if preview.unmoved > 0 {
            p.govuk-body {
                (said.english(match preview.unmoved {
                    1 => "1 promise stays as it is.".to_owned(),
                    number => format!("{number} promises stay as they are."),
                }))
            }
        }
        p.govuk-body {
            (said.english("Nothing has been changed yet. What was posted before stays in the \
                           history, and the correction is counted in public."))
        }
        form method="post" action=(address) novalidate {
            (tokens(asked))
            @for (name, value) in typed {
                input type="hidden" name=(name) value=(value);
            }
            input type="hidden" name="confirm" value="yes";
            div.govuk-button-group {
                (Button::new(said.english("Make the correction")).once())
                a.govuk-link href={ "/staff/records/" (record.reference) } { (said.english("Cancel")) }
            }
        }
    };
    let frame = Frame::new(asked, "What would change", main);
    Ok(frame.back(&address, said.english("Back to the correction")).staff())
}

fn table(asked: &Asked<'_>, preview: &Preview) -> Markup {
    let said = asked.said();
    let heads = ["Promise", "Now", "Due now", "Then", "Due then"];
    let no_promise = || Cell::new(said.english("No promise"));
    html! {
        (Table {
            caption: said.english("Promises before and after").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: preview.moved.iter().map(|moved| {
                let (outcome, due) = match moved.before {
                    Some(before) => (outcome(asked, before), due(asked, before)),
                    None => (no_promise(), "–".into()),
                };
                let after = moved.after;
                vec![
                    moved.title.as_str().into(),
                    outcome,
                    due,
                    self::outcome(asked, after),
                    self::due(asked, after),
                ]
            }).collect(),
            first_cell_is_header: true,
            stacks: true,
            ..Table::default()
        })
    }
}

fn outcome<'a>(asked: &Asked<'_>, stands: Stands) -> Cell<'a> {
    Cell::new(telling::outcome_tag(asked.said(), stands.outcome, stands.is_paused))
}

fn due<'a>(asked: &Asked<'_>, stands: Stands) -> Cell<'a> {
    let due = (stands.due_at, stands.due_on);
    Cell::new(telling::due(asked.said(), &asked.zone, due, asked.now))
}
