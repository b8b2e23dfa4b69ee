//! Language navigation: the same page in the other language.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// The languages of this page.
#[derive(Clone, Debug)]
pub struct LanguageNavigation<'a> {
    /// The languages, each in its own words.
    pub languages: Vec<Language<'a>>,
    /// Name of the navigation to assistive technologies.
    pub label: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// One language of this page.
#[derive(Clone, Debug, Default)]
pub struct Language<'a> {
    /// Its name in itself: "Cymraeg".
    pub content: Content<'a>,
    /// Its code: "cy".
    pub lang: Cow<'a, str>,
    /// Address of this page in it. Empty: it is the language of this page.
    pub href: Cow<'a, str>,
    /// Whether it is the language of this page.
    pub current: bool,
    /// Direction of its script: "rtl".
    pub dir: &'a str,
    /// Read out after its name: "Change the language to Welsh", in that language.
    pub description: Content<'a>,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> Language<'a> {
    /// Another language.
    pub fn new(
        lang: impl Into<Cow<'a, str>>,
        name: impl Into<Content<'a>>,
        href: impl Into<Cow<'a, str>>,
    ) -> Self {
        Language {
            lang: lang.into(),
            content: name.into(),
            href: href.into(),
            ..Language::default()
        }
    }

    /// The language of this page.
    pub fn current(lang: impl Into<Cow<'a, str>>, name: impl Into<Content<'a>>) -> Self {
        Language { lang: lang.into(), content: name.into(), current: true, ..Language::default() }
    }
}

impl<'a> LanguageNavigation<'a> {
    /// A choice of languages, named in the language of `words`.
    pub fn new(words: &'a Words, languages: Vec<Language<'a>>) -> Self {
        LanguageNavigation {
            languages,
            label: words.language,
            classes: "",
            attributes: Attributes::new(),
        }
    }
}

impl Render for Language<'_> {
    fn render(&self) -> Markup {
        if self.current || self.href.is_empty() {
            return element("span")
                .class("govuk-language-navigation__text")
                .class(self.classes)
                .attr("aria-current", "true")
                .attr_given("lang", &self.lang)
                .attr_given("dir", self.dir)
                .attributes(&self.attributes)
                .around(&self.content);
        }
        element("a")
            .class("govuk-language-navigation__link")
            .class(self.classes)
            .attr("href", &self.href)
            .attr("rel", "alternate")
            .attr_given("lang", &self.lang)
            .attr_given("hreflang", &self.lang)
            .attr_given("dir", self.dir)
            .attributes(&self.attributes)
            .around(html! {
                (self.content)
                @if !self.description.is_empty() {
                    span.govuk-visually-hidden { " " (self.description) }
                }
            })
    }
}

impl Render for LanguageNavigation<'_> {
    fn render(&self) -> Markup {
        element("nav")
            .class("govuk-language-navigation")
            .class(self.classes)
            .attributes(&self.attributes)
            .attr("aria-label", self.label)
            .around(html! {
                ul.govuk-language-navigation__list {
                    @for language in &self.languages {
                        li.govuk-language-navigation__list-item { (language) }
                    }
                }
            })
    }
}
