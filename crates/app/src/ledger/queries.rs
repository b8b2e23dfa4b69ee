//! Which months were closed, by whom and when, and what was posted for them since.

use crate::Actor;
use db::{DbError, Tx, Value, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::clock::Outcome;
use rules::ledger::Month;

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
    /// The last line that its first figures know.
    pub last_judgement: i64,
}

/// The closings of a month.
pub fn closings(tx: &mut Tx, month: Month) -> Result<Vec<Closing>, DbError> {
    tx.all(
        "SELECT c.standard_id, c.month, c.closed_at, s.name, e.last_judgement_id
         FROM closings c
         JOIN staff s ON s.id = c.closed_by
         JOIN seals e ON e.id = c.seal_id
         WHERE c.month = $1 ORDER BY c.standard_id",
        args![month.number()],
        |row| {
            Ok(Closing {
                standard: row.get(0)?,
                month: Month::from_number(row.get(1)?).unwrap_or(Month::of(Date::MIN)),
                closed_at: row.get(2)?,
                closed_by: row.get(3)?,
                last_judgement: row.get(4)?,
            })
        },
    )
}

/// A line that was posted for a month after it was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// When it was posted.
    pub posted_at: Timestamp,
    /// The month that it is for.
    pub month: Month,
    /// The record.
    pub reference: String,
    /// The outcome that it counts.
    pub outcome: Outcome,
    /// One more or one less.
    pub delta: i64,
}

/// How many adjustments a page shows at most.
pub const ADJUSTMENTS: usize = 500;

/// The adjustments of a standard's closed months whose records may be seen, the latest first.
pub fn adjustments(
    tx: &mut Tx,
    actor: &Actor,
    standard: i64,
    (from, to): (Month, Month),
) -> Result<Vec<Adjustment>, DbError> {
    let (visible, mut more) = actor.reach.visible(actor.id, 4);
    let mut args: Vec<Value<'_>> = vec![standard.into(), from.number().into(), to.number().into()];
    args.append(&mut more);
    let sql = format!(
        "SELECT j.posted_at, j.due_month, r.reference, j.outcome, j.delta
         FROM closings c
         JOIN seals e ON e.id = c.seal_id
         JOIN judgements j ON j.due_month = c.month AND j.standard_id = c.standard_id
         JOIN promises p ON p.id = j.promise_id
         JOIN records r ON r.id = p.record_id
         WHERE c.standard_id = $1 AND c.month >= $2 AND c.month <= $3
           AND j.id > e.last_judgement_id AND NOT j.is_test AND {visible}
         ORDER BY j.id DESC LIMIT {ADJUSTMENTS}"
    );
    tx.all(&sql, &args, |row| {
        let outcome: String = row.get(3)?;
        Ok(Adjustment {
            posted_at: row.get(0)?,
            month: Month::from_number(row.get(1)?).unwrap_or(from),
            reference: row.get(2)?,
            outcome: Outcome::named(&outcome).unwrap_or(Outcome::NoEvidence),
            delta: row.get(4)?,
        })
    })
}
