//! Warning text: what happens if a reader does, or does not, do something.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// A sentence with an exclamation mark.
#[derive(Clone, Debug)]
pub struct WarningText<'a> {
    /// The sentence.
    pub content: Content<'a>,
    /// Read out in place of the exclamation mark.
    pub icon_words: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> WarningText<'a> {
    /// A warning in the language of `words`.
    pub fn new(words: &'a Words, content: impl Into<Content<'a>>) -> Self {
        WarningText {
            content: content.into(),
            icon_words: words.warning,
            classes: "",
            attributes: Attributes::new(),
        }
    }
}

impl Render for WarningText<'_> {
    fn render(&self) -> Markup {
        element("div")
            .class("govuk-warning-text")
            .class(self.classes)
            .attributes(&self.attributes)
            .around(html! {
                span.govuk-warning-text__icon aria-hidden="true" { "!" }
                " "
                strong.govuk-warning-text__text {
                    span.govuk-visually-hidden { (self.icon_words) } " " (self.content)
                }
            })
    }
}
