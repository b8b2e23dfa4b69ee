//! Making and judging the promises of a record: what follows from its facts now, compared with
//! what was posted before.

use super::concluded::Judging;
use super::moves;
use super::store::{self, NewPromise, Stored};
use crate::charters::{Bound, CharterVersion};
use crate::cx::Cx;
use crate::failure::Fault;
use crate::kept::Caches;
use crate::records::{Record, State};
use db::Tx;
use jiff::Timestamp;
use rules::charter::Charter;
use rules::clock::Outcome;
use rules::contacts::CAN_BE_SETTLED;
use rules::facts::Fact;
use rules::ledger::{Line, Owed, Standing, Subject, Why, lines, owed};

/// What a record is about, as far as scopes and conditions ask.
pub(crate) struct About {
    service: String,
    reason: String,
    conditions: Vec<(&'static str, bool)>,
}

impl About {
    pub(crate) fn subject<'a>(&'a self, record: &Record) -> Subject<'a> {
        Subject {
            channel: record.channel,
            matter: record.matter,
            service: &self.service,
            about: &self.reason,
            conditions: &self.conditions,
        }
    }
}

/// Reads what a record is about.
pub(crate) fn subject(tx: &mut Tx, record: &Record) -> Result<About, Fault> {
    let (service, reason, can_be_settled) = store::about(tx, record)?;
    let reason = reason.unwrap_or_default();
    // A matter is judged on its first contact: what is about it again is no candidate.
    let can_be_settled = if record.part_of.is_some() { Some(false) } else { can_be_settled };
    let conditions = can_be_settled.map(|yes| (CAN_BE_SETTLED, yes)).into_iter().collect();
    Ok(About { service, reason, conditions })
}

pub(super) fn bound(cx: &mut Cx<'_>, record: &Record) -> Result<Option<Bound>, Fault> {
    bound_at(cx.tx, cx.caches, record, cx.now)
}

/// What a record's promises are judged by at a moment.
pub(crate) fn bound_at(
    tx: &mut Tx,
    caches: &Caches,
    record: &Record,
    now: Timestamp,
) -> Result<Option<Bound>, Fault> {
    let Some(version) = record.charter_version else { return Ok(None) };
    let bound = crate::charters::bound(tx, caches, (version, record.id, record.received_on), now)?;
    bound.map(|bound| bound.at(tx, caches, record.place, now)).transpose()
}

/// Works out a new record's promises from its facts and posts them.
pub(crate) fn post_new(
    cx: &mut Cx<'_>,
    record: &Record,
    facts: &[Fact],
) -> Result<Vec<Owed>, Fault> {
    post_difference(cx, record, facts, &[])
}

/// Works out a record's promises from all its facts and posts what is new or has changed.
pub(crate) fn post(cx: &mut Cx<'_>, record: &Record) -> Result<Vec<Owed>, Fault> {
    let facts = crate::history::of_record(cx.tx, record.id)?;
    let stored = stored_of(cx, record)?;
    post_difference(cx, record, &facts, &stored)
}

/// The same for a record whose promises or lines are stored wrongly: what was posted is taken from
/// the lines, and lines that do not add up are made up for by more lines.
pub(super) fn mend(cx: &mut Cx<'_>, record: &Record) -> Result<(), Fault> {
    let Some(bound) = bound(cx, record)? else { return Ok(()) };
    let facts = crate::history::of_record(cx.tx, record.id)?;
    let mut stored = stored_of(cx, record)?;
    let mut posts: Vec<store::NewLine> = Vec::new();
    for promise in &mut stored {
        promise.is_wrong = promise.counts.is_none();
        let sums = store::posted(cx.tx, promise.id)?;
        if let [(posted, 1)] = sums[..] {
            promise.is_wrong |= promise.posted != posted;
            promise.posted = posted;
            continue;
        }
        posts.extend(making_up(&sums, promise.posted).map(|line| store::NewLine {
            record,
            calendar_version: bound.versions.body,
            promise: promise.id,
            standard: promise.standard,
            version: promise.version,
            method: promise.method,
            why: "rebuilt".into(),
            line,
        }));
    }
    store::post_lines(cx, &posts)?;
    post_difference(cx, record, &facts, &stored).map(drop)
}

/// The lines with which others add up to one thing, counted once.
fn making_up(sums: &[(Standing, i64)], wanted: Standing) -> impl Iterator<Item = Line> {
    let others = sums.iter().copied().filter(move |(standing, _)| *standing != wanted);
    let sum = sums.iter().find(|(standing, _)| *standing == wanted).map_or(0, |(_, sum)| *sum);
    others.map(|(standing, sum)| (standing, -sum)).chain([(wanted, 1 - sum)]).flat_map(
        |(standing, more)| {
            let line = Line { standing, delta: more.signum() };
            std::iter::repeat_n(line, more.unsigned_abs() as usize)
        },
    )
}

/// A record's promises as they are stored; those that do not say whom it belongs to now are put
/// right.
fn stored_of(cx: &mut Cx<'_>, record: &Record) -> Result<Vec<Stored>, Fault> {
    let stored = store::of_record(cx.tx, record.id)?;
    if !stored.iter().all(|stored| stored.is_with(record)) {
        store::hand_over(cx.tx, record)?;
    }
    Ok(stored)
}

fn post_difference(
    cx: &mut Cx<'_>,
    record: &Record,
    facts: &[Fact],
    stored: &[Stored],
) -> Result<Vec<Owed>, Fault> {
    let Some(bound) = bound(cx, record)? else { return Ok(Vec::new()) };
    let about = subject(cx.tx, record)?;
    let judging = Judging {
        charter: &bound.charter,
        subject: &about.subject(record),
        facts,
        now: cx.now,
        versions: bound.versions,
    };
    let found = owed(&bound.charter.charter, &bound.calendars, judging.subject, facts, cx.now);
    let found = judging.as_concluded(cx.tx, cx.caches, record, stored, found)?;
    let (new, changed) = compare(&bound, record, stored, &found);
    let mut posts: Vec<store::NewLine> = Vec::new();
    let now_in_force =
        |owed: &Owed| bound.versions.of(&bound.charter.charter.standards[owed.standard]);
    let mut post = |promise, calendar, (standard, version), method, why: &Why, before, after| {
        posts.extend(lines(before, after).map(|line| store::NewLine {
            record,
            calendar_version: calendar,
            promise,
            standard,
            version,
            method,
            why: why_key(why),
            line,
        }));
    };
    let ids = store::insert(cx.tx, &new)?;
    for (id, made) in ids.iter().zip(&new) {
        let after = Some(Standing::of(made.owed));
        let (of, owed) = ((made.standard, made.version), made.owed);
        post(*id, now_in_force(owed), of, owed.method, &owed.why, None, after);
    }
    moves::note(cx, &judging, &changed)?;
    for (before, promise, calendar, is_open) in changed {
        store::update(cx.tx, before.id, promise, is_open)?;
        let standing = (Some(before.posted), Some(Standing::of(promise)));
        let (id, of) = (before.id, (before.standard, before.version));
        post(id, calendar, of, promise.method, &promise.why, standing.0, standing.1);
    }
    let found: Vec<Owed> = found.into_iter().map(|(promise, _)| promise).collect();
    for gone in gone(&bound.charter, stored, &found) {
        let after = Standing { outcome: Outcome::NotCounted, ..gone.posted };
        store::fall_away(cx.tx, gone.id)?;
        let why = Why::Excluded("no-longer-covered".into());
        let before = Some(gone.posted);
        let of = (gone.standard, gone.version);
        post(gone.id, bound.versions.body, of, gone.method, &why, before, Some(after));
    }
    store::post_lines(cx, &posts)?;
    Ok(found)
}

/// A promise that is stored otherwise than it follows from the facts now: as it was, as it is, the
/// calendar version that says so, and whether something is still to be done.
pub(super) type Changed<'a> = (&'a Stored, &'a Owed, i64, bool);

/// Promises that are not stored yet, and those that are stored otherwise.
fn compare<'a>(
    bound: &Bound,
    record: &'a Record,
    stored: &'a [Stored],
    found: &'a [(Owed, i64)],
) -> (Vec<NewPromise<'a>>, Vec<Changed<'a>>) {
    let mut new = Vec::new();
    let mut changed = Vec::new();
    for (promise, calendar) in found {
        let (standard, version) = bound.charter.standards[promise.standard];
        let key = (standard, promise.started_by);
        let is_open = is_open(&bound.charter.charter, promise, record);
        match stored.iter().find(|stored| stored.key() == key) {
            None => new.push(NewPromise { record, standard, version, owed: promise, is_open }),
            Some(before) if !before.is(promise, is_open) => {
                changed.push((before, promise, *calendar, is_open))
            }
            Some(_) => {}
        }
    }
    (new, changed)
}

/// Promises that no longer follow from the facts, and have not been taken out for it yet.
fn gone<'s>(
    charter: &CharterVersion,
    stored: &'s [Stored],
    found: &[Owed],
) -> impl Iterator<Item = &'s Stored> {
    let keys: Vec<(i64, i64)> = found
        .iter()
        .map(|promise| (charter.standards[promise.standard].0, promise.started_by))
        .collect();
    stored
        .iter()
        .filter(move |stored| !keys.contains(&stored.key()))
        .filter(|stored| stored.outcome != Outcome::NotCounted)
}

/// Whether something is still to be done for a promise: whatever became of it, until the matter
/// is closed. What is only measured is nobody's work.
pub(crate) fn is_open(charter: &Charter, promise: &Owed, record: &Record) -> bool {
    if charter.standards[promise.standard].is_in_readiness() {
        return false;
    }
    match promise.judged.outcome {
        Outcome::Running => true,
        Outcome::Missed => promise.stopped.is_none() && record.state == State::Open,
        _ => false,
    }
}

/// The name of a reason in tables.
pub(super) fn why_key(why: &Why) -> String {
    match why {
        Why::Clock => "clock".into(),
        Why::OutsideThePromise => "outside-the-promise".into(),
        Why::Excluded(reason) => format!("excluded: {reason}"),
        Why::PutOffByCustomer => "put-off-by-customer".into(),
        Why::Recorded => "recorded".into(),
        Why::Repeated => "repeated".into(),
        Why::ClosedUndone => "closed-undone".into(),
        Why::UndoneAtBackstop => "undone-at-backstop".into(),
        Why::StopNotRecorded => "stop-not-recorded".into(),
    }
}
