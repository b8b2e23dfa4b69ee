//! Figures by standard, month, channel and service, with range, chart and table.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use crate::telling;
use app::Fault;
use app::figures::{Ask, By, CountBy, FigureRow, PeriodLength, figures};
use charts::{LineChart, Period, Series, Target as Aim, Value};
use govuk::{Button, Cell, Details, Input, Label, Select, SelectOption, Table, Width};
use maud::{Markup, html};
use rules::charter::CallFormula;
use rules::clock::Outcome;
use rules::contacts::Channel;
use rules::ledger::{Month, PeriodState};
use words::{Language, dates, numbers};

/// What is asked for by an address. Months that do not read are the last twelve.
pub(super) fn ask(asked: &Asked<'_>) -> Ask {
    let query = asked.query;
    let this = Month::of(asked.today);
    let year_ago = (0..11).fold(this, |month, _| month.previous());
    let month = |name: &str, otherwise: Month| Month::read(query.text(name)).unwrap_or(otherwise);
    let (from, to) = (month("from", year_ago), month("to", this));
    let by = match query.text("by") {
        "channel" => vec![By::Channel],
        "service" => vec![By::Service],
        "month-and-channel" => vec![By::Period(PeriodLength::Month), By::Channel],
        "month-and-service" => vec![By::Period(PeriodLength::Month), By::Service],
        "quarter" => vec![By::Period(PeriodLength::Quarter)],
        "year" => vec![By::Period(PeriodLength::Year)],
        "whole" => Vec::new(),
        _ => vec![By::Period(PeriodLength::Month)],
    };
    let count_by = match query.text("count-by") {
        "received" => CountBy::Received,
        "concluded" => CountBy::Concluded,
        _ => CountBy::Due,
    };
    // The last month is not before the first, and nobody asks for more than ten years.
    let to = to.max(from);
    let from = from.max((0..119).fold(to, |month, _| month.previous()));
    let standard = query.number("standard");
    Ask { from, to, by, standard, count_by, known_at: None, times: true }
}

/// Shows the figures.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let ask = ask(asked);
    let kept = &asked.site.kept;
    let (rows, standards, judged) = asked.read(|tx| {
        let rows = figures(tx, kept, &ask, asked.today)?;
        let standards = app::charters::standards(tx)?;
        Ok::<_, Fault>((rows, standards, app::ledger::judged_through(tx)?))
    })?;
    let options = standards
        .iter()
        .map(|standard| SelectOption::new(standard.id.to_string(), standard.title.as_str()));
    let title = "Figures";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        (choosing(asked, &ask, options.collect()))
        @if let Some(judged) = judged {
            p.govuk-hint {
                (said.english("As at ")) (telling::short_moment(said, &asked.zone, judged)) ". "
                (said.english("Open months run, and closed months stay as they were published."))
            }
        }
        @if rows.is_empty() {
            p.govuk-body { (said.english("There are no promises in these months.")) }
        }
        @for group in rows.chunk_by(|a, b| a.standard == b.standard && a.method == b.method) {
            (standard(asked, &ask, group))
        }
        @if asked.acting().reach.may(app::access::Permission::Export) {
            p.govuk-body {
                a.govuk-link href={ "/staff/figures/file?" (asked.query.encoded()) } {
                    (said.english("Download these figures as CSV"))
                }
            }
        }
    };
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}

const GROUPS: [(&str, &str); 8] = [
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("year", "Year"),
    ("channel", "Channel"),
    ("service", "Service"),
    ("month-and-channel", "Month and channel"),
    ("month-and-service", "Month and service"),
    ("whole", "Nothing: one row"),
];

const COUNTED: [(&str, &str); 3] = [
    ("due", "What fell due in the month"),
    ("received", "What was received in the month"),
    ("concluded", "What concluded in the month"),
];

fn choosing<'a>(asked: &'a Asked<'_>, ask: &Ask, standards: Vec<SelectOption<'a>>) -> Markup {
    let said = asked.said();
    let query = asked.query;
    let month = |id: &'static str, label: &'static str, value: String| {
        html! {
            (Input {
                id,
                name: id,
                label: Label::new(said.english(label)),
                hint: Some(said.english("Such as 2026-09").into()),
                value: Some(&value),
                width: Width::Characters10,
                spellcheck: Some(false),
                ..Input::default()
            })
        }
    };
    let options = |all: &[(&'static str, &'static str)]| -> Vec<SelectOption<'static>> {
        all.iter().map(|(value, words)| SelectOption::new(*value, *words)).collect()
    };
    let (groups, counted) = (options(&GROUPS), options(&COUNTED));
    let all = std::iter::once(SelectOption::new("", "All standards")).chain(standards).collect();
    let select = |id: &'static str, label: &'static str, options: Vec<SelectOption<'a>>| {
        html! {
            (Select {
                id,
                name: id,
                label: Label::new(said.english(label)),
                options,
                value: query.typed(id),
                ..Select::default()
            })
        }
    };
    html! {
        form method="get" action="/staff/figures" {
            div.kept-row {
                (month("from", "From month", ask.from.to_string()))
                (month("to", "To month", ask.to.to_string()))
                (select("by", "Grouped by", groups))
                (select("count-by", "Counting", counted))
                (select("standard", "Standard", all))
            }
            (Button::new(said.english("Show")).secondary())
        }
    }
}

/// The figures of one standard: its picture, its table, and how they are counted.
fn standard(asked: &Asked<'_>, ask: &Ask, rows: &[FigureRow]) -> Markup {
    let said = asked.said();
    let Some(first) = rows.first() else { return html! {} };
    let is_by_month = ask.by == [By::Period(PeriodLength::Month)];
    html! {
        section.kept-figure {
            h2.govuk-heading-m { (first.title) }
            p.govuk-body {
                @if let Some(target) = first.target { (said.english(format!("Target: {target}. "))) }
                (said.english(format!("Judged by {}.", first.method)))
            }
            @if is_by_month && rows.iter().any(|row| row.share.share.is_some()) {
                (picture(asked, ask, rows))
            }
            (table(asked, ask, rows))
            (Details::new(said.english("How this is counted"), definition(asked, first)))
        }
    }
}

/// The share of each month as a line, with the target beside it. Months without a base are gaps.
pub(crate) fn picture(asked: &Asked<'_>, ask: &Ask, rows: &[FigureRow]) -> Markup {
    let said = asked.said();
    let language = said.language();
    let months: Vec<Month> = ask.from.up_to(ask.to).collect();
    let share = |month: &Month| {
        let row = rows.iter().find(|row| row.months.0 == *month)?;
        let share = row.share.share?;
        Some(Value::new(share * 100.0, numbers::percent(share, 1)))
    };
    let periods = months.iter().map(|month| {
        let name = dates::month(language, month.year(), month.month());
        let short: String = dates::month_name(language, month.month()).chars().take(3).collect();
        Period::new(name, short)
    });
    let title = rows.first().map_or("", |row| row.title.as_str());
    let id = format!("picture-{}", rows.first().map_or(0, |row| row.standard));
    let target = rows.first().and_then(|row| row.target);
    let kept = said.both("Share kept", "Cyfran a gadwyd").to_string();
    LineChart {
        id: &id,
        title,
        description: &description(rows),
        periods: periods.collect(),
        series: vec![Series::new(kept, months.iter().map(share).collect())],
        target: target.map(|target| Aim::new(target.share() * 100.0, target.to_string())),
        axis: Some((0.0, 100.0)),
        axis_label: &|number| format!("{number:.0}%"),
        period_heading: "Month",
        missing: "–",
    }
    .figure()
}

fn description(rows: &[FigureRow]) -> String {
    let shares = || rows.iter().filter_map(|row| Some((row.share.share?, row.period.as_str())));
    let by_share = |a: &(f64, &str), b: &(f64, &str)| a.0.total_cmp(&b.0);
    match (shares().min_by(by_share), shares().max_by(by_share)) {
        (Some((low, low_at)), Some((high, high_at))) => format!(
            "Between {} in {low_at} and {} in {high_at}.",
            numbers::percent(low, 1),
            numbers::percent(high, 1)
        ),
        _ => "No shares yet.".to_owned(),
    }
}

fn table(asked: &Asked<'_>, ask: &Ask, rows: &[FigureRow]) -> Markup {
    let said = asked.said();
    let mut head = vec![Cell::new(said.english("Period"))];
    let has_group = rows.iter().any(|row| row.channel.is_some() || row.service.is_some());
    if has_group {
        head.push(Cell::new(said.english("Group")));
    }
    for name in [
        "Share",
        "Range expected by chance",
        "Kept",
        "Missed",
        "Running",
        "Other",
        "Median",
        "Target",
        "State",
    ] {
        head.push(Cell::new(said.english(name)));
    }
    html! {
        (Table {
            caption: said.english("Figures").into(),
            head,
            rows: rows.iter().map(|row| cells(asked, ask, row, has_group)).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

fn cells<'a>(
    asked: &'a Asked<'_>,
    ask: &Ask,
    row: &'a FigureRow,
    has_group: bool,
) -> Vec<Cell<'a>> {
    let said = asked.said();
    let decimals = row.share.decimals(row.target.as_ref());
    let percent = |share: f64| numbers::percent(share, decimals);
    let number = |outcome: Outcome| -> Cell<'a> {
        let count = row.number(outcome);
        if count == 0 {
            return Cell::numeric("0");
        }
        let query = behind(ask, row, Some(outcome)).encoded();
        Cell::numeric(html! {
            a.govuk-link href={ "/staff/figures/promises?" (query) } { (numbers::count(count)) }
        })
    };
    let mut cells: Vec<Cell<'a>> = vec![row.period.as_str().into()];
    if has_group {
        cells.push(group(asked, row).into());
    }
    let share = match row.share.share {
        Some(share) if row.share.reliable => percent(share),
        Some(share) => format!("{} (not reliable)", percent(share)),
        None => "–".to_owned(),
    };
    let range = row.share.low.zip(row.share.high);
    let range =
        range.map_or("–".to_owned(), |(l, h)| format!("{} to {}", percent(l), percent(h)));
    let other =
        [Outcome::EndedByCustomer, Outcome::NotCounted, Outcome::NoEvidence, Outcome::Measured];
    let others: i64 = other.into_iter().map(|outcome| row.number(outcome)).sum();
    let median =
        row.times.as_ref().map_or("–".to_owned(), |times| time(times.median, times.unit));
    cells.extend([
        Cell::numeric(share),
        Cell::numeric(range),
        number(Outcome::Kept),
        number(Outcome::Missed),
        number(Outcome::Running),
        Cell::numeric(numbers::count(others)),
        Cell::numeric(median),
        Cell::new(verdict(asked, row)),
        Cell::new(said.english(state(row.state))),
    ]);
    cells
}

fn group(asked: &Asked<'_>, row: &FigureRow) -> String {
    let channel = row.channel.as_deref().and_then(Channel::named);
    let channel = channel.map(|channel| telling::channel(asked.said(), channel).to_string());
    let service = row.service.as_ref().map(|(_, name)| name.clone());
    channel.or(service).unwrap_or_default()
}

/// A time in a unit: `2 working days`, `14.5 seconds` as `15 seconds`.
pub(crate) fn time(amount: f64, unit: &str) -> String {
    match unit {
        "seconds" | "working seconds" => {
            numbers::stretch(Language::English, amount.round() as i64).to_string()
        }
        unit if (amount.fract()).abs() < 0.05 => format!("{amount:.0} {unit}"),
        unit => format!("{amount:.1} {unit}"),
    }
}

fn verdict(asked: &Asked<'_>, row: &FigureRow) -> Markup {
    let said = asked.said();
    let Some(target) = row.target else { return said.english("No target") };
    match row.met {
        Some(true) => said.english("Met"),
        Some(false) => said.english("Not met"),
        None if row.share.base < rules::figures::SMALLEST_BASE => said.english("Too few to judge"),
        None if !row.share.reliable => said.english("Not reliable"),
        None => match target.is_met(row.share.kept, row.share.base) {
            Some(true) => said.english("On course"),
            _ => said.english("Not on course"),
        },
    }
}

pub(crate) fn state(state: PeriodState) -> &'static str {
    match state {
        PeriodState::Running => "Running",
        PeriodState::Provisional => "Provisional",
        PeriodState::Closed => "Closed",
    }
}

/// The address of the promises behind a number.
fn behind(ask: &Ask, row: &FigureRow, outcome: Option<Outcome>) -> Fields {
    let mut query = Fields::default()
        .with("standard", row.standard.to_string())
        .with("method", row.method.as_str())
        .with("from", row.months.0.to_string())
        .with("to", row.months.1.to_string())
        .with("count-by", ask.count_by.key());
    if let Some(outcome) = outcome {
        query = query.with("outcome", outcome.key());
    }
    if let Some(channel) = &row.channel {
        query = query.with("channel", channel.as_str());
    }
    if let Some((service, _)) = &row.service {
        query = query.with("service", service.to_string());
    }
    query
}

fn definition(asked: &Asked<'_>, row: &FigureRow) -> Markup {
    let said = asked.said();
    let formula = match row.formula {
        CallFormula::OfOfferedLessAbandonedInTime => {
            "Share kept: kept ÷ (kept + missed). What the customer ended in time is in no share."
        }
        CallFormula::OfAllOffered => {
            "Share kept: answered in time ÷ all calls offered, those abandoned in time included."
        }
        CallFormula::OrAbandonedInTime => {
            "Share kept: (answered in time + abandoned in time) ÷ all calls offered."
        }
    };
    html! {
        ul.govuk-list.govuk-list--bullet {
            li { (said.english(formula)) }
            li { (said.english("A promise counts in the month in which it fell due, whenever it was kept.")) }
            li { (said.english("The range is what chance alone would do (Wilson, 95 in 100). The figure itself is exact.")) }
            li { (said.english("A target is met or not only when its whole period is closed, on a base of 50 or more.")) }
            li { (said.english("Times are of what stopped in the month, kept or missed, without pauses.")) }
        }
    }
}
