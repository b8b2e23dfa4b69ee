//! Panel: the end of a journey, with its reference; or a stop before going on.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::components::Button;
use crate::content::Content;
use crate::element::{element, heading};

/// The end of a journey, with its reference; or a stop that makes people read before going on.
#[derive(Clone, Debug)]
pub struct Panel<'a> {
    /// What has happened: "Complaint sent".
    pub title: Content<'a>,
    /// The reference, or what to read.
    pub content: Content<'a>,
    /// Level of the title as a heading.
    pub heading_level: u8,
    /// Whether it is a stop. Otherwise it confirms.
    pub interruption: bool,
    /// What can be done at a stop.
    pub actions: Vec<PanelAction<'a>>,
    /// Further classes of the actions.
    pub actions_classes: &'a str,
    /// Further attributes of the actions.
    pub actions_attributes: Attributes<'a>,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// What can be done at a stop.
#[derive(Clone, Debug)]
pub enum PanelAction<'a> {
    /// Going on. It is drawn for a dark background, whatever its look.
    Button(Box<Button<'a>>),
    /// Anything else.
    Link {
        /// What it says.
        content: Content<'a>,
        /// Where it leads.
        href: Cow<'a, str>,
        /// Further classes.
        classes: &'a str,
        /// Further attributes.
        attributes: Attributes<'a>,
    },
}

impl<'a> Panel<'a> {
    /// Confirms that a journey has ended.
    pub fn confirmation(title: impl Into<Content<'a>>, content: impl Into<Content<'a>>) -> Self {
        Panel {
            title: title.into(),
            content: content.into(),
            heading_level: 1,
            interruption: false,
            actions: Vec::new(),
            actions_classes: "",
            actions_attributes: Attributes::new(),
            classes: "",
            attributes: Attributes::new(),
        }
    }

    /// Makes people read before going on.
    pub fn interruption(
        title: impl Into<Content<'a>>,
        content: impl Into<Content<'a>>,
        actions: Vec<PanelAction<'a>>,
    ) -> Self {
        Panel { interruption: true, actions, ..Panel::confirmation(title, content) }
    }
}

impl Render for PanelAction<'_> {
    fn render(&self) -> Markup {
        match self {
            PanelAction::Button(button) => button.as_ref().clone().inverse().render(),
            PanelAction::Link { content, href, classes, attributes } => element("a")
                .class("govuk-link govuk-link--inverse")
                .class(classes)
                .attr("href", href)
                .attributes(attributes)
                .around(content),
        }
    }
}

impl Render for Panel<'_> {
    fn render(&self) -> Markup {
        element("div")
            .class("govuk-panel")
            .class(if self.interruption {
                "govuk-panel--interruption"
            } else {
                "govuk-panel--confirmation"
            })
            .class(self.classes)
            .attributes(&self.attributes)
            .around(html! {
                (heading(self.heading_level).class("govuk-panel__title").around(&self.title))
                @if !self.content.is_empty() { div.govuk-panel__body { (self.content) } }
                @if !self.actions.is_empty() {
                    (element("div")
                        .class("govuk-panel__actions")
                        .class(self.actions_classes)
                        .attributes(&self.actions_attributes)
                        .around(html! {
                            div.govuk-button-group { @for action in &self.actions { (action) " " } }
                        }))
                }
            })
    }
}
