//! How we are doing: shares of promises kept, month by month.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::figures::{picture, state};
use app::figures::{Ask, By, CountBy, FigureRow, PeriodLength, figures};
use govuk::{Cell, Table};
use maud::{Markup, html};
use rules::ledger::{Month, PeriodState};
use words::{dates, numbers};

/// Below so many promises a month is not shown: counts of few could tell of somebody.
const FEWEST: i64 = 5;

fn ask(asked: &Asked<'_>, standard: Option<i64>) -> Ask {
    let last = Month::of(asked.today).previous();
    let from = (0..11).fold(last, |month, _| month.previous());
    let by = vec![By::Period(PeriodLength::Month)];
    let (count_by, known_at, times) = (CountBy::Due, None, false);
    Ask { from, to: last, by, standard, count_by, known_at, times }
}

/// The last twelve whole months, of one standard or of all.
pub(super) fn latest(asked: &Asked<'_>, standard: Option<i64>) -> Result<Vec<FigureRow>, Trouble> {
    let (ask, kept) = (ask(asked, standard), &asked.site.kept);
    let rows = asked.read(|tx| {
        let own: Vec<i64> = app::charters::standards(tx)?
            .into_iter()
            .filter(|standard| standard.is_own)
            .map(|standard| standard.id)
            .collect();
        let rows = figures(tx, kept, &ask, asked.today)?;
        Ok::<_, app::Fault>(rows.into_iter().filter(move |row| own.contains(&row.standard)))
    })?;
    Ok(rows.collect())
}

/// The figures of one standard as a picture and a table.
pub(super) fn shown(asked: &Asked<'_>, rows: &[FigureRow]) -> Markup {
    let said = asked.said();
    let rows: Vec<FigureRow> =
        rows.iter().filter(|row| row.counts.all() >= FEWEST).cloned().collect();
    let Some(first) = rows.first() else {
        return html! { p.govuk-body { (said.english("There are no figures yet.")) } };
    };
    let is_provisional = rows.iter().any(|row| row.state != PeriodState::Closed);
    let head = ["Month", "Share kept", "Kept", "Missed", "Still running", "State"];
    html! {
        @if let Some(target) = first.target {
            p.govuk-body { (said.english(format!("We aim for {target}."))) }
        }
        @if rows.iter().any(|row| row.share.share.is_some()) {
            (picture(asked, &ask(asked, None), &rows))
        }
        (Table {
            head: head.into_iter().map(|head| Cell::new(said.english(head))).collect(),
            rows: rows.iter().map(|row| vec![
                dates::month(said.language(), row.months.0.year(), row.months.0.month()).into(),
                Cell::numeric(share(row)),
                Cell::numeric(numbers::count(row.counts.kept)),
                Cell::numeric(numbers::count(row.counts.missed)),
                Cell::numeric(numbers::count(row.counts.running)),
                Cell::new(said.english(state(row.state))),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
        @if is_provisional {
            p.govuk-hint { (said.english("Figures of months that are not closed can still change.")) }
        }
    }
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

/// Every standard with figures.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let rows = latest(asked, None)?;
    let title = said.both("How we are doing", "Sut rydym yn gwneud").to_string();
    let main = html! {
        h1.govuk-heading-xl { (title) }
        p.govuk-body-l {
            (said.english("How often we kept our promises. A promise counts in the month in which \
                           it fell due, whenever it was kept."))
        }
        @if rows.is_empty() {
            p.govuk-body { (said.english("There are no figures yet.")) }
        }
        @for group in rows.chunk_by(|a, b| a.standard == b.standard && a.method == b.method) {
            @if let Some(first) = group.first() {
                h2.govuk-heading-m {
                    a.govuk-link href={ "/standards/" (first.key) } { (said.english(first.title.clone())) }
                }
                (shown(asked, group))
            }
        }
    };
    Ok(Answer::page(Frame::new(asked, &title, main).public()))
}
