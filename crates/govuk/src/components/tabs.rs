//! Tabs: views of one thing, of which a reader needs one at a time.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// Views of one thing. Without the script they stand below each other.
#[derive(Clone, Debug)]
pub struct Tabs<'a> {
    /// The views.
    pub tabs: Vec<Tab<'a>>,
    /// Heading above the links, seen where the views stand below each other.
    pub title: &'a str,
    /// Begins the ids of views that have none of their own.
    pub id_prefix: &'a str,
    /// Id.
    pub id: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// One view.
#[derive(Clone, Debug, Default)]
pub struct Tab<'a> {
    /// Its name.
    pub label: Content<'a>,
    /// Its id, which its address ends with. Empty: the prefix and its number.
    pub id: Cow<'a, str>,
    /// What it shows. Words become a paragraph; markup brings its own, with a heading.
    pub content: Content<'a>,
    /// Further attributes of the link.
    pub attributes: Attributes<'a>,
    /// Further attributes of the view.
    pub panel_attributes: Attributes<'a>,
}

impl<'a> Tab<'a> {
    /// A view.
    pub fn new(
        id: impl Into<Cow<'a, str>>,
        label: impl Into<Content<'a>>,
        content: impl Into<Content<'a>>,
    ) -> Self {
        Tab { id: id.into(), label: label.into(), content: content.into(), ..Tab::default() }
    }
}

impl<'a> Tabs<'a> {
    /// Views of one thing, in the language of `words`.
    pub fn new(words: &'a Words, tabs: Vec<Tab<'a>>) -> Self {
        Tabs {
            tabs,
            title: words.contents,
            id_prefix: "",
            id: "",
            classes: "",
            attributes: Attributes::new(),
        }
    }

    fn panel_id(&self, index: usize, tab: &Tab) -> String {
        match tab.id.as_ref() {
            "" => format!("{}-{}", self.id_prefix, index + 1),
            id => id.to_owned(),
        }
    }

    fn link(&self, index: usize, tab: &Tab) -> Markup {
        element("li")
            .class("govuk-tabs__list-item")
            .class_if(index == 0, "govuk-tabs__list-item--selected")
            .around(
                element("a")
                    .class("govuk-tabs__tab")
                    .attr("href", &format!("#{}", self.panel_id(index, tab)))
                    .attributes(&tab.attributes)
                    .around(&tab.label),
            )
    }

    fn panel(&self, index: usize, tab: &Tab) -> Markup {
        element("div")
            .class("govuk-tabs__panel")
            .class_if(index > 0, "govuk-tabs__panel--hidden")
            .attr("id", &self.panel_id(index, tab))
            .attributes(&tab.panel_attributes)
            .around(html! {
                @if tab.content.is_markup() { (tab.content) }
                @else if !tab.content.is_empty() { p.govuk-body { (tab.content) } }
            })
    }
}

impl Render for Tabs<'_> {
    fn render(&self) -> Markup {
        element("div")
            .class("govuk-tabs")
            .class(self.classes)
            .attr_given("id", self.id)
            .attributes(&self.attributes)
            .attr("data-module", "govuk-tabs")
            .around(html! {
                h2.govuk-tabs__title { (self.title) }
                @if !self.tabs.is_empty() {
                    ul.govuk-tabs__list {
                        @for (index, tab) in self.tabs.iter().enumerate() {
                            (self.link(index, tab))
                        }
                    }
                    @for (index, tab) in self.tabs.iter().enumerate() {
                        (self.panel(index, tab))
                    }
                }
            })
    }
}
