//! The customer comes back about the same matter: software suggests it, a person decides, and
//! what nobody has decided by the end of the window counts as the same (practice: first-contact
//! resolution).

use super::queries::suggestion;
use super::store;
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault, Never};
use crate::history::{self, NewFact};
use crate::jobs::{self, JobKind};
use crate::ledger;
use crate::records::{self, State};
use jiff::Timestamp;
use rules::clock::{Clock, Limit, Pauses, Policy, Term, due};
use rules::facts::{Detail, Evidence, FactKind};

/// The longest window of the charter's standards that a later contact can overturn.
fn window(cx: &mut Cx<'_>, record: &records::Record) -> Result<Option<Limit>, Fault> {
    let Some(version) = record.charter_version else { return Ok(None) };
    let charter = crate::charters::by_version(cx.tx, cx.caches, version)?;
    Ok(charter.and_then(|version| {
        let windows = version.charter.standards.iter().filter_map(|standard| standard.window);
        windows.max_by_key(|window| window.amount)
    }))
}

fn window_ends(
    cx: &mut Cx<'_>,
    earlier: &records::Record,
    window: Limit,
) -> Result<Option<Timestamp>, Fault> {
    let Some(version) = earlier.charter_version else { return Ok(None) };
    let calendars = crate::charters::calendars(cx.tx, cx.caches, version, cx.now)?;
    let Some((_, calendars)) = calendars else { return Ok(None) };
    let Ok(clock) = Clock::new(Term::Limit(window), Policy::default()) else { return Ok(None) };
    let none = Pauses::default();
    Ok(due(&clock, &calendars.body, earlier.received_at, &none, &[]).instant())
}

/// Looks whether a contact is about a matter that the same customer came about before, and
/// suggests it.
pub(crate) fn look_for_repeat(cx: &mut Cx<'_>, id: i64) -> Result<(), Failure> {
    let Some(record) = records::by_id(cx.tx, id)? else { return Ok(()) };
    let (Some(customer), Some(reason)) = (record.customer, record.reason) else { return Ok(()) };
    let earlier = store::settled_before(cx.tx, &record, customer, reason)?;
    let Some(earlier) = earlier else { return Ok(()) };
    let Some(earlier) = records::by_id(cx.tx, earlier)? else { return Ok(()) };
    let Some(window) = window(cx, &earlier)? else { return Ok(()) };
    let Some(ends) = window_ends(cx, &earlier, window)? else { return Ok(()) };
    if record.received_at >= ends {
        return Ok(());
    }
    store::suggest(cx.tx, id, earlier.id, ends)?;
    jobs::ask(cx, JobKind::RepeatWindowEnds, id, ends)?;
    Ok(())
}

/// The customer says at once that a contact is about an earlier one again. Within the window that
/// one was not settled at first contact; later it is a repeat that overturns nothing.
pub(super) fn came_back(
    cx: &mut Cx<'_>,
    record: &records::Record,
    earlier: &records::Record,
) -> Result<(), Fault> {
    if earlier.state != State::Settled || earlier.is_test != record.is_test {
        return Ok(());
    }
    let Some(window) = window(cx, earlier)? else { return Ok(()) };
    let ends = window_ends(cx, earlier, window)?;
    let within = earlier.received_at..ends.unwrap_or(earlier.received_at);
    if within.contains(&record.received_at) {
        overturn(cx, record, earlier, "answered")?;
    }
    Ok(())
}

/// A person says whether a contact is about the same matter.
pub fn answer_repeat(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    is_same: bool,
) -> Result<(), Failure<Never>> {
    let record = records::begin(cx, reference, version, Permission::LogContacts)?;
    // Whoever may not see the earlier contact was not asked.
    if let Some(asked) = suggestion(cx.tx, record.id)?
        && records::visible_id(cx.tx, cx.actor, &asked.earlier)?.is_none()
    {
        return Err(Failure::NotFound);
    }
    decide(cx, &record, is_same, "answered")
}

/// The window of a suggestion ends: unanswered, it counts as the same matter.
pub(crate) fn repeat_window_ends(cx: &mut Cx<'_>, id: i64) -> Result<(), Failure> {
    match records::by_id(cx.tx, id)? {
        Some(record) => decide(cx, &record, true, "unanswered"),
        None => Ok(()),
    }
}

fn decide(
    cx: &mut Cx<'_>,
    record: &records::Record,
    is_same: bool,
    how: &str,
) -> Result<(), Failure<Never>> {
    let earlier = store::answer(cx.tx, record.id, is_same, (cx.actor.id, cx.now))?;
    let Some(earlier) = earlier.filter(|_| is_same) else { return Ok(()) };
    let Some(earlier) = records::by_id(cx.tx, earlier)? else { return Ok(()) };
    let matter = earlier.part_of.unwrap_or(earlier.id);
    records::set_part_of(cx.tx, record.id, matter)?;
    // What is a repeat is not itself counted as a first contact.
    if let Some(record) = records::by_id(cx.tx, record.id)? {
        ledger::post(cx, &record)?;
    }
    Ok(overturn(cx, record, &earlier, how)?)
}

/// Writes on the earlier contact that the customer came back.
fn overturn(
    cx: &mut Cx<'_>,
    record: &records::Record,
    earlier: &records::Record,
    how: &str,
) -> Result<(), Fault> {
    records::move_on(cx.tx, earlier.id)?;
    let detail = Detail { reason: Some(how.to_owned()), ..Detail::default() };
    let fact = NewFact::new(FactKind::Repeated, record.received_at, Evidence::System).with(detail);
    history::add(cx, earlier.id, &[fact])?;
    ledger::post(cx, earlier)?;
    Ok(())
}
