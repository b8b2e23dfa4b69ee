//! Label of a question with one box; may be the page's heading.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::size::Size;

/// Label of an [`crate::Input`], [`crate::Select`], [`crate::Textarea`] and their like.
///
/// ```
/// use govuk::Label;
///
/// let asks_one_thing = Label::new("What is your reference?").page_heading();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Label<'a> {
    /// What is asked. Empty writes no label at all.
    pub content: Content<'a>,
    /// Size of the words; without one they are as large as the text around.
    pub size: Option<Size>,
    /// Whether the label is the page's first heading, for a page that asks one thing.
    pub page_heading: bool,
    /// Id of the box; set by the component that the label belongs to.
    pub for_id: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> Label<'a> {
    /// A label of ordinary size.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Label { content: content.into(), ..Label::default() }
    }

    /// Makes the label the page's first heading, large unless a size has been chosen.
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

    /// Hides the label from sight, for a box that the page around explains (a search box beside
    /// its button, a filter in a table).
    #[must_use]
    pub fn visually_hidden(mut self) -> Self {
        self.classes = "govuk-visually-hidden";
        self
    }

    /// The label for the box with this id, with a class of the component's own.
    pub(crate) fn render_for(&self, for_id: &str, class: &str) -> Markup {
        if self.content.is_empty() {
            return html! {};
        }
        let label = element("label")
            .class("govuk-label")
            .class(class)
            .class(self.size.map_or("", Size::label_class))
            .class(self.classes)
            .attributes(&self.attributes)
            .attr_given("for", for_id)
            .around(&self.content);
        if self.page_heading {
            html! { h1.govuk-label-wrapper { (label) } }
        } else {
            label
        }
    }
}

impl Render for Label<'_> {
    fn render(&self) -> Markup {
        self.render_for(self.for_id, "")
    }
}

impl<'a, C: Into<Content<'a>>> From<C> for Label<'a> {
    fn from(content: C) -> Self {
        Label::new(content)
    }
}
