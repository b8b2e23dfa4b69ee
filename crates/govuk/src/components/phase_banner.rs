//! Phase banner: says that a service is new, and where to say what one thinks of it.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::components::Tag;
use crate::content::Content;
use crate::element::element;

/// Says that a service is still being tried, or that this is a copy for practice.
#[derive(Clone, Debug, Default)]
pub struct PhaseBanner<'a> {
    /// "Beta", "Practice".
    pub tag: Tag<'a>,
    /// A sentence with a link to say what one thinks.
    pub content: Content<'a>,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> PhaseBanner<'a> {
    /// A banner.
    pub fn new(tag: impl Into<Content<'a>>, content: impl Into<Content<'a>>) -> Self {
        PhaseBanner { tag: Tag::new(tag), content: content.into(), ..PhaseBanner::default() }
    }
}

impl Render for PhaseBanner<'_> {
    fn render(&self) -> Markup {
        element("div")
            .class("govuk-phase-banner govuk-width-container")
            .class(self.classes)
            .attributes(&self.attributes)
            .around(html! {
                p.govuk-phase-banner__content {
                    (self.tag.render_as("govuk-phase-banner__content__tag")) " "
                    span.govuk-phase-banner__text { (self.content) }
                }
            })
    }
}
