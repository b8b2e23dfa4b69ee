//! Walking the chain of seals: is everything that was sealed still there, as it was?

use super::seals::{Extent, chain};
use crate::failure::Fault;
use crate::ledger::hashes;
use db::{DbError, Row, Tx, args};
use std::collections::BTreeMap;

/// A chain that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many seals there are.
    pub seals: i64,
    /// How many rows they cover.
    pub rows: i64,
    /// How many rows wait for a seal.
    pub waiting: i64,
    /// The hash of the last seal, in hexadecimal.
    pub head: String,
}

/// The first thing that is not as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A seal does not name the one before it.
    Link {
        /// The seal.
        seal: i64,
    },
    /// The rows that a seal covers are not those that were sealed.
    Rows {
        /// The seal.
        seal: i64,
        /// How many rows it covered.
        sealed: i64,
        /// How many are there.
        found: i64,
    },
    /// What a fact tells is not what was written.
    Content {
        /// The fact.
        fact: i64,
    },
    /// The head that was taken outside is none of this chain.
    Head,
}

struct SealRow {
    id: i64,
    previous: Vec<u8>,
    hash: Vec<u8>,
    extent: Extent,
    rows: i64,
}

/// Walks all seals and rows. `head` is a hash that was taken outside earlier, in hexadecimal.
pub fn verify(tx: &mut Tx, head: Option<&str>) -> Result<Result<Verified, Broken>, Fault> {
    let seals = seals(tx)?;
    let mut previous = vec![0; 32];
    // The first seal covers everything up to its last rows.
    let mut after = [i64::MIN; 2];
    let mut rows = 0;
    let is_head = |hash: &[u8]| head.is_none_or(|head| head.eq_ignore_ascii_case(&hex(hash)));
    // A head that was taken before anything was sealed is where the chain begins.
    let mut head_seen = is_head(&previous);
    for (place, seal) in (1..).zip(&seals) {
        if seal.id != place || seal.previous != previous {
            return Ok(Err(Broken::Link { seal: seal.id }));
        }
        let facts = rows_of(tx, 0, seal, after, hashes::fact)?;
        let judgements = rows_of(tx, 1, seal, after, hashes::judgement)?;
        let hash = chain(&previous, &seal.extent, [&facts, &judgements]);
        let found = (facts.len() + judgements.len()) as i64;
        if hash[..] != seal.hash[..] || found != seal.rows {
            return Ok(Err(Broken::Rows { seal: seal.id, sealed: seal.rows, found }));
        }
        if let Some(fact) = changed_content(tx, after[0], seal.extent.last[0])? {
            return Ok(Err(Broken::Content { fact }));
        }
        head_seen |= is_head(&seal.hash);
        previous.clone_from(&seal.hash);
        after = seal.extent.last;
        rows += found;
    }
    if !head_seen {
        return Ok(Err(Broken::Head));
    }
    let waiting = match waiting(tx, &seals, after)? {
        Ok(waiting) => waiting,
        Err(broken) => return Ok(Err(broken)),
    };
    Ok(Ok(Verified { seals: seals.len() as i64, rows, waiting, head: hex(&previous) }))
}

fn hex(hash: &[u8]) -> String {
    crate::random::hexadecimal(hash)
}

fn seals(tx: &mut Tx) -> Result<Vec<SealRow>, DbError> {
    tx.all(
        "SELECT id, previous_hash, hash, sealed_at, last_fact_id, last_judgement_id, absent_facts,
                absent_judgements, late_facts, late_judgements, sealed_rows
         FROM seals ORDER BY id",
        args![],
        |row| {
            Ok(SealRow {
                id: row.get(0)?,
                previous: row.get(1)?,
                hash: row.get(2)?,
                extent: Extent {
                    sealed_at: row.get(3)?,
                    last: [row.get(4)?, row.get(5)?],
                    absent: [row.get(6)?, row.get(7)?],
                    late: [row.get(8)?, row.get(9)?],
                },
                rows: row.get(10)?,
            })
        },
    )
}

/// The hashes of the rows that a seal says it covers: those that came late, then the new ones
/// less those that were absent.
fn rows_of(
    tx: &mut Tx,
    table: usize,
    seal: &SealRow,
    after: [i64; 2],
    hash: impl Fn(&Row<'_>) -> Result<[u8; 32], DbError>,
) -> Result<Vec<[u8; 32]>, Fault> {
    let (name, columns) = [("facts", hashes::FACT), ("judgements", hashes::JUDGEMENT)][table];
    let unreadable = || Fault::new(format!("seal {} does not read", seal.id));
    let absent = hashes::read_ids(&seal.extent.absent[table]).ok_or_else(unreadable)?;
    let late = hashes::read_ids(&seal.extent.late[table]).ok_or_else(unreadable)?;
    let sql = format!("SELECT {columns} FROM {name} WHERE id >= $1 AND id <= $2 ORDER BY id");
    let read = |row: &Row<'_>| Ok((row.get::<i64>(0)?, hash(row)?));
    let mut hashes = Vec::new();
    for id in late {
        hashes.extend(tx.all(&sql, args![id, id], read)?.into_iter().map(|(_, hash)| hash));
    }
    let new = tx.all(&sql, args![after[table] + 1, seal.extent.last[table]], read)?;
    let present = new.into_iter().filter(|(id, _)| absent.binary_search(id).is_err());
    hashes.extend(present.map(|(_, hash)| hash));
    Ok(hashes)
}

/// The first fact whose content does not fit its digest. Erased content fits every digest.
fn changed_content(tx: &mut Tx, after: i64, last: i64) -> Result<Option<i64>, Fault> {
    let mut changed = None;
    tx.each(
        "SELECT id, content, salt, digest FROM facts WHERE id > $1 AND id <= $2 ORDER BY id",
        args![after, last],
        |row| {
            let content: Option<String> = row.get(1)?;
            let salt: Option<Vec<u8>> = row.get(2)?;
            let digest: Option<Vec<u8>> = row.get(3)?;
            let fits = match (&content, &salt) {
                (None, None) => true,
                (Some(content), Some(salt)) => {
                    digest.is_some_and(|digest| digest == crate::history::digest(salt, content))
                }
                _ => false,
            };
            if !fits && changed.is_none() {
                changed = Some(row.get::<i64>(0)?);
            }
            Ok::<_, Fault>(())
        },
    )?;
    Ok(changed)
}

/// How many rows wait for a seal: the new ones, and those that have come late. Any other row that
/// no seal covers was put in among those that one covers.
fn waiting(tx: &mut Tx, seals: &[SealRow], last: [i64; 2]) -> Result<Result<i64, Broken>, Fault> {
    let mut waiting = 0;
    for (index, table) in ["facts", "judgements"].into_iter().enumerate() {
        let new = format!("SELECT count(*) FROM {table} WHERE id > $1");
        waiting += tx.one(&new, args![last[index]], |row| row.get::<i64>(0))?;
        let exists = format!("SELECT id FROM {table} WHERE id = $1");
        for (id, seal) in passed_over(seals, index)? {
            if tx.first(&exists, args![id], |row| row.get::<i64>(0))?.is_none() {
                continue;
            }
            let is_late = tx.first(
                "SELECT id FROM seal_gaps WHERE of_table = $1 AND id = $2",
                args![table, id],
                |row| row.get::<i64>(0),
            )?;
            if is_late.is_none() {
                let (seal, sealed) = (seal.id, seal.rows);
                return Ok(Err(Broken::Rows { seal, sealed, found: sealed + 1 }));
            }
            waiting += 1;
        }
    }
    Ok(Ok(waiting))
}

/// Numbers that a seal passed over as absent and none took up later, each with that seal.
fn passed_over(seals: &[SealRow], index: usize) -> Result<BTreeMap<i64, &SealRow>, Fault> {
    let mut absent = BTreeMap::new();
    for seal in seals {
        let unreadable = || Fault::new(format!("seal {} does not read", seal.id));
        let passed = hashes::read_ids(&seal.extent.absent[index]).ok_or_else(unreadable)?;
        absent.extend(passed.into_iter().map(|id| (id, seal)));
        for id in hashes::read_ids(&seal.extent.late[index]).ok_or_else(unreadable)? {
            absent.remove(&id);
        }
    }
    Ok(absent)
}
