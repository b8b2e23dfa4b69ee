//! The facts of a contact as it is logged.

use super::commands::{Ending, LogContact};
use crate::cases::case_facts;
use crate::cx::Cx;
use crate::history::NewFact;
use crate::promises_told::given;
use jiff::Timestamp;
use rules::contacts::{CONTACT_DETAILS_LEFT, Channel};
use rules::facts::{Assigned, Detail, Evidence, FactKind};

/// The facts, in the order in which they happened.
pub(super) fn of(cx: &Cx<'_>, contact: &LogContact, received: Timestamp) -> Vec<NewFact> {
    let mut facts = Vec::with_capacity(6);
    let mut came = |kind, at: Option<Timestamp>| {
        facts.extend(at.map(|at| NewFact::new(kind, at, Evidence::System)));
    };
    if let Some(call) = contact.call {
        came(FactKind::CallOffered, Some(call.offered));
        came(FactKind::CallAnswered, call.answered);
        came(FactKind::CallAbandoned, call.abandoned);
    }
    if let Some(visit) = contact.visit {
        came(FactKind::Arrived, Some(visit.arrived));
        came(FactKind::Seen, visit.seen);
        came(FactKind::Finished, visit.finished);
        came(FactKind::LeftUnseen, visit.left);
    }
    if contact.channel == Channel::Voicemail {
        came(FactKind::MessageLeft, Some(received));
    }
    let by_the_system = contact.channel == Channel::WebForm;
    let evidence = if by_the_system { Evidence::System } else { Evidence::Entered };
    if let Some(left) = contact.contact_details_left {
        let condition = Some((CONTACT_DETAILS_LEFT.to_owned(), left));
        let detail = Detail { condition, ..Detail::default() };
        facts.push(NewFact::new(FactKind::ConditionAnswered, received, evidence).with(detail));
    }
    let assigned = assigned(contact);
    let belongs = Detail { assigned: Some(assigned), ..Detail::default() };
    match &contact.ending {
        Ending::CutShort => {
            let detail = Detail { reason: Some("cut-short".into()), ..belongs };
            facts.push(
                NewFact::new(FactKind::Closed, ended(contact, received), evidence).with(detail),
            );
        }
        Ending::Settled => {
            facts.push(received_fact(contact, received, evidence, belongs));
            let at = if contact.channel.is_live() { ended(contact, received) } else { cx.now };
            facts.push(NewFact::new(FactKind::Settled, at, evidence));
        }
        Ending::Case(case) => {
            facts.push(received_fact(contact, received, evidence, belongs));
            if contact.channel.is_live() {
                facts.push(NewFact::new(FactKind::NotSettled, ended(contact, received), evidence));
            }
            case_facts(cx, case, assigned, &mut facts);
        }
    }
    facts.extend(contact.standards_given.map(|way| given(way, cx.now, evidence)));
    facts.extend(contact.reports_missed.as_ref().map(|standard| {
        let detail = Detail { standard: Some(standard.clone()), ..Detail::default() };
        NewFact::new(FactKind::ReportedMissed, received, evidence).with(detail)
    }));
    facts
}

fn received_fact(
    contact: &LogContact,
    received: Timestamp,
    evidence: Evidence,
    belongs: Detail,
) -> NewFact {
    NewFact::new(FactKind::Received, received, evidence)
        .with(belongs)
        .saying(contact.summary.trim())
}

fn assigned(contact: &LogContact) -> Assigned {
    let service = contact.service;
    match &contact.ending {
        Ending::Case(case) => Assigned { service, team: case.team, owner: case.owner },
        Ending::Settled | Ending::CutShort => Assigned { service, team: None, owner: None },
    }
}

/// When a contact ended: at the last moment that is known of it.
pub(super) fn ended(contact: &LogContact, received: Timestamp) -> Timestamp {
    let call = contact.call.map(|call| [Some(call.offered), call.answered, call.abandoned]);
    let visit = contact.visit.map(|visit| [visit.seen, visit.finished, visit.left]);
    let moments = call.into_iter().chain(visit).flatten().flatten();
    moments.chain(contact.visit.map(|visit| visit.arrived)).fold(received, Timestamp::max)
}

/// Whether the times of a call and a visit can have followed each other.
pub(super) fn in_order(contact: &LogContact) -> bool {
    let follows = |from: Timestamp, to: Option<Timestamp>| to.is_none_or(|to| to >= from);
    let call = contact.call.is_none_or(|call| {
        follows(call.offered, call.answered)
            && follows(call.offered, call.abandoned)
            && !(call.answered.is_some() && call.abandoned.is_some())
    });
    let visit = contact.visit.is_none_or(|visit| {
        follows(visit.arrived, visit.seen)
            && follows(visit.seen.unwrap_or(visit.arrived), visit.finished)
            && follows(visit.arrived, visit.left)
            && !(visit.finished.is_some() && visit.left.is_some())
    });
    call && visit
}
