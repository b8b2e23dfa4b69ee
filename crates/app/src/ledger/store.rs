//! The tables of promises and judgements.

use super::posting::why_key;
use crate::cx::Cx;
use crate::failure::Fault;
use crate::records::Record;
use db::{DbError, Row, Tx, Value, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::Method;
use rules::clock::Outcome;
use rules::ledger::{Line, Month, Owed, RULE_EDITION, Standing};

/// A promise as it was stored: what of it can change.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stored {
    pub(super) id: i64,
    pub(super) standard: i64,
    pub(super) version: i64,
    pub(super) method: Method,
    pub(super) started_by: i64,
    pub(super) outcome: Outcome,
    why: String,
    pub(super) is_open: bool,
    is_paused: bool,
    is_provisional: bool,
    pub(super) due_at: Option<Timestamp>,
    due_on: Option<Date>,
    due_without_extension: Option<Timestamp>,
    stopped: Option<Timestamp>,
    evidence: Option<String>,
    received_on: Date,
    concluded_on: Option<Date>,
    service: i64,
    team: Option<i64>,
    owner: Option<i64>,
    net: Option<i64>,
    gross: Option<i64>,
    /// What it counts as by the lines that were posted.
    pub(super) posted: Standing,
}

impl Stored {
    pub(super) fn key(&self) -> (i64, i64) {
        (self.standard, self.started_by)
    }

    /// Whether it is stored as it follows from the facts now.
    pub(super) fn is(&self, owed: &Owed, is_open: bool) -> bool {
        let now = Changing::of(owed, is_open);
        self.outcome == owed.judged.outcome
            && self.why == now.why
            && self.is_open == now.is_open
            && self.is_paused == owed.judged.paused
            && self.is_provisional == owed.judged.provisional
            && self.due_at == owed.judged.due.instant()
            && self.due_on == owed.due_on
            && self.due_without_extension == owed.judged.due_without_extension.instant()
            && self.stopped == owed.stopped
            && self.evidence.as_deref() == now.evidence
            && self.received_on == owed.received_on
            && self.concluded_on == owed.concluded_on
            && self.service == owed.assigned.service
            && self.team == owed.assigned.team
            && self.owner == owed.assigned.owner
            && (self.net, self.gross) == (owed.net, owed.gross)
            && self.posted == Standing::of(owed)
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Stored, DbError> {
        let method: String = row.get(3)?;
        let outcome: String = row.get(5)?;
        let outcome = Outcome::named(&outcome).unwrap_or(Outcome::NoEvidence);
        let (received_on, concluded_on): (Date, Option<Date>) = (row.get(15)?, row.get(17)?);
        let posted = Standing {
            outcome,
            received: Month::of(received_on),
            due: row.get::<Option<i64>>(16)?.and_then(Month::from_number),
            concluded: concluded_on.map(Month::of),
            service: row.get(18)?,
        };
        Ok(Stored {
            id: row.get(0)?,
            standard: row.get(1)?,
            version: row.get(2)?,
            method: Method::named(&method).unwrap_or(Method::Clock),
            started_by: row.get(4)?,
            outcome,
            why: row.get(6)?,
            is_open: row.get(7)?,
            is_paused: row.get(8)?,
            is_provisional: row.get(9)?,
            due_at: row.get(10)?,
            due_on: row.get(11)?,
            due_without_extension: row.get(12)?,
            stopped: row.get(13)?,
            evidence: row.get(14)?,
            received_on,
            concluded_on,
            service: row.get(18)?,
            team: row.get(19)?,
            owner: row.get(20)?,
            net: row.get(21)?,
            gross: row.get(22)?,
            posted,
        })
    }
}

/// The columns of a promise that are worked out from facts, ready to be bound.
struct Changing {
    why: String,
    is_open: bool,
    evidence: Option<&'static str>,
}

impl Changing {
    fn of(owed: &Owed, is_open: bool) -> Changing {
        let evidence = owed.evidence.map(rules::facts::Evidence::key);
        Changing { why: why_key(&owed.why), is_open, evidence }
    }

    fn values(self, owed: &Owed) -> [Value<'static>; 20] {
        let month = |date: Option<Date>| date.map(|date| Month::of(date).number());
        [
            owed.judged.outcome.key().into(),
            self.why.into(),
            self.is_open.into(),
            owed.judged.paused.into(),
            owed.judged.provisional.into(),
            owed.judged.due.instant().into(),
            owed.due_on.into(),
            owed.judged.due_without_extension.instant().into(),
            owed.stopped.into(),
            self.evidence.into(),
            owed.received_on.into(),
            Month::of(owed.received_on).number().into(),
            month(owed.due_on).into(),
            owed.concluded_on.into(),
            month(owed.concluded_on).into(),
            owed.assigned.service.into(),
            owed.assigned.team.into(),
            owed.assigned.owner.into(),
            owed.net.into(),
            owed.gross.into(),
        ]
    }
}

/// The promises of a record.
pub(super) fn of_record(tx: &mut Tx, record: i64) -> Result<Vec<Stored>, DbError> {
    tx.all(
        "SELECT id, standard_id, standard_version_id, method, started_by, outcome, why, is_open,
                is_paused, is_provisional, due_at, due_on, due_without_extension_at, stopped_at,
                evidence, received_on, due_month, concluded_on, service_id, team_id, owner_id, net,
                gross
         FROM promises WHERE record_id = $1",
        args![record],
        Stored::read,
    )
}

/// A promise that is made.
pub(super) struct NewPromise<'a> {
    pub(super) standard: i64,
    pub(super) version: i64,
    pub(super) owed: &'a Owed,
    pub(super) is_open: bool,
}

/// Writes new promises of a record and gives their numbers.
pub(super) fn insert(
    tx: &mut Tx,
    record: &Record,
    promises: &[NewPromise<'_>],
) -> Result<Vec<i64>, DbError> {
    if promises.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Vec<Value<'_>>> = promises
        .iter()
        .map(|promise| {
            let mut row: Vec<Value<'_>> = vec![
                record.id.into(),
                promise.standard.into(),
                promise.version.into(),
                promise.owed.method.key().into(),
                promise.owed.started_by.into(),
                promise.owed.started.into(),
                record.is_test.into(),
                record.channel.key().into(),
                record.place.into(),
                record.provider.into(),
                record.ward.into(),
                record.organisation_version.into(),
            ];
            row.extend(Changing::of(promise.owed, promise.is_open).values(promise.owed));
            row
        })
        .collect();
    tx.insert_rows_returning(
        "INSERT INTO promises
             (record_id, standard_id, standard_version_id, method, started_by, started_at, is_test,
              channel, place_id, provider_id, ward_id, organisation_version_id,
              outcome, why, is_open, is_paused, is_provisional, due_at, due_on,
              due_without_extension_at, stopped_at, evidence, received_on, received_month,
              due_month, concluded_on, concluded_month, service_id, team_id, owner_id, net, gross)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)
         RETURNING id",
        &rows,
        |row| row.get(0),
    )
}

/// Writes what has changed of a promise.
pub(super) fn update(tx: &mut Tx, id: i64, owed: &Owed, is_open: bool) -> Result<(), DbError> {
    let mut values: Vec<Value<'_>> = Changing::of(owed, is_open).values(owed).into();
    values.push(id.into());
    tx.execute(
        "UPDATE promises SET
             outcome = $1, why = $2, is_open = $3, is_paused = $4, is_provisional = $5,
             due_at = $6, due_on = $7, due_without_extension_at = $8, stopped_at = $9,
             evidence = $10, received_on = $11, received_month = $12, due_month = $13,
             concluded_on = $14, concluded_month = $15, service_id = $16, team_id = $17,
             owner_id = $18, net = $19, gross = $20
         WHERE id = $21",
        &values,
    )?;
    Ok(())
}

/// Marks a promise that no longer follows from the facts.
pub(super) fn fall_away(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE promises SET outcome = 'not_counted', why = 'excluded: no-longer-covered',
                             is_open = $2
         WHERE id = $1",
        args![id, false],
    )?;
    Ok(())
}

/// A line that is posted.
pub(super) struct NewLine {
    pub(super) promise: i64,
    pub(super) standard: i64,
    pub(super) version: i64,
    pub(super) method: Method,
    pub(super) why: String,
    pub(super) line: Line,
}

/// Posts lines.
pub(super) fn post_lines(
    cx: &mut Cx<'_>,
    record: &Record,
    calendar_version: i64,
    lines: &[NewLine],
) -> Result<(), Fault> {
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
                record.channel.key().into(),
                record.is_test.into(),
                cx.now.into(),
                new.why.as_str().into(),
                new.version.into(),
                calendar_version.into(),
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

/// What a promise counts as by its lines; none if they do not add up to one.
pub(super) fn posted(tx: &mut Tx, promise: i64) -> Result<Option<Standing>, DbError> {
    let mut standing = tx.all(
        "SELECT outcome, received_month, due_month, concluded_month, service_id
         FROM judgements WHERE promise_id = $1
         GROUP BY outcome, received_month, due_month, concluded_month, service_id
         HAVING sum(delta) <> 0",
        args![promise],
        |row| {
            let month = |number: Option<i64>| number.and_then(Month::from_number);
            let outcome = Outcome::named(&row.get::<String>(0)?);
            let received = month(Some(row.get(1)?));
            Ok(outcome.zip(received).zip(Some((
                month(row.get(2)?),
                month(row.get(3)?),
                row.get::<i64>(4)?,
            ))))
        },
    )?;
    let only = if standing.len() == 1 { standing.pop().flatten() } else { None };
    Ok(only.map(|((outcome, received), (due, concluded, service))| Standing {
        outcome,
        received,
        due,
        concluded,
        service,
    }))
}
