//! Fieldset and legend: a question with several boxes.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::size::Size;

/// What a group of boxes asks together; may be the page's heading.
#[derive(Clone, Debug, Default)]
pub struct Legend<'a> {
    /// What is asked. Empty writes no legend.
    pub content: Content<'a>,
    /// Size of the words; without one they are as large as the text around.
    pub size: Option<Size>,
    /// Whether the legend is the page's first heading, for a page that asks one thing.
    pub page_heading: bool,
    /// Further classes.
    pub classes: &'a str,
}

impl<'a> Legend<'a> {
    /// A legend of ordinary size.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Legend { content: content.into(), ..Legend::default() }
    }

    /// Makes the legend the page's first heading, large unless a size has been chosen.
    #[must_use]
    pub fn page_heading(mut self) -> Self {
        self.page_heading = true;
        self.size = self.size.or(Some(Size::L));
        self
    }

    /// Chooses a size.
    #[must_use]
    pub fn size(mut self, size: Size) -> Self {
        self.size = Some(size);
        self
    }

    /// Hides the legend from sight, where the page's heading says the same.
    #[must_use]
    pub fn visually_hidden(mut self) -> Self {
        self.classes = "govuk-visually-hidden";
        self
    }
}

impl Render for Legend<'_> {
    fn render(&self) -> Markup {
        if self.content.is_empty() {
            return html! {};
        }
        let legend = element("legend")
            .class("govuk-fieldset__legend")
            .class(self.size.map_or("", Size::legend_class))
            .class(self.classes);
        if self.page_heading {
            legend.around(html! { h1.govuk-fieldset__heading { (self.content) } })
        } else {
            legend.around(&self.content)
        }
    }
}

impl<'a, C: Into<Content<'a>>> From<C> for Legend<'a> {
    fn from(content: C) -> Self {
        Legend::new(content)
    }
}

/// A group of related questions, such as the lines of an address.
///
/// Radios, checkboxes and dates bring their own: give them a legend.
#[derive(Clone, Debug, Default)]
pub struct Fieldset<'a> {
    /// What the group asks.
    pub legend: Legend<'a>,
    /// Ids of elements that describe the group, with spaces between.
    pub described_by: &'a str,
    /// Another role than that of a group of boxes.
    pub role: &'a str,
    /// The questions.
    pub content: Content<'a>,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> Fieldset<'a> {
    /// A group of questions below a legend.
    pub fn new(legend: impl Into<Legend<'a>>, questions: Markup) -> Self {
        Fieldset { legend: legend.into(), content: questions.into(), ..Fieldset::default() }
    }
}

impl Render for Fieldset<'_> {
    fn render(&self) -> Markup {
        element("fieldset")
            .class("govuk-fieldset")
            .class(self.classes)
            .attr_given("role", self.role)
            .attr_given("aria-describedby", self.described_by)
            .attributes(&self.attributes)
            .around(html! { (self.legend) (self.content) })
    }
}
