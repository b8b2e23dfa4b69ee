//! A piece of text that knows which language it is in.

use std::borrow::Cow;
use std::fmt;

/// A language of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Welsh.
    Welsh,
}

/// Words in a language, which may not be the one that was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    words: Cow<'static, str>,
    language: Language,
    wanted: Language,
}

impl Language {
    /// Both languages, in the order in which a page offers them.
    pub const ALL: [Language; 2] = [Language::English, Language::Welsh];

    /// The code for `lang` attributes and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Welsh => "cy",
        }
    }

    /// The language of a code.
    pub fn named(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What is said in both languages.
    pub fn say(
        self,
        english: impl Into<Cow<'static, str>>,
        welsh: impl Into<Cow<'static, str>>,
    ) -> Text {
        let words = match self {
            Language::English => english.into(),
            Language::Welsh => welsh.into(),
        };
        Text { words, language: self, wanted: self }
    }

    /// What has no Welsh yet. On a Welsh page it is shown in English and marked as such.
    pub fn english(self, english: impl Into<Cow<'static, str>>) -> Text {
        Text { words: english.into(), language: Language::English, wanted: self }
    }

    /// Words that are the same in every language: names, numbers, references.
    pub fn same(self, words: impl Into<Cow<'static, str>>) -> Text {
        Text { words: words.into(), language: self, wanted: self }
    }
}

impl Text {
    /// The words alone.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// Whether it is not in the language that was wanted.
    pub fn is_missing(&self) -> bool {
        self.language != self.wanted
    }

    /// The language that it is in.
    pub fn language(&self) -> Language {
        self.language
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.words.into_owned()
    }
}

impl maud::Render for Text {
    fn render(&self) -> maud::Markup {
        if self.is_missing() {
            maud::html! {
                span .kept-missing-translation lang=(self.language.code()) { (self.as_str()) }
            }
        } else {
            maud::html! { (self.as_str()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::Render;

    #[test]
    fn a_missing_translation_is_seen_and_never_silently_the_other_language() {
        let text = Language::Welsh.english("Close this case");
        assert!(text.is_missing());
        assert_eq!(
            text.render().into_string(),
            "<span class=\"kept-missing-translation\" lang=\"en\">Close this case</span>"
        );
        let said = Language::Welsh.say("Sign in", "Mewngofnodi");
        assert_eq!(said.render().into_string(), "Mewngofnodi");
        assert_eq!(Language::English.english("A <b>").render().into_string(), "A &lt;b&gt;");
    }
}
