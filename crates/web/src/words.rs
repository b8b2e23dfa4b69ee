//! Words of the pages. What a page says stands in the page, English and Welsh side by side; where
//! the Welsh is missing, the page shows it.

use govuk::Cell;
use maud::{Markup, Render};
use rules::charter::Charter;
use std::borrow::Cow;
use words::{Language, Text};

/// Makes texts in the language of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said(Language);

impl Said {
    pub(crate) fn new(language: Language) -> Said {
        Said(language)
    }

    pub(crate) fn language(self) -> Language {
        self.0
    }

    /// What is said in both languages.
    pub(crate) fn both(
        self,
        english: impl Into<Cow<'static, str>>,
        welsh: impl Into<Cow<'static, str>>,
    ) -> Text {
        self.0.say(english, welsh)
    }

    /// What has no Welsh yet, as markup that says so.
    pub(crate) fn english(self, english: impl Into<Cow<'static, str>>) -> Markup {
        self.0.english(english).render()
    }

    /// Words of a charter: in Welsh where somebody has translated them, else marked as missing.
    pub(crate) fn charter(self, charter: &Charter, english: &str) -> Markup {
        match charter.welsh(english) {
            Some(welsh) => self.both(english.to_owned(), welsh.to_owned()).render(),
            None => self.english(english.to_owned()),
        }
    }

    /// The same as plain text, where markup cannot stand.
    pub(crate) fn english_text(self, english: impl Into<Cow<'static, str>>) -> String {
        self.0.english(english).to_string()
    }

    /// The heading of a column, which stands before each value too where rows become cards.
    pub(crate) fn column(self, english: &'static str) -> Cell<'static> {
        Cell { label: self.english_text(english).into(), ..Cell::new(self.english(english)) }
    }

    /// The heading of a column of numbers.
    pub(crate) fn numbers(self, english: &'static str) -> Cell<'static> {
        Cell { numeric: true, ..self.column(english) }
    }

    /// The words of the components.
    pub(crate) fn components(self) -> &'static govuk::Words {
        match self.0 {
            Language::English => &govuk::Words::ENGLISH,
            Language::Welsh => &WELSH,
        }
    }
}

/// The components' words in Welsh, as far as they have been translated.
static WELSH: govuk::Words = govuk::Words {
    error: "Gwall",
    there_is_a_problem: "Mae problem wedi codi",
    important: "Pwysig",
    success: "Llwyddiant",
    warning: "Rhybudd",
    breadcrumb: "Briwsion bara",
    contents: "Cynnwys",
    support_links: "Dolenni cymorth",
    language: "Iaith",
    menu: "Dewislen",
    service_information: "Gwybodaeth am y gwasanaeth",
    skip_to_main_content: "Neidio i'r prif gynnwys",
    ..govuk::Words::ENGLISH
};
