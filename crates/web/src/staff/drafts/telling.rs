//! What drafts, their steps and what is wrong with them are called.

use crate::http::Asked;
use crate::telling;
use crate::words::Said;
use app::charters::AdoptRefusal;
use app::drafting::{ChangeRefusal, DraftRow, Origin, State};
use govuk::{Tag, TagColour};
use maud::{Markup, html};
use rules::charter::{CharterKind, places};
use rules::drafting::{Answer, Need, StepKind};

/// Whether a draft can still be changed, as a tag.
pub(super) fn state(said: Said, row: &DraftRow) -> Markup {
    let (colour, words) = match row.state {
        State::Open if row.readiness_version.is_some() => {
            (TagColour::Yellow, "Measured in readiness")
        }
        State::Open => (TagColour::Blue, "Draft"),
        State::Approved => (TagColour::Green, "Approved"),
        State::Withdrawn => (TagColour::Grey, "Withdrawn"),
    };
    html! { (Tag::coloured(colour, said.english(words))) }
}

/// Whose charter it is.
pub(super) fn whose(said: Said, kind: CharterKind) -> Markup {
    said.english(match kind {
        CharterKind::Statutory => "Draft of a pack of statute",
        _ => "Draft of your own charter",
    })
}

/// What a draft began from.
pub(super) fn origin(said: Said, origin: &Origin) -> Markup {
    match origin {
        Origin::Version(_) => said.english("A version that was adopted"),
        Origin::ReadyMade(id) => said.english(format!("The ready-made charter \"{id}\"")),
        Origin::File => said.english("A file"),
    }
}

/// A step.
pub(super) fn step(said: Said, kind: StepKind) -> Markup {
    said.english(match kind {
        StepKind::Consulted => "Consulted",
        StepKind::EqualityChecked => "Equality check",
        StepKind::Scrutinised => "Scrutinised",
        StepKind::Waived => "A step left out",
        StepKind::InReadiness => "Approved to be measured in readiness",
        StepKind::Approved => "Approved",
        StepKind::Withdrawn => "Withdrawn",
    })
}

/// What must have happened before approval.
pub(super) fn need(need: Need) -> &'static str {
    match need {
        Need::Consultation => "Consultation",
        Need::EqualityCheck => "Equality check",
        Need::Scrutiny => "Scrutiny",
        Need::Wording => "Words of every section",
        Need::Clashes => "Clashes",
        Need::Feasibility => "Whether it could be kept",
    }
}

/// What became of something that people said.
pub(super) fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Accepted => "Accepted",
        Answer::Partly => "Accepted in part",
        Answer::NotAccepted => "Not accepted",
    }
}

/// Who did something, and when.
pub(super) fn who(asked: &Asked<'_>, (name, at): &(String, jiff::Timestamp)) -> String {
    format!("{name}, {}", telling::moment(asked.said(), &asked.zone, *at))
}

/// The first symbols of a hash: enough to compare two by eye.
pub(super) fn short_hash(hash: &[u8]) -> String {
    hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Why a text is not taken, as sentences; problems of a file with their lines.
pub(super) fn change_refusals(
    asked: &Asked<'_>,
    text: &str,
    refusals: &[ChangeRefusal],
) -> Vec<String> {
    refusals
        .iter()
        .flat_map(|refusal| match refusal {
            ChangeRefusal::DoesNotRead(problems) => {
                let all = places(text, problems);
                let sentence =
                    |(place, problem): &(rules::charter::Place, &rules::charter::Problem)| {
                        let words =
                            words::charter::problem(asked.said().language(), &problem.wrong);
                        format!("Line {}: {words}", place.line)
                    };
                all.iter().map(sentence).collect()
            }
            ChangeRefusal::ChangedMeanwhile => vec![
                "Somebody else has changed the draft since you opened this page. Look at it in \
                 another window, then send yours again"
                    .to_owned(),
            ],
            ChangeRefusal::Finished(state) => vec![finished(*state).to_owned()],
            ChangeRefusal::OtherKind => vec![
                "A draft of your own charter cannot become a pack of statute, nor the other way \
                 round. Begin another draft"
                    .to_owned(),
            ],
        })
        .collect()
}

/// Why nothing can be done to a draft any more.
pub(super) fn finished(state: State) -> &'static str {
    match state {
        State::Approved => "This draft was approved. Begin a new one to change the charter",
        State::Withdrawn | State::Open => "This draft was withdrawn. Begin a new one",
    }
}

/// Why a charter cannot be adopted.
pub(super) fn adopt_refusal(asked: &Asked<'_>, refusal: &AdoptRefusal) -> String {
    let date = |on| words::dates::date(asked.said().language(), on);
    match refusal {
        AdoptRefusal::BeforeTheOneInForce { in_force_from } => format!(
            "The version before it is in force from {}. Enter that day or a later one",
            date(*in_force_from)
        ),
        AdoptRefusal::EndsBeforeItBegins => {
            "The last day is before the first. Enter a later one".to_owned()
        }
        AdoptRefusal::NoOwnCharter => {
            "It holds beside your own charter, and there is none yet. Adopt that first".to_owned()
        }
        AdoptRefusal::StandardOfAnother { standard, charter } => format!(
            "The charter \"{charter}\" has a standard \"{standard}\" already. Give one of them \
             another id"
        ),
    }
}
