//! The versions of charters as they were adopted: which there are, and what they say.

use crate::charters::store;
use db::{DbError, Tx, args};
use jiff::civil::Date;
use rules::charter::CharterKind;

/// A version of a charter that the body adopted.
#[derive(Clone, Debug)]
pub struct AdoptedRow {
    /// Its number in the database.
    pub id: i64,
    /// The charter's number: its versions follow each other.
    pub charter: i64,
    /// How its charter stands to the body.
    pub kind: CharterKind,
    /// The version's number, from one on.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// The first day.
    pub from: Date,
    /// The last day, where one was set.
    pub until: Option<Date>,
    /// Who approved it, in words.
    pub approval: String,
}

/// Every version that was adopted, of the body's own charter first, the newest first; without
/// what came with another system's records.
pub fn adopted(tx: &mut Tx) -> Result<Vec<AdoptedRow>, DbError> {
    tx.all(
        "SELECT v.id, c.id, c.kind, v.number, v.title, v.in_force_from, v.in_force_until,
                v.approval
         FROM charter_versions v JOIN charters c ON c.id = v.charter_id
         WHERE c.kind <> 'imported'
         ORDER BY CASE c.kind WHEN 'own' THEN 1 WHEN 'statutory' THEN 2 ELSE 3 END, c.id,
                  v.in_force_from DESC, v.number DESC",
        args![],
        |row| {
            Ok(AdoptedRow {
                id: row.get(0)?,
                charter: row.get(1)?,
                kind: store::kind(&row.get::<String>(2)?),
                number: row.get(3)?,
                title: row.get(4)?,
                from: row.get(5)?,
                until: row.get(6)?,
                approval: row.get(7)?,
            })
        },
    )
}

/// The text of a version as it was adopted.
pub fn text_of_version(tx: &mut Tx, version: i64) -> Result<Option<String>, DbError> {
    match store::charter_hash(tx, version)? {
        Some(_) => store::charter_text(tx, version).map(|(text, _)| Some(text)),
        None => Ok(None),
    }
}

/// A version of the body's own charter as it was adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnVersion {
    /// Its number in the database.
    pub id: i64,
    /// Its number among the versions of the charter, from 1 on, for good.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// The first day that it is in force.
    pub from: Date,
    /// The last day, once a later version has been adopted.
    pub until: Option<Date>,
    /// Who approved it, in words.
    pub approval: String,
}

impl OwnVersion {
    /// Whether it is in force on a date.
    pub fn holds_on(&self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }

    /// Whether it was, is or will be in force on any day: one that another replaced from the same
    /// day on never was.
    pub fn was_ever(&self) -> bool {
        self.until.is_none_or(|until| self.from <= until)
    }
}

/// The versions of the body's own charter, the newest first.
pub fn own_history(tx: &mut Tx) -> Result<Vec<OwnVersion>, DbError> {
    let mut versions = store::own_versions(tx)?;
    for place in 1..versions.len() {
        versions[place].until = versions[place - 1].from.yesterday().ok();
    }
    Ok(versions)
}
