//! The missed promises behind a number, and who spoke of them first.

use super::{figures::span, first};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::rows::PER_PAGE;
use crate::telling;
use app::promises_told::{MissRow, misses, shown};
use govuk::{Cell, PageLink, Pagination, Table};
use maud::{Markup, html};
use rules::ledger::Month;
use rules::promises_told::First;
use words::{dates, numbers};

/// Shows those that an address asks for: of a month, of a standard, of who spoke first.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let (kept, query) = (&asked.site.kept, asked.query);
    let month = Month::read(query.text("month")).ok();
    let span = month.map_or_else(|| span(asked), |month| (month, month));
    let (standard, of) = (query.number("standard"), First::named(query.text("first")));
    let after = query.number("after").unwrap_or_default();
    let (all, next, rows) = asked.read(|tx| {
        let mut found = misses(tx, kept, &asked.zone, span)?;
        found.retain(|miss| standard.is_none_or(|id| miss.standard == id));
        found.retain(|miss| of.is_none_or(|of| miss.first == of));
        let all = found.len();
        found.retain(|miss| miss.promise > after);
        let ids: Vec<i64> = found.iter().take(PER_PAGE).map(|miss| miss.promise).collect();
        let next = ids.last().copied().filter(|_| found.len() > PER_PAGE);
        let rows = shown(tx, asked.acting(), &ids)?;
        let titled = rows.into_iter().map(|row| {
            let miss = found.iter().find(|miss| miss.promise == row.promise);
            (miss.map(|miss| (miss.title.clone(), miss.first)), row)
        });
        Ok::<_, app::Fault>((all, next, titled.collect::<Vec<_>>()))
    })?;
    let link = next.map(|id| {
        let query = query.clone().with("after", id.to_string()).encoded();
        PageLink::new(format!("{}?{query}", asked.path))
    });
    let title = "Missed promises behind the figure";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body-l {
            @if let Some(of) = of { (said.english(first(of))) } @else { (said.english("All")) }
            @if let Some(month) = month {
                ", " (dates::month(said.language(), month.year(), month.month()))
            }
        }
        p.govuk-body { (numbers::count(all as i64)) " " (said.english("in all")) }
        p.govuk-hint { (said.english("You see the promises of records that you may see.")) }
        @if rows.is_empty() {
            p.govuk-body { (said.english("Nothing here.")) }
        } @else {
            (table(asked, &rows))
        }
        (Pagination { next: link, ..Pagination::new(said.components()) })
    };
    let frame = Frame::new(asked, title, main);
    let back = said.english("Back to what customers were told");
    Ok(Answer::page(frame.back("/staff/figures/told", back).staff()))
}

/// A row with its standard's title and who spoke first.
type Titled = (Option<(String, First)>, MissRow);

fn table(asked: &Asked<'_>, rows: &[Titled]) -> Markup {
    let said = asked.said();
    let heads = ["Was due", "Promise", "Reference", "About", "Who spoke first"];
    html! {
        (Table {
            caption: said.english("Missed promises").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: rows.iter().map(|(miss, row)| {
                let due = (Some(row.missed_at), row.due_on);
                vec![
                    Cell::new(telling::due(said, &asked.zone, due, asked.now)),
                    miss.as_ref().map_or("–", |(title, _)| title.as_str()).into(),
                    Cell::new(html! {
                        a.govuk-link.kept-reference href={ "/staff/records/" (row.reference) } {
                            (telling::reference(&row.reference))
                        }
                    }),
                    row.summary.as_str().into(),
                    Cell::new(said.english(miss.as_ref().map_or("–", |(_, of)| first(*of)))),
                ]
            }).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
