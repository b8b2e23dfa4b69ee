//! Comparing the sums with the lines that they are of, and writing them anew.

use super::rebuild::{Difference, Rebuilt, fault, tell};
use super::seals::{self, Group};
use crate::failure::Fault;
use crate::kept::Kept;
use crate::ledger::queries::{self, Published};
use crate::{Actor, Failure};
use db::{Tx, args};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What the sealed lines add up to.
fn sealed_sums(tx: &mut Tx) -> Result<BTreeMap<Group, i64>, Fault> {
    let head = seals::head(tx)?;
    let mut sums = BTreeMap::new();
    seals::add_up(tx, 1, head.judgement, &mut sums)?;
    // Lines below the last sealed one that came after it wait for the next seal.
    let mut waiting = BTreeMap::new();
    let gaps =
        tx.all("SELECT id FROM seal_gaps WHERE of_table = 'judgements'", args![], |row| {
            row.get::<i64>(0)
        })?;
    for id in gaps {
        seals::add_up(tx, id, id, &mut waiting)?;
    }
    for (group, sum) in waiting {
        *sums.entry(group).or_default() -= sum;
    }
    sums.retain(|_, sum| *sum != 0);
    Ok(sums)
}

/// Compares what is stored with what the lines add up to.
pub(super) fn compare(tx: &mut Tx, rebuilt: &mut Rebuilt) -> Result<(), Fault> {
    let mut lines = sealed_sums(tx)?;
    let stored = tx.all(
        "SELECT counted_by, month, standard_id, method, service_id, channel, outcome, promises
         FROM rollups WHERE promises <> 0",
        args![],
        |row| {
            let by = match row.get::<String>(0)?.as_str() {
                "received" => "received",
                "due" => "due",
                _ => "concluded",
            };
            let group: Group =
                (by, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?);
            Ok((group, row.get::<i64>(7)?))
        },
    )?;
    for (group, stored) in stored {
        let summed = lines.remove(&group).unwrap_or_default();
        if summed != stored {
            let group = format!("{group:?}");
            tell(rebuilt, Difference::Sum { group, stored, lines: summed });
        }
    }
    for (group, lines) in lines {
        let group = format!("{group:?}");
        tell(rebuilt, Difference::Sum { group, stored: 0, lines });
    }
    compare_published(tx, rebuilt)
}

/// Writes the sums anew.
pub(super) fn write(kept: &Kept, actor: &Actor, now: Timestamp) -> Result<(), Fault> {
    let written = kept.act(actor, now, |cx| {
        let sums = sealed_sums(cx.tx)?;
        cx.tx.execute("DELETE FROM rollups", args![])?;
        for ((by, month, standard, method, service, channel, outcome), sum) in &sums {
            cx.tx.execute(
                "INSERT INTO rollups
                     (counted_by, month, standard_id, method, service_id, channel, outcome,
                      promises)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                args![*by, *month, *standard, method, *service, channel, outcome, *sum],
            )?;
        }
        Ok::<_, Failure>(())
    });
    written.map_err(fault)
}

/// Compares the figures of closed months with the lines that their closings knew.
fn compare_published(tx: &mut Tx, rebuilt: &mut Rebuilt) -> Result<(), Fault> {
    for closing in queries::every_closing(tx)? {
        let key =
            |row: Published| ((row.method, row.service, row.channel, row.outcome), row.promises);
        let mut lines: BTreeMap<_, i64> =
            queries::known_to(tx, &closing)?.into_iter().map(key).collect();
        let mut differs = |group: &(String, i64, String, String), stored, lines| {
            let group = format!("({}, {}, {group:?})", closing.standard, closing.month);
            tell(rebuilt, Difference::Published { group, stored, lines });
        };
        for row in queries::first_published(tx, closing.standard, closing.month)? {
            let (group, stored) = key(row);
            let summed = lines.remove(&group).unwrap_or_default();
            if summed != stored {
                differs(&group, stored, summed);
            }
        }
        lines.iter().for_each(|(group, lines)| differs(group, 0, *lines));
    }
    Ok(())
}
