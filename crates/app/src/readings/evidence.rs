//! Pieces of evidence for standards that are kept while something shows it.

use super::{standards, store};
use crate::access::Permission;
use crate::charters;
use crate::cx::Cx;
use crate::failure::Failure;
use jiff::civil::Date;
use rules::charter::readings::{Wanted, expires_on};

/// A piece of evidence to be added.
#[derive(Clone, Debug)]
pub struct AddPiece {
    /// The standard, by its permanent number.
    pub standard: i64,
    /// What it is.
    pub title: String,
    /// Where it is: an address, a file number.
    pub place: String,
    /// Who answers for it, by role.
    pub owner: String,
    /// What it is dated.
    pub dated_on: Date,
}

/// Why a piece of evidence is not added, or not taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceRefusal {
    /// It was not said what it is.
    NoTitle,
    /// It was not said where it is.
    NoPlace,
    /// It was not said who answers for it.
    NoOwner,
    /// It is dated on a day to come.
    DatedToCome,
    /// It has run out already.
    RunOut(Date),
    /// No reason was given for taking it out.
    NoReason,
}

/// Adds a piece of evidence. How long it counts follows from its date and the standard. Gives its
/// number.
pub fn add_piece(cx: &mut Cx<'_>, add: &AddPiece) -> Result<i64, Failure<PieceRefusal>> {
    cx.require(Permission::RecordReadings)?;
    let found = standards::by_caches(cx.tx, cx.caches, add.standard, cx.today)?;
    let found = found.ok_or(Failure::NotFound)?;
    let standard = found.standard().ok_or(Failure::NotFound)?;
    let Some(Wanted::Evidence(good_for)) = standard.wanted() else {
        return Err(Failure::NotFound);
    };
    let mut refusals = Vec::new();
    for (text, refusal) in [
        (&add.title, PieceRefusal::NoTitle),
        (&add.place, PieceRefusal::NoPlace),
        (&add.owner, PieceRefusal::NoOwner),
    ] {
        if text.trim().is_empty() {
            refusals.push(refusal);
        }
    }
    if add.dated_on > cx.today {
        refusals.push(PieceRefusal::DatedToCome);
    }
    let calendars = charters::calendars(cx.tx, cx.caches, found.charter.id, cx.now)?;
    let until = good_for.zip(calendars).and_then(|(good_for, (_, calendars))| {
        expires_on(add.dated_on, good_for, calendars.of(standard.calendar))
    });
    refusals.extend(until.filter(|until| *until < cx.today).map(PieceRefusal::RunOut));
    if !refusals.is_empty() {
        return Err(Failure::Refused(refusals));
    }
    let texts = [add.title.trim(), add.place.trim(), add.owner.trim()];
    let of = (add.standard, found.version_id);
    Ok(store::insert_piece(cx, of, texts, (add.dated_on, until))?)
}

/// Takes a piece of evidence out: it counts no more from today. Gives its standard.
pub fn take_out(cx: &mut Cx<'_>, piece: i64, reason: &str) -> Result<i64, Failure<PieceRefusal>> {
    cx.require(Permission::RecordReadings)?;
    let (standard, is_out) = store::piece(cx.tx, piece)?.ok_or(Failure::NotFound)?;
    if is_out {
        return Err(Failure::Stale);
    }
    if reason.trim().is_empty() {
        return Err(Failure::refused(PieceRefusal::NoReason));
    }
    store::take_out(cx, piece, reason.trim())?;
    Ok(standard)
}
