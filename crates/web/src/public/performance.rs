//! How we are doing: shares of promises kept, month by month.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::figures::{picture, range, state};
use app::figures::{Ask, By, CountBy, FigureRow, PeriodLength, figures};
use govuk::{Cell, Table};
use maud::{Markup, html};
use rules::ledger::{Month, PeriodState};
use words::{dates, numbers};

/// Below so many promises a month is not shown: counts of few could tell of somebody.
pub(super) const FEWEST: i64 = 5;

fn ask(asked: &Asked<'_>, by: Vec<By>, standard: Option<i64>, months: usize) -> Ask {
    let last = Month::of(asked.today).previous();
    let from = (1..months).fold(last, |month, _| month.previous());
    let (count_by, known_at, times) = (CountBy::Due, None, false);
    Ask { from, to: last, by, standard, count_by, known_at, times }
}

/// The figures of the body's own standards, not of those that came with imported records.
fn of_own(asked: &Asked<'_>, ask: &Ask) -> Result<Vec<FigureRow>, Trouble> {
    let kept = &asked.site.kept;
    let rows = asked.read(|tx| {
        let own: Vec<i64> = app::charters::standards(tx)?
            .into_iter()
            .filter(|standard| standard.kind.is_promised())
            .map(|standard| standard.id)
            .collect();
        let rows = figures(tx, kept, ask, asked.today)?;
        Ok::<_, app::Fault>(rows.into_iter().filter(move |row| own.contains(&row.standard)))
    })?;
    Ok(rows.filter(|row| row.counts.all() >= FEWEST).collect())
}

/// One standard's figures of the last 24 whole months as a picture and a table.
pub(super) fn of_standard(asked: &Asked<'_>, standard: i64) -> Result<Markup, Trouble> {
    let mut ask = ask(asked, vec![By::Period(PeriodLength::Month)], Some(standard), 24);
    let rows = of_own(asked, &ask)?;
    // Months before the first figure would be a gap that says nothing.
    ask.from = rows.first().map_or(ask.from, |first| first.months.0.max(ask.from));
    Ok(shown(asked, &ask, &rows))
}

fn shown(asked: &Asked<'_>, ask: &Ask, rows: &[FigureRow]) -> Markup {
    let said = asked.said();
    let Some(first) = rows.first() else {
        return html! { p.govuk-body { (said.english("There are no figures yet.")) } };
    };
    let newest = rows.last().unwrap_or(first);
    let is_provisional = rows.iter().any(|row| row.state != PeriodState::Closed);
    let numbers = ["Share kept", "Kept", "Missed", "Still running"];
    let mut head = vec![said.column("Month")];
    head.extend(numbers.map(|words| said.numbers(words)));
    let is_adjusted = rows.iter().any(|row| row.share_before_adjustments().is_some());
    if is_adjusted {
        head.push(said.numbers("First published"));
    }
    head.push(said.column("State"));
    html! {
        @if let Some(target) = newest.target {
            p.govuk-body { (said.english(format!("We aim for {target}."))) }
        }
        @if rows.iter().any(|row| row.share.share.is_some()) {
            (picture(asked, ask, rows))
        }
        (Table {
            caption: range(said, (ask.from, ask.to)).into(),
            caption_classes: "govuk-visually-hidden",
            head,
            rows: rows.iter().map(|row| {
                let month = row.months.0;
                let mut cells = vec![
                    dates::month(said.language(), month.year(), month.month()).into(),
                    Cell::numeric(share(row)),
                    Cell::numeric(numbers::count(row.counts.kept)),
                    Cell::numeric(numbers::count(row.counts.missed)),
                    Cell::numeric(numbers::count(row.counts.running)),
                ];
                if is_adjusted {
                    cells.push(Cell::numeric(first_published(row)));
                }
                cells.push(Cell::new(said.english(state(row.state))));
                cells
            }).collect(),
            first_cell_is_header: true,
            stacks: true,
            ..Table::default()
        })
        @if is_provisional {
            p.govuk-hint { (said.english("Figures of months that are not closed can still change.")) }
        }
        @if is_adjusted {
            p.govuk-hint {
                (said.english("What became known after a month was closed changes its figures. \
                               What we first published stands beside them."))
            }
        }
    }
}

/// The share as first published, of a month that is closed.
fn first_published(row: &FigureRow) -> String {
    let Some(first) = row.first_published else { return "–".to_owned() };
    let first = first.share(row.formula);
    let decimals = first.decimals(row.target.as_ref());
    first.share.map_or("–".to_owned(), |share| numbers::percent(share, decimals))
}

fn share(row: &FigureRow) -> String {
    match row.share.share {
        Some(share) if row.share.reliable => {
            numbers::percent(share, row.share.decimals(row.target.as_ref()))
        }
        Some(_) => "Not reliable".to_owned(),
        None => "–".to_owned(),
    }
}

/// A row for each standard.
fn table(asked: &Asked<'_>, rows: &[FigureRow], months: &str) -> Markup {
    let said = asked.said();
    html! {
        (Table {
            caption: months.into(),
            head: vec![
                said.column("What we promise"),
                said.numbers("We aim for"),
                said.numbers("Share kept"),
                said.numbers("Kept"),
                said.numbers("Missed"),
            ],
            rows: rows.iter().map(|row| vec![
                Cell::new(html! {
                    a.govuk-link href={ "/standards/" (row.key) } {
                        (said.english(row.title.clone()))
                    }
                }),
                Cell::numeric(row.target.map_or("–".to_owned(), |target| target.to_string())),
                Cell::numeric(share(row)),
                Cell::numeric(numbers::count(row.counts.kept)),
                Cell::numeric(numbers::count(row.counts.missed)),
            ]).collect(),
            first_cell_is_header: true,
            stacks: true,
            ..Table::default()
        })
    }
}

/// The figures of one service over the last twelve whole months, a row for each standard.
pub(super) fn of_service(asked: &Asked<'_>, service: i64) -> Result<Markup, Trouble> {
    let said = asked.said();
    let ask = ask(asked, vec![By::Service], None, 12);
    let mut rows = of_own(asked, &ask)?;
    rows.retain(|row| {
        let is_its = row.service.as_ref().is_some_and(|(id, _)| *id == service);
        is_its && row.share.share.is_some()
    });
    if rows.is_empty() {
        return Ok(html! { p.govuk-body { (said.english("There are no figures yet.")) } });
    }
    Ok(html! {
        (table(asked, &rows, &range(said, (ask.from, ask.to))))
        p.govuk-hint {
            (said.english("A promise counts for the service that was responsible when it fell due."))
        }
    })
}

/// How many corrections were made in these months.
fn put_right(corrections: i64) -> String {
    let many = match corrections {
        0 => "Nothing".to_owned(),
        few if few < FEWEST => format!("Fewer than {FEWEST} things"),
        many => format!("{} things", numbers::count(many)),
    };
    format!(
        "{many} that we had recorded wrongly or late were put right in these months. The figures \
         are judged again when that happens."
    )
}

/// Every standard with figures, in a row each.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let ask = ask(asked, Vec::new(), None, 12);
    // What is only measured has no share: its own page says what it is.
    let mut rows = of_own(asked, &ask)?;
    rows.retain(|row| row.share.share.is_some());
    let corrections = asked.read(|tx| app::corrections::corrections(tx, (ask.from, ask.to)))?;
    let corrections: i64 = corrections.iter().map(|row| row.corrections).sum();
    let title = said.both("How we are doing", "Sut rydym yn gwneud").to_string();
    let months = range(said, (ask.from, ask.to));
    let main = html! {
        h1.govuk-heading-xl { (title) }
        p.govuk-body-l {
            (said.english("How often we kept our promises. A promise counts in the month in which \
                           it fell due, whenever it was kept."))
        }
        @if rows.is_empty() {
            p.govuk-body { (said.english("There are no figures yet.")) }
        } @else {
            (table(asked, &rows, &months))
            p.govuk-body { (said.english("Choose a promise to see it month by month.")) }
            p.govuk-body { (said.english(put_right(corrections))) }
            p.govuk-body {
                a.govuk-link href="/how-we-are-doing/owning-up" {
                    (said.english("How often we owned up to a miss before you had to ask"))
                }
            }
        }
    };
    Ok(Answer::page(Frame::new(asked, &title, main).public()))
}
