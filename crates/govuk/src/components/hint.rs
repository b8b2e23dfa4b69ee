//! Hint: help that stands below a label and is read out with its box.

use maud::{Markup, Render};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;

/// Help below a label. Most callers write `hint: Some("…".into())`.
#[derive(Clone, Debug, Default)]
pub struct Hint<'a> {
    /// The help.
    pub content: Content<'a>,
    /// Its id; set by the component that the hint belongs to.
    pub id: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> Hint<'a> {
    /// A hint.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Hint { content: content.into(), ..Hint::default() }
    }

    /// The hint under an id, with a class of the component's own.
    pub(crate) fn render_as(&self, id: &str, class: &str) -> Markup {
        element("div")
            .class("govuk-hint")
            .class(class)
            .class(self.classes)
            .attr_given("id", id)
            .attributes(&self.attributes)
            .around(&self.content)
    }
}

impl Render for Hint<'_> {
    fn render(&self) -> Markup {
        self.render_as(self.id, "")
    }
}

impl<'a, C: Into<Content<'a>>> From<C> for Hint<'a> {
    fn from(content: C) -> Self {
        Hint::new(content)
    }
}
