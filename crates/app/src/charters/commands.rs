//! Adopting a charter.

use super::calendars::{definition_of, put_in_force};
use super::store::{self, NewVersion};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use jiff::civil::Date;
use rules::calendar::{Day, adopted_anew};
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
    adopt_calendar(cx, calendar, newest.as_ref().map(|newest| newest.id), adopt)?;
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

/// Makes the charter's calendar the newest version of the body's, if the charter says something
/// else than the one before it. Closures, openings and bank holidays that came into the calendar
/// since then stay. It comes into force with the charter, and never before it is adopted.
fn adopt_calendar(
    cx: &mut Cx<'_>,
    calendar: i64,
    charter_before: Option<i64>,
    adopt: &Adopt,
) -> Result<(), Failure<AdoptRefusal>> {
    let says = &adopt.charter.calendar;
    let newest = store::newest_calendar_version(cx.tx, calendar)?;
    let definition = match (newest, charter_before) {
        (Some(newest), Some(charter)) => {
            let text = store::charter_text(cx.tx, charter)?;
            let before = rules::charter::read(&text).map(|charter| charter.calendar);
            let before = before.map_err(|_| {
                Fault::new(format!("the stored charter version {charter} does not read"))
            })?;
            if before == *says {
                return Ok(());
            }
            adopted_anew(&definition_of(cx.tx, newest)?, &before, says)
        }
        _ => says.clone().self_contained(),
    };
    let from = Day::of(adopt.from).map_or(cx.now, |day| cx.zone.start_of(day).max(cx.now));
    put_in_force(cx, calendar, &definition, from, None)?;
    Ok(())
}
