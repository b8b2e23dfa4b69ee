//! The table of facts.

use super::NewFact;
use crate::cx::Cx;
use crate::failure::Fault;
use db::{DbError, Row, Tx, Value, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::clock::{Given, Limit};
use rules::facts::{Assigned, Detail, Evidence, Fact, FactKind};
use sha2::{Digest, Sha256};

/// Writes facts of a record and gives them back with their numbers.
pub(crate) fn add(cx: &mut Cx<'_>, record: i64, facts: &[NewFact]) -> Result<Vec<Fact>, DbError> {
    let mut written = add_all(cx, &[(record, facts)])?;
    Ok(written.pop().unwrap_or_default())
}

/// Writes facts of many records at once, and gives back those of each.
pub(crate) fn add_all(
    cx: &mut Cx<'_>,
    records: &[(i64, &[NewFact])],
) -> Result<Vec<Vec<Fact>>, DbError> {
    let rows: Vec<Vec<Value<'_>>> = records
        .iter()
        .flat_map(|(record, facts)| facts.iter().map(|fact| (*record, fact)))
        .map(|(record, fact)| row(cx, record, fact))
        .collect();
    let ids = cx.tx.insert_rows_returning(
        "INSERT INTO facts
             (record_id, kind, happened_at, recorded_at, recorded_by, evidence, replaces_id,
              given_on, given_at, reason, extended_by, condition_key, condition_holds,
              standard_key, service_id, team_id, owner_id, content, salt, digest)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20)
         RETURNING id",
        &rows,
        |row| row.get::<i64>(0),
    )?;
    let mut ids = ids.into_iter();
    let written = records.iter().map(|(_, facts)| {
        let of_record = facts.iter().zip(ids.by_ref());
        of_record.map(|(fact, id)| fact.written(id, cx.now)).collect()
    });
    Ok(written.collect())
}

impl NewFact {
    pub(crate) fn written(&self, id: i64, recorded: Timestamp) -> Fact {
        Fact {
            id,
            kind: self.kind,
            happened: self.happened,
            recorded,
            evidence: self.evidence,
            replaces: self.replaces,
            detail: self.detail.clone(),
        }
    }
}

fn row<'f>(cx: &Cx<'_>, record: i64, fact: &'f NewFact) -> Vec<Value<'f>> {
    let detail = &fact.detail;
    let (given_on, given_at) = match detail.given {
        Some(Given::On(date)) => (Some(date), None),
        Some(Given::At(at)) => (None, Some(at)),
        None => (None, None),
    };
    let salt = fact.content.as_ref().map(|_| cx.random.salt());
    let digest = salt.zip(fact.content.as_ref()).map(|(salt, text)| digest(&salt, text));
    let assigned = detail.assigned;
    vec![
        Value::from(record),
        Value::from(fact.kind.key()),
        Value::from(fact.happened),
        Value::from(cx.now),
        Value::from(cx.actor.id),
        Value::from(fact.evidence.key()),
        Value::from(fact.replaces),
        Value::from(given_on),
        Value::from(given_at),
        Value::from(detail.reason.as_deref()),
        Value::from(detail.by.map(|by| by.to_string())),
        Value::from(detail.condition.as_ref().map(|(key, _)| key.as_str())),
        Value::from(detail.condition.as_ref().map(|(_, holds)| *holds)),
        Value::from(detail.standard.as_deref()),
        Value::from(assigned.map(|assigned| assigned.service)),
        Value::from(assigned.and_then(|assigned| assigned.team)),
        Value::from(assigned.and_then(|assigned| assigned.owner)),
        Value::from(fact.content.as_deref()),
        Value::from(salt.map(|salt| salt.to_vec())),
        Value::from(digest.map(|digest| digest.to_vec())),
    ]
}

/// What stands for a fact's content in the chain of seals, also when it has been erased.
pub(crate) fn digest(salt: &[u8], content: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(content.as_bytes());
    hash.finalize().into()
}

const COLUMNS: &str = "id, kind, happened_at, recorded_at, evidence, replaces_id, given_on, \
     given_at, reason, extended_by, condition_key, condition_holds, standard_key, service_id, \
     team_id, owner_id";

/// The facts of a record, in the order in which they were recorded.
pub(crate) fn of_record(tx: &mut Tx, record: i64) -> Result<Vec<Fact>, DbError> {
    tx.all(
        "SELECT id, kind, happened_at, recorded_at, evidence, replaces_id, given_on, given_at,
                reason, extended_by, condition_key, condition_holds, standard_key, service_id,
                team_id, owner_id
         FROM facts WHERE record_id = $1 ORDER BY id",
        args![record],
        read,
    )
}

/// The facts of records `first..=last`, with the record of each, for going through them all.
pub(crate) fn of_records(tx: &mut Tx, first: i64, last: i64) -> Result<Vec<(i64, Fact)>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS}, record_id FROM facts
         WHERE record_id >= $1 AND record_id <= $2 ORDER BY record_id, id"
    );
    tx.all(&sql, args![first, last], |row| Ok((row.get(16)?, read(row)?)))
}

fn read(row: &Row<'_>) -> Result<Fact, DbError> {
    let kind: String = row.get(1)?;
    let evidence: String = row.get(4)?;
    let given = match (row.get::<Option<Date>>(6)?, row.get::<Option<Timestamp>>(7)?) {
        (Some(date), _) => Some(Given::On(date)),
        (None, Some(at)) => Some(Given::At(at)),
        (None, None) => None,
    };
    let service: Option<i64> = row.get(13)?;
    let (team, owner) = (row.get(14)?, row.get(15)?);
    let condition: Option<String> = row.get(10)?;
    let holds: Option<bool> = row.get(11)?;
    Ok(Fact {
        id: row.get(0)?,
        // Only keys of the list are written; another one is a note to everything that reads it.
        kind: FactKind::named(&kind).unwrap_or(FactKind::Noted),
        happened: row.get(2)?,
        recorded: row.get(3)?,
        evidence: Evidence::named(&evidence).unwrap_or(Evidence::Imported),
        replaces: row.get(5)?,
        detail: Detail {
            given,
            reason: row.get(8)?,
            by: row.get::<Option<String>>(9)?.and_then(|text| Limit::read(&text).ok()),
            condition: condition.zip(holds),
            assigned: service.map(|service| Assigned { service, team, owner }),
            standard: row.get(12)?,
        },
    })
}

/// A fact as people read it: with who recorded it, and what it says.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The fact.
    pub fact: Fact,
    /// Who recorded it.
    pub recorded_by: String,
    /// What it says in words, unless that was erased.
    pub content: Option<String>,
    /// The name of the service that it was given to.
    pub service: Option<String>,
    /// The name of the team.
    pub team: Option<String>,
    /// The name of the person.
    pub owner: Option<String>,
}

/// The history of a record, the newest first.
pub fn entries(tx: &mut Tx, record: i64, tree: i64) -> Result<Vec<Entry>, Fault> {
    let sql = "SELECT f.id, f.kind, f.happened_at, f.recorded_at, f.evidence, f.replaces_id,
                      f.given_on, f.given_at, f.reason, f.extended_by, f.condition_key,
                      f.condition_holds, f.standard_key, f.service_id, f.team_id, f.owner_id,
                      s.name, f.content,
                      coalesce(u.name, (SELECT n.name FROM unit_versions n
                                        WHERE n.unit_id = f.service_id
                                        ORDER BY n.organisation_version_id DESC LIMIT 1)),
                      coalesce(t.name, (SELECT n.name FROM unit_versions n
                                        WHERE n.unit_id = f.team_id
                                        ORDER BY n.organisation_version_id DESC LIMIT 1)),
                      o.name
               FROM facts f
               JOIN staff s ON s.id = f.recorded_by
               LEFT JOIN unit_versions u
                   ON u.unit_id = f.service_id AND u.organisation_version_id = $2
               LEFT JOIN unit_versions t
                   ON t.unit_id = f.team_id AND t.organisation_version_id = $2
               LEFT JOIN staff o ON o.id = f.owner_id
               WHERE f.record_id = $1
               ORDER BY f.happened_at DESC, f.id DESC";
    Ok(tx.all(sql, args![record, tree], |row| {
        Ok(Entry {
            fact: read(row)?,
            recorded_by: row.get(16)?,
            content: row.get(17)?,
            service: row.get(18)?,
            team: row.get(19)?,
            owner: row.get(20)?,
        })
    })?)
}
