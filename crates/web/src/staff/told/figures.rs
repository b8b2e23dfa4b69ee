//! How often customers were told: the standards when they asked, and of a miss before they had to.

use super::first;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use app::promises_told::{Given, Miss, given_by_month, misses};
use govuk::{Cell, Table};
use maud::{Markup, html};
use rules::ledger::Month;
use rules::promises_told::{First, OwnedUp};
use std::collections::BTreeMap;
use words::{dates, numbers};

/// The last twelve months, the present one among them.
pub(super) fn span(asked: &Asked<'_>) -> (Month, Month) {
    let this = Month::of(asked.today);
    ((0..11).fold(this, |month, _| month.previous()), this)
}

/// Shows both figures.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let (kept, span) = (&asked.site.kept, span(asked));
    let (given, missed) = asked.read(|tx| {
        let given = given_by_month(tx, &asked.zone, span)?;
        Ok::<_, app::Fault>((given, misses(tx, kept, &asked.zone, span)?))
    })?;
    let title = "What customers were told";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        h2.govuk-heading-m { (said.english("Missed promises that we owned up to")) }
        p.govuk-body {
            (said.english("Of every promise that was missed: whether we told the customer before \
                           they asked or complained. A miss of which nobody has spoken counts \
                           against us."))
        }
        (by_month(asked, &missed))
        (by_standard(asked, &missed))
        p.govuk-hint {
            (said.english("Calls and visits are not among them: whoever waits is there to see it. \
                           Nor is what was promised to somebody whose name nobody knows."))
        }
        h2.govuk-heading-m { (said.english("Standards given when somebody asked for something")) }
        p.govuk-body {
            (said.english("Of the cases received in a month: whether the customer was told what \
                           they can expect, and how often the page that they were on did so."))
        }
        (given_table(asked, &given))
    };
    let frame = Frame::new(asked, title, main);
    Ok(Answer::page(frame.back("/staff/figures", said.english("Back to the figures")).staff()))
}

/// Counts misses by what they are grouped by.
pub(crate) fn counted<K: Ord>(missed: &[Miss], of: impl Fn(&Miss) -> K) -> BTreeMap<K, OwnedUp> {
    let mut counted: BTreeMap<K, OwnedUp> = BTreeMap::new();
    missed.iter().for_each(|miss| counted.entry(of(miss)).or_default().add(miss.first));
    counted
}

fn heads(asked: &Asked<'_>, lead: &'static str) -> Vec<Cell<'static>> {
    let said = asked.said();
    let mut heads = vec![said.column(lead)];
    heads.push(said.numbers("Missed"));
    heads.extend(First::ALL.map(|of| said.numbers(first(of))));
    heads.push(said.numbers("Share told first"));
    heads
}

/// Each number leads to the promises that it counts.
fn cells(counts: &OwnedUp, query: &Fields) -> Vec<Cell<'static>> {
    let mut cells = vec![Cell::numeric(numbers::count(counts.all()))];
    cells.extend(First::ALL.map(|of| match counts.of(of) {
        0 => Cell::numeric("0"),
        number => {
            let query = query.clone().with("first", of.key()).encoded();
            Cell::numeric(html! {
                a.govuk-link href={ "/staff/figures/told/misses?" (query) } { (numbers::count(number)) }
            })
        }
    }));
    let share = counts.share().map_or("–".to_owned(), |share| numbers::percent(share, 1));
    cells.push(Cell::numeric(share));
    cells
}

fn by_month(asked: &Asked<'_>, missed: &[Miss]) -> Markup {
    let said = asked.said();
    let months = counted(missed, |miss| miss.month);
    if months.is_empty() {
        return html! { p.govuk-body { (said.english("Nothing was missed in these months.")) } };
    }
    html! {
        (Table {
            caption: said.english("By the month in which they fell due").into(),
            head: heads(asked, "Month"),
            rows: months.iter().rev().map(|(month, counts)| {
                let name = dates::month(said.language(), month.year(), month.month());
                let query = Fields::default().with("month", month.to_string());
                std::iter::once(name.into()).chain(cells(counts, &query)).collect()
            }).collect(),
            first_cell_is_header: true,
            stacks: true,
            ..Table::default()
        })
    }
}

fn by_standard(asked: &Asked<'_>, missed: &[Miss]) -> Markup {
    let said = asked.said();
    let standards = counted(missed, |miss| (miss.standard, miss.title.clone()));
    if standards.is_empty() {
        return html! {};
    }
    html! {
        (Table {
            caption: said.english("By standard, in the last 12 months").into(),
            head: heads(asked, "Standard"),
            rows: standards.iter().map(|((id, title), counts)| {
                let query = Fields::default().with("standard", id.to_string());
                let title = Cell::new(html! { (title) });
                std::iter::once(title).chain(cells(counts, &query)).collect()
            }).collect(),
            first_cell_is_header: true,
            stacks: true,
            ..Table::default()
        })
    }
}

fn given_table(asked: &Asked<'_>, given: &[Given]) -> Markup {
    let said = asked.said();
    let mut heads = vec![said.column("Month")];
    heads.extend(
        ["Cases received", "Standards given", "By the page", "Share given"]
            .map(|h| said.numbers(h)),
    );
    html! {
        (Table {
            caption: said.english("By the month of receipt").into(),
            head: heads,
            rows: given.iter().map(|row| {
                let share = row.share().map_or("–".to_owned(), |share| numbers::percent(share, 1));
                vec![
                    dates::month(said.language(), row.month.year(), row.month.month()).into(),
                    Cell::numeric(numbers::count(row.asked)),
                    Cell::numeric(numbers::count(row.given)),
                    Cell::numeric(numbers::count(row.by_the_system)),
                    Cell::numeric(share),
                ]
            }).collect(),
            first_cell_is_header: true,
            stacks: true,
            ..Table::default()
        })
    }
}
