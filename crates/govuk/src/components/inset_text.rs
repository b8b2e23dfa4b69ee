//! Inset text: sets a paragraph apart, with a line at its side.

use maud::{Markup, Render};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;

/// A paragraph set apart: a quotation, an example, a condition.
#[derive(Clone, Debug, Default)]
pub struct InsetText<'a> {
    /// The paragraph.
    pub content: Content<'a>,
    /// Id.
    pub id: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> InsetText<'a> {
    /// A paragraph set apart.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        InsetText { content: content.into(), ..InsetText::default() }
    }
}

impl Render for InsetText<'_> {
    fn render(&self) -> Markup {
        element("div")
            .class("govuk-inset-text")
            .class(self.classes)
            .attr_given("id", self.id)
            .attributes(&self.attributes)
            .around(&self.content)
    }
}
