//! Error message: says beside a question what is wrong with its answer.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// What is wrong with one answer. Comes from [`crate::Errors::get`], which has it in the error
/// summary as well.
#[derive(Clone, Debug)]
pub struct ErrorMessage<'a> {
    /// A sentence that says how to put it right: "Enter the date the complaint was received".
    pub content: Content<'a>,
    /// Read out before the sentence, "Error" in English. Empty leaves it out.
    pub prefix: &'a str,
    /// Its id; set by the component that the message belongs to.
    pub id: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> ErrorMessage<'a> {
    /// A message in the language of `words`.
    pub fn new(words: &'a Words, content: impl Into<Content<'a>>) -> Self {
        ErrorMessage {
            content: content.into(),
            prefix: words.error,
            id: "",
            classes: "",
            attributes: Attributes::new(),
        }
    }

    /// The message under an id.
    pub(crate) fn render_as(&self, id: &str) -> Markup {
        element("p")
            .class("govuk-error-message")
            .class(self.classes)
            .attr_given("id", id)
            .attributes(&self.attributes)
            .around(html! {
                @if !self.prefix.is_empty() {
                    span.govuk-visually-hidden { (self.prefix) ":" } " "
                }
                (self.content)
            })
    }
}

impl Render for ErrorMessage<'_> {
    fn render(&self) -> Markup {
        self.render_as(self.id)
    }
}
