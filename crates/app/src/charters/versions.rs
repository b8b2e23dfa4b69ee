//! The versions of the body's own charter, each with the days on which it held.

use super::queries::{AdoptedRow, adopted};
use db::{DbError, Tx};
use jiff::civil::Date;
use rules::charter::CharterKind;

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
    let mut versions: Vec<OwnVersion> = adopted(tx)?
        .into_iter()
        .filter(|row| row.kind == CharterKind::Own)
        .map(|AdoptedRow { id, number, title, from, approval, .. }| OwnVersion {
            id,
            number,
            title,
            from,
            until: None,
            approval,
        })
        .collect();
    for place in 1..versions.len() {
        versions[place].until = versions[place - 1].from.yesterday().ok();
    }
    Ok(versions)
}
