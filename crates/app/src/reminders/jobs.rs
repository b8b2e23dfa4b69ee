//! Reminding: what the system does every minute while the office is open.

use super::store::{self, Running};
use crate::charters;
use crate::failure::{Failure, Fault};
use crate::{Actor, Kept};
use db::Tx;
use jiff::{SignedDuration, Timestamp};
use rules::calendar::{Calendar, Day};
use rules::clock::{Clock, Due, Limit, Pauses, Policy, Term, due, reminder};

/// How many reminders one command makes.
const AT_ONCE: usize = 500;

/// Makes the reminders that are due, and gives how many. Out of hours there are none: what came
/// due then comes when the office opens. However long nobody reminded, each promise that can still
/// be kept has one reminder, and what was missed meanwhile has none.
///
/// Who is to be reminded is looked up in a snapshot, so that nobody waits for it.
pub fn remind(kept: &Kept, actor: &Actor, now: Timestamp) -> Result<usize, Fault> {
    let reached = kept.read(|tx| reached(tx, kept, now))?;
    for some in reached.chunks(AT_ONCE) {
        let some = some.to_vec();
        kept.act(actor, now, move |cx| Ok::<_, Failure>(store::insert(cx.tx, &some, cx.now)?))
            .map_err(|failure| match failure {
                Failure::Fault(fault) => fault,
                _ => Fault::new("reminding was refused"),
            })?;
    }
    Ok(reached.len())
}

/// The promises of which somebody has to be reminded by now and was not yet, each with its due
/// moment.
fn reached(tx: &mut Tx, kept: &Kept, now: Timestamp) -> Result<Vec<(i64, Timestamp)>, Fault> {
    let today = kept.zone()?.date_of(now);
    let in_force = charters::in_force(tx, today)?.and_then(|in_force| in_force.charter_version);
    let Some(version) = in_force else { return Ok(Vec::new()) };
    let Some(calendars) = kept.calendars(tx, version, now)? else { return Ok(Vec::new()) };
    let office = &calendars.body;
    let reminds = charters::reminds(tx, kept.caches())?;
    let horizon = reminds.values().filter_map(|before| horizon(*before, office, now)).max();
    let Some(horizon) = horizon.filter(|_| office.is_open(now)) else { return Ok(Vec::new()) };
    let mut reached = Vec::new();
    store::running(tx, now, horizon, |running| {
        let at = reminds
            .get(&running.standard_version)
            .and_then(|before| reminder(*before, due_of(office, running), office, running.started));
        if at.is_some_and(|at| at <= now) {
            reached.push((running.promise, running.due_at));
        }
    })?;
    Ok(reached)
}

/// Up to which due moment somebody could have to be reminded by now: twice as far as the reminder
/// reaches, so that closed days between lie inside.
fn horizon(before: Limit, office: &Calendar, now: Timestamp) -> Option<Timestamp> {
    let twice = Limit { amount: before.amount.saturating_mul(2).saturating_add(2), ..before };
    let clock = Clock::new(Term::Limit(twice), Policy::default()).ok()?;
    let found = due(&clock, office, now, &Pauses::default(), &[]).instant()?;
    // A limit that is counted in hours reaches less far than the days that lie between.
    Some(found + SignedDuration::from_hours(24 * 7))
}

/// What was stored as an instant and a date: the end of that date, or the instant.
fn due_of(office: &Calendar, running: &Running) -> Due {
    match running.due_on.and_then(Day::of).map(|day| (day, office.zone().end_of(day))) {
        Some((day, ends)) if ends == running.due_at => Due::By { date: day.date(), ends },
        _ => Due::At(running.due_at),
    }
}
