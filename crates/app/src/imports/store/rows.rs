//! The tables of rows: which records they became, and what a run has come across.

use crate::imports::batches::{Key, Prepared};
use crate::random::hexadecimal;
use db::{DbError, Tx, Value, args};
use std::collections::HashMap;

/// The key of each row: the other system's number, or a hash of what the row says and the number
/// of its occurrence in this run, which is counted on disk.
pub(in crate::imports) fn keys(
    tx: &mut Tx,
    run: i64,
    rows: &[Prepared],
) -> Result<Vec<String>, DbError> {
    let mut times: HashMap<String, i64> = HashMap::new();
    let mut keys = Vec::with_capacity(rows.len());
    for prepared in rows {
        keys.push(match &prepared.key {
            Key::Id(id) => id.clone(),
            Key::Content(hash) => {
                let hash = hexadecimal(hash);
                *times.entry(hash.clone()).or_default() += 1;
                hash
            }
        });
    }
    if times.is_empty() {
        return Ok(keys);
    }
    let met: Vec<(String, i64)> = times.into_iter().collect();
    let values: Vec<[Value<'_>; 3]> = met
        .iter()
        .map(|(hash, times)| [run.into(), hash.as_str().into(), (*times).into()])
        .collect();
    let sums = tx.insert_rows_returning(
        "INSERT INTO import_seen (run_id, row_key, times) VALUES ($1, $2, $3)
         ON CONFLICT (run_id, row_key)
         DO UPDATE SET times = import_seen.times + excluded.times
         RETURNING row_key, times",
        &values,
        |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?)),
    )?;
    // The first of a hash in this batch comes after those of earlier batches.
    let mut before: HashMap<String, i64> = sums.into_iter().collect();
    for (hash, times) in &met {
        if let Some(sum) = before.get_mut(hash) {
            *sum -= times;
        }
    }
    for (key, prepared) in keys.iter_mut().zip(rows) {
        if matches!(prepared.key, Key::Content(_))
            && let Some(occurrence) = before.get_mut(key.as_str())
        {
            *occurrence += 1;
            *key = format!("{key}:{occurrence}");
        }
    }
    Ok(keys)
}

/// A row that was imported before: the hash of what it said, and its record.
#[derive(Clone, Debug)]
pub(in crate::imports) struct Imported {
    pub(in crate::imports) hash: Vec<u8>,
    pub(in crate::imports) record: i64,
}

/// How many keys are looked up at once.
const AT_ONCE: usize = 50;

/// The text that looks up so many keys; one text, so that it is prepared once.
pub(in crate::imports) fn look_up_text() -> String {
    let places: Vec<String> = (2..AT_ONCE + 2).map(|place| format!("${place}")).collect();
    format!(
        "SELECT row_key, row_hash, record_id FROM imported_rows
         WHERE source_id = $1 AND row_key IN ({})",
        places.join(", ")
    )
}

/// The rows of a source that were imported before, by their keys.
pub(in crate::imports) fn imported(
    tx: &mut Tx,
    source: i64,
    keys: &[String],
) -> Result<HashMap<String, Imported>, DbError> {
    let text = look_up_text();
    let mut known = HashMap::new();
    for some in keys.chunks(AT_ONCE) {
        let mut args: Vec<Value<'_>> = vec![source.into()];
        // The last key fills the places that are left over.
        let filled = some.iter().chain(std::iter::repeat(&some[some.len() - 1]));
        args.extend(filled.take(AT_ONCE).map(|key| Value::from(key.as_str())));
        known.extend(tx.all(&text, &args, |row| {
            Ok((row.get::<String>(0)?, Imported { hash: row.get(1)?, record: row.get(2)? }))
        })?);
    }
    Ok(known)
}

/// Remembers which records rows became.
pub(in crate::imports) fn remember(
    tx: &mut Tx,
    source: i64,
    rows: &[(&str, &[u8; 32], i64)],
) -> Result<(), DbError> {
    let values: Vec<[Value<'_>; 4]> = rows
        .iter()
        .map(|(key, hash, record)| {
            [source.into(), (*key).into(), hash.as_slice().into(), (*record).into()]
        })
        .collect();
    tx.insert_rows(
        "INSERT INTO imported_rows (source_id, row_key, row_hash, record_id)
         VALUES ($1, $2, $3, $4)",
        &values,
    )?;
    Ok(())
}

/// Remembers what a row says now.
pub(in crate::imports) fn remember_change(
    tx: &mut Tx,
    source: i64,
    key: &str,
    hash: &[u8; 32],
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE imported_rows SET row_hash = $3 WHERE source_id = $1 AND row_key = $2",
        args![source, key, &hash[..]],
    )?;
    Ok(())
}

/// What a trial has come across under a key: the hash of what the row said.
pub(in crate::imports) fn seen_in_trial(
    tx: &mut Tx,
    key: &str,
) -> Result<Option<Vec<u8>>, DbError> {
    tx.first(
        "SELECT row_hash FROM import_seen WHERE run_id = 1 AND row_key = $1",
        args![key],
        |row| row.get(0),
    )
}

/// Remembers what a trial has come across.
pub(in crate::imports) fn remember_in_trial(
    tx: &mut Tx,
    key: &str,
    hash: &[u8; 32],
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO import_seen (run_id, row_key, times, row_hash) VALUES (1, $1, 1, $2)
         ON CONFLICT (run_id, row_key) DO UPDATE SET row_hash = excluded.row_hash",
        args![key, &hash[..]],
    )?;
    Ok(())
}
