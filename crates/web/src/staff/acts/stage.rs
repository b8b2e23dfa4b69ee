//! The stages of a service's process: what began, and what was finished.

use super::Act;
use crate::http::{Answer, Asked, Trouble};
use crate::moments::MomentQuestion;
use app::cases::RecordStage;
use govuk::{Choice, Errors, Legend, Radios};
use maud::html;
use rules::cases::StageStep;

const WHEN: MomentQuestion = MomentQuestion {
    name: "when",
    date: "Date when it happened",
    time: "Time when it happened",
    what: "when it happened",
};

/// What a choice is called in the form: what happened, and the stage.
fn step_key(step: StageStep) -> &'static str {
    match step {
        StageStep::Entered => "entered",
        StageStep::Finished => "finished",
    }
}

const ACT: Act = Act {
    slug: "stage",
    title: "Record a stage",
    button: "Record the stage",
    questions: |asked, view, form, errors| {
        let said = asked.said();
        let stages = view.clocks.stages.iter();
        let choices: Vec<(String, String)> = stages
            .filter_map(|now| {
                let step = now.next()?;
                let words = match step {
                    StageStep::Entered => format!("\u{201c}{}\u{201d} began", now.stage.title),
                    StageStep::Finished => {
                        format!("\u{201c}{}\u{201d} was finished", now.stage.title)
                    }
                };
                Some((format!("{}:{}", step_key(step), now.stage.id), words))
            })
            .collect();
        Ok(html! {
            p.govuk-body {
                (said.english("The charter says what to expect at every stage. Recording them \
                               starts and stops what is promised there."))
            }
            (Radios {
                name: "stage",
                legend: Legend::new(said.english("What happened?")),
                error: errors.get("stage"),
                value: form.typed("stage"),
                choices: choices
                    .iter()
                    .map(|(key, words)| Choice::new(key.as_str(), said.english(words.clone())))
                    .collect(),
                ..Radios::default()
            })
            (WHEN.now_or_earlier(asked, "When?", form, errors))
        })
    },
};

/// Asks what happened.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    ACT.ask(asked)
}

/// Records it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let mut errors = Errors::new(asked.said().components());
    let (step, stage) = asked.form.text("stage").split_once(':').unwrap_or_default();
    let step = StageStep::ALL.into_iter().find(|one| step_key(*one) == step);
    if step.is_none() {
        errors.add("stage", "Select what happened");
    }
    let record = RecordStage {
        stage: stage.to_owned(),
        step: step.unwrap_or(StageStep::Entered),
        at: WHEN.earlier(asked, &mut errors),
    };
    ACT.send(asked, errors, move |cx, reference, version| {
        app::cases::record_stage(cx, reference, version, &record)
    })
}
