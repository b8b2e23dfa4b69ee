//! Adopting a charter.

use super::store;
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;
use db::args;
use jiff::civil::Date;
use rules::calendar::Definition;
use rules::charter::Charter;
use sha2::{Digest, Sha256};

/// A charter to be adopted as the next version.
#[derive(Clone, Debug)]
pub struct Adopt {
    /// The charter, read.
    pub charter: Charter,
    /// Its text, which is kept as it is.
    pub text: String,
    /// The first day that it is in force.
    pub from: Date,
    /// Who approved it, in words.
    pub approval: String,
    /// The body's own charter, or one that came with imported records.
    pub is_own: bool,
}

/// Why a charter is not adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdoptRefusal {
    /// It would come into force before the version before it.
    BeforeTheOneInForce {
        /// When that came into force.
        in_force_from: Date,
    },
}

/// Adopts a charter as the next version, with its calendar. Adopting the newest version again
/// for the same day changes nothing. Gives the number of the version.
pub fn adopt(cx: &mut Cx<'_>, adopt: &Adopt) -> Result<i64, Failure<AdoptRefusal>> {
    cx.require(Permission::ManageCharter)?;
    let key = if adopt.is_own { "own" } else { adopt.charter.id.as_str() };
    let (charter, calendar) = store::charter(cx.tx, key, adopt.is_own)?;
    let hash = Sha256::digest(adopt.text.as_bytes());
    let newest = store::newest(cx.tx, charter)?;
    if let Some(newest) = &newest {
        if newest.hash == hash.as_slice() && newest.from == adopt.from {
            return Ok(newest.id);
        }
        if adopt.from < newest.from {
            let refusal = AdoptRefusal::BeforeTheOneInForce { in_force_from: newest.from };
            return Err(Failure::refused(refusal));
        }
    }
    adopt_calendar(cx, calendar, &adopt.charter.calendar)?;
    let number = newest.map_or(1, |newest| newest.number + 1);
    let version = cx.tx.one(
        "INSERT INTO charter_versions
             (charter_id, number, title, definition, hash, in_force_from, approval, made_by, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
        args![
            charter,
            number,
            &adopt.charter.title,
            &adopt.text,
            hash.as_slice(),
            adopt.from,
            &adopt.approval,
            cx.actor.id,
            cx.now
        ],
        |row| row.get::<i64>(0),
    )?;
    for (position, standard) in adopt.charter.standards.iter().enumerate() {
        let id = cx.tx.one(
            "INSERT INTO standards (charter_id, key) VALUES ($1, $2)
             ON CONFLICT (charter_id, key) DO UPDATE SET key = excluded.key RETURNING id",
            args![charter, &standard.id],
            |row| row.get::<i64>(0),
        )?;
        cx.tx.execute(
            "INSERT INTO standard_versions (charter_version_id, standard_id, position, title)
             VALUES ($1, $2, $3, $4)",
            args![version, id, position as i64, &standard.title],
        )?;
    }
    Ok(version)
}

/// Makes the charter's calendar the newest version of the body's, if it differs.
fn adopt_calendar(
    cx: &mut Cx<'_>,
    calendar: i64,
    definition: &Definition,
) -> Result<(), Failure<AdoptRefusal>> {
    let text = definition.to_string();
    let hash = Sha256::digest(text.as_bytes());
    let newest = store::newest_calendar(cx.tx, calendar)?;
    if newest.as_ref().is_some_and(|(_, known)| *known == hash.as_slice()) {
        return Ok(());
    }
    cx.tx.execute(
        "INSERT INTO calendar_versions
             (calendar_id, number, definition, hash, in_force_at, made_by)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![
            calendar,
            newest.map_or(1, |(number, _)| number + 1),
            &text,
            hash.as_slice(),
            cx.now,
            cx.actor.id
        ],
    )?;
    Ok(())
}
