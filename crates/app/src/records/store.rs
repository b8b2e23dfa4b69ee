//! The table of records.

use crate::access::{Belonging, Permission};
use crate::cx::Cx;
use crate::failure::Failure;
use db::{DbError, FromValue, Row, Tx, Unfit, Value, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::contacts::{Channel, Matter};
use rules::references::Reference;
use std::collections::HashMap;

/// Whether anything is left to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Settled when it came; no case was needed.
    Settled,
    /// Being worked on.
    Open,
    /// Nothing left to do.
    Closed,
}

/// A record as it is stored.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its number, which is never shown.
    pub id: i64,
    /// Its reference.
    pub reference: String,
    /// How often it has been changed.
    pub version: i64,
    /// Whether anything is left to do.
    pub state: State,
    /// How it came.
    pub channel: Channel,
    /// What it is.
    pub matter: Matter,
    /// Whether a case was opened.
    pub is_case: bool,
    /// What it is about.
    pub reason: Option<i64>,
    /// The service responsible now.
    pub service: i64,
    /// The team.
    pub team: Option<i64>,
    /// The person.
    pub owner: Option<i64>,
    /// The service responsible at receipt.
    pub received_service: i64,
    /// The line, mailbox, counter or venue.
    pub place: Option<i64>,
    /// Who provides the service, if not the body itself.
    pub provider: Option<i64>,
    /// The ward.
    pub ward: Option<i64>,
    /// The customer, if known.
    pub customer: Option<i64>,
    /// The matter that it is about again.
    pub part_of: Option<i64>,
    /// When it was received.
    pub received_at: Timestamp,
    /// The local date of that.
    pub received_on: Date,
    /// The language that the customer chose.
    pub language: String,
    /// Whether only those who work on it may see it.
    pub is_restricted: bool,
    /// Whether it is a mystery shop. Not for advisers.
    pub is_test: bool,
    /// The charter in force at receipt, if one was.
    pub charter_version: Option<i64>,
    /// The tree in force at receipt.
    pub organisation_version: i64,
}

impl State {
    const ALL: [(State, &'static str); 3] =
        [(State::Settled, "settled"), (State::Open, "open"), (State::Closed, "closed")];

    /// The name in tables.
    pub fn key(self) -> &'static str {
        State::ALL.into_iter().find(|(state, _)| *state == self).map_or("", |(_, key)| key)
    }
}

impl FromValue for State {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        let unfit = Unfit::wanted("the state of a record", &value);
        let key = String::from_value(value)?;
        State::ALL.into_iter().find(|(_, name)| *name == key).map(|(state, _)| state).ok_or(unfit)
    }
}

impl Record {
    /// Whose it is, as far as access asks.
    pub fn belonging(&self) -> Belonging {
        Belonging { service: self.service, team: self.team, owner: self.owner }
    }

    pub(super) fn read(row: &Row<'_>) -> Result<Record, DbError> {
        Ok(Record {
            id: row.get(0)?,
            reference: row.get(1)?,
            version: row.get(2)?,
            state: row.get(3)?,
            channel: Channel::named(&row.get::<String>(4)?).unwrap_or(Channel::Staff),
            matter: Matter::named(&row.get::<String>(5)?).unwrap_or(Matter::Enquiry),
            is_case: row.get(6)?,
            reason: row.get(7)?,
            service: row.get(8)?,
            team: row.get(9)?,
            owner: row.get(10)?,
            received_service: row.get(11)?,
            place: row.get(12)?,
            provider: row.get(13)?,
            ward: row.get(14)?,
            customer: row.get(15)?,
            part_of: row.get(16)?,
            received_at: row.get(17)?,
            received_on: row.get(18)?,
            language: row.get(19)?,
            is_restricted: row.get(20)?,
            is_test: row.get(21)?,
            charter_version: row.get(22)?,
            organisation_version: row.get(23)?,
        })
    }
}

/// A record that is about to be written.
pub(crate) struct Draft {
    pub(crate) state: State,
    pub(crate) channel: Channel,
    pub(crate) matter: Matter,
    pub(crate) is_case: bool,
    pub(crate) reason: Option<i64>,
    pub(crate) service: i64,
    pub(crate) team: Option<i64>,
    pub(crate) owner: Option<i64>,
    pub(crate) place: Option<i64>,
    pub(crate) provider: Option<i64>,
    pub(crate) ward: Option<i64>,
    pub(crate) customer: Option<i64>,
    pub(crate) part_of: Option<i64>,
    pub(crate) received_at: Timestamp,
    pub(crate) received_on: Date,
    pub(crate) language: String,
    pub(crate) is_restricted: bool,
    pub(crate) is_test: bool,
    pub(crate) charter_version: Option<i64>,
    pub(crate) organisation_version: i64,
}

/// Writes a new record under a reference that nobody has yet.
pub(crate) fn insert(cx: &mut Cx<'_>, draft: &Draft) -> Result<Record, DbError> {
    loop {
        if let Some(record) = try_all(cx, &[draft])?.pop().flatten() {
            return Ok(record);
        }
    }
}

/// Writes many new records at once; gives them in the order of the drafts.
pub(crate) fn insert_all(cx: &mut Cx<'_>, drafts: &[Draft]) -> Result<Vec<Record>, DbError> {
    let drafts: Vec<&Draft> = drafts.iter().collect();
    let tried = try_all(cx, &drafts)?;
    let mut records = Vec::with_capacity(drafts.len());
    for (draft, record) in drafts.into_iter().zip(tried) {
        records.push(match record {
            Some(record) => record,
            None => insert(cx, draft)?,
        });
    }
    Ok(records)
}

/// Writes drafts under new references; none for one whose reference is taken, which with three
/// thousand million of them happens once in a while.
fn try_all(cx: &mut Cx<'_>, drafts: &[&Draft]) -> Result<Vec<Option<Record>>, DbError> {
    let references: Vec<Reference> = drafts.iter().map(|_| cx.random.reference()).collect();
    let rows: Vec<[Value<'_>; 21]> =
        drafts.iter().zip(&references).map(|(draft, reference)| draft.values(reference)).collect();
    let written = cx.tx.insert_rows_returning(
        "INSERT INTO records
             (reference, version, state, channel, matter, is_case, reason_id, service_id,
              team_id, owner_id, received_service_id, place_id, provider_id, ward_id,
              customer_id, part_of, received_at, received_on, language, is_restricted, is_test,
              charter_version_id, organisation_version_id)
         VALUES ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $7, $10, $11, $12, $13, $14, $15, $16,
                 $17, $18, $19, $20, $21)
         ON CONFLICT (reference) DO NOTHING
         RETURNING id, reference",
        &rows,
        |row| Ok((row.get::<String>(1)?, row.get::<i64>(0)?)),
    )?;
    let mut ids: HashMap<String, i64> = written.into_iter().collect();
    let found = drafts.iter().zip(references).map(|(draft, reference)| {
        // Taken out, so that a reference made twice in one go is the first one's.
        ids.remove(reference.plain()).map(|id| draft.written(id, reference))
    });
    Ok(found.collect())
}

impl Draft {
    fn values(&self, reference: &Reference) -> [Value<'_>; 21] {
        [
            reference.plain().to_owned().into(),
            self.state.key().into(),
            self.channel.key().into(),
            self.matter.key().into(),
            self.is_case.into(),
            self.reason.into(),
            self.service.into(),
            self.team.into(),
            self.owner.into(),
            self.place.into(),
            self.provider.into(),
            self.ward.into(),
            self.customer.into(),
            self.part_of.into(),
            self.received_at.into(),
            self.received_on.into(),
            self.language.as_str().into(),
            self.is_restricted.into(),
            self.is_test.into(),
            self.charter_version.into(),
            self.organisation_version.into(),
        ]
    }

    fn written(&self, id: i64, reference: Reference) -> Record {
        Record {
            id,
            reference: reference.plain().to_owned(),
            version: 1,
            state: self.state,
            channel: self.channel,
            matter: self.matter,
            is_case: self.is_case,
            reason: self.reason,
            service: self.service,
            team: self.team,
            owner: self.owner,
            received_service: self.service,
            place: self.place,
            provider: self.provider,
            ward: self.ward,
            customer: self.customer,
            part_of: self.part_of,
            received_at: self.received_at,
            received_on: self.received_on,
            language: self.language.clone(),
            is_restricted: self.is_restricted,
            is_test: self.is_test,
            charter_version: self.charter_version,
            organisation_version: self.organisation_version,
        }
    }
}

/// Begins a change of a record: moves its version, which locks it, and refuses whoever read an
/// older one. What may not be seen is not found.
pub(crate) fn begin<R>(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    permission: Permission,
) -> Result<Record, Failure<R>> {
    let moved = cx.tx.first(
        "UPDATE records SET version = version + 1
         WHERE reference = $1 AND version = $2
         RETURNING id, reference, version, state, channel, matter, is_case, reason_id,
                   service_id, team_id, owner_id, received_service_id, place_id, provider_id,
                   ward_id, customer_id, part_of, received_at, received_on, language,
                   is_restricted, is_test, charter_version_id, organisation_version_id",
        args![reference, version],
        Record::read,
    )?;
    let visible = super::visible_id(cx.tx, cx.actor, reference)?;
    match (moved, visible) {
        (_, None) => Err(Failure::NotFound),
        (None, Some(_)) => Err(Failure::Stale),
        (Some(record), Some(_)) => {
            if cx.actor.reach.may_on(permission, cx.actor.id, record.belonging()) {
                Ok(record)
            } else {
                Err(Failure::NotAllowed)
            }
        }
    }
}

/// Writes what a command changed of a record.
pub(crate) fn save(tx: &mut Tx, record: &Record) -> Result<(), DbError> {
    tx.execute(
        "UPDATE records SET state = $2, is_case = $3, service_id = $4, team_id = $5, owner_id = $6,
                            matter = $7, reason_id = $8, customer_id = $9, is_restricted = $10
         WHERE id = $1",
        args![
            record.id,
            record.state.key(),
            record.is_case,
            record.service,
            record.team,
            record.owner,
            record.matter.key(),
            record.reason,
            record.customer,
            record.is_restricted
        ],
    )?;
    Ok(())
}

/// Writes when a record was received, where that was put right.
pub(crate) fn set_received(tx: &mut Tx, id: i64, at: Timestamp, on: Date) -> Result<(), DbError> {
    tx.execute(
        "UPDATE records SET received_at = $2, received_on = $3 WHERE id = $1",
        args![id, at, on],
    )?;
    Ok(())
}

/// Locks a record without moving its version: nothing that a person could have read changes.
pub(crate) fn lock(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("UPDATE records SET version = version WHERE id = $1", args![id])?;
    Ok(())
}

/// Moves the version of a record that another one's command changes.
pub(crate) fn move_on(tx: &mut Tx, id: i64) -> Result<(), DbError> {
    tx.execute("UPDATE records SET version = version + 1 WHERE id = $1", args![id])?;
    Ok(())
}

/// The version of a record, which whoever looks at it now would hand in with a change.
pub fn version(tx: &mut Tx, id: i64) -> Result<i64, DbError> {
    tx.one("SELECT version FROM records WHERE id = $1", args![id], |row| row.get(0))
}

/// Writes which matter a record is about again.
pub(crate) fn set_part_of(tx: &mut Tx, id: i64, matter: i64) -> Result<(), DbError> {
    tx.execute("UPDATE records SET part_of = $2 WHERE id = $1", args![id, matter])?;
    Ok(())
}

/// The record of a number, for jobs.
pub(crate) fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Record>, DbError> {
    tx.first(
        "SELECT id, reference, version, state, channel, matter, is_case, reason_id, service_id,
                team_id, owner_id, received_service_id, place_id, provider_id, ward_id,
                customer_id, part_of, received_at, received_on, language, is_restricted, is_test,
                charter_version_id, organisation_version_id
         FROM records WHERE id = $1",
        args![id],
        Record::read,
    )
}
