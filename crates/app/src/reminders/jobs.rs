//! Reminding: what the system does every minute while the office is open.

use super::store::{self, Running};
use crate::charters;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use jiff::{SignedDuration, Timestamp};
use rules::calendar::{Calendar, Day};
use rules::clock::{Clock, Due, Limit, Pauses, Policy, Term, due, is_open_at, reminder};

/// How many promises are looked at in one go.
pub(super) const AT_ONCE: usize = 500;

/// What one go of reminding did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reminded {
    /// How many reminders were made.
    pub made: usize,
    /// Whether more wait.
    pub more: bool,
}

/// Makes the reminders that are due. Out of hours there are none: what came due then comes when
/// the office opens. However long nobody reminded, each promise that can still be kept has one
/// reminder, and what was missed meanwhile has none.
pub fn remind(cx: &mut Cx<'_>) -> Result<Reminded, Failure> {
    let Some(version) = charters::in_force(cx.tx, cx.today)?.and_then(|now| now.charter_version)
    else {
        return Ok(Reminded::default());
    };
    let Some((_, calendars)) = charters::calendars(cx.tx, cx.caches, version, cx.now)? else {
        return Ok(Reminded::default());
    };
    let office = &calendars.body;
    if !is_open_at(office, cx.now) {
        return Ok(Reminded::default());
    }
    let Some(horizon) = horizon(cx, office)? else { return Ok(Reminded::default()) };
    let (mut reminded, mut after) = (Reminded::default(), (cx.now, 0));
    while !reminded.more {
        let running = store::running(cx.tx, after, horizon)?;
        let mut reached = Vec::new();
        for promise in &running {
            let Some(before) = reminds(cx, promise)? else { continue };
            let at = reminder(before, due_of(office, promise), office, promise.started);
            if at.is_some_and(|at| at <= cx.now) {
                reached.push(promise);
            }
        }
        store::insert(cx.tx, &reached, cx.now)?;
        reminded.made += reached.len();
        match running.last() {
            Some(last) if running.len() == AT_ONCE => after = (last.due_at, last.promise),
            _ => break,
        }
        // A command stays short: what is left comes in the next one.
        reminded.more = reminded.made >= AT_ONCE;
    }
    Ok(reminded)
}

/// Up to which due moment somebody could have to be reminded by now: twice as far as the longest
/// reminder of any standard reaches, so that closed days between lie inside.
fn horizon(cx: &mut Cx<'_>, office: &Calendar) -> Result<Option<Timestamp>, Fault> {
    let mut horizon = None;
    for before in charters::reminds(cx.tx, cx.caches)? {
        let twice = Limit { amount: before.amount.saturating_mul(2).saturating_add(2), ..before };
        let Ok(clock) = Clock::new(Term::Limit(twice), Policy::default()) else { continue };
        let found = due(&clock, office, cx.now, &Pauses::default(), &[]).instant();
        // A limit that is counted in hours reaches less far than the days that lie between.
        let found = found.map(|at| at + SignedDuration::from_hours(24 * 7));
        horizon = horizon.max(found);
    }
    Ok(horizon)
}

fn reminds(cx: &mut Cx<'_>, running: &Running) -> Result<Option<Limit>, Fault> {
    let charter = charters::by_version(cx.tx, cx.caches, running.charter_version)?;
    Ok(charter.and_then(|charter| charter.standard(running.standard)?.remind))
}

/// What was stored as an instant and a date: the end of that date, or the instant.
fn due_of(office: &Calendar, running: &Running) -> Due {
    match running.due_on.and_then(Day::of).map(|day| (day, office.zone().end_of(day))) {
        Some((day, ends)) if ends == running.due_at => Due::By { date: day.date(), ends },
        _ => Due::At(running.due_at),
    }
}
