//! The table of judgement lines.

use crate::cx::Cx;
use crate::failure::Fault;
use crate::records::Record;
use db::{DbError, Tx, Value, args};
use rules::charter::Method;
use rules::clock::Outcome;
use rules::ledger::{Line, Month, RULE_EDITION, Standing};

/// A line that is posted.
pub(in crate::ledger) struct NewLine<'a> {
    pub(in crate::ledger) record: &'a Record,
    pub(in crate::ledger) calendar_version: i64,
    pub(in crate::ledger) promise: i64,
    pub(in crate::ledger) standard: i64,
    pub(in crate::ledger) version: i64,
    pub(in crate::ledger) method: Method,
    pub(in crate::ledger) why: String,
    pub(in crate::ledger) line: Line,
}

/// Posts lines.
pub(in crate::ledger) fn post_lines(cx: &mut Cx<'_>, lines: &[NewLine<'_>]) -> Result<(), Fault> {
    if lines.is_empty() {
        return Ok(());
    }
    let month = |month: Option<Month>| month.map(Month::number);
    let rows: Vec<[Value<'_>; 16]> = lines
        .iter()
        .map(|new| {
            let standing = &new.line.standing;
            [
                new.promise.into(),
                new.standard.into(),
                new.method.key().into(),
                standing.outcome.key().into(),
                new.line.delta.into(),
                standing.received.number().into(),
                month(standing.due).into(),
                month(standing.concluded).into(),
                standing.service.into(),
                new.record.channel.key().into(),
                new.record.is_test.into(),
                cx.now.into(),
                new.why.as_str().into(),
                new.version.into(),
                new.calendar_version.into(),
                RULE_EDITION.into(),
            ]
        })
        .collect();
    cx.tx.insert_rows(
        "INSERT INTO judgements
             (promise_id, standard_id, method, outcome, delta, received_month, due_month,
              concluded_month, service_id, channel, is_test, posted_at, why, standard_version_id,
              calendar_version_id, rule_edition)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        &rows,
    )?;
    Ok(())
}

/// The calendar version that judged a promise last.
pub(in crate::ledger) fn judged_by(tx: &mut Tx, promise: i64) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT calendar_version_id FROM judgements WHERE promise_id = $1
         ORDER BY id DESC LIMIT 1",
        args![promise],
        |row| row.get(0),
    )
}

/// What a promise counts as by its lines, each with their sum: once as one thing, if all is well.
/// What no line can be posted for is left out.
pub(in crate::ledger) fn posted(
    tx: &mut Tx,
    promise: i64,
) -> Result<Vec<(Standing, i64)>, DbError> {
    let sums = tx.all(
        "SELECT outcome, received_month, due_month, concluded_month, service_id,
                CAST(sum(delta) AS BIGINT)
         FROM judgements WHERE promise_id = $1
         GROUP BY outcome, received_month, due_month, concluded_month, service_id
         HAVING sum(delta) <> 0",
        args![promise],
        |row| {
            let month = |number: Option<i64>| number.and_then(Month::from_number);
            let outcome = Outcome::named(&row.get::<String>(0)?);
            let (due, concluded) = (month(row.get(2)?), month(row.get(3)?));
            let (service, sum): (i64, i64) = (row.get(4)?, row.get(5)?);
            let standing = |(outcome, received)| {
                (Standing { outcome, received, due, concluded, service }, sum)
            };
            Ok(outcome.zip(month(Some(row.get(1)?))).map(standing))
        },
    )?;
    Ok(sums.into_iter().flatten().collect())
}
