//! Seals: what has been committed is chained, and what was sealed is added up.
//!
//! Both happen in one transaction of one job, so that a roll-up is exactly the sum of the sealed
//! lines: known-at, closing and roll-ups share one boundary, the last seal.

use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::ledger::hashes::{self, Hashed};
use db::{DbError, Row, Tx, Value, args};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What a seal covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// How many rows it covers.
    pub rows: usize,
    /// Whether more wait.
    pub more: bool,
}

/// How many rows of each table one seal covers at most.
const MOST: i64 = 20_000;
/// How long an id may be missing before it is taken for a transaction that never came: longer
/// than any transaction may last.
const GAP_HOURS: i64 = 2;

/// The last seal: its number, hash and the last ids that it covers.
pub(in crate::ledger) struct Head {
    pub(in crate::ledger) id: i64,
    pub(in crate::ledger) hash: Vec<u8>,
    sealed_at: Option<Timestamp>,
    pub(in crate::ledger) fact: i64,
    pub(in crate::ledger) judgement: i64,
}

pub(in crate::ledger) fn head(tx: &mut Tx) -> Result<Head, DbError> {
    let last = tx.first(
        "SELECT id, hash, last_fact_id, last_judgement_id, sealed_at FROM seals
         ORDER BY id DESC LIMIT 1",
        args![],
        |row| {
            Ok(Head {
                id: row.get(0)?,
                hash: row.get(1)?,
                fact: row.get(2)?,
                judgement: row.get(3)?,
                sealed_at: row.get(4)?,
            })
        },
    )?;
    let none = Head { id: 0, hash: vec![0; 32], sealed_at: None, fact: 0, judgement: 0 };
    Ok(last.unwrap_or(none))
}

/// The last seal, for people to see.
#[derive(Clone, Debug)]
pub struct LastSeal {
    /// When it was made.
    pub sealed_at: Timestamp,
    /// Its hash, in hexadecimal: the head of the chain.
    pub hash: String,
    /// How many rows wait for the next one.
    pub waiting: i64,
}

/// The last seal, if there is one.
pub fn last_seal(tx: &mut Tx) -> Result<Option<LastSeal>, DbError> {
    tx.first(
        "SELECT sealed_at, hash,
                (SELECT count(*) FROM facts WHERE id > s.last_fact_id)
              + (SELECT count(*) FROM judgements WHERE id > s.last_judgement_id)
         FROM seals s ORDER BY id DESC LIMIT 1",
        args![],
        |row| {
            Ok(LastSeal {
                sealed_at: row.get(0)?,
                hash: crate::random::hexadecimal(&row.get::<Vec<u8>>(1)?),
                waiting: row.get(2)?,
            })
        },
    )
}

/// Seals what was committed since the last seal and adds it up.
pub fn seal(cx: &mut Cx<'_>) -> Result<Sealed, Failure> {
    let head = head(cx.tx)?;
    let facts = pick(cx.tx, "facts", hashes::FACT, (head.fact, 4), hashes::fact)?;
    let (after, read) = ((head.judgement, 12), hashes::judgement);
    let judgements = pick(cx.tx, "judgements", hashes::JUDGEMENT, after, read)?;
    let rows = facts.hashes.len() + judgements.hashes.len();
    if rows == 0 {
        return Ok(Sealed::default());
    }
    // A round that began earlier also covers what was written since: it was not known before it
    // was written, so the seal is no earlier than that.
    let latest = [Some(cx.now), facts.latest, judgements.latest, head.sealed_at];
    let sealed_at = latest.into_iter().flatten().max().unwrap_or(cx.now);
    let extent = Extent {
        sealed_at,
        last: [facts.last, judgements.last],
        absent: [&facts, &judgements].map(|picked| hashes::write_ids(&picked.absent)),
        late: [&facts, &judgements].map(|picked| hashes::write_ids(&picked.late)),
    };
    let hash = chain(&head.hash, &extent, [&facts.hashes, &judgements.hashes]);
    // Numbered by its place in the chain, so that two that would follow the same one collide.
    cx.tx.execute(
        "INSERT INTO seals (id, previous_hash, hash, sealed_at, last_fact_id, last_judgement_id,
                            absent_facts, absent_judgements, late_facts, late_judgements,
                            sealed_rows)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            head.id + 1,
            &head.hash[..],
            &hash[..],
            sealed_at,
            facts.last,
            judgements.last,
            &extent.absent[0],
            &extent.absent[1],
            &extent.late[0],
            &extent.late[1],
            rows as i64
        ],
    )?;
    remember_gaps(cx, "facts", &facts)?;
    remember_gaps(cx, "judgements", &judgements)?;
    fold(cx.tx, head.judgement, &judgements)?;
    let more = facts.hashes.len() as i64 >= MOST || judgements.hashes.len() as i64 >= MOST;
    Ok(Sealed { rows, more })
}

/// Which rows a seal covers, and when it was made; facts first, then judgements.
pub(super) struct Extent {
    pub(super) sealed_at: Timestamp,
    pub(super) last: [i64; 2],
    pub(super) absent: [String; 2],
    pub(super) late: [String; 2],
}

/// The hash of a seal: over the one before it, everything that it says of itself, and the hashes
/// of its rows.
pub(super) fn chain(previous: &[u8], extent: &Extent, rows: [&[[u8; 32]]; 2]) -> [u8; 32] {
    let mut hashed = Hashed::new("seal");
    hashed.bytes(Some(previous));
    hashed.int(Some(extent.sealed_at.as_microsecond()));
    for (table, rows) in rows.into_iter().enumerate() {
        hashed.int(Some(extent.last[table]));
        hashed.bytes(Some(extent.absent[table].as_bytes()));
        hashed.bytes(Some(extent.late[table].as_bytes()));
        hashed.int(Some(rows.len() as i64));
        rows.iter().for_each(|row| hashed.bytes(Some(row)));
    }
    hashed.done()
}

/// The rows of one table that a seal covers.
struct Picked {
    hashes: Vec<[u8; 32]>,
    last: i64,
    /// When the last of them was written.
    latest: Option<Timestamp>,
    /// Ids up to the last one that no row has yet.
    absent: Vec<i64>,
    /// Ids that were absent from an earlier seal.
    late: Vec<i64>,
}

/// The rows after an id, and those that have come late. `written` is the place among the columns
/// of the one that says when.
fn pick(
    tx: &mut Tx,
    table: &str,
    columns: &str,
    (after, written): (i64, usize),
    hash: impl Fn(&Row<'_>) -> Result<[u8; 32], DbError>,
) -> Result<Picked, DbError> {
    let late_sql = format!(
        "SELECT {columns} FROM {table}
         WHERE id IN (SELECT id FROM seal_gaps WHERE of_table = '{table}') ORDER BY id"
    );
    let new_sql = format!("SELECT {columns} FROM {table} WHERE id > $1 ORDER BY id LIMIT {MOST}");
    let mut latest = None;
    let mut read = |row: &Row<'_>| {
        latest = latest.max(Some(row.get::<Timestamp>(written)?));
        Ok((row.get::<i64>(0)?, hash(row)?))
    };
    let late = tx.all(&late_sql, args![], &mut read)?;
    let new = tx.all(&new_sql, args![after], &mut read)?;
    let mut absent = Vec::new();
    let mut last = after;
    for (id, _) in &new {
        absent.extend(last + 1..*id);
        last = *id;
    }
    let late_ids = late.iter().map(|(id, _)| *id).collect();
    let hashes = late.into_iter().chain(new).map(|(_, hash)| hash).collect();
    Ok(Picked { hashes, last, latest, absent, late: late_ids })
}

fn remember_gaps(cx: &mut Cx<'_>, table: &str, picked: &Picked) -> Result<(), DbError> {
    for id in &picked.late {
        cx.tx
            .execute("DELETE FROM seal_gaps WHERE of_table = $1 AND id = $2", args![table, *id])?;
    }
    if !picked.absent.is_empty() {
        let rows: Vec<[Value<'_>; 3]> =
            picked.absent.iter().map(|id| [table.into(), (*id).into(), cx.now.into()]).collect();
        cx.tx.insert_rows(
            "INSERT INTO seal_gaps (of_table, id, seen_at) VALUES ($1, $2, $3)",
            &rows,
        )?;
    }
    let old = cx.now - jiff::SignedDuration::from_hours(GAP_HOURS);
    cx.tx.execute("DELETE FROM seal_gaps WHERE seen_at < $1", args![old])?;
    Ok(())
}

/// What a sum is kept for.
pub(in crate::ledger) type Group = (&'static str, i64, i64, String, i64, String, String);

/// Adds the lines of a seal to the sums.
fn fold(tx: &mut Tx, after: i64, picked: &Picked) -> Result<(), Fault> {
    let mut sums: BTreeMap<Group, i64> = BTreeMap::new();
    let late = picked.late.iter().copied().map(|id| (id, id));
    for (first, last) in late.chain([(after + 1, picked.last)]) {
        add_up(tx, first, last, &mut sums)?;
    }
    let rows: Vec<[Value<'_>; 8]> = sums
        .iter()
        .filter(|(_, sum)| **sum != 0)
        .map(|((by, month, standard, method, service, channel, outcome), sum)| {
            [
                (*by).into(),
                (*month).into(),
                (*standard).into(),
                method.as_str().into(),
                (*service).into(),
                channel.as_str().into(),
                outcome.as_str().into(),
                (*sum).into(),
            ]
        })
        .collect();
    if !rows.is_empty() {
        tx.insert_rows(
            "INSERT INTO rollups
                 (counted_by, month, standard_id, method, service_id, channel, outcome, promises)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (counted_by, month, standard_id, method, service_id, channel, outcome)
             DO UPDATE SET promises = rollups.promises + excluded.promises",
            &rows,
        )?;
    }
    Ok(())
}

/// Adds the lines with ids `first..=last` to sums; those of mystery shops are in none.
pub(in crate::ledger) fn add_up(
    tx: &mut Tx,
    first: i64,
    last: i64,
    sums: &mut BTreeMap<Group, i64>,
) -> Result<(), Fault> {
    tx.each(
        "SELECT standard_id, method, service_id, channel, outcome, delta, received_month,
                due_month, concluded_month
         FROM judgements WHERE id >= $1 AND id <= $2 AND NOT is_test ORDER BY id",
        args![first, last],
        |row| {
            let (standard, method): (i64, String) = (row.get(0)?, row.get(1)?);
            let (service, channel): (i64, String) = (row.get(2)?, row.get(3)?);
            let (outcome, delta): (String, i64) = (row.get(4)?, row.get(5)?);
            for (by, column) in [("received", 6), ("due", 7), ("concluded", 8)] {
                if let Some(month) = row.get::<Option<i64>>(column)? {
                    let group = (
                        by,
                        month,
                        standard,
                        method.clone(),
                        service,
                        channel.clone(),
                        outcome.clone(),
                    );
                    *sums.entry(group).or_default() += delta;
                }
            }
            Ok::<_, Fault>(())
        },
    )
}
