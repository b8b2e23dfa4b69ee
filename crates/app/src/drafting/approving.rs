//! Approving a draft: what a body decided elsewhere is written down, and the charter adopted in
//! the same transaction.

use super::checking::check;
use super::commands::{kind_of, open};
use super::editing::charter_of;
use super::queries::{self, State};
use super::store::{self, NewStep};
use crate::access::Permission;
use crate::charters::{Adopt, AdoptRefusal, adopt};
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use jiff::civil::Date;
use rules::charter::{Charter, CharterKind};
use rules::drafting::{Missing, StepKind, Taken, Told, Untold, missing, untold};

/// A decision on a draft.
#[derive(Clone, Debug)]
pub struct Approve {
    /// The body that decided, when, and the minute.
    pub told: Told,
    /// The number of the text that was seen.
    pub text: i64,
    /// Whether it is measured first and promised to nobody.
    pub in_readiness: bool,
    /// The first day.
    pub from: Option<Date>,
    /// The last day, where there is one.
    pub until: Option<Date>,
}

/// Why a draft is not approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApproveRefusal {
    /// Something that the decision must say.
    Untold(Untold),
    /// From when on.
    NoFirstDay,
    /// Until when a version in readiness is measured.
    NoLastDay,
    /// Something must happen before.
    Missing(Missing),
    /// Somebody has changed the text meanwhile.
    ChangedMeanwhile,
    /// It was approved or withdrawn before.
    Finished(State),
    /// The charter cannot be adopted so.
    Adopt(AdoptRefusal),
}

/// Writes down that a draft was approved and adopts it. Approved to be in readiness it goes on
/// being a draft; in force it is finished. Gives the number of the charter's version.
pub fn approve(
    cx: &mut Cx<'_>,
    draft: i64,
    approve: &Approve,
) -> Result<i64, Failure<ApproveRefusal>> {
    cx.require(Permission::ManageCharter)?;
    let row = open(cx, draft).map_err(|failure| failure.map(ApproveRefusal::Finished))?;
    let step = if approve.in_readiness { StepKind::InReadiness } else { StepKind::Approved };
    let text = queries::text_of(cx.tx, draft, row.text)?.ok_or(Failure::NotFound)?;
    let charter = charter_of(&text)?;
    let mut refusals: Vec<ApproveRefusal> =
        untold(step, &approve.told, cx.today).into_iter().map(ApproveRefusal::Untold).collect();
    if approve.from.is_none() {
        refusals.push(ApproveRefusal::NoFirstDay);
    }
    if approve.in_readiness && approve.until.is_none() {
        refusals.push(ApproveRefusal::NoLastDay);
    }
    // What is measured only is promised to nobody: it needs no more than the decision.
    if !approve.in_readiness {
        let steps = taken(cx, &row)?;
        let unmet = check(cx.tx, cx.caches, &charter, (cx.today, cx.now))?.unmet();
        refusals.extend(missing(&steps, &unmet).into_iter().map(ApproveRefusal::Missing));
    }
    if row.text != approve.text {
        refusals.push(ApproveRefusal::ChangedMeanwhile);
    }
    let Some(from) = approve.from.filter(|_| refusals.is_empty()) else {
        return Err(Failure::Refused(refusals));
    };
    let version = put_in_force(cx, (charter, text), (approve, from))?;
    let new = NewStep { kind: step, told: &approve.told, days: Some((from, approve.until)) };
    store::insert_step(cx, &row, &new)?;
    match approve.in_readiness {
        true => store::set_in_readiness(cx.tx, draft, version)?,
        false => store::finish(cx.tx, draft, (State::Approved, Some(version)))?,
    }
    Ok(version)
}

/// The steps so far, as approval asks about them.
fn taken(cx: &mut Cx<'_>, row: &queries::DraftRow) -> Result<Vec<Taken>, Fault> {
    let steps = queries::steps(cx.tx, row.id)?;
    let taken = steps.iter().map(|step| Taken {
        kind: step.kind,
        waives: step.told.waives,
        is_of_this_text: step.hash == row.hash,
    });
    Ok(taken.collect())
}

fn put_in_force(
    cx: &mut Cx<'_>,
    (charter, text): (Charter, String),
    (approve, from): (&Approve, Date),
) -> Result<i64, Failure<ApproveRefusal>> {
    let kind = match approve.in_readiness {
        true => CharterKind::InReadiness,
        false => kind_of(&charter),
    };
    let told = &approve.told;
    let approval = match told.on {
        Some(on) => format!("{}, {on}, {}", told.who.trim(), told.minute.trim()),
        None => told.who.trim().to_owned(),
    };
    let new = Adopt { charter, text, from, until: approve.until, approval, kind };
    adopt(cx, &new).map_err(|failure| failure.map(ApproveRefusal::Adopt))
}
