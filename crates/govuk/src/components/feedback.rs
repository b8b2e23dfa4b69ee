//! Feedback: asks at the foot of a page what readers think of it.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::{element, heading};

/// Asks at the foot of a page what readers think of it.
#[derive(Clone, Debug)]
pub struct Feedback<'a> {
    /// What is asked.
    pub title: Content<'a>,
    /// Words become a paragraph; markup brings its own.
    pub content: Content<'a>,
    /// Level of the title as a heading.
    pub heading_level: u8,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> Feedback<'a> {
    /// Asks what readers think.
    pub fn new(title: impl Into<Content<'a>>, content: impl Into<Content<'a>>) -> Self {
        Feedback {
            title: title.into(),
            content: content.into(),
            heading_level: 2,
            classes: "",
            attributes: Attributes::new(),
        }
    }
}

impl Render for Feedback<'_> {
    fn render(&self) -> Markup {
        element("div")
            .class("govuk-feedback govuk-width-container")
            .class(self.classes)
            .attributes(&self.attributes)
            .around(html! {
                div.govuk-grid-row {
                    div.govuk-grid-column-two-thirds {
                        (heading(self.heading_level)
                            .class("govuk-feedback__title")
                            .around(&self.title))
                        @if !self.content.is_empty() {
                            div.govuk-feedback__body {
                                @if self.content.is_markup() { (self.content) }
                                @else { p.govuk-body { (self.content) } }
                            }
                        }
                    }
                }
            })
    }
}
