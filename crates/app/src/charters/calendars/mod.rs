//! Versions of calendars: which is in force, how one comes into force, and whether the stored due
//! moments of running promises have followed it.

mod store;

pub(crate) use store::{
    Following, followed_from, followed_to, is_following, version_at, version_of_place,
};

use super::store::{calendar_text, insert_calendar, newest_calendar};
use crate::cx::Cx;
use crate::failure::Fault;
use crate::kept::Caches;
use db::{DbError, Tx};
use jiff::Timestamp;
use rules::calendar::Definition;
use rules::ledger::Calendars;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What a calendar version says.
pub(crate) fn definition_of(tx: &mut Tx, version: i64) -> Result<Definition, Fault> {
    let text = calendar_text(tx, version)?;
    rules::calendar::read_file(&text)
        .map_err(|e| Fault::new(format!("the stored calendar version {version}: {e:?}")))
}

/// The calendars that a definition and the statutory ones beside it make.
pub(crate) fn calendars_if(definition: Definition) -> Result<Calendars, Fault> {
    super::queries::work_out(definition)
        .map_err(|e| Fault::new(format!("a calendar cannot be worked out: {e:?}")))
}

/// Makes a calendar's next version, in force from a moment. If that has come, running promises
/// begin to follow it in the same transaction. Gives the version's number in the database.
pub(crate) fn put_in_force(
    cx: &mut Cx<'_>,
    calendar: i64,
    definition: &Definition,
    at: Timestamp,
    proposal: Option<i64>,
) -> Result<i64, Fault> {
    let text = definition.to_string();
    let hash = Sha256::digest(text.as_bytes());
    let newest = newest_calendar(cx.tx, calendar)?;
    let number = newest.map_or(1, |(number, _)| number + 1);
    let by = (cx.actor.id, at);
    let version = insert_calendar(cx.tx, calendar, number, &text, &hash, by)?;
    if at <= cx.now {
        begin_following(cx.tx, version, calendar, proposal, cx.now)?;
    }
    Ok(version)
}

/// Begins to follow a version that has come into force. Stored due moments are those of the
/// version before, or of the one that they had not finished following.
fn begin_following(
    tx: &mut Tx,
    version: i64,
    calendar: i64,
    proposal: Option<i64>,
    now: Timestamp,
) -> Result<(), DbError> {
    let unfinished = store::end_unfinished(tx, calendar, now)?;
    let before = match unfinished {
        Some(before) => Some(before),
        None => store::before(tx, calendar, now)?,
    };
    // What runs by no calendar yet has nothing to follow.
    let finished = before.is_none().then_some(now);
    store::begin(tx, (version, before.unwrap_or(version)), proposal, finished)
}

/// The version to be followed next. One that was put in force in advance begins when its moment
/// has come.
pub(crate) fn next_following(tx: &mut Tx, now: Timestamp) -> Result<Option<Following>, DbError> {
    let mut come = store::not_begun(tx, now)?;
    // Of several for one calendar the last is in force, and the others never were.
    while let Some((version, calendar)) = come.pop() {
        begin_following(tx, version, calendar, None, now)?;
        for (passed, _) in come.extract_if(.., |(_, of)| *of == calendar) {
            store::begin(tx, (passed, passed), None, Some(now))?;
        }
    }
    store::unfinished(tx)
}

/// The calendars of a version that is there, worked out.
pub(crate) fn calendars_by(
    tx: &mut Tx,
    caches: &Caches,
    version: i64,
) -> Result<Arc<Calendars>, Fault> {
    let found = super::queries::calendars_of(tx, caches, version)?;
    found.ok_or_else(|| Fault::new(format!("there is no calendar version {version}")))
}
