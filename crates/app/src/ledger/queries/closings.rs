//! Which months were closed, by whom and when; their figures as first published, and the lines
//! that have changed them since.

use crate::failure::Fault;
use crate::ledger::hashes::read_ids;
use db::{DbError, Row, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::ledger::Month;
use std::collections::{BTreeMap, BTreeSet};

/// A closed month of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The standard.
    pub standard: i64,
    /// The month.
    pub month: Month,
    /// When it was closed.
    pub closed_at: Timestamp,
    /// By whom.
    pub closed_by: String,
    /// The last seal that its first figures know.
    pub seal: i64,
    /// The last line that its first figures know.
    pub last_judgement: i64,
}

/// Promises of a closed month as they were first published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// How they are judged.
    pub method: String,
    /// The service responsible.
    pub service: i64,
    /// The channel.
    pub channel: String,
    /// What became of them.
    pub outcome: String,
    /// How many.
    pub promises: i64,
}

/// A line that was posted for a month after it was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// What it is counted under, and one more or one less.
    pub line: Published,
    /// The promise's number.
    pub promise: i64,
    /// When it was posted.
    pub posted_at: Timestamp,
    /// Why, by its key.
    pub why: String,
}

/// The closings of a month.
pub fn closings(tx: &mut Tx, month: Month) -> Result<Vec<Closing>, DbError> {
    tx.all(
        "SELECT c.standard_id, c.month, c.closed_at, s.name, c.seal_id, e.last_judgement_id
         FROM closings c
         JOIN staff s ON s.id = c.closed_by
         JOIN seals e ON e.id = c.seal_id
         WHERE c.month = $1 ORDER BY c.standard_id",
        args![month.number()],
        read,
    )
}

/// Every closing there has been.
pub(in crate::ledger) fn every_closing(tx: &mut Tx) -> Result<Vec<Closing>, DbError> {
    tx.all(
        "SELECT c.standard_id, c.month, c.closed_at, s.name, c.seal_id, e.last_judgement_id
         FROM closings c
         JOIN staff s ON s.id = c.closed_by
         JOIN seals e ON e.id = c.seal_id
         ORDER BY c.month, c.standard_id",
        args![],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Closing, DbError> {
    Ok(Closing {
        standard: row.get(0)?,
        month: Month::from_number(row.get(1)?).unwrap_or(Month::of(Date::MIN)),
        closed_at: row.get(2)?,
        closed_by: row.get(3)?,
        seal: row.get(4)?,
        last_judgement: row.get(5)?,
    })
}

/// The figures of a closed month of a standard as first published, by the due date.
pub fn first_published(
    tx: &mut Tx,
    standard: i64,
    month: Month,
) -> Result<Vec<Published>, DbError> {
    tx.all(
        "SELECT f.method, f.service_id, f.channel, f.outcome, f.promises
         FROM closed_figures f JOIN closings c ON c.id = f.closing_id
         WHERE c.standard_id = $1 AND c.month = $2
         ORDER BY f.method, f.service_id, f.channel, f.outcome",
        args![standard, month.number()],
        |row| published(row, row.get(4)?),
    )
}

fn published(row: &Row<'_>, promises: i64) -> Result<Published, DbError> {
    Ok(Published {
        method: row.get(0)?,
        service: row.get(1)?,
        channel: row.get(2)?,
        outcome: row.get(3)?,
        promises,
    })
}

/// The lines that were posted for a closed month of a standard after its closing, in the order of
/// posting: the figures as first published and these give the figures as now known.
pub fn adjustments(tx: &mut Tx, standard: i64, month: Month) -> Result<Vec<Adjustment>, Fault> {
    let closing = closings(tx, month)?.into_iter().find(|c| c.standard == standard);
    let Some(closing) = closing else { return Ok(Vec::new()) };
    let mut found = lines(tx, &closing, closing.last_judgement + 1, i64::MAX)?;
    for id in came_late(tx, &closing)? {
        found.extend(lines(tx, &closing, id, id)?);
    }
    found.sort_by_key(|(id, _)| *id);
    Ok(found.into_iter().map(|(_, line)| line).collect())
}

/// What the lines that a closing knew add up to.
pub(in crate::ledger) fn known_to(tx: &mut Tx, closing: &Closing) -> Result<Vec<Published>, Fault> {
    let late = came_late(tx, closing)?;
    let mut sums: BTreeMap<Published, i64> = BTreeMap::new();
    for (id, Adjustment { line, .. }) in lines(tx, closing, i64::MIN, closing.last_judgement)? {
        if !late.contains(&id) {
            *sums.entry(Published { promises: 0, ..line.clone() }).or_default() += line.promises;
        }
    }
    sums.retain(|_, sum| *sum != 0);
    Ok(sums.into_iter().map(|(line, promises)| Published { promises, ..line }).collect())
}

fn lines(
    tx: &mut Tx,
    of: &Closing,
    first: i64,
    last: i64,
) -> Result<Vec<(i64, Adjustment)>, DbError> {
    tx.all(
        "SELECT method, service_id, channel, outcome, delta, promise_id, posted_at, why, id
         FROM judgements
         WHERE due_month = $1 AND standard_id = $2 AND id >= $3 AND id <= $4 AND NOT is_test
         ORDER BY id",
        args![of.month.number(), of.standard, first, last],
        |row| {
            let line = published(row, row.get(4)?)?;
            let (promise, posted_at, why) = (row.get(5)?, row.get(6)?, row.get(7)?);
            Ok((row.get(8)?, Adjustment { line, promise, posted_at, why }))
        },
    )
}

/// Lines whose numbers a closing's seal had passed, and that came later.
fn came_late(tx: &mut Tx, closing: &Closing) -> Result<BTreeSet<i64>, Fault> {
    let mut late = tx.all(
        "SELECT j.id FROM seal_gaps g JOIN judgements j ON j.id = g.id
         WHERE g.of_table = 'judgements' AND g.id <= $1",
        args![closing.last_judgement],
        |row| row.get::<i64>(0),
    )?;
    let sealed = tx.all(
        "SELECT late_judgements FROM seals WHERE id > $1 AND late_judgements <> ''",
        args![closing.seal],
        |row| row.get::<String>(0),
    )?;
    for ids in sealed {
        let ids = read_ids(&ids).ok_or_else(|| Fault::new("a seal does not read"))?;
        late.extend(ids.into_iter().filter(|id| *id <= closing.last_judgement));
    }
    Ok(late.into_iter().collect())
}
