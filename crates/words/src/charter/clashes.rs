//! What somebody must see before a charter is approved, in words, with what to do.

use super::layers::looser;
use crate::text::{Language, Text};
use rules::charter::{Charter, Clash};

/// The sentence on one clash of a charter.
pub fn clash(language: Language, charter: &Charter, clash: &Clash) -> Text {
    let title = |id: &str| {
        let standard = charter.standard(id).map(|standard| standard.title.clone());
        format!("\u{201c}{}\u{201d}", standard.unwrap_or_else(|| id.to_owned()))
    };
    let limit = |id: &str| {
        let limit = charter.standard(id).and_then(|standard| standard.limit);
        limit.map_or_else(|| "no limit".to_owned(), |limit| limit.to_string())
    };
    language.english(match clash {
        Clash::TwoLimits(one, other) => format!(
            "{} ({}) and {} ({}) set two limits for one thing. Keep one of them, give them \
             different contacts to cover, or say why both stand.",
            title(one),
            limit(one),
            title(other),
            limit(other)
        ),
        Clash::LooserThanStatutory { standard, statutory, how } => format!(
            "{} asks for less than the law does ({statutory}): {}. Make it as strict.",
            title(standard),
            looser(language, how)
        ),
        Clash::NoTimeliness(channel) => format!(
            "People can reach you by {}, and no standard says how soon they hear. Add one.",
            channel.key().replace('-', " ")
        ),
        Clash::NothingProves(id) => {
            let found = charter.commitments.iter().find(|commitment| commitment.id == *id);
            let (number, words) =
                found.map_or((0, id.as_str()), |found| (found.number, found.words.as_str()));
            format!(
                "No measured standard stands behind promise {number}, \u{201c}{words}\u{201d} Add \
                 one, or say on it why it is not measured."
            )
        }
        Clash::NoOwner(id) => format!(
            "Nobody answers for {}, though somebody must record its readings. Name an owner.",
            title(id)
        ),
        Clash::NoTarget(id) => format!("{} aims at nothing. Set a target.", title(id)),
        Clash::NoReview => {
            "The charter does not say when it is reviewed. Set a review, such as 12 months."
                .to_owned()
        }
    })
}
