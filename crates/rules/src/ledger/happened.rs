//! What the facts of a record say about the promises of one standard.

use super::judging::{Start, Working};
use crate::cases::{CloseReason, ReopenReason};
use crate::charter::Kind;
use crate::clock::*;
use crate::facts::{Assigned, Fact, FactKind};
use jiff::Timestamp;

impl Working<'_> {
    /// Whether a fact that names a standard names this one, and one of a stage the stage that this
    /// one belongs to.
    pub(super) fn concerns(&self, fact: &Fact) -> bool {
        let of_stages = [FactKind::StageEntered, FactKind::StageFinished];
        let other_stage =
            of_stages.contains(&fact.kind) && fact.detail.reason != self.standard.stage;
        !other_stage && fact.detail.standard.as_ref().is_none_or(|id| self.standard.answers_to(id))
    }

    /// The first that stands, from a moment on.
    pub(super) fn first(&self, from: Timestamp, is: impl Fn(&Fact) -> bool) -> Option<&Fact> {
        self.facts
            .iter()
            .copied()
            .find(|fact| fact.happened >= from && self.concerns(fact) && is(fact))
    }

    /// The fact that stops a clock: the first after its start that no re-opening undid.
    pub(super) fn stop(&self, start: Start) -> Option<&Fact> {
        self.first(start.made, |fact| {
            self.standard.stops.contains(&fact.kind)
                && fact.id != start.fact
                && !self.is_undone(fact)
        })
    }

    /// The fact by which the customer ended it.
    pub(super) fn end(&self, start: Start) -> Option<&Fact> {
        self.first(start.made, |fact| {
            self.standard.ends.contains(&fact.kind) && !self.is_undone(fact)
        })
    }

    /// Whether the last re-opening for which the body answers undid a fact: answers and endings
    /// that came before it, not receipts or greetings.
    pub(super) fn is_undone(&self, fact: &Fact) -> bool {
        use FactKind as F;
        let undoes = match fact.kind {
            F::Responded | F::Closed | F::Settled | F::Finished | F::DoneAsTold | F::Withdrawn => {
                true
            }
            F::Excluded => is_no_response_owed(fact),
            _ => false,
        };
        undoes
            && self
                .facts
                .iter()
                .rfind(|fact| is_our_fault(fact))
                .is_some_and(|reopened| (fact.happened, fact.id) < (reopened.happened, reopened.id))
    }

    /// When the customer asked for another date than the one that was told.
    pub(super) fn put_off(&self, start: Start) -> Option<Timestamp> {
        if self.standard.kind != Kind::ByDate {
            return None;
        }
        self.first(start.made, |fact| {
            fact.kind == FactKind::DateTold
                && (fact.happened, fact.id) > (start.made, start.fact)
                && fact.detail.reason.as_deref() == Some("customer-asked")
        })
        .map(|fact| fact.happened)
    }

    /// The stretches of `paused` and `resumed` for listed reasons; those for different reasons may
    /// overlap. A resumption that names a reason ends that one, another ends all. One that began
    /// before the clock did counts from its start.
    fn stretches(&self, reasons: &[String], started: Timestamp) -> Vec<Pause> {
        let mut pauses: Vec<(&str, Pause)> = Vec::new();
        for fact in self.facts.iter().filter(|fact| self.concerns(fact)) {
            let reason = fact.detail.reason.as_deref();
            let running = pauses.iter_mut().filter(|(of, pause)| {
                pause.ends.is_none() && reason.is_none_or(|reason| reason == *of)
            });
            match fact.kind {
                FactKind::Paused => {
                    let reason = reason.unwrap_or_default();
                    let allowed = reasons.iter().any(|allowed| allowed == reason);
                    if allowed && running.count() == 0 {
                        let starts = fact.happened.max(started);
                        pauses.push((reason, Pause { starts, ends: None }));
                    }
                }
                FactKind::Resumed => {
                    running.for_each(|(_, pause)| pause.ends = Some(fact.happened));
                }
                _ => {}
            }
        }
        let pauses = pauses.into_iter().map(|(_, pause)| pause);
        pauses.filter(|pause| pause.ends.is_none_or(|ends| ends > pause.starts)).collect()
    }

    /// What happened to a clock until it stopped, or the customer ended it, as far as the standard
    /// says that it matters.
    pub(super) fn happened(
        &self,
        made: Timestamp,
        started: Timestamp,
        (stopped, ended): (Option<Timestamp>, Option<Timestamp>),
    ) -> Happened {
        let standard = self.standard;
        let end = [stopped, ended].into_iter().flatten().min();
        let before_end = |at: &Timestamp| end.is_none_or(|end| *at <= end);
        let mut pauses = self.stretches(&standard.pauses, started);
        pauses.retain(|pause| stopped.is_none_or(|stop| pause.starts <= stop));
        // What arrives once all is over changes nothing any more.
        let waits = |reasons: &[String], kind| {
            let stretches = self.stretches(reasons, started).into_iter();
            let asked = stretches.filter(|stretch| end.is_none_or(|end| stretch.starts < end));
            let wait = move |stretch: Pause| Wait {
                kind,
                asked: stretch.starts,
                arrived: stretch.ends.filter(|at| end.is_none_or(|end| *at <= end)),
            };
            asked.map(wait).collect::<Vec<Wait>>()
        };
        let mut waited = waits(&standard.waits_for, WaitKind::OnlyStarts);
        waited.extend(waits(&standard.restarts, WaitKind::StartsAfresh));
        let mut grants = self.grants(made, started);
        grants.retain(|grant| before_end(&grant.granted));
        grants.iter_mut().for_each(|grant| grant.told = grant.told.filter(before_end));
        let mut authorised = self.moments_of(FactKind::ExtensionAuthorised, made);
        authorised.retain(before_end);
        Happened { pauses, waits: waited, grants, authorised }
    }

    /// The extensions since the promise was made, each with when the customer was told of it. One
    /// that was granted before a chained clock started counts from its start.
    fn grants(&self, made: Timestamp, started: Timestamp) -> Vec<Grant> {
        let told = self.moments_of(FactKind::ExtensionTold, made);
        self.facts
            .iter()
            .filter(|fact| fact.kind == FactKind::Extended && fact.happened >= made)
            .filter(|fact| self.concerns(fact))
            .filter_map(|fact| {
                let granted = fact.happened.max(started);
                let told = told.iter().copied().find(|told| *told >= fact.happened);
                Some(Grant { by: fact.detail.by?, granted, told })
            })
            .collect()
    }

    fn moments_of(&self, kind: FactKind, from: Timestamp) -> Vec<Timestamp> {
        let are = self.facts.iter().filter(|fact| fact.kind == kind && fact.happened >= from);
        are.filter(|fact| self.concerns(fact)).map(|fact| fact.happened).collect()
    }

    /// The last fact that takes a promise out: one that was made by then, and where the matter
    /// was closed because no response is owed, one that could still be kept.
    pub(super) fn exclusion(&self, judged: &Judged, start: Start) -> Option<&Fact> {
        let could_be_kept = |at: Timestamp| {
            judged.due.keeps(at) && judged.concluded.is_none_or(|concluded| concluded >= at)
        };
        self.facts.iter().copied().rfind(|fact| {
            fact.kind == FactKind::Excluded
                && self.concerns(fact)
                && fact.happened >= start.made
                && (!is_no_response_owed(fact) || could_be_kept(fact.happened))
                && !self.is_undone(fact)
        })
    }

    /// Since when the standard's condition was known not to hold: from the start (`None`
    /// inside), or a moment. Not yet known counts as holding.
    pub(super) fn found_not_to_hold(&self) -> Option<Option<Timestamp>> {
        let key = self.standard.condition.as_ref()?.key.as_str();
        let known = self.subject.conditions.iter().find(|(known, _)| *known == key);
        let mut found = known.and_then(|(_, holds)| (!holds).then_some(None));
        for fact in self.facts {
            match &fact.detail.condition {
                Some((answered, true)) if answered == key => found = None,
                Some((answered, false)) if answered == key => {
                    found = found.or(Some(Some(fact.happened)));
                }
                _ => {}
            }
        }
        found
    }

    /// Whom the record belonged to when the promise was due, or ended before.
    pub(super) fn assigned(&self, judged: &Judged) -> Assigned {
        let moment = [judged.due.instant(), judged.concluded, Some(self.as_of)];
        let moment = moment.into_iter().flatten().min().unwrap_or(self.as_of);
        let given = self.facts.iter().filter(|fact| fact.detail.assigned.is_some());
        let before = given.clone().rfind(|fact| fact.happened <= moment);
        before
            .or(given.min_by_key(|fact| fact.happened))
            .and_then(|fact| fact.detail.assigned)
            .unwrap_or_default()
    }
}

/// Whether a case was opened again for a reason that is the body's own fault.
fn is_our_fault(fact: &Fact) -> bool {
    let reason = fact.detail.reason.as_deref().and_then(ReopenReason::named);
    fact.kind == FactKind::Reopened && reason.is_some_and(|reason| reason.check().is_ok())
}

/// Whether something was taken out because the matter was closed without an answer.
fn is_no_response_owed(fact: &Fact) -> bool {
    fact.detail.reason.as_deref() == Some(CloseReason::NoResponseOwed.key())
}
