//! What is wrong with layers, sections and stages of a charter; and how one standard is looser
//! than another.

use crate::dates;
use crate::text::{Language, Text};
use rules::charter::{Looser, WrongLayer};

/// The sentence.
pub(super) fn problem(wrong: &WrongLayer) -> String {
    match wrong {
        WrongLayer::TakenAddress(id) => format!(
            "Another page stands at the address of a standard called \"{id}\". Give it another id."
        ),
        WrongLayer::SectionCircle(id) => format!(
            "The section \"{id}\" is a part of itself. Take out one parent, so that one of them \
             stands by itself."
        ),
        WrongLayer::StageOfAnother { stage, service } => format!(
            "\"{stage}\" is a stage of \"{service}\". Write services = [\"{service}\"], and nothing \
             else."
        ),
        WrongLayer::NotCorporate(id) => format!(
            "\"{id}\" is itself for some services only. A service's standard goes over a corporate \
             one, which has no services."
        ),
        WrongLayer::LooserWithoutReason { over, how } => format!(
            "This is looser than \"{over}\": {}. Make it as strict, or say \"because\" and who \
             \"approved\" it.",
            how_looser(how)
        ),
        WrongLayer::NotLooser(over) => format!(
            "This is as strict as \"{over}\", so it needs no reason. Leave out \"because\" and \
             \"approved\"."
        ),
        WrongLayer::OverAnotherKind { over, kind } => format!(
            "\"{over}\" is of the kind \"{kind}\". A standard over it must be of the same kind."
        ),
        WrongLayer::NotOwedAnyway { service, standard } => format!(
            "\"{standard}\" is not for \"{service}\" in any case, so it cannot opt out of it. Leave \
             this out."
        ),
        WrongLayer::OptOutTwice { service, standard } => {
            format!("\"{service}\" has opted out of \"{standard}\" already. Leave one of them out.")
        }
    }
}

/// How one standard asks for less than another, as part of a sentence.
pub fn looser(language: Language, how: &Looser) -> Text {
    language.english(how_looser(how))
}

fn how_looser(how: &Looser) -> String {
    let date = |on| dates::date(Language::English, on).to_string();
    match how {
        Looser::NoLimit => "it has no limit".to_owned(),
        Looser::LaterDue { received, due, other } => format!(
            "what comes on {} would be due on {} rather than {}",
            date(*received),
            date(*due),
            date(*other)
        ),
        Looser::Paused(reason) => format!("its clock may stand still for \"{reason}\""),
        Looser::Extended => "it may be extended further".to_owned(),
        Looser::LowerTarget => "less is aimed at".to_owned(),
    }
}
