//! The tables of promises and judgements.

use crate::ledger::posting::why_key;
use crate::records::Record;
use db::{DbError, Row, Tx, Value, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::charter::Method;
use rules::clock::Outcome;
use rules::ledger::{Month, Owed, Standing};

/// A promise as it was stored: what of it can change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ledger) struct Stored {
    pub(in crate::ledger) id: i64,
    pub(in crate::ledger) standard: i64,
    pub(in crate::ledger) version: i64,
    pub(in crate::ledger) method: Method,
    pub(in crate::ledger) started_by: i64,
    pub(in crate::ledger) outcome: Outcome,
    why: String,
    pub(in crate::ledger) is_open: bool,
    is_paused: bool,
    is_provisional: bool,
    pub(in crate::ledger) due_at: Option<Timestamp>,
    due_on: Option<Date>,
    due_without_extension: Option<Timestamp>,
    stopped: Option<Timestamp>,
    evidence: Option<String>,
    received_on: Date,
    concluded_on: Option<Date>,
    service: i64,
    team: Option<i64>,
    owner: Option<i64>,
    /// The service, team and person that the record belonged to when this was written, and
    /// whether it was restricted.
    belongs: (i64, Option<i64>, Option<i64>, bool),
    net: Option<i64>,
    gross: Option<i64>,
    started: Timestamp,
    /// Whether it counts plainly and whether its date was told; none where that has not been
    /// worked out yet.
    pub(in crate::ledger) counts: Option<(bool, bool)>,
    /// What it counts as by the lines that were posted.
    pub(in crate::ledger) posted: Standing,
    /// Whether it is known to be stored otherwise than its lines say.
    pub(in crate::ledger) is_wrong: bool,
}

impl Stored {
    pub(in crate::ledger) fn key(&self) -> (i64, i64) {
        (self.standard, self.started_by)
    }

    /// Whether it is stored with the service, team and person that its record belongs to, and as
    /// restricted if that is.
    pub(in crate::ledger) fn is_with(&self, record: &Record) -> bool {
        self.belongs == (record.service, record.team, record.owner, record.is_restricted)
    }

    /// Whether it is stored as it follows from the facts now.
    pub(in crate::ledger) fn is(&self, owed: &Owed, is_open: bool) -> bool {
        let now = Changing::of(owed, is_open);
        !self.is_wrong
            && self.outcome == owed.judged.outcome
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
            && self.started == owed.started
            && self.counts.is_none_or(|counts| counts == (owed.counts_plainly, owed.was_told))
            && self.posted == Standing::of(owed)
    }

    pub(in crate::ledger) fn read(row: &Row<'_>) -> Result<Stored, DbError> {
        let method: String = row.get(3)?;
        let outcome: String = row.get(5)?;
        let outcome = Outcome::named(&outcome).unwrap_or(Outcome::NoEvidence);
        let (received_on, concluded_on): (Date, Option<Date>) = (row.get(15)?, row.get(17)?);
        let month =
            |column| Ok::<_, DbError>(row.get::<Option<i64>>(column)?.and_then(Month::from_number));
        let posted = Standing {
            outcome,
            received: month(27)?.unwrap_or(Month::of(Date::MIN)),
            due: month(16)?,
            concluded: month(28)?,
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
            belongs: (row.get(21)?, row.get(22)?, row.get(23)?, row.get(24)?),
            net: row.get(25)?,
            gross: row.get(26)?,
            started: row.get(29)?,
            counts: row.get::<Option<bool>>(30)?.zip(row.get(31)?),
            posted,
            is_wrong: false,
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

    fn values(self, owed: &Owed) -> [Value<'static>; 23] {
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
            owed.started.into(),
            owed.counts_plainly.into(),
            owed.was_told.into(),
        ]
    }
}

/// The promises of a record.
pub(in crate::ledger) fn of_record(tx: &mut Tx, record: i64) -> Result<Vec<Stored>, DbError> {
    tx.all(
        "SELECT id, standard_id, standard_version_id, method, started_by, outcome, why, is_open,
                is_paused, is_provisional, due_at, due_on, due_without_extension_at, stopped_at,
                evidence, received_on, due_month, concluded_on, service_id, team_id, owner_id,
                now_service_id, now_team_id, now_owner_id, now_is_restricted, net, gross,
                received_month, concluded_month, started_at, counts_plainly, was_told
         FROM promises WHERE record_id = $1",
        args![record],
        Stored::read,
    )
}

/// A promise that is made.
pub(in crate::ledger) struct NewPromise<'a> {
    pub(in crate::ledger) record: &'a Record,
    pub(in crate::ledger) standard: i64,
    pub(in crate::ledger) version: i64,
    pub(in crate::ledger) owed: &'a Owed,
    pub(in crate::ledger) is_open: bool,
}

/// Writes new promises and gives their numbers.
pub(in crate::ledger) fn insert(
    tx: &mut Tx,
    promises: &[NewPromise<'_>],
) -> Result<Vec<i64>, DbError> {
    if promises.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Vec<Value<'_>>> = promises
        .iter()
        .map(|promise| {
            let record = promise.record;
            let mut row: Vec<Value<'_>> = vec![
                record.id.into(),
                promise.standard.into(),
                promise.version.into(),
                promise.owed.method.key().into(),
                promise.owed.started_by.into(),
                record.is_test.into(),
                record.channel.key().into(),
                record.place.into(),
                record.provider.into(),
                record.ward.into(),
                record.organisation_version.into(),
                record.service.into(),
                record.team.into(),
                record.owner.into(),
                record.is_restricted.into(),
            ];
            row.extend(Changing::of(promise.owed, promise.is_open).values(promise.owed));
            row
        })
        .collect();
    tx.insert_rows_returning(
        "INSERT INTO promises
             (record_id, standard_id, standard_version_id, method, started_by, is_test,
              channel, place_id, provider_id, ward_id, organisation_version_id,
              now_service_id, now_team_id, now_owner_id, now_is_restricted,
              outcome, why, is_open, is_paused, is_provisional, due_at, due_on,
              due_without_extension_at, stopped_at, evidence, received_on, received_month,
              due_month, concluded_on, concluded_month, service_id, team_id, owner_id, net, gross,
              started_at, counts_plainly, was_told)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34,
                 $35, $36, $37, $38)
         RETURNING id",
        &rows,
        |row| row.get(0),
    )
}

/// Writes what has changed of a promise.
pub(in crate::ledger) fn update(
    tx: &mut Tx,
    id: i64,
    owed: &Owed,
    is_open: bool,
) -> Result<(), DbError> {
    let mut values: Vec<Value<'_>> = Changing::of(owed, is_open).values(owed).into();
    values.push(id.into());
    tx.execute(
        "UPDATE promises SET
             outcome = $1, why = $2, is_open = $3, is_paused = $4, is_provisional = $5,
             due_at = $6, due_on = $7, due_without_extension_at = $8, stopped_at = $9,
             evidence = $10, received_on = $11, received_month = $12, due_month = $13,
             concluded_on = $14, concluded_month = $15, service_id = $16, team_id = $17,
             owner_id = $18, net = $19, gross = $20, started_at = $21, counts_plainly = $22,
             was_told = $23
         WHERE id = $24",
        &values,
    )?;
    Ok(())
}

/// Writes whom a record belongs to now, and whether it is restricted, beside all its promises.
pub(in crate::ledger) fn hand_over(tx: &mut Tx, record: &Record) -> Result<(), DbError> {
    tx.execute(
        "UPDATE promises SET now_service_id = $2, now_team_id = $3, now_owner_id = $4,
                             now_is_restricted = $5
         WHERE record_id = $1",
        args![record.id, record.service, record.team, record.owner, record.is_restricted],
    )?;
    Ok(())
}

/// Marks a promise that no longer follows from the facts.
pub(in crate::ledger) fn fall_away(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute(
        "UPDATE promises SET outcome = 'not_counted', why = 'excluded: no-longer-covered',
                             is_open = $2
         WHERE id = $1",
        args![id, false],
    )?;
    Ok(())
}

/// The keys of the standards by which a record's promises are running.
pub(crate) fn running_standards(tx: &mut Tx, record: i64) -> Result<Vec<String>, DbError> {
    tx.all(
        "SELECT DISTINCT s.key FROM promises p JOIN standards s ON s.id = p.standard_id
         WHERE p.record_id = $1 AND p.outcome = 'running' ORDER BY s.key",
        args![record],
        |row| row.get(0),
    )
}

/// What a record is about: the key of the service that received it, the name of the reason, and
/// whether one contact can settle that.
pub(in crate::ledger) fn about(
    tx: &mut Tx,
    record: &Record,
) -> Result<(String, Option<String>, Option<bool>), DbError> {
    tx.one(
        "SELECT u.key, r.name, r.can_be_settled
         FROM units u LEFT JOIN reasons r ON r.id = $2 WHERE u.id = $1",
        args![record.received_service, record.reason],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}
