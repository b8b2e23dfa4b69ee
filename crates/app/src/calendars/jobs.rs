//! Stored due moments follow a version that has come into force: in short commands, so that
//! nobody waits for them, each going on where the last one ended, whatever happened meanwhile.

use super::store;
use crate::charters::{self, Following};
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::ledger;
use jiff::Timestamp;
use rules::calendar::Day;

/// What a step of the following did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// How many promises were judged again.
    pub promises: usize,
    /// Whether more wait.
    pub more: bool,
}

/// How many promises one step takes: few enough that nobody waits for it.
const STEP: usize = 40;

/// Judges the next running promises that a version in force may have moved.
pub fn follow(cx: &mut Cx<'_>) -> Result<Followed, Failure> {
    let Some(following) = charters::next_following(cx.tx, cx.now)? else {
        return Ok(Followed::default());
    };
    let Some((first, last)) = span(cx, &following)? else {
        charters::followed_to(cx.tx, following.version, None, 0, Some(cx.now))?;
        return Ok(Followed { promises: 0, more: true });
    };
    let (at, id) = following.reached.unwrap_or((first, 0));
    let promises = store::running_between(cx.tx, (at, id), last, STEP)?;
    let mut records: Vec<i64> = promises.iter().map(|(_, _, record)| *record).collect();
    records.sort_unstable();
    records.dedup();
    for record in records {
        ledger::judge_again(cx, record)?;
    }
    let reached = promises.last().map(|(at, id, _)| (*at, *id));
    let finished = (promises.len() < STEP).then_some(cx.now);
    charters::followed_to(cx.tx, following.version, reached, promises.len(), finished)?;
    Ok(Followed { promises: promises.len(), more: true })
}

/// The moments between which the two versions differ; none if nothing counts otherwise. What is
/// due before the first or was received after the last is not moved.
fn span(cx: &mut Cx<'_>, following: &Following) -> Result<Option<(Timestamp, Timestamp)>, Fault> {
    let before = charters::calendars_by(cx.tx, cx.caches, following.before)?;
    let after = charters::calendars_by(cx.tx, cx.caches, following.version)?;
    let zone = after.body.zone();
    Ok(before.differ(&after).and_then(|(first, last)| {
        Some((zone.start_of(Day::of(first)?), zone.end_of(Day::of(last)?)))
    }))
}
