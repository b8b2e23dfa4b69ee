//! Words for the scripts: written into `data-i18n` attributes when they are not English.

use crate::element::Element;
use crate::words::Plurals;

impl Element {
    /// Adds one sentence for the script, unless it is the one the script has already.
    pub(crate) fn i18n(self, key: &str, words: &str, english: &str) -> Self {
        if words == english { self } else { self.attr(&format!("data-i18n.{key}"), words) }
    }

    /// Adds a sentence in all its plural forms, unless they are the ones the script has already.
    pub(crate) fn i18n_plurals(self, key: &str, words: Plurals, english: Plurals) -> Self {
        if words == english {
            return self;
        }
        words.iter().fold(self, |element, (form, sentence)| {
            element.attr(&format!("data-i18n.{key}.{form}"), sentence)
        })
    }
}
