//! The table of figures: a row for a standard or a period, every count one click from its
//! promises.

use super::address::{adjustments, behind, of_standard};
use crate::http::Asked;
use crate::telling;
use crate::words::Said;
use app::figures::{Ask, By, FigureRow};
use govuk::{Cell, Table};
use maud::{Markup, html};
use rules::clock::Outcome;
use rules::contacts::Channel;
use rules::ledger::{Month, PeriodState};
use words::{Language, dates, numbers};

/// What the first column of a table names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    Standard,
    Period,
}

/// Outcomes that are in no share. Those that occur have a column each.
const BESIDE: [Outcome; 4] =
    [Outcome::EndedByCustomer, Outcome::NotCounted, Outcome::NoEvidence, Outcome::Measured];

/// The columns that a table has only where they say something.
struct Beside {
    outcomes: Vec<Outcome>,
    first: bool,
}

fn is_adjusted(row: &FigureRow) -> bool {
    row.share_before_adjustments().is_some()
}

/// The figures as a table, which scrolls in its own box where it is too wide.
pub(super) fn table(asked: &Asked<'_>, ask: &Ask, rows: &[FigureRow], lead: Lead) -> Markup {
    let said = asked.said();
    let is_grouped = ask.by.iter().any(|by| !matches!(by, By::Period(_)));
    let beside: Vec<Outcome> = BESIDE
        .into_iter()
        .filter(|outcome| rows.iter().any(|row| row.number(*outcome) != 0))
        .collect();
    let mut head = vec![said.column(if lead == Lead::Standard { "Standard" } else { "Period" })];
    if is_grouped {
        head.push(said.column("Group"));
    }
    head.extend(
        ["Share kept", "Range", "Kept", "Missed", "Running"].map(|words| said.numbers(words)),
    );
    head.extend(beside.iter().map(|outcome| Cell::numeric(telling::outcome(said, *outcome))));
    head.push(said.numbers("Median"));
    head.push(said.column("Target"));
    let beside = Beside { outcomes: beside, first: rows.iter().any(is_adjusted) };
    if beside.first {
        head.push(said.numbers("First published"));
    }
    if lead == Lead::Period {
        head.push(said.column("State"));
    }
    let name = range(said, (ask.from, ask.to));
    html! {
        div.kept-scrolls role="region" tabindex="0" aria-label=(name) {
            (Table {
                caption: name.clone().into(),
                head,
                rows: rows.iter().map(|row| {
                    cells(asked, ask, row, (lead, is_grouped, &beside))
                }).collect(),
                first_cell_is_header: true,
                ..Table::default()
            })
        }
    }
}

fn cells<'a>(
    asked: &'a Asked<'_>,
    ask: &Ask,
    row: &'a FigureRow,
    (lead, is_grouped, beside): (Lead, bool, &Beside),
) -> Vec<Cell<'a>> {
    let said = asked.said();
    let number = |outcome: &Outcome| -> Cell<'a> {
        match row.number(*outcome) {
            0 => Cell::numeric("0"),
            count => Cell::numeric(html! {
                a.govuk-link href=(behind(ask, row, *outcome)) { (numbers::count(count)) }
            }),
        }
    };
    let mut cells = vec![match lead {
        Lead::Standard => Cell::new(html! {
            a.govuk-link href=(of_standard(ask, row)) { (row.title) } (telling::charter_kind(said, row.kind))
            @if row.method != "clock" && row.method != "record" { " (" (row.method) ")" }
        }),
        Lead::Period => period(said, row).into(),
    }];
    if is_grouped {
        cells.push(group(said, row).into());
    }
    cells.extend([Cell::numeric(share(row)), Cell::numeric(by_chance(row))]);
    cells.extend([Outcome::Kept, Outcome::Missed, Outcome::Running].iter().map(number));
    cells.extend(beside.outcomes.iter().map(number));
    let median = row.times.as_ref().map_or("–".to_owned(), |t| time(t.median, t.unit));
    cells.push(Cell { classes: "kept-wraps".into(), ..Cell::numeric(median) });
    cells.push(Cell::new(verdict(said, row)));
    if beside.first {
        cells.push(Cell::numeric(first_published(ask, row)));
    }
    if lead == Lead::Period {
        cells.push(Cell::new(said.english(state(row.state))));
    }
    cells
}

fn percent(row: &FigureRow, share: f64) -> String {
    numbers::percent(share, row.share.decimals(row.target.as_ref()))
}

fn share(row: &FigureRow) -> String {
    match row.share.share {
        Some(share) if row.share.reliable => percent(row, share),
        Some(share) => format!("{} (not reliable)", percent(row, share)),
        None => "–".to_owned(),
    }
}

/// The share as first published where it was adjusted since, one click from what was posted.
fn first_published(ask: &Ask, row: &FigureRow) -> Markup {
    match row.share_before_adjustments() {
        Some(first) => html! {
            a.govuk-link href=(adjustments(ask, row)) {
                (first.share.map_or("–".to_owned(), |share| percent(row, share)))
            }
        },
        None if row.first_published.is_some() => html! { (share(row)) },
        None => html! { "–" },
    }
}

fn by_chance(row: &FigureRow) -> String {
    let range = row.share.low.zip(row.share.high);
    range.map_or("–".to_owned(), |(low, high)| {
        format!("{} to {}", percent(row, low), percent(row, high))
    })
}

fn group(said: Said, row: &FigureRow) -> String {
    let channel = row.channel.as_deref().and_then(Channel::named);
    let channel = channel.map(|channel| telling::channel(said, channel).to_string());
    let service = row.service.as_ref().map(|(_, name)| name.clone());
    channel.or(service).unwrap_or_default()
}

/// A month in words; quarters and years by their labels.
fn period(said: Said, row: &FigureRow) -> String {
    match Month::read(&row.period) {
        Ok(month) => dates::month(said.language(), month.year(), month.month()),
        Err(_) if row.period.contains(' ') => range(said, row.months),
        Err(_) => row.period.clone(),
    }
}

/// `September 2026`, `October 2025 to September 2026`.
pub(crate) fn range(said: Said, (from, to): (Month, Month)) -> String {
    let month = |month: Month| dates::month(said.language(), month.year(), month.month());
    if from == to {
        return month(from);
    }
    format!("{} {} {}", month(from), said.both("to", "i"), month(to))
}

/// A time in a unit: `1 working day`, `2.5 working days`, `14.5 seconds` as `15 seconds`.
fn time(amount: f64, unit: &str) -> String {
    if unit.ends_with("seconds") {
        return numbers::stretch(Language::English, amount.round() as i64).to_string();
    }
    let number =
        if amount.fract().abs() < 0.05 { format!("{amount:.0}") } else { format!("{amount:.1}") };
    match number.as_str() {
        "1" => format!("1 {}", unit.trim_end_matches('s')),
        number => format!("{number} {unit}"),
    }
}

fn verdict(said: Said, row: &FigureRow) -> Markup {
    let Some(target) = row.target else { return said.english("No target") };
    let word = match row.met {
        Some(true) => "Met",
        Some(false) => "Not met",
        None if row.share.base < rules::figures::SMALLEST_BASE => "Too few to judge",
        None if !row.share.reliable => "Not reliable",
        None => match target.is_met(row.share.kept, row.share.base) {
            Some(true) => "On course",
            _ => "Not on course",
        },
    };
    html! { (said.english(word)) " (" (target) ")" }
}

/// The state of a period in a word.
pub(crate) fn state(state: PeriodState) -> &'static str {
    match state {
        PeriodState::Running => "Running",
        PeriodState::Provisional => "Provisional",
        PeriodState::Closed => "Closed",
    }
}
