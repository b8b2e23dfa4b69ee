//! The figures of one standard: its picture, its table, and how they are counted.

use super::table::{Lead, table};
use crate::http::Asked;
use crate::telling;
use app::figures::{Ask, By, FigureRow, PeriodLength};
use charts::{LineChart, Period, Series, Target as Aim, Value};
use govuk::Details;
use maud::{Markup, html};
use rules::charter::{CallFormula, Target};
use rules::ledger::Month;
use std::collections::BTreeMap;
use words::{dates, numbers};

/// The rows of one standard.
pub(super) fn section(asked: &Asked<'_>, ask: &Ask, rows: &[FigureRow]) -> Markup {
    let said = asked.said();
    let Some(first) = rows.first() else { return html! {} };
    let is_by_month = ask.by == [By::Period(PeriodLength::Month)];
    html! {
        section.kept-figure {
            h2.govuk-heading-m { (first.title) (telling::charter_kind(said, first.kind)) }
            p.govuk-body {
                @if let Some(target) = first.target { (said.english(format!("Target: {target}. "))) }
                (said.english(format!("Judged by {}.", first.method)))
            }
            @if is_by_month && rows.iter().any(|row| row.share.share.is_some()) {
                (picture(asked, ask, rows))
            }
            (table(asked, ask, rows, Lead::Period))
            (counting(asked, Some(first.formula)))
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
    let id = format!("picture-{}", rows.first().map_or(0, |row| row.standard));
    let (target, aims) = targets(rows);
    let kept = said.both("Share kept", "Cyfran a gadwyd").to_string();
    LineChart {
        id: &id,
        title: &said.both("Share kept, month by month", "Cyfran a gadwyd, fesul mis").to_string(),
        description: &description(rows),
        periods: periods.collect(),
        series: std::iter::once(Series::new(kept, months.iter().map(share).collect()))
            .chain(aims.map(|aims| {
                let name = said.english_text("Target");
                Series::new(name, months.iter().map(|month| aims.get(month).cloned()).collect())
            }))
            .collect(),
        target: target.map(|target| Aim::new(target.share() * 100.0, target.to_string())),
        axis: Some((0.0, 100.0)),
        axis_label: &|number| format!("{number:.0}%"),
        period_heading: "Month",
        missing: "–",
    }
    .figure()
}

/// What was aimed at: the same in all months, or what it was in each.
fn targets(rows: &[FigureRow]) -> (Option<Target>, Option<BTreeMap<Month, Value<'static>>>) {
    let newest = rows.last().and_then(|row| row.target);
    if rows.iter().all(|row| row.target == newest) {
        return (newest, None);
    }
    let each = rows.iter().filter_map(|row| {
        let target = row.target?;
        Some((row.months.0, Value::new(target.share() * 100.0, target.to_string())))
    });
    (None, Some(each.collect()))
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

/// How the figures are counted; the formula is a standard's own.
pub(super) fn counting(asked: &Asked<'_>, formula: Option<CallFormula>) -> Markup {
    let said = asked.said();
    let formula = formula.map(|formula| match formula {
        CallFormula::OfOfferedLessAbandonedInTime => {
            "Share kept: kept ÷ (kept + missed). What the customer ended in time is in no share."
        }
        CallFormula::OfAllOffered => {
            "Share kept: answered in time ÷ all calls offered, those abandoned in time included."
        }
        CallFormula::OrAbandonedInTime => {
            "Share kept: (answered in time + abandoned in time) ÷ all calls offered."
        }
    });
    let always = [
        "A promise counts in the month in which it fell due, whenever it was kept.",
        "The range is what chance alone would do (Wilson, 95 in 100). The figure itself is exact.",
        "A target is met or not only when its whole period is closed, on a base of 50 or more.",
        "Times are of what stopped in the months, kept or missed, without pauses.",
    ];
    let content = html! {
        ul.govuk-list.govuk-list--bullet {
            @for sentence in formula.into_iter().chain(always) { li { (said.english(sentence)) } }
        }
    };
    html! { (Details::new(said.english("How this is counted"), content)) }
}
