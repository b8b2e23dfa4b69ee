//! The facts of an imported record: those that its row tells, and what a changed row changes.

use super::store::records::Said;
use crate::history::NewFact;
use jiff::Timestamp;
use rules::facts::{Assigned, Detail, Evidence, Fact, FactKind};
use rules::imports::{Ending, Flag, Row};
use std::collections::HashMap;

/// The kinds of fact that a row tells, each once at most.
const TOLD: [FactKind; 8] = [
    FactKind::Received,
    FactKind::DateTold,
    FactKind::Acknowledged,
    FactKind::Responded,
    FactKind::Settled,
    FactKind::Withdrawn,
    FactKind::Closed,
    FactKind::StopNotRecorded,
];

/// The facts that a row tells, of a record that belongs to a service.
pub(super) fn told(row: &Row, service: i64) -> Vec<NewFact> {
    let mut facts = Vec::with_capacity(4);
    let fact = |kind, at| NewFact::new(kind, at, Evidence::Imported);
    let assigned = Some(Assigned { service, team: None, owner: None });
    let received = fact(FactKind::Received, row.received).saying(row.summary.as_str());
    facts.push(received.with(Detail { assigned, ..Detail::default() }));
    if row.told.is_some() {
        let detail = Detail { given: row.told, ..Detail::default() };
        facts.push(fact(FactKind::DateTold, row.received).with(detail));
    }
    facts.extend(row.acknowledged.map(|at| fact(FactKind::Acknowledged, at)));
    facts.extend(row.responded.map(|at| fact(FactKind::Responded, at)));
    let ended = match row.ending {
        Ending::Open => None,
        Ending::Settled => Some(FactKind::Settled),
        Ending::Closed => Some(FactKind::Closed),
        // Withdrawn says that nothing is left to do; a closing beside it would count as done.
        Ending::Withdrawn => Some(FactKind::Withdrawn),
    };
    if let Some(kind) = ended {
        // What ended at a time that nobody can say had happened by no other moment than this.
        let (kind, at) = match row.closed {
            Some(at) => (kind, at),
            None => (FactKind::StopNotRecorded, row.received),
        };
        facts.push(fact(kind, at));
    }
    if let (Some(answer), Some(last)) = (&row.answer, facts.last_mut().filter(|_| ended.is_some()))
    {
        last.content = Some(answer.clone());
    }
    facts
}

/// Notes of how a row was taken, for the history: what stands in the file and why it is doubtful.
pub(super) fn notes<'r>(row: &'r Row, known: &'r [Fact]) -> impl Iterator<Item = NewFact> + 'r {
    let is_known = |flag: &Flag| {
        known.iter().any(|fact| {
            fact.kind == FactKind::Noted && fact.detail.reason.as_deref() == Some(flag.key())
        })
    };
    row.flags.iter().filter(move |flag| !is_known(flag)).filter_map(|flag| {
        let detail = Detail { reason: Some(flag.key().to_owned()), ..Detail::default() };
        let written = flag.written()?;
        Some(
            NewFact::new(FactKind::Noted, row.received, Evidence::Imported)
                .with(detail)
                .saying(written),
        )
    })
}

/// The facts that a changed row adds to those of its record. A value that has changed replaces
/// what was told before; one that has gone is taken back by a note. What people have recorded
/// stands as long as the row says the same as before.
pub(super) fn changed(
    row: &Row,
    service: i64,
    facts: &[Fact],
    said: &HashMap<i64, Said>,
    now: Timestamp,
) -> Vec<NewFact> {
    let mut told = told(row, service);
    let mut new = Vec::new();
    for kind in TOLD {
        let place = told.iter().position(|fact| fact.kind == kind);
        let wanted = place.map(|place| told.swap_remove(place));
        let chain = Chain::of(kind, facts);
        match (wanted, chain) {
            (Some(wanted), None) => new.push(wanted),
            (Some(wanted), Some(chain)) if !chain.says(&wanted, said) => {
                // To whom it was given at receipt is no part of what can be put right here.
                let assigned = chain.first.detail.assigned;
                let detail = Detail { assigned, ..wanted.detail.clone() };
                new.push(NewFact { replaces: Some(chain.head), ..wanted.with(detail) });
            }
            (None, Some(chain)) if chain.last.kind == kind => {
                let detail = Detail { reason: Some("no-longer-said".into()), ..Detail::default() };
                let note = NewFact::new(FactKind::Noted, now, Evidence::Imported).with(detail);
                new.push(NewFact { replaces: Some(chain.head), ..note });
            }
            _ => {}
        }
    }
    new.extend(assigned(service, facts, now));
    new.extend(notes(row, facts));
    new
}

/// A fact that was imported, and those that have replaced it one after another.
struct Chain<'f> {
    first: &'f Fact,
    /// The last one that was imported.
    last: &'f Fact,
    /// The one that stands, whoever recorded it.
    head: i64,
}

impl<'f> Chain<'f> {
    fn of(kind: FactKind, facts: &'f [Fact]) -> Option<Chain<'f>> {
        let is_first = |fact: &&Fact| {
            fact.kind == kind && fact.evidence == Evidence::Imported && fact.replaces.is_none()
        };
        let first = facts.iter().find(is_first)?;
        let mut chain = Chain { first, last: first, head: first.id };
        while let Some(next) = facts.iter().find(|fact| fact.replaces == Some(chain.head)) {
            chain.head = next.id;
            if next.evidence == Evidence::Imported {
                chain.last = next;
            }
        }
        Some(chain)
    }

    /// Whether what was imported last says the same. What was erased is not said again.
    fn says(&self, wanted: &NewFact, said: &HashMap<i64, Said>) -> bool {
        let last = self.last;
        let words_are_the_same = match said.get(&last.id) {
            Some(Said::Erased) => true,
            Some(Said::Words(words)) => wanted.content.as_ref() == Some(words),
            None => wanted.content.is_none(),
        };
        last.kind == wanted.kind
            && last.happened == wanted.happened
            && last.detail.given == wanted.detail.given
            && words_are_the_same
    }
}

/// The record was given to another service, if the other system names another one than before.
fn assigned(service: i64, facts: &[Fact], now: Timestamp) -> Option<NewFact> {
    let imported = facts.iter().filter(|fact| fact.evidence == Evidence::Imported);
    let last = imported.filter_map(|fact| fact.detail.assigned.map(|to| (fact.id, to))).max_by_key(
        |(id, _)| {
            // A receipt that was put right repeats to whom it was given at first.
            let is_receipt = facts.iter().any(|f| f.id == *id && f.kind == FactKind::Received);
            (!is_receipt, *id)
        },
    );
    if last.is_some_and(|(_, to)| to.service == service) {
        return None;
    }
    let assigned = Some(Assigned { service, team: None, owner: None });
    let detail = Detail { assigned, ..Detail::default() };
    Some(NewFact::new(FactKind::Assigned, now, Evidence::Imported).with(detail))
}
