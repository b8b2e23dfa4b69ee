//! Details: what only some readers need, behind a line that opens.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;

/// A line that opens to show more.
#[derive(Clone, Debug, Default)]
pub struct Details<'a> {
    /// The line.
    pub summary: Content<'a>,
    /// What it shows.
    pub content: Content<'a>,
    /// Whether it is open at first.
    pub open: bool,
    /// Id.
    pub id: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> Details<'a> {
    /// A line that opens.
    pub fn new(summary: impl Into<Content<'a>>, content: impl Into<Content<'a>>) -> Self {
        Details { summary: summary.into(), content: content.into(), ..Details::default() }
    }
}

impl Render for Details<'_> {
    fn render(&self) -> Markup {
        element("details")
            .class("govuk-details")
            .class(self.classes)
            .attr_given("id", self.id)
            .attributes(&self.attributes)
            .flag("open", self.open)
            .around(html! {
                summary.govuk-details__summary {
                    span.govuk-details__summary-text { (self.summary) }
                }
                div.govuk-details__text { (self.content) }
            })
    }
}
