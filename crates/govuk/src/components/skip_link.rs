//! Skip link: first on every page, past the header to the content.

use maud::{Markup, Render};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// Past the header to the content, for people who use a keyboard. [`crate::Template`] has it.
#[derive(Clone, Debug, Default)]
pub struct SkipLink<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// `#` and the id of the content.
    pub href: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> SkipLink<'a> {
    /// A link to the template's `main` in the language of `words`.
    pub fn new(words: &'a Words) -> Self {
        SkipLink {
            content: words.skip_to_main_content.into(),
            href: "#main-content",
            ..SkipLink::default()
        }
    }
}

impl Render for SkipLink<'_> {
    fn render(&self) -> Markup {
        element("a")
            .class("govuk-skip-link")
            .class(self.classes)
            .attr("href", self.href)
            .attributes(&self.attributes)
            .attr("data-module", "govuk-skip-link")
            .around(&self.content)
    }
}
