//! Back link: to the page before, at the top of each step of a journey.

use maud::{Markup, Render};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;

/// A link to the page before.
#[derive(Clone, Debug, Default)]
pub struct BackLink<'a> {
    /// What it says: "Back", or where it leads.
    pub content: Content<'a>,
    /// Address of the page before.
    pub href: &'a str,
    /// Whether it stands on a dark background.
    pub inverse: bool,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> BackLink<'a> {
    /// A link that says `content`.
    pub fn new(content: impl Into<Content<'a>>, href: &'a str) -> Self {
        BackLink { content: content.into(), href, ..BackLink::default() }
    }
}

impl Render for BackLink<'_> {
    fn render(&self) -> Markup {
        element("a")
            .class("govuk-back-link")
            .class_if(self.inverse, "govuk-back-link--inverse")
            .class(self.classes)
            .attr("href", self.href)
            .attributes(&self.attributes)
            .around(&self.content)
    }
}
