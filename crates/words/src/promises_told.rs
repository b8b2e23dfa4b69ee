//! What customers are told of promises, in words: the apology for one that was missed.

use crate::text::{Language, Text};

/// The apology where a charter has none of its own.
const APOLOGY: &str = "We promised you this: {promise} We should have done it by {due}, and we did \
                       not. We are sorry. We tell you before you have to ask, because it is our \
                       mistake and not yours.";

/// An apology for a promise, in the charter's words: `{promise}` stands for what was promised, and
/// `{due}` for when it was due.
pub fn apology(language: Language, charter: Option<&str>, promise: &str, due: &str) -> Text {
    let words = charter.unwrap_or(APOLOGY);
    // What stands in for one place is not looked through for the other.
    let mut told = String::with_capacity(words.len() + promise.len() + due.len());
    let mut rest = words;
    while let Some(start) = rest.find('{') {
        let (before, after) = rest.split_at(start);
        told.push_str(before);
        let (word, place) = [(promise, "{promise}"), (due, "{due}")]
            .into_iter()
            .find(|(_, place)| after.starts_with(place))
            .unwrap_or(("{", "{"));
        told.push_str(word);
        rest = &after[place.len()..];
    }
    told.push_str(rest);
    language.english(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apology_says_what_was_promised_and_when_it_was_due() {
        let said = |charter| {
            let due = "Friday 9 October 2026";
            apology(Language::English, charter, "We answer {due} letters.", due).to_string()
        };
        assert_eq!(
            said(Some("{promise} That was due by {due}. {sorry}")),
            "We answer {due} letters. That was due by Friday 9 October 2026. {sorry}"
        );
        assert!(said(None).starts_with("We promised you this: We answer {due} letters. We should"));
        assert_eq!(said(Some("Sorry.")), "Sorry.");
    }
}
