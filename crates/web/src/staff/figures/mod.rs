//! Figures by standard, month, channel and service, with range, chart and table.

mod address;
mod adjustments;
mod file;
mod readings;
mod standard;
mod table;

pub(crate) use adjustments::show as show_adjustments;
pub(crate) use file::file;
pub(crate) use standard::picture;
pub(crate) use table::{range, state};

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::paused::how_long;
use crate::telling;
use address::{COUNTED, GROUPS, ask, group_of};
use app::Fault;
use app::access::Permission;
use app::figures::{Ask, By, FigureRow, figures};
use govuk::{Button, Label, Select, SelectOption};
use maud::{Markup, html};
use rules::ledger::Month;
use table::Lead;
use words::dates;

/// How many months back the months to choose from go.
const OFFERED: usize = 60;

/// Shows the figures: every standard in a row, or one of them in full.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let ask = ask(asked);
    let kept = &asked.site.kept;
    let (rows, standards, judged, still) = asked.read(|tx| {
        let rows = figures(tx, kept, &ask, asked.today)?;
        let standards = app::charters::standards(tx)?;
        let still = app::cases::standing_still(tx)?;
        Ok::<_, Fault>((rows, standards, app::ledger::judged_through(tx)?, still))
    })?;
    let options = standards
        .iter()
        .map(|standard| SelectOption::new(standard.id.to_string(), standard.title.as_str()));
    let by_readings = match ask.standard {
        None => readings::table(asked)?,
        Some(_) => html! {},
    };
    let main = html! {
        h1.govuk-heading-l { (said.english("Figures")) }
        (choosing(asked, &ask, options.collect()))
        (beside(asked, still))
        @if let Some(judged) = judged {
            p.govuk-hint {
                (said.english("As at ")) (telling::short_moment(said, &asked.zone, judged)) ". "
                (said.english("The figures are as now known. Where a closed month was adjusted since, what was first published stands beside it."))
            }
        }
        @if rows.is_empty() {
            p.govuk-body { (said.english("There are no promises in these months.")) }
        } @else {
            (shown(asked, &ask, &rows))
        }
        (by_readings)
        @if asked.acting().reach.may(Permission::Export) {
            p.govuk-body {
                a.govuk-link href={ "/staff/figures/file?" (asked.query.encoded()) } {
                    (said.english("Download these figures as CSV"))
                }
            }
        }
    };
    let frame = Frame::new(asked, "Figures", main);
    Ok(Answer::page(match ask.standard {
        Some(_) => frame.back("/staff/figures", said.english("All standards")).staff(),
        None => frame.staff(),
    }))
}

/// What stands beside the figures: corrections, and how many clocks stand still.
fn beside(asked: &Asked<'_>, (number, since): (i64, Option<jiff::Timestamp>)) -> Markup {
    let said = asked.said();
    let still = words::numbers::of(number, "promise stands still", "promises stand still");
    let longest = since.map(|since| format!(", the longest {}", how_long(asked, since)));
    html! {
        p.govuk-body {
            (said.english(format!("{still} now{}.", longest.unwrap_or_default()))) " "
            a.govuk-link href="/staff/figures/corrections" { (said.english("Corrections")) }
            ". "
            a.govuk-link href="/staff/figures/told" { (said.english("What customers were told")) }
        }
    }
}

/// One table while every standard has one row or group; else a section for each standard.
fn shown(asked: &Asked<'_>, ask: &Ask, rows: &[FigureRow]) -> Markup {
    let has_periods = ask.by.iter().any(|by| matches!(by, By::Period(_)));
    if ask.standard.is_none() && !has_periods {
        return html! {
            (table::table(asked, ask, rows, Lead::Standard))
            (standard::counting(asked, None))
        };
    }
    html! {
        @for rows in rows.chunk_by(|a, b| a.standard == b.standard && a.method == b.method) {
            (standard::section(asked, ask, rows))
        }
    }
}

fn choosing<'a>(asked: &'a Asked<'_>, ask: &Ask, standards: Vec<SelectOption<'a>>) -> Markup {
    let said = asked.said();
    let options = |all: &[(&'static str, &'static str)]| -> Vec<SelectOption<'a>> {
        all.iter().map(|(value, words)| SelectOption::new(*value, *words)).collect()
    };
    let all = std::iter::once(SelectOption::new("", "All standards")).chain(standards).collect();
    let chosen =
        |id: &'static str, label: &'static str, options: Vec<SelectOption<'a>>, value: &str| {
            html! {
                (Select {
                    id,
                    name: id,
                    label: Label::new(said.english(label)),
                    options,
                    value: Some(value),
                    ..Select::default()
                })
            }
        };
    html! {
        form method="get" action="/staff/figures" {
            div.kept-row {
                (chosen("from", "From month", months(asked, ask), &ask.from.to_string()))
                (chosen("to", "To month", months(asked, ask), &ask.to.to_string()))
                (chosen("by", "Grouped by", options(&GROUPS), group_of(asked.query)))
                (chosen("count-by", "Counting", options(&COUNTED), ask.count_by.key()))
                (chosen("standard", "Standard", all, asked.query.text("standard")))
                (Button::new(said.english("Show")).secondary())
            }
        }
    }
}

/// The months to choose from, the latest first: the last five years, and those that are chosen.
fn months<'a>(asked: &Asked<'_>, ask: &Ask) -> Vec<SelectOption<'a>> {
    let language = asked.said().language();
    let this = Month::of(asked.today);
    let first = (0..OFFERED).fold(this, |month, _| month.previous());
    let all: Vec<Month> = first.min(ask.from).up_to(this.max(ask.to)).collect();
    let words = |month: &Month| dates::month(language, month.year(), month.month());
    all.iter().rev().map(|month| SelectOption::new(month.to_string(), words(month))).collect()
}
