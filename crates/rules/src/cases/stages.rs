//! The stages of a service's process, as a case has come through them.

use super::CaseRefusal;
use crate::charter::Stage;
use crate::facts::{Fact, FactKind, standing};
use jiff::Timestamp;

/// A stage, and how far a case has come with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageNow {
    /// The stage.
    pub stage: Stage,
    /// When it began.
    pub entered: Option<Timestamp>,
    /// When it was finished.
    pub finished: Option<Timestamp>,
}

/// What is recorded of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageStep {
    /// It began.
    Entered,
    /// It was finished.
    Finished,
}

impl StageStep {
    /// Both, in their order.
    pub const ALL: [StageStep; 2] = [StageStep::Entered, StageStep::Finished];

    /// What happens then.
    pub fn fact(self) -> FactKind {
        match self {
            StageStep::Entered => FactKind::StageEntered,
            StageStep::Finished => FactKind::StageFinished,
        }
    }
}

/// The stages in the charter's order, each with what stands of it.
pub fn stages_now(stages: &[Stage], facts: &[Fact]) -> Vec<StageNow> {
    let standing = standing(facts);
    let when = |kind: FactKind, stage: &Stage| {
        let of_it = |fact: &&&Fact| {
            fact.kind == kind && fact.detail.reason.as_deref() == Some(stage.id.as_str())
        };
        standing.iter().find(of_it).map(|fact| fact.happened)
    };
    let now = |stage: &Stage| StageNow {
        entered: when(FactKind::StageEntered, stage),
        finished: when(FactKind::StageFinished, stage),
        stage: stage.clone(),
    };
    stages.iter().map(now).collect()
}

impl StageNow {
    /// What can be recorded of it next; none once it is finished.
    pub fn next(&self) -> Option<StageStep> {
        match (self.entered, self.finished) {
            (None, None) => Some(StageStep::Entered),
            (Some(_), None) => Some(StageStep::Finished),
            (_, Some(_)) => None,
        }
    }
}

/// Whether a step can be recorded of a stage, by its name, at a moment.
pub fn check_stage(
    stages: &[StageNow],
    (id, step): (&str, StageStep),
    at: Timestamp,
) -> Result<(), CaseRefusal> {
    let stage = stages.iter().find(|now| now.stage.id == id).ok_or(CaseRefusal::NoSuchStage)?;
    if stage.next() != Some(step) {
        return Err(CaseRefusal::StageOutOfOrder);
    }
    match stage.entered {
        Some(entered) if at < entered => Err(CaseRefusal::StageEndsBeforeStart),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Detail, Evidence};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn fact(id: i64, kind: FactKind, stage: &str) -> Fact {
        Fact {
            id,
            kind,
            happened: at(id * 10),
            recorded: at(id * 10),
            evidence: Evidence::Entered,
            replaces: None,
            detail: Detail { reason: Some(stage.to_owned()), ..Detail::default() },
        }
    }

    #[test]
    fn a_stage_begins_and_is_finished_once_and_in_that_order() {
        use FactKind::{StageEntered as Enters, StageFinished as Finishes};
        let stage = |id: &str| Stage {
            id: id.to_owned(),
            service: "waste".to_owned(),
            title: id.to_owned(),
            words: None,
        };
        let stages = [stage("apply"), stage("assess")];
        let facts =
            [fact(1, Enters, "apply"), fact(2, Finishes, "apply"), fact(3, Enters, "assess")];
        use StageStep::{Entered, Finished};
        for (known, id, step, moment, expected) in [
            (0, "apply", Entered, 5, Ok(())),
            (0, "apply", Finished, 5, Err(CaseRefusal::StageOutOfOrder)),
            (1, "apply", Entered, 15, Err(CaseRefusal::StageOutOfOrder)),
            (1, "apply", Finished, 15, Ok(())),
            (1, "apply", Finished, 9, Err(CaseRefusal::StageEndsBeforeStart)),
            // A later stage may begin before an earlier one is finished.
            (1, "assess", Entered, 15, Ok(())),
            (2, "apply", Entered, 25, Err(CaseRefusal::StageOutOfOrder)),
            (3, "assess", Finished, 35, Ok(())),
            (3, "decide", Entered, 35, Err(CaseRefusal::NoSuchStage)),
        ] {
            let now = stages_now(&stages, &facts[..known]);
            assert_eq!(check_stage(&now, (id, step), at(moment)), expected, "{known} {id}");
        }
    }
}
