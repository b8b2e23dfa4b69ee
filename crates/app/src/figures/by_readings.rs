//! Figures of standards that no record judges, as rows like those of promises: one for each
//! standard, method and period. Nothing is posted for them, so that they have no line behind them.

use super::ask::{Ask, By, CountBy, PeriodLength};
use super::rows::FigureRow;
use crate::failure::Fault;
use crate::readings::{self, History, MethodHistory, Read};
use crate::{Kept, organisation};
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::readings::{
    Asks, Period, PeriodStanding, Piece, Reached, Shown, Standing, Wanted, shown, value,
};
use rules::charter::{CallFormula, Target, TargetOf};
use rules::figures::{Counts, Share, wilson};
use rules::ledger::{Month, PeriodState};

/// What a question asks for, as far as readings can answer it.
struct Asked<'a> {
    ask: &'a Ask,
    length: Option<PeriodLength>,
    year_begins: i64,
    today: Date,
}

/// A group of months that a row is for.
#[derive(Clone, Copy)]
struct Months {
    first: Month,
    last: Month,
}

impl Months {
    fn period(self) -> Period {
        Period { first: self.first.first(), last: self.last.last() }
    }
}

/// Answers a question to the figures from readings. They know no channel, service or team, count
/// by their own periods, and are told as now known: other questions have no rows.
pub fn by_readings(
    tx: &mut Tx,
    kept: &Kept,
    ask: &Ask,
    (now, today): (Timestamp, Date),
) -> Result<Vec<FigureRow>, Fault> {
    let is_of_periods = ask.by.iter().all(|by| matches!(by, By::Period(_)));
    if !is_of_periods || ask.count_by != CountBy::Due || ask.known_at.is_some() {
        return Ok(Vec::new());
    }
    let Some(board) = readings::board(tx, kept, (now, today))? else { return Ok(Vec::new()) };
    let length = ask.by.iter().find_map(|by| match by {
        By::Period(length) => Some(*length),
        _ => None,
    });
    let year_begins = organisation::current(tx)?.map_or(4, |body| body.year_begins_month);
    let asked = Asked { ask, length, year_begins, today };
    let wanted = board
        .histories
        .iter()
        .filter(|history| ask.standard.is_none_or(|standard| standard == history.read_standard.id));
    let groups = asked.groups();
    Ok(wanted
        .flat_map(|history| groups.iter().flat_map(|group| asked.rows(history, *group)))
        .collect())
}

impl Asked<'_> {
    /// The whole periods that the months asked for touch; without periods the months themselves.
    fn groups(&self) -> Vec<Months> {
        let Some(length) = self.length else {
            return vec![Months { first: self.ask.from, last: self.ask.to }];
        };
        let mut groups: Vec<Months> = Vec::new();
        for month in self.ask.from.up_to(self.ask.to) {
            let (first, last) = length.span(month, self.year_begins);
            if groups.last().is_none_or(|group| group.last < month) {
                groups.push(Months { first, last });
            }
        }
        groups
    }

    fn rows(&self, history: &History, group: Months) -> Vec<FigureRow> {
        let of = group.period();
        match &history.read {
            Read::Periods(methods) => {
                let of_method = |one: &MethodHistory| self.of_method(history, one, group);
                methods.iter().filter_map(of_method).collect()
            }
            Read::Milestone(by, reached) if of.holds(*by) => {
                let mut counts = Counts::default();
                match reached {
                    Reached::Kept => counts.kept = 1,
                    Reached::Late(_) | Reached::Overdue(_) => counts.missed = 1,
                    Reached::NotYet(_) => counts.running = 1,
                }
                vec![self.counted(history, "supplied", (group, None), counts)]
            }
            Read::Milestone(..) => Vec::new(),
            Read::Evidence(_) => self.demonstrated(history, group).into_iter().collect(),
        }
    }

    /// How a demonstrated standard stood on the last day of a period, or stands today.
    fn demonstrated(&self, history: &History, group: Months) -> Option<FigureRow> {
        let of = group.period();
        let day = of.last.min(self.today);
        if day < of.first || day < history.read_standard.since {
            return None;
        }
        let pieces: Vec<Piece> = history.pieces.iter().map(|row| row.piece).collect();
        let counts = match shown(&pieces, day) {
            Shown::Kept(_) | Shown::Expiring(..) => Counts { kept: 1, ..Counts::default() },
            Shown::MissedSince(_) | Shown::NotDemonstrated => {
                Counts { missed: 1, ..Counts::default() }
            }
        };
        Some(self.counted(history, "supplied", (group, None), counts))
    }

    fn of_method(
        &self,
        history: &History,
        method: &MethodHistory,
        group: Months,
    ) -> Option<FigureRow> {
        let of = group.period();
        let within =
            |one: &&PeriodStanding| of.first <= one.period.first && one.period.last <= of.last;
        let periods: Vec<&PeriodStanding> = method.periods.iter().filter(within).collect();
        let Wanted::Periods(rule) = &history.wanted else { return None };
        let key = method.method.key();
        if rule.asks == Asks::Duty {
            let mut counts = Counts::default();
            for one in &periods {
                match one.standing {
                    Standing::Kept => counts.kept += 1,
                    Standing::Missed => counts.missed += 1,
                    _ => counts.running += 1,
                }
            }
            let target = rule.aim(of).map(|aim| aim.target);
            let row = self.counted(history, key, (group, target), counts);
            return Some(row).filter(|row| row.counts.all() > 0);
        }
        let read: Vec<&PeriodStanding> =
            periods.into_iter().filter(|one| one.top.is_some()).collect();
        let last = *read.last()?;
        // Counts and shares of counts can be added up; a level or a trend is the last one's.
        let adds_up = rule.asks == Asks::Count || read.iter().all(|one| one.base.is_some());
        let summed: &[&PeriodStanding] = if adds_up { &read } else { &[] };
        let top = summed.iter().filter_map(|one| one.top).reduce(|a, b| a + b).or(last.top)?;
        let base = match adds_up {
            true => summed.iter().map(|one| one.base).reduce(|a, b| Some(a? + b?)).flatten(),
            false => last.base,
        };
        // A verdict is that of a whole period of the standard's, never of several together.
        let is_one = last.period == of;
        let aim = last.aim.as_ref().filter(|_| is_one);
        let mut row =
            self.counted(history, key, (group, aim.map(|aim| aim.target)), Counts::default());
        row.share = share(top, base);
        if base.is_none() {
            row.counts.measured = top / 100;
        }
        row.met = match last.standing {
            Standing::Met | Standing::Kept if is_one => Some(true),
            Standing::NotMet | Standing::Missed if is_one => Some(false),
            _ => None,
        };
        Some(row)
    }

    /// A row of a standard and a group.
    fn counted(
        &self,
        history: &History,
        method: &str,
        (group, target): (Months, Option<Target>),
        counts: Counts,
    ) -> FigureRow {
        let standard = history.standard();
        let text = |of: fn(&rules::charter::Standard) -> &String| {
            standard.map(of).cloned().unwrap_or_default()
        };
        let is_over = group.last.last() < self.today;
        let formula = CallFormula::default();
        let share = counts.share(formula);
        let period = match self.length {
            Some(length) => length.label(group.first, self.year_begins),
            None if group.first == group.last => group.first.to_string(),
            None => format!("{} to {}", group.first, group.last),
        };
        // Its target is a number in other rows of figures only where it is a share.
        let target = target.filter(|target| target.of == TargetOf::Share);
        FigureRow {
            standard: history.read_standard.id,
            key: text(|one| &one.id),
            title: text(|one| &one.title),
            kind: history.read_standard.charter.kind,
            method: method.to_owned(),
            period,
            months: (group.first.max(self.ask.from), group.last.min(self.ask.to)),
            channel: None,
            service: None,
            team: None,
            first_published: None,
            // Every period of a duty is counted, none is a sample of others: few are enough.
            met: target
                .filter(|_| is_over)
                .and_then(|target| target.is_met(share.kept, share.base)),
            share,
            formula,
            target,
            state: if is_over { PeriodState::Closed } else { PeriodState::Running },
            times: None,
            counts,
        }
    }
}

/// A share of a reading with the range that chance alone would give it; a number has none.
fn share(top: i64, base: Option<i64>) -> Share {
    let whole = top / 100;
    let range = base.filter(|base| *base > 0).map(|base| wilson(whole, base));
    Share {
        kept: whole,
        base: base.unwrap_or_default(),
        share: base.and_then(|base| value(top, Some(base))),
        low: range.map(|(low, _)| low),
        high: range.map(|(_, high)| high),
        coverage: None,
        reliable: true,
    }
}
