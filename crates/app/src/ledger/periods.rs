//! The life of a period: running, provisional, closed.

use super::jobs::seals;
use super::queries::closings;
use super::store;
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::ledger::{Month, PeriodState, known_from, period_state};

/// A month of a standard on the page where periods are closed.
#[derive(Clone, Debug)]
pub struct PeriodRow {
    /// The standard's number.
    pub standard: i64,
    /// Its title.
    pub title: String,
    /// The state of its month.
    pub state: PeriodState,
    /// From when on it can be closed; none beyond the reach of calendars.
    pub known_from: Option<Timestamp>,
    /// How many of its promises of the month are still running.
    pub running: i64,
}

/// Why a month is not closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CloseRefusal {
    /// None of its standards can be closed yet; the first can from this moment.
    NotYet(Option<Timestamp>),
    /// Every standard of it has been closed.
    ClosedAlready,
    /// Due moments of the month have not been judged yet: the tick is behind.
    NotJudged,
    /// Lines of the month wait for their seal: try again in a moment.
    NotSealed,
}

/// The months of the standards, with what a closing still lacks.
pub fn periods(
    tx: &mut Tx,
    kept: &crate::Kept,
    month: Month,
    now: Timestamp,
    today: Date,
) -> Result<Vec<PeriodRow>, crate::Fault> {
    let closed = closings(tx, month)?;
    let mut rows = Vec::new();
    for standard in crate::charters::standards(tx)?.into_iter().filter(|row| row.kind.is_promised())
    {
        let Some(version) = kept.charter(tx, standard.charter_version)? else { continue };
        let Some(calendars) = kept.calendars(tx, standard.charter_version, now)? else { continue };
        let Some(rule) = version.standard(standard.id).filter(|rule| rule.own_method().is_some())
        else {
            continue;
        };
        let running = store::closings::running(tx, month, standard.id)?;
        let is_closed = closed.iter().any(|closing| closing.standard == standard.id);
        rows.push(PeriodRow {
            standard: standard.id,
            title: standard.title,
            state: period_state(month, today, is_closed),
            known_from: known_from(month, rule, &calendars.body),
            running,
        });
    }
    Ok(rows)
}

/// Closes a month for every standard whose figures are known, and keeps its figures as first
/// published. Gives the standards that were closed.
pub fn close_month(
    cx: &mut Cx<'_>,
    kept: &crate::Kept,
    month: Month,
) -> Result<Vec<i64>, Failure<CloseRefusal>> {
    cx.require(Permission::ClosePeriods)?;
    let rows = periods(cx.tx, kept, month, cx.now, cx.today)?;
    let open: Vec<&PeriodRow> =
        rows.iter().filter(|row| row.state != PeriodState::Closed).collect();
    if open.is_empty() {
        return Err(Failure::refused(CloseRefusal::ClosedAlready));
    }
    let known = |row: &&&PeriodRow| row.known_from.is_some_and(|from| from <= cx.now);
    let ready: Vec<i64> = open.iter().filter(known).map(|row| row.standard).collect();
    if ready.is_empty() {
        let first = open.iter().filter_map(|row| row.known_from).min();
        return Err(Failure::refused(CloseRefusal::NotYet(first)));
    }
    let last = rules::calendar::Day::of(month.last());
    let ends = last.map(|day| cx.zone.end_of(day));
    // What is due by the end of the last day is missed from that moment on, and judged after it.
    if super::judged_through(cx.tx)? <= ends {
        return Err(Failure::refused(CloseRefusal::NotJudged));
    }
    let head = seals::head(cx.tx)?;
    let unsealed = store::closings::unsealed(cx.tx, month, head.judgement)?;
    if unsealed > 0 || head.id == 0 {
        return Err(Failure::refused(CloseRefusal::NotSealed));
    }
    for standard in &ready {
        let by = (cx.actor.id, cx.now);
        store::closings::close(cx.tx, (*standard, month), head.id, by)?;
    }
    Ok(ready)
}
