//! Stages: what a service's process has come to, step by step; and a customer who disagrees with the answer takes the matter to the next one. That is
//! never a re-opening: the answer stands as it was judged, and the next stage has its own clock.

use super::commands::{begin, evidence, refused, write};
use super::store;
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;
use crate::history::{self, NewFact};
use crate::ledger;
use crate::records::{self, State};
use jiff::Timestamp;
use rules::cases::CaseRefusal;
use rules::cases::{StageStep, check_moment, check_stage, stages_now};
use rules::facts::{Detail, Evidence, FactKind, standing};

/// Takes a case to the next stage. It is open again, and the next stage's promises begin.
pub fn escalate(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    text: &str,
) -> Result<(), Failure<CaseRefusal>> {
    let mut record = records::begin(cx, reference, version, Permission::WorkOnCases)?;
    if !record.is_case {
        return Err(refused(CaseRefusal::NotACase));
    }
    let standards = ledger::standards(cx.tx, cx.caches, &record, cx.now)?;
    let facts = history::of_record(cx.tx, record.id)?;
    let has = |kind| standing(&facts).iter().any(|fact| fact.kind == kind);
    let has_stage = standards.iter().any(|standard| standard.starts == FactKind::Escalated);
    // Beyond the last stage of our own is the ombudsman.
    if !has_stage || has(FactKind::Escalated) {
        return Err(refused(CaseRefusal::NoNextStage));
    }
    if !has(FactKind::Responded) && !has(FactKind::Closed) {
        return Err(refused(CaseRefusal::NothingToDisagreeWith));
    }
    if text.trim().is_empty() {
        return Err(refused(CaseRefusal::NoText));
    }
    if record.state == State::Closed {
        record.state = State::Open;
        store::set_closed(cx.tx, record.id, None)?;
    }
    let fact = NewFact::new(FactKind::Escalated, cx.now, Evidence::Entered).saying(text.trim());
    Ok(write(cx, &record, &[fact])?)
}

/// Something recorded of a stage of the service's process.
#[derive(Clone, Debug)]
pub struct RecordStage {
    /// The stage, by its name in the charter.
    pub stage: String,
    /// Whether it began or was finished.
    pub step: StageStep,
    /// When; none for now.
    pub at: Option<Timestamp>,
}

/// Records that a stage began or was finished. Its standards' clocks start and stop by that.
pub fn record_stage(
    cx: &mut Cx<'_>,
    reference: &str,
    version: i64,
    stage: &RecordStage,
) -> Result<(), Failure<CaseRefusal>> {
    let record = begin(cx, reference, version)?;
    let at = stage.at.unwrap_or(cx.now);
    check_moment(at, record.received_at, cx.now).map_err(refused)?;
    let stages = ledger::stages(cx.tx, cx.caches, &record, cx.now)?;
    let facts = history::of_record(cx.tx, record.id)?;
    check_stage(&stages_now(&stages, &facts), (&stage.stage, stage.step), at).map_err(refused)?;
    let detail = Detail { reason: Some(stage.stage.clone()), ..Detail::default() };
    let mut fact = NewFact::new(stage.step.fact(), at, Evidence::Entered).with(detail);
    fact.evidence = evidence(cx, &record, &fact)?;
    Ok(write(cx, &record, &[fact])?)
}
