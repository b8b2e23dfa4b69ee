//! Whether a proposed limit could be kept: what happened in the last twelve months, judged by it.

use super::queries::past;
use crate::charters;
use crate::failure::Fault;
use db::Tx;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use rules::charter::{Charter, Kind, Standard, Target};
use rules::clock::{Clock, Pauses, Term, due};
use rules::figures::SMALLEST_BASE;

/// How a proposed standard would have been kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Feasible {
    /// The standard's key.
    pub standard: String,
    /// Its title in the proposal.
    pub title: String,
    /// How many of what was promised in the last twelve months would have been kept.
    pub kept: i64,
    /// How many would not.
    pub missed: i64,
    /// The share.
    pub share: Option<f64>,
    /// What the proposal aims at.
    pub target: Option<Target>,
    /// Whether that was measured in readiness rather than under the standard in force.
    pub in_readiness: bool,
}

impl Feasible {
    /// Whether less was reached than is aimed at, on a base that says something.
    pub fn falls_short(&self) -> bool {
        let base = self.kept + self.missed;
        let is_met = self.target.and_then(|target| target.is_met(self.kept, base));
        base >= SMALLEST_BASE && is_met == Some(false)
    }
}

/// For every standard of a proposal that has a limit and was promised before, under its key or in
/// readiness: the last twelve months judged by the proposal's limit and calendar. Pauses and
/// extensions are left out, so that it shows what the limit alone would have done.
pub fn feasible(tx: &mut Tx, proposal: &Charter, now: Timestamp) -> Result<Vec<Feasible>, Fault> {
    let Ok(calendars) = charters::work_out(proposal.calendar.clone()) else {
        return Ok(Vec::new());
    };
    let today = calendars.body.zone().date_of(now);
    let since = today.saturating_sub(12.months());
    let mut all = Vec::new();
    let limited = proposal.standards.iter().filter(|one| one.kind == Kind::InTime);
    for standard in limited.filter(|one| one.limit.is_some()) {
        for (id, in_readiness) in past::numbers_of(tx, &standard.id)? {
            let Some(clock) = clock(standard) else { continue };
            let calendar = calendars.of(standard.calendar);
            let (mut kept, mut missed) = (0, 0);
            past::each(tx, id, since, |started, stopped| {
                let due = due(&clock, calendar, started, &Pauses::default(), &[]);
                match stopped {
                    Some(stopped) if due.keeps(stopped) => kept += 1,
                    None if due.keeps(now) => {}
                    _ => missed += 1,
                }
            })?;
            if kept + missed > 0 {
                all.push(of(standard, (kept, missed), in_readiness, today));
            }
        }
    }
    Ok(all)
}

fn clock(standard: &Standard) -> Option<Clock> {
    Clock::new(Term::Limit(standard.limit?), standard.policy).ok()
}

fn of(standard: &Standard, (kept, missed): (i64, i64), in_readiness: bool, on: Date) -> Feasible {
    Feasible {
        standard: standard.id.clone(),
        title: standard.title.clone(),
        kept,
        missed,
        share: Some(kept as f64 / (kept + missed) as f64),
        target: standard.target_on(on),
        in_readiness,
    }
}
