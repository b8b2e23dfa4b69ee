//! Adopting a charter.

use super::store::{self, NewVersion};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;
use jiff::civil::Date;
use rules::calendar::Day;
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
    let key = match adopt.is_own {
        true => "own".to_owned(),
        false => format!("imported:{}", adopt.charter.id),
    };
    let (charter, calendar) = store::charter(cx.tx, &key, adopt.is_own)?;
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
    adopt_calendar(cx, calendar, adopt)?;
    let number = newest.map_or(1, |newest| newest.number + 1);
    let version = store::insert_version(
        cx.tx,
        &NewVersion { charter, number, adopt, hash: &hash, made_by: cx.actor.id, made_at: cx.now },
    )?;
    for (position, standard) in adopt.charter.standards.iter().enumerate() {
        store::insert_standard(cx.tx, charter, version, position, standard)?;
    }
    Ok(version)
}

/// Makes the charter's calendar the newest version of the body's, if it differs. It comes into
/// force with the charter, and never before it is adopted.
fn adopt_calendar(
    cx: &mut Cx<'_>,
    calendar: i64,
    adopt: &Adopt,
) -> Result<(), Failure<AdoptRefusal>> {
    let text = adopt.charter.calendar.to_string();
    let hash = Sha256::digest(text.as_bytes());
    let newest = store::newest_calendar(cx.tx, calendar)?;
    if newest.as_ref().is_some_and(|(_, known)| *known == hash.as_slice()) {
        return Ok(());
    }
    let number = newest.map_or(1, |(number, _)| number + 1);
    let from = Day::of(adopt.from).map_or(cx.now, |day| cx.zone.start_of(day).max(cx.now));
    store::insert_calendar(cx.tx, calendar, number, &text, &hash, (cx.actor.id, from))?;
    Ok(())
}
