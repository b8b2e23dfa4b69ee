//! Error summary: everything that is wrong with a form, at the top of its page.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// Everything that is wrong, each with a link to its question. [`crate::Errors`] makes it.
#[derive(Clone, Debug, Default)]
pub struct ErrorSummary<'a> {
    /// "There is a problem".
    pub title: Content<'a>,
    /// A sentence before the list, seldom needed.
    pub description: Content<'a>,
    /// What is wrong, in the order of the page.
    pub errors: Vec<ErrorLink<'a>>,
    /// Whether the summary is *not* to take the focus when the page opens.
    pub disable_auto_focus: bool,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// One line of an [`ErrorSummary`].
#[derive(Clone, Debug, Default)]
pub struct ErrorLink<'a> {
    /// The same sentence as beside the question.
    pub content: Content<'a>,
    /// `#` and the id of the box. Empty: no link, for what no question can mend.
    pub href: Cow<'a, str>,
    /// Further attributes of the link.
    pub attributes: Attributes<'a>,
}

impl<'a> ErrorSummary<'a> {
    /// A summary in the language of `words`.
    pub fn new(words: &'a Words, errors: Vec<ErrorLink<'a>>) -> Self {
        ErrorSummary { title: words.there_is_a_problem.into(), errors, ..ErrorSummary::default() }
    }
}

impl<'a> ErrorLink<'a> {
    /// A line that links to `href`.
    pub fn new(content: impl Into<Content<'a>>, href: impl Into<Cow<'a, str>>) -> Self {
        ErrorLink { content: content.into(), href: href.into(), ..ErrorLink::default() }
    }
}

impl Render for ErrorSummary<'_> {
    fn render(&self) -> Markup {
        element("div")
            .class("govuk-error-summary")
            .class(self.classes)
            .attr_some("data-disable-auto-focus", self.disable_auto_focus.then_some("true"))
            .attributes(&self.attributes)
            .attr("data-module", "govuk-error-summary")
            .around(html! {
                // The alert stands inside, so that moving the focus to the summary does not
                // interrupt its being read out.
                div role="alert" {
                    h2.govuk-error-summary__title { (self.title) }
                    div.govuk-error-summary__body {
                        @if !self.description.is_empty() { p { (self.description) } }
                        @if !self.errors.is_empty() {
                            ul.govuk-list.govuk-error-summary__list {
                                @for error in &self.errors {
                                    li { (error) }
                                }
                            }
                        }
                    }
                }
            })
    }
}

impl Render for ErrorLink<'_> {
    fn render(&self) -> Markup {
        if self.href.is_empty() {
            return self.content.render();
        }
        element("a").attr("href", &self.href).attributes(&self.attributes).around(&self.content)
    }
}
