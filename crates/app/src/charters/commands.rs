//! Adopting a charter.

use super::calendars::{definition_of, put_in_force};
use super::store::{self, NewVersion};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use jiff::civil::Date;
use rules::calendar::{Day, adopted_anew};
use rules::charter::{Charter, CharterKind};
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
    /// The last day, where one is known: until then a version in readiness is measured, say.
    pub until: Option<Date>,
    /// Who approved it, in words.
    pub approval: String,
    /// How it stands to the body.
    pub kind: CharterKind,
}

/// Why a charter is not adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdoptRefusal {
    /// It would come into force before the version before it.
    BeforeTheOneInForce {
        /// When that came into force.
        in_force_from: Date,
    },
    /// Its last day is before its first.
    EndsBeforeItBegins,
    /// It holds beside the body's own charter, and there is none yet.
    NoOwnCharter,
    /// Another charter has a standard of the same name already.
    StandardOfAnother {
        /// The standard.
        standard: String,
        /// The title of the other charter.
        charter: String,
    },
}

/// Adopts a charter as the next version, with its calendar. Adopting the newest version again
/// for the same days changes nothing. Gives the number of the version.
pub fn adopt(cx: &mut Cx<'_>, adopt: &Adopt) -> Result<i64, Failure<AdoptRefusal>> {
    cx.require(Permission::ManageCharter)?;
    if adopt.until.is_some_and(|until| until < adopt.from) {
        return Err(Failure::refused(AdoptRefusal::EndsBeforeItBegins));
    }
    let (charter, calendar) = charter_of(cx, adopt)?;
    let hash = canonical_hash(&adopt.charter);
    let newest = store::newest(cx.tx, charter)?;
    if let Some(newest) = &newest {
        let same_days = (newest.from, newest.until) == (adopt.from, adopt.until);
        if newest.hash == hash && same_days {
            return Ok(newest.id);
        }
        if adopt.from < newest.from {
            let refusal = AdoptRefusal::BeforeTheOneInForce { in_force_from: newest.from };
            return Err(Failure::refused(refusal));
        }
    }
    if let Some(calendar) = calendar {
        adopt_calendar(cx, calendar, newest.as_ref().map(|newest| newest.id), adopt)?;
    }
    let number = newest.map_or(1, |newest| newest.number + 1);
    let version = store::insert_version(
        cx.tx,
        &NewVersion { charter, number, adopt, hash: &hash, made_by: cx.actor.id, made_at: cx.now },
    )?;
    let named = match adopt.kind {
        CharterKind::InReadiness => adopt.charter.clone().in_readiness(),
        CharterKind::Own | CharterKind::Statutory | CharterKind::Imported => adopt.charter.clone(),
    };
    for (position, standard) in named.standards.iter().enumerate() {
        store::insert_standard(cx.tx, charter, version, position, standard)?;
    }
    Ok(version)
}

/// The hash of what a charter says, however its file is written: SHA-256 of its canonical text.
pub fn canonical_hash(charter: &Charter) -> [u8; 32] {
    Sha256::digest(rules::charter::write(charter).as_bytes()).into()
}

/// The charter that a version is of, made if it is not there, and the calendar that it brings.
/// What holds beside the body's own counts by the body's calendar, and brings none.
fn charter_of(cx: &mut Cx<'_>, adopt: &Adopt) -> Result<(i64, Option<i64>), Failure<AdoptRefusal>> {
    let id = &adopt.charter.id;
    let refused = |refusal| Err(Failure::refused(refusal));
    if adopt.kind.is_promised()
        && let Some((standard, charter)) = store::taken(cx.tx, adopt)?
    {
        return refused(AdoptRefusal::StandardOfAnother { standard, charter });
    }
    match adopt.kind {
        CharterKind::Own | CharterKind::Imported => {
            let key = match adopt.kind {
                CharterKind::Own => "own".to_owned(),
                _ => format!("imported:{id}"),
            };
            let (charter, calendar) = store::charter(cx.tx, &key, adopt.kind, None)?;
            Ok((charter, Some(calendar)))
        }
        CharterKind::Statutory | CharterKind::InReadiness => {
            let Some(calendar) = store::own_calendar(cx.tx)? else {
                return refused(AdoptRefusal::NoOwnCharter);
            };
            let key = format!("{}:{id}", adopt.kind.key());
            let (charter, _) = store::charter(cx.tx, &key, adopt.kind, Some(calendar))?;
            Ok((charter, None))
        }
    }
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
            let (text, _) = store::charter_text(cx.tx, charter)?;
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
