//! The customer comes back about the same matter: software suggests it, a person decides, and
//! what nobody has decided by the end of the window counts as the same (practice: first-contact
//! resolution).

use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault, Never};
use crate::history::{self, NewFact};
use crate::jobs::{self, JobKind};
use crate::{ledger, records};
use db::{DbError, Tx, args};
use jiff::Timestamp;
use rules::clock::{Clock, Limit, Pauses, Policy, Term, due};
use rules::facts::{Detail, Evidence, FactKind};

/// A suggestion that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatSuggestion {
    /// The reference of the earlier contact.
    pub earlier: String,
    /// What that was about.
    pub summary: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// Until when it can be answered.
    pub window_ends_at: Timestamp,
}

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
    let earlier = cx.tx.first(
        "SELECT id FROM records
         WHERE customer_id = $1 AND reason_id = $2 AND id <> $3 AND received_at <= $4
           AND NOT is_test AND state = 'settled'
         ORDER BY received_at DESC, id DESC LIMIT 1",
        args![customer, reason, id, record.received_at],
        |row| row.get::<i64>(0),
    )?;
    let Some(earlier) = earlier else { return Ok(()) };
    let Some(earlier) = records::by_id(cx.tx, earlier)? else { return Ok(()) };
    let Some(window) = window(cx, &earlier)? else { return Ok(()) };
    let Some(ends) = window_ends(cx, &earlier, window)? else { return Ok(()) };
    if record.received_at >= ends {
        return Ok(());
    }
    cx.tx.execute(
        "INSERT INTO repeat_suggestions (record_id, earlier_id, window_ends_at, answer)
         VALUES ($1, $2, $3, 'open') ON CONFLICT (record_id) DO NOTHING",
        args![id, earlier.id, ends],
    )?;
    jobs::ask(cx, JobKind::RepeatWindowEnds, id, ends)?;
    Ok(())
}

/// What is suggested about a contact, if nobody has answered yet.
pub fn suggestion(tx: &mut Tx, record: i64) -> Result<Option<RepeatSuggestion>, DbError> {
    tx.first(
        "SELECT r.reference, c.summary, r.received_at, s.window_ends_at
         FROM repeat_suggestions s
         JOIN records r ON r.id = s.earlier_id
         JOIN contacts c ON c.id = s.earlier_id
         WHERE s.record_id = $1 AND s.answer = 'open'",
        args![record],
        |row| {
            Ok(RepeatSuggestion {
                earlier: row.get(0)?,
                summary: row.get(1)?,
                received_at: row.get(2)?,
                window_ends_at: row.get(3)?,
            })
        },
    )
}

/// A person says whether a contact is about the same matter.
pub fn answer_repeat(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    is_same: bool,
) -> Result<(), Failure<Never>> {
    let record = records::begin(cx, reference, version, Permission::LogContacts)?;
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
    let answer = if is_same { "same" } else { "different" };
    let earlier = cx.tx.first(
        "UPDATE repeat_suggestions SET answer = $2, answered_by = $3, answered_at = $4
         WHERE record_id = $1 AND answer = 'open' RETURNING earlier_id",
        args![record.id, answer, cx.actor.id, cx.now],
        |row| row.get::<i64>(0),
    )?;
    let Some(earlier) = earlier.filter(|_| is_same) else { return Ok(()) };
    cx.tx.execute("UPDATE records SET version = version + 1 WHERE id = $1", args![earlier])?;
    let Some(earlier) = records::by_id(cx.tx, earlier)? else { return Ok(()) };
    let matter = earlier.part_of.unwrap_or(earlier.id);
    cx.tx.execute("UPDATE records SET part_of = $2 WHERE id = $1", args![record.id, matter])?;
    let detail = Detail { reason: Some(how.to_owned()), ..Detail::default() };
    let fact = NewFact::new(FactKind::Repeated, record.received_at, Evidence::System).with(detail);
    history::add(cx, earlier.id, &[fact])?;
    ledger::post(cx, &earlier)?;
    Ok(())
}
