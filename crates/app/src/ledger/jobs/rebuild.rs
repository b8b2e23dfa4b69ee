//! Rebuilding what is worked out: promises from facts, sums from lines; or only comparing.

use super::sums;
use crate::charters::Bound;
use crate::failure::Fault;
use crate::kept::Kept;
use crate::ledger::concluded::Judging;
use crate::ledger::posting::{bound_at, is_open};
use crate::ledger::store::Stored;
use crate::{Actor, Failure};
use db::{Tx, args};
use jiff::Timestamp;
use rules::clock::Outcome;
use rules::facts::Fact;
use rules::ledger::{Owed, owed};
use std::collections::BTreeMap;

/// Something stored that differs from what it is worked out from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A promise of a record is not stored as it follows from the facts.
    Promise {
        /// The record's reference.
        reference: String,
    },
    /// The lines of a promise do not add up to what it counts as.
    Lines {
        /// The record's reference.
        reference: String,
    },
    /// A sum is not that of the sealed lines.
    Sum {
        /// What it is kept for: counted by, month, standard, method, service, channel, outcome.
        group: String,
        /// What is stored.
        stored: i64,
        /// What the lines add up to.
        lines: i64,
    },
    /// A closed figure is not that of the lines that its closing knew. It is told and left: as
    /// first published it was another, and somebody has to find out how it came to change.
    Published {
        /// What it is of: standard, month, method, service, channel, outcome.
        group: String,
        /// What is stored.
        stored: i64,
        /// What the lines add up to.
        lines: i64,
    },
}

/// What a rebuilding went through and found.
#[derive(Clone, Debug, Default)]
pub struct Rebuilt {
    /// How many records.
    pub records: i64,
    /// How many promises.
    pub promises: i64,
    /// How many lines.
    pub lines: i64,
    /// What differed, the first hundred.
    pub differences: Vec<Difference>,
}

/// How many records are read at once.
const AT_ONCE: i64 = 500;
/// How many differences are told.
const TOLD: usize = 100;

/// Goes through every record, promise, line and sum. With `mend`, what differs is judged again
/// and the sums are written anew.
pub fn rebuild(kept: &Kept, actor: &Actor, now: Timestamp, mend: bool) -> Result<Rebuilt, Fault> {
    let mut rebuilt = Rebuilt::default();
    let mut after = 0;
    loop {
        let (last, wrong) = kept.read(|tx| compare(tx, kept, after, now, &mut rebuilt))?;
        if mend && !wrong.is_empty() {
            judge_again(kept, actor, now, wrong)?;
        }
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    kept.read(|tx| sums::compare(tx, &mut rebuilt))?;
    if mend {
        sums::write(kept, actor, now)?;
    }
    Ok(rebuilt)
}

/// Compares the next records; gives the last of them and those that differ.
fn compare(
    tx: &mut Tx,
    kept: &Kept,
    after: i64,
    now: Timestamp,
    rebuilt: &mut Rebuilt,
) -> Result<(Option<i64>, Vec<i64>), Fault> {
    let ids = tx.all(
        "SELECT id FROM records WHERE id > $1 ORDER BY id LIMIT 500",
        args![after],
        |row| row.get::<i64>(0),
    )?;
    let (Some(first), Some(last)) = (ids.first().copied(), ids.last().copied()) else {
        return Ok((None, Vec::new()));
    };
    let mut facts: BTreeMap<i64, Vec<Fact>> = BTreeMap::new();
    for (record, fact) in crate::history::of_records(tx, first, last)? {
        facts.entry(record).or_default().push(fact);
    }
    let judged_through = crate::ledger::judged_through(tx)?;
    let mut wrong = Vec::new();
    for id in &ids {
        let none = Vec::new();
        let facts = facts.get(id).unwrap_or(&none);
        if differs(tx, kept, *id, facts, (now, judged_through), rebuilt)? {
            wrong.push(*id);
        }
    }
    rebuilt.records += ids.len() as i64;
    let is_last = (ids.len() as i64) < AT_ONCE;
    Ok(((!is_last).then_some(last), wrong))
}

fn differs(
    tx: &mut Tx,
    kept: &Kept,
    id: i64,
    facts: &[Fact],
    (now, judged_through): (Timestamp, Option<Timestamp>),
    rebuilt: &mut Rebuilt,
) -> Result<bool, Fault> {
    let Some(record) = crate::records::by_id(tx, id)? else { return Ok(false) };
    let stored = crate::ledger::store::of_record(tx, id)?;
    rebuilt.promises += stored.len() as i64;
    let lines_wrong = lines_differ(tx, id, &stored, rebuilt)?;
    if lines_wrong {
        tell(rebuilt, Difference::Lines { reference: record.reference.clone() });
    }
    let Some(Bound { charter, calendars, versions }) = bound_at(tx, kept.caches(), &record, now)?
    else {
        return Ok(lines_wrong);
    };
    let caches = kept.caches();
    let about = crate::ledger::subject(tx, &record)?;
    let subject = &about.subject(&record);
    let found = owed(&charter.charter, &calendars, subject, facts, now);
    let judging = Judging { charter: &charter, subject, facts, now, versions };
    let found = judging.as_concluded(tx, caches, &record, &stored, found)?;
    let found: Vec<Owed> = found.into_iter().map(|(promise, _)| promise).collect();
    let key = |promise: &Owed| (charter.standards[promise.standard].0, promise.started_by);
    let then = by_the_calendars_before(tx, kept, &judging)?;
    let same = found.iter().all(|promise| {
        stored.iter().find(|stored| stored.key() == key(promise)).is_some_and(|stored| {
            let is = |owed: &Owed| stored.is(owed, is_open(&charter.charter, owed, &record));
            let follows = then.iter().any(|then| key(then) == stored.key() && is(then));
            is(promise) || follows || waits_for_the_tick(stored, judged_through)
        })
    });
    let is_extra = |stored: &Stored| {
        stored.outcome != Outcome::NotCounted && !found.iter().any(|p| key(p) == stored.key())
    };
    let handed_over = stored.iter().all(|stored| stored.is_with(&record));
    // What is not worked out yet is no difference; a rebuilding that mends fills it in.
    let is_bare = stored.iter().any(|stored| stored.counts.is_none());
    let wrong = !same || !handed_over || stored.iter().any(is_extra);
    if wrong {
        tell(rebuilt, Difference::Promise { reference: record.reference.clone() });
    }
    Ok(wrong || lines_wrong || is_bare)
}

/// The promises by the version before the one in force, while stored due moments follow that:
/// what is stored as one of them is old, not wrong.
fn by_the_calendars_before(
    tx: &mut Tx,
    kept: &Kept,
    judging: &Judging<'_>,
) -> Result<Vec<Owed>, Fault> {
    let mut all = Vec::new();
    for version in [Some(judging.versions.body), judging.versions.place].into_iter().flatten() {
        let Some(before) = crate::charters::followed_from(tx, version)? else { continue };
        let calendars = crate::charters::calendars_by(tx, kept.caches(), before)?;
        let charter = &judging.charter.charter;
        let then = owed(charter, &calendars, judging.subject, judging.facts, judging.now);
        all.extend(then.into_iter().filter(|promise| judging.version_of(promise) == version));
    }
    Ok(all)
}

/// Whether a due moment has passed that the tick has not come to yet: old, not wrong.
fn waits_for_the_tick(stored: &Stored, judged_through: Option<Timestamp>) -> bool {
    stored.outcome == Outcome::Running
        && stored.due_at.is_some_and(|due| judged_through.is_none_or(|judged| due >= judged))
}

/// Whether the lines of a record's promises do not add up to one for what each counts as.
fn lines_differ(
    tx: &mut Tx,
    record: i64,
    stored: &[Stored],
    rebuilt: &mut Rebuilt,
) -> Result<bool, Fault> {
    let sums = tx.all(
        "SELECT j.promise_id, j.outcome, j.received_month, j.due_month, j.concluded_month,
                j.service_id, CAST(sum(j.delta) AS BIGINT), count(*)
         FROM judgements j JOIN promises p ON p.id = j.promise_id
         WHERE p.record_id = $1
         GROUP BY j.promise_id, j.outcome, j.received_month, j.due_month, j.concluded_month,
                  j.service_id",
        args![record],
        |row| {
            let key: (i64, String, i64, Option<i64>, Option<i64>, i64) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
            Ok((key, row.get::<i64>(6)?, row.get::<i64>(7)?))
        },
    )?;
    rebuilt.lines += sums.iter().map(|(_, _, lines)| lines).sum::<i64>();
    let mut standing: Vec<_> = sums.iter().filter(|(_, sum, _)| *sum != 0).collect();
    let matches = |promise: &Stored, key: &(i64, String, i64, Option<i64>, Option<i64>, i64)| {
        let s = promise.posted;
        let month = |month: Option<rules::ledger::Month>| month.map(rules::ledger::Month::number);
        *key == (
            promise.id,
            s.outcome.key().to_owned(),
            s.received.number(),
            month(s.due),
            month(s.concluded),
            s.service,
        )
    };
    for promise in stored {
        let place = standing.iter().position(|(key, sum, _)| *sum == 1 && matches(promise, key));
        match place {
            Some(place) => {
                standing.swap_remove(place);
            }
            None => return Ok(true),
        }
    }
    Ok(!standing.is_empty())
}

pub(super) fn tell(rebuilt: &mut Rebuilt, difference: Difference) {
    if rebuilt.differences.len() < TOLD {
        rebuilt.differences.push(difference);
    }
}

fn judge_again(kept: &Kept, actor: &Actor, now: Timestamp, ids: Vec<i64>) -> Result<(), Fault> {
    kept.act(actor, now, move |cx| {
        for id in &ids {
            crate::records::lock(cx.tx, *id)?;
            if let Some(record) = crate::records::by_id(cx.tx, *id)? {
                crate::ledger::posting::mend(cx, &record)?;
            }
        }
        Ok::<_, Failure>(())
    })
    .map_err(fault)
}

pub(super) fn fault(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        _ => Fault::new("judging again was refused"),
    }
}
