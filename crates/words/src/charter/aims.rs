//! What is wrong with what a standard aims at, and how it is judged.

use rules::charter::{TargetRefusal, WrongAim};

/// What is wrong with a target.
pub(super) fn target(text: &str, refusal: &TargetRefusal) -> String {
    match refusal {
        TargetRefusal::Form => format!(
            "\"{text}\" is not a target. Write \"80%\", \"more than 80%\" or \"less than 2%\" of a \
             share, \"at least 4\" or \"at most 0\" of a number."
        ),
        TargetRefusal::OverAHundred => {
            format!("\"{text}\" is over 100%. A share cannot be more than 100%.")
        }
    }
}

/// The sentence.
pub(super) fn problem(wrong: &WrongAim) -> String {
    match wrong {
        WrongAim::Baseline(text, TargetRefusal::OverAHundred) => {
            format!("\"{text}\" is over 100%. A share cannot be more than 100%.")
        }
        WrongAim::Baseline(text, TargetRefusal::Form) => {
            format!("\"{text}\" is not a value. Write a share such as \"27%\" or a number such as \"412\".")
        }
        WrongAim::TargetIsAShare { kind } => format!(
            "A standard of the kind \"{kind}\" counts a number here, and the target is a share. \
             Write a number such as \"at least 4\", or say with \"of\" what it is a share of."
        ),
        WrongAim::TargetIsANumber { kind } => format!(
            "A standard of the kind \"{kind}\" measures a share here, and the target is a number. \
             Write a share such as \"80%\" or \"more than 80%\"."
        ),
        WrongAim::EndsBeforeItBegins(label) => {
            format!("The target for \"{label}\" ends before it begins. Change its from or its to.")
        }
        WrongAim::TargetsOverlap(one, other) => format!(
            "The targets for \"{one}\" and \"{other}\" both hold on some days. Change one of their \
             dates, so that every day has one target."
        ),
        WrongAim::BaselineOfAnother => "The baseline and the target cannot be compared: one is a share, the \
                                     other a number. Write both alike."
            .to_owned(),
        WrongAim::BetterIsTheOtherWay(better) => format!(
            "The target asks for the other direction than better = \"{better}\". Change one of \
             them, or leave better out."
        ),
        WrongAim::LabelTwice(label) => {
            format!("Two targets have the label \"{label}\". Give one of them another label.")
        }
        WrongAim::StretchIsEasier(label) => format!(
            "The stretch for \"{label}\" is easier than its target. A stretch asks for more: \
             change one of them."
        ),
        WrongAim::NotItsMethod { method, kind } => format!(
            "A standard of the kind \"{kind}\" is not judged by \"{method}\". Write survey, \
             observed, reported or supplied."
        ),
        WrongAim::UndoneWithLimit => "\"undone\" says when something without a limit is judged. Write \
                                   limit = \"none\" and \"missed-at-closure\", or leave it out: what \
                                   is not done by its limit is missed."
            .to_owned(),
    }
}
