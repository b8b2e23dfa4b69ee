//! What was posted for closed months since: the way from the figures as first published to those
//! as now known, line by line.

use super::table::range;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::Fault;
use app::ledger::{ADJUSTMENTS, AdjustmentRow, adjustments_seen};
use govuk::{Cell, Table};
use maud::{Markup, html};
use rules::ledger::Month;
use words::dates;

/// Shows the adjustments of a standard's closed months.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let month = |name: &str| Month::read(asked.query.text(name)).map_err(|_| Trouble::NotFound);
    let months = (month("from")?, month("to")?);
    let standard = asked.query.number("standard").ok_or(Trouble::NotFound)?;
    let (lines, title) = asked.read(|tx| {
        let lines = adjustments_seen(tx, asked.acting(), standard, months)?;
        let standards = app::charters::standards(tx)?;
        let found = standards.into_iter().find(|row| row.id == standard);
        Ok::<_, Fault>((lines, found.map(|row| row.title)))
    })?;
    let title = title.ok_or(Trouble::NotFound)?;
    let back = format!("/staff/figures?standard={standard}");
    let main = html! {
        h1.govuk-heading-l { (said.english("Adjustments")) }
        p.govuk-body-l { (title) ", " (range(said, months)) }
        p.govuk-body {
            (said.english("A closed month is never edited. What became known later was posted as \
                           an adjustment for it: each line takes one from an outcome, or adds one."))
        }
        @if lines.is_empty() {
            p.govuk-body { (said.english("There are no adjustments of records that you may see.")) }
        } @else {
            (table(asked, &lines))
        }
        @if lines.len() == ADJUSTMENTS {
            p.govuk-body { (said.english(format!("Only the first {ADJUSTMENTS} are shown. Choose fewer months to see the others."))) }
        }
    };
    let frame = Frame::new(asked, "Adjustments", main);
    Ok(Answer::page(frame.back(&back, said.english("Back to the figures")).staff()))
}

fn table(asked: &Asked<'_>, lines: &[AdjustmentRow]) -> Markup {
    let said = asked.said();
    let heads = ["Posted", "For", "Record", "Adjustment"];
    html! {
        (Table {
            caption: said.english("Adjustments").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: lines.iter().map(|line| vec![
                telling::short_moment(said, &asked.zone, line.posted_at).into(),
                dates::month(said.language(), line.month.year(), line.month.month()).into(),
                Cell::new(html! {
                    a.govuk-link.kept-reference href={ "/staff/records/" (line.reference) } {
                        (telling::reference(&line.reference))
                    }
                }),
                Cell::new(html! {
                    @if line.delta > 0 { "+1 " } @else { "−1 " }
                    (telling::outcome(said, line.outcome))
                }),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
