//! Figures as rows: one for each standard, method and group.

use super::ask::{Ask, By, CountBy, PeriodLength};
use super::queries::sums::{self, Group};
use super::queries::times::{self, Stopped};
use crate::charters::{self, CharterVersion};
use crate::failure::Fault;
use crate::{Kept, ledger, organisation};
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::{CallFormula, CharterKind, Standard, Target};
use rules::clock::{Measure, Outcome};
use rules::figures::{Counts, Share, median, ninetieth};
use rules::ledger::{Month, PeriodState, period_state};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How long things took.
#[derive(Clone, Debug, PartialEq)]
pub struct Times {
    /// How many stopped.
    pub stopped: i64,
    /// The mean, pauses left out.
    pub mean: f64,
    /// The middle.
    pub median: f64,
    /// Nine in ten took no longer.
    pub p90: i64,
    /// The longest.
    pub longest: i64,
    /// The middle with pauses in it.
    pub gross_median: f64,
    /// What they are in: seconds, working seconds, working days or calendar days.
    pub unit: &'static str,
}

/// A row of figures.
#[derive(Clone, Debug)]
pub struct FigureRow {
    /// The standard's permanent number.
    pub standard: i64,
    /// Its permanent key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// How its charter stands to the body.
    pub kind: CharterKind,
    /// How it is judged.
    pub method: String,
    /// The label of the period, or of the whole span.
    pub period: String,
    /// The first and last month of the period within what was asked for.
    pub months: (Month, Month),
    /// The channel, if grouped by it.
    pub channel: Option<String>,
    /// The service's number and name, if grouped by it.
    pub service: Option<(i64, String)>,
    /// The team's number and name, if grouped by it; no team is an empty name.
    pub team: Option<(Option<i64>, String)>,
    /// How many promises have each outcome, as now known.
    pub counts: Counts,
    /// The same as first published, once every month of the period is closed. What was posted
    /// later are adjustments.
    pub first_published: Option<Counts>,
    /// The share with everything that must stand beside it.
    pub share: Share,
    /// The formula of the share.
    pub formula: CallFormula,
    /// What is aimed at.
    pub target: Option<Target>,
    /// Whether it is met; none before the whole period is closed, or on too small a base.
    pub met: Option<bool>,
    /// The state of the period.
    pub state: PeriodState,
    /// How long things took, if that was asked for.
    pub times: Option<Times>,
}

/// What was found for a row.
#[derive(Default)]
struct Found {
    counts: Counts,
    first: Counts,
    stopped: Stopped,
}

impl Found {
    fn is_empty(&self) -> bool {
        self.counts.all() == 0 && self.first.all() == 0 && self.stopped.net.is_empty()
    }
}

struct Context {
    year_begins: i64,
    today: Date,
    standards: HashMap<i64, (charters::StandardRow, Arc<CharterVersion>)>,
    names: HashMap<i64, String>,
    closed: Vec<(i64, Month)>,
}

/// Answers a question to the figures.
pub fn figures(tx: &mut Tx, kept: &Kept, ask: &Ask, today: Date) -> Result<Vec<FigureRow>, Fault> {
    let context = context(tx, kept, ask, today)?;
    let length = ask.by.iter().find_map(|by| match by {
        By::Period(length) => Some(*length),
        _ => None,
    });
    let mut rows: BTreeMap<(i64, Group), Found> = BTreeMap::new();
    let place = |group: &Group| {
        let mut group = group.clone();
        if let (Some(length), Some(month)) = (length, Month::from_number(group.month)) {
            let (first, _) = length.span(month, context.year_begins);
            group.month = first.number();
        }
        let order = context.standards.get(&group.standard).map_or(i64::MAX, |(row, _)| row.id);
        (order, group)
    };
    for (group, counts) in sums::sums(tx, ask)? {
        let found = rows.entry(place(&group)).or_default();
        counts.into_iter().for_each(|(outcome, number)| found.counts.add(outcome, number));
    }
    if ask.known_at.is_none() {
        for (group, counts) in sums::first_published(tx, ask)? {
            let first = &mut rows.entry(place(&group)).or_default().first;
            counts.into_iter().for_each(|(outcome, number)| first.add(outcome, number));
        }
    }
    if ask.times {
        let method = |standard: i64| {
            let rule = context.rule(standard);
            rule.and_then(|rule| rule.own_method()).map_or("clock", |m| m.key()).to_owned()
        };
        for (group, times) in times::stopped(tx, ask, method)? {
            let stopped = &mut rows.entry(place(&group)).or_default().stopped;
            stopped.net.extend(times.net);
            stopped.gross.extend(times.gross);
        }
    }
    Ok(rows
        .into_iter()
        .filter(|(_, found)| !found.is_empty())
        .map(|((_, group), found)| context.row(ask, length, group, found))
        .collect())
}

fn context(tx: &mut Tx, kept: &Kept, ask: &Ask, today: Date) -> Result<Context, Fault> {
    let body = organisation::current(tx)?;
    let mut standards = HashMap::new();
    for row in charters::standards(tx)? {
        if let Some(version) = kept.charter(tx, row.charter_version)? {
            standards.insert(row.id, (row, version));
        }
    }
    let names = organisation::names(tx, today)?;
    let mut closed = Vec::new();
    for month in ask.from.up_to(ask.to) {
        let known = |at: &Timestamp| ask.known_at.is_none_or(|known| *at <= known);
        let closings = ledger::closings(tx, month)?.into_iter();
        closed.extend(closings.filter(|c| known(&c.closed_at)).map(|c| (c.standard, month)));
    }
    let year_begins = body.map_or(4, |body| body.year_begins_month);
    // As known at a moment, a period has the state that it had then.
    let any = standards.values().map(|(row, _)| row.charter_version).next();
    let today = match ask.known_at.zip(any) {
        None => today,
        Some((at, version)) => kept
            .calendars(tx, version, at)?
            .map_or(today, |calendars| today.min(calendars.body.zone().date_of(at))),
    };
    Ok(Context { year_begins, today, standards, names, closed })
}

impl Context {
    fn rule(&self, standard: i64) -> Option<&Standard> {
        self.standards.get(&standard).and_then(|(_, version)| version.standard(standard))
    }

    fn row(
        &self,
        ask: &Ask,
        length: Option<PeriodLength>,
        group: Group,
        found: Found,
    ) -> FigureRow {
        let whole = Month::from_number(group.month)
            .zip(length)
            .map(|(month, length)| length.span(month, self.year_begins));
        let (first, last) = whole.unwrap_or((ask.from, ask.to));
        let asked = (first.max(ask.from), last.min(ask.to));
        let period = match (whole, length) {
            (Some((first, _)), Some(length)) => length.label(first, self.year_begins),
            _ if first == last => first.to_string(),
            _ => format!("{first} to {last}"),
        };
        let state = self.state(group.standard, first, last);
        let rule = self.rule(group.standard);
        let formula = rule.map_or_else(CallFormula::default, |rule| rule.formula);
        let target = rule.and_then(|rule| rule.target_on(last.last()));
        let has = |wanted: fn(&By) -> bool| ask.by.iter().any(wanted);
        let counts = found.counts;
        let share = counts.share(formula);
        let is_kept_apart = ask.count_by == CountBy::Due
            && ask.known_at.is_none()
            && !has(|by| matches!(by, By::Team));
        // A part of a quarter is not the quarter: its target is judged on the whole.
        let is_whole = asked == (first, last) && state == PeriodState::Closed;
        let name = |id: i64| self.names.get(&id).cloned().unwrap_or_default();
        let row = self.standards.get(&group.standard).map(|(row, _)| row);
        FigureRow {
            standard: group.standard,
            key: row.map(|row| row.key.clone()).unwrap_or_default(),
            title: row.map(|row| row.title.clone()).unwrap_or_default(),
            kind: row.map_or(CharterKind::Own, |row| row.kind),
            method: group.method,
            period,
            months: asked,
            channel: has(|by| matches!(by, By::Channel)).then_some(group.channel),
            service: has(|by| matches!(by, By::Service))
                .then(|| (group.service, name(group.service))),
            team: has(|by| matches!(by, By::Team))
                .then(|| (group.team, group.team.map(name).unwrap_or_default())),
            met: share.is_met(target.as_ref(), is_whole),
            times: times_of(rule, found.stopped),
            first_published: (is_kept_apart && state == PeriodState::Closed).then_some(found.first),
            counts,
            share,
            formula,
            target,
            state,
        }
    }

    /// A period is closed when all its months are, and runs until its last day has passed.
    fn state(&self, standard: i64, first: Month, last: Month) -> PeriodState {
        let closed = first.up_to(last).all(|month| self.closed.contains(&(standard, month)));
        period_state(last, self.today, closed)
    }
}

fn times_of(rule: Option<&Standard>, mut stopped: Stopped) -> Option<Times> {
    stopped.net.sort_unstable();
    stopped.gross.sort_unstable();
    let net = &stopped.net;
    let (median_net, longest) = (median(net)?, *net.last()?);
    Some(Times {
        stopped: net.len() as i64,
        mean: net.iter().sum::<i64>() as f64 / net.len() as f64,
        median: median_net,
        p90: ninetieth(net)?,
        longest,
        gross_median: median(&stopped.gross)?,
        unit: match rule.map(Standard::measure) {
            Some(Measure::WorkingDays) => "working days",
            Some(Measure::CalendarDays) => "calendar days",
            Some(Measure::WorkingSeconds) => "working seconds",
            Some(Measure::Seconds) | None => "seconds",
        },
    })
}

impl FigureRow {
    /// The share as first published, if the whole period is closed and it differs from now.
    pub fn share_before_adjustments(&self) -> Option<Share> {
        let first = self.first_published.filter(|first| *first != self.counts)?;
        Some(first.share(self.formula))
    }

    /// How many promises have an outcome.
    pub fn number(&self, outcome: Outcome) -> i64 {
        self.counts.of(outcome)
    }
}
