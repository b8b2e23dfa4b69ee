//! Proposing a change of calendar, approving or dropping it, and telling people who were told an
//! old date.

use super::feed::read_feed;
use super::queries::{self, State};
use super::store;
use crate::access::Permission;
use crate::charters;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::history::{self, NewFact};
use crate::{ledger, records};
use rules::calendar::{Change, ChangeRefusal, Definition, FeedNews, FeedRefusal};
use rules::clock::Given;
use rules::facts::{Detail, Evidence, FactKind};
use sha2::{Digest, Sha256};

/// Whose calendar is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The body's.
    Body,
    /// That of a venue or a line.
    Place(i64),
}

/// A change that is proposed.
#[derive(Clone, Debug)]
pub struct Propose {
    /// Whose calendar; bank holidays are everybody's.
    pub whose: Whose,
    /// What is changed.
    pub change: Change,
    /// Where it is known from, or why: the proclamation, the minutes, the reason.
    pub source: String,
}

/// Why a change is not proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposeRefusal {
    /// No source or reason was given.
    NoSource,
    /// No charter was adopted yet, so that there is no calendar.
    NoCalendar,
    /// It is neither a venue nor a line.
    NotAPlace,
    /// The feed does not read.
    Feed(FeedRefusal),
    /// The calendar cannot be changed so.
    Change(ChangeRefusal),
}

/// Why a proposal is not decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecideRefusal {
    /// It was approved or dropped before.
    Decided(State),
    /// The calendar has changed since, so that it cannot be made any more.
    Change(ChangeRefusal),
}

/// What became of a payload of the feed.
#[derive(Clone, Debug)]
pub struct TakenFeed {
    /// Whether the same payload had been taken before: then nothing has changed.
    pub is_known: bool,
    /// The proposal made of it; none if it says nothing new.
    pub proposal: Option<i64>,
    /// What it says that the calendar in force has otherwise, by nation.
    pub news: Vec<FeedNews>,
}

/// Proposes a change. Gives the proposal's number.
pub fn propose(cx: &mut Cx<'_>, propose: &Propose) -> Result<i64, Failure<ProposeRefusal>> {
    cx.require(Permission::ManageCharter)?;
    let source = propose.source.trim();
    if source.is_empty() {
        return Err(Failure::refused(ProposeRefusal::NoSource));
    }
    let no_calendar = || Failure::refused(ProposeRefusal::NoCalendar);
    let own = store::own_calendar(cx.tx)?.ok_or_else(no_calendar)?;
    let calendar = match propose.whose {
        _ if propose.change.is_of_bank_holidays() => None,
        Whose::Body => Some(own),
        Whose::Place(unit) => Some(own_calendar_of(cx, unit)?),
    };
    let before = in_force(cx, calendar.unwrap_or(own), own)?.ok_or_else(no_calendar)?;
    let refused = |refusal| Failure::refused(ProposeRefusal::Change(refusal));
    propose.change.applied_to(&before).map_err(refused)?;
    Ok(store::insert(cx, calendar, &propose.change, None, source)?)
}

fn own_calendar_of(cx: &mut Cx<'_>, unit: i64) -> Result<i64, Failure<ProposeRefusal>> {
    if !store::has_hours(cx.tx, unit)? {
        return Err(Failure::refused(ProposeRefusal::NotAPlace));
    }
    match store::calendar_of_unit(cx.tx, unit)? {
        Some(calendar) => Ok(calendar),
        None => Ok(store::give_calendar(cx.tx, unit)?),
    }
}

/// What a calendar says now; a place without hours of its own has the body's.
fn in_force(cx: &mut Cx<'_>, calendar: i64, own: i64) -> Result<Option<Definition>, Fault> {
    queries::definition_in_force(cx.tx, calendar, own, cx.now)
}

/// Takes a payload of the feed: keeps it, and proposes what it adds. The same payload again
/// changes nothing.
pub fn take_feed(cx: &mut Cx<'_>, payload: &str) -> Result<TakenFeed, Failure<ProposeRefusal>> {
    cx.require(Permission::ManageCharter)?;
    let feed = read_feed(payload).map_err(|no| Failure::refused(ProposeRefusal::Feed(no)))?;
    let no_calendar = || Failure::refused(ProposeRefusal::NoCalendar);
    let own = store::own_calendar(cx.tx)?.ok_or_else(no_calendar)?;
    let now = in_force(cx, own, own)?.ok_or_else(no_calendar)?;
    let news = feed.news(now.lists());
    let hash = Sha256::digest(payload.as_bytes());
    if let Some((_, proposal)) = store::payload(cx.tx, &hash)? {
        return Ok(TakenFeed { is_known: true, proposal, news });
    }
    let kept = store::keep_payload(cx, &hash, payload)?;
    let proposal = match news.iter().any(FeedNews::changes_something) {
        true => {
            let change = Change::Feed(feed);
            Some(store::insert(cx, None, &change, Some(kept), "the feed of GOV.UK")?)
        }
        false => None,
    };
    Ok(TakenFeed { is_known: false, proposal, news })
}

/// Approves a proposal: its version is in force at once, running promises begin to follow it, and
/// versions to come change alike. Gives the versions made.
pub fn approve(cx: &mut Cx<'_>, id: i64) -> Result<Vec<i64>, Failure<DecideRefusal>> {
    let proposal = decide(cx, id, State::Approved)?;
    let own = store::own_calendar(cx.tx)?.ok_or(Failure::NotFound)?;
    let calendars = match proposal.calendar {
        Some(calendar) => vec![calendar],
        None => store::in_use(cx.tx)?,
    };
    let mut versions = Vec::new();
    for calendar in calendars {
        let Some(before) = in_force(cx, calendar, own)? else { continue };
        let is_meant = proposal.calendar.is_some() || calendar == own;
        match proposal.change.applied_to(&before) {
            Ok(after) => {
                let now = cx.now;
                let by = Some(proposal.id);
                versions.push(charters::put_in_force(cx, calendar, &after, now, by)?);
            }
            Err(refusal) if is_meant => {
                return Err(Failure::refused(DecideRefusal::Change(refusal)));
            }
            // Another body's calendar, imported, knows it already.
            Err(_) => {}
        }
        for (version, at) in store::to_come(cx.tx, calendar, cx.now)? {
            let planned = charters::definition_of(cx.tx, version)?;
            if let Ok(after) = proposal.change.applied_to(&planned) {
                charters::put_in_force(cx, calendar, &after, at, Some(proposal.id))?;
            }
        }
    }
    Ok(versions)
}

/// Drops a proposal: nothing changes, and it stays to be read.
pub fn drop_proposal(cx: &mut Cx<'_>, id: i64) -> Result<(), Failure<DecideRefusal>> {
    decide(cx, id, State::Dropped).map(drop)
}

fn decide(
    cx: &mut Cx<'_>,
    id: i64,
    state: State,
) -> Result<queries::ProposalRow, Failure<DecideRefusal>> {
    cx.require(Permission::ManageCharter)?;
    let decided = store::decide(cx, id, state)?;
    let proposal = queries::proposal(cx.tx, id)?.ok_or(Failure::NotFound)?;
    match decided {
        true => Ok(proposal),
        false => Err(Failure::refused(DecideRefusal::Decided(proposal.state))),
    }
}

/// The customer has been told the new date of a promise that a calendar moved: that goes into the
/// record, and off the list. Ticked off twice, it is once.
pub fn tell(cx: &mut Cx<'_>, id: i64) -> Result<(), Failure> {
    cx.require(Permission::ManageCharter)?;
    let moved = store::moved(cx.tx, id)?.ok_or(Failure::NotFound)?;
    records::lock(cx.tx, moved.record)?;
    let record = records::by_id(cx.tx, moved.record)?.ok_or(Failure::NotFound)?;
    let visible = records::visible_id(cx.tx, cx.actor, &record.reference)?;
    visible.ok_or(Failure::NotFound)?;
    if moved.told_at.is_some() {
        return Ok(());
    }
    let by_date = moved.due_on.map(Given::On);
    let at_time = moved.due_at.map(Given::At);
    if let Some(given) = by_date.or(at_time).filter(|_| moved.is_running) {
        let detail =
            Detail { given: Some(given), standard: Some(moved.standard), ..Detail::default() };
        let fact = NewFact::new(FactKind::DateTold, cx.now, Evidence::Entered)
            .with(detail)
            .saying(moved.why);
        records::move_on(cx.tx, record.id)?;
        history::add(cx, record.id, &[fact])?;
        ledger::post(cx, &record)?;
    }
    Ok(store::tick_off(cx, id)?)
}
