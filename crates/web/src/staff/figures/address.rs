//! What an address asks of the figures, and the addresses of what is behind them.

use crate::http::{Asked, Fields};
use app::figures::{Ask, By, CountBy, FigureRow, PeriodLength};
use rules::clock::Outcome;
use rules::ledger::Month;

/// What figures can be grouped by: the name in addresses, and in words.
pub(super) const GROUPS: [(&str, &str); 8] = [
    ("whole", "Nothing: one row"),
    ("month", "Month"),
    ("quarter", "Quarter"),
    ("year", "Year"),
    ("channel", "Channel"),
    ("service", "Service"),
    ("month-and-channel", "Month and channel"),
    ("month-and-service", "Month and service"),
];

/// Which date of a promise counts.
pub(super) const COUNTED: [(&str, &str); 3] = [
    ("due", "What fell due in the months"),
    ("received", "What was received in the months"),
    ("concluded", "What concluded in the months"),
];

/// The longest range, in months.
const LONGEST: usize = 120;

/// What the figures are grouped by: all standards in one row each, one standard month by month.
pub(super) fn group_of(query: &Fields) -> &'static str {
    let otherwise = if query.number("standard").is_some() { "month" } else { "whole" };
    let asked = GROUPS.into_iter().find(|(name, _)| *name == query.text("by"));
    asked.map_or(otherwise, |(name, _)| name)
}

/// What is asked for by an address. Months that do not read are the last twelve.
pub(super) fn ask(asked: &Asked<'_>) -> Ask {
    let query = asked.query;
    let this = Month::of(asked.today);
    let year_ago = (0..11).fold(this, |month, _| month.previous());
    let month = |name: &str, otherwise: Month| Month::read(query.text(name)).unwrap_or(otherwise);
    let (from, to) = (month("from", year_ago), month("to", this));
    let by = match group_of(query) {
        "channel" => vec![By::Channel],
        "service" => vec![By::Service],
        "month-and-channel" => vec![By::Period(PeriodLength::Month), By::Channel],
        "month-and-service" => vec![By::Period(PeriodLength::Month), By::Service],
        "quarter" => vec![By::Period(PeriodLength::Quarter)],
        "year" => vec![By::Period(PeriodLength::Year)],
        "month" => vec![By::Period(PeriodLength::Month)],
        _ => Vec::new(),
    };
    let count_by = match query.text("count-by") {
        "received" => CountBy::Received,
        "concluded" => CountBy::Concluded,
        _ => CountBy::Due,
    };
    let to = to.max(from);
    let from = from.max((1..LONGEST).fold(to, |month, _| month.previous()));
    let standard = query.number("standard");
    Ask { from, to, by, standard, count_by, known_at: None, times: true }
}

/// The months and the counting of a question, as an address carries them.
fn range(ask: &Ask, (from, to): (Month, Month)) -> Fields {
    Fields::default()
        .with("from", from.to_string())
        .with("to", to.to_string())
        .with("count-by", ask.count_by.key())
}

/// The address of one standard's figures over the same months.
pub(super) fn of_standard(ask: &Ask, row: &FigureRow) -> String {
    let query = range(ask, (ask.from, ask.to)).with("standard", row.standard.to_string());
    format!("/staff/figures?{}", query.encoded())
}

/// The address of what was posted for closed months of a row since they were closed.
pub(super) fn adjustments(ask: &Ask, row: &FigureRow) -> String {
    let query = range(ask, row.months).with("standard", row.standard.to_string());
    format!("/staff/figures/adjustments?{}", query.encoded())
}

/// The address of the promises behind a number.
pub(super) fn behind(ask: &Ask, row: &FigureRow, outcome: Outcome) -> String {
    let mut query = range(ask, row.months)
        .with("standard", row.standard.to_string())
        .with("method", row.method.as_str())
        .with("outcome", outcome.key());
    if let Some(channel) = &row.channel {
        query = query.with("channel", channel.as_str());
    }
    if let Some((service, _)) = &row.service {
        query = query.with("service", service.to_string());
    }
    format!("/staff/figures/promises?{}", query.encoded())
}
