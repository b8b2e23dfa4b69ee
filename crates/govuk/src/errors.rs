//! `Errors`: what is wrong with a form, said in the summary and beside each question alike.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::components::{ErrorLink, ErrorMessage, ErrorSummary};
use crate::words::Words;

/// What is wrong with a form, in the order of its page.
///
/// The same sentence stands in the summary at the top, with a link to the question, and beside
/// the question. Rendered, it is the summary, or nothing when nothing is wrong.
///
/// ```
/// use govuk::{Errors, Input, Label, Words};
/// use maud::html;
///
/// let mut errors = Errors::new(&Words::ENGLISH);
/// errors.add("name", "Enter your full name");
/// let page = html! {
///     (errors)
///     (Input {
///         name: "name",
///         label: Label::new("Full name"),
///         error: errors.get("name"),
///         ..Input::default()
///     })
/// };
/// assert!(page.0.contains("<a href=\"#name\">Enter your full name</a>"));
/// assert!(page.0.contains("id=\"name-error\""));
/// ```
#[derive(Clone, Debug)]
pub struct Errors<'a> {
    words: &'a Words,
    found: Vec<Found<'a>>,
}

#[derive(Clone, Debug)]
struct Found<'a> {
    question: Cow<'a, str>,
    target: Cow<'a, str>,
    sentence: Cow<'a, str>,
}

impl<'a> Errors<'a> {
    /// Nothing wrong yet, in the language of `words`.
    pub fn new(words: &'a Words) -> Self {
        Errors { words, found: Vec::new() }
    }

    /// Adds what is wrong with the question of this id (its name, where it has no other id). An
    /// empty id is for what no question can mend.
    pub fn add(&mut self, question: impl Into<Cow<'a, str>>, sentence: impl Into<Cow<'a, str>>) {
        let question = question.into();
        self.found.push(Found { target: question.clone(), question, sentence: sentence.into() });
    }

    /// The same, for a question of several boxes: the summary links to the box `target`
    /// ("received-year" of "received"). A group of radios or checkboxes needs no target: its
    /// first box has the group's id.
    pub fn add_at(
        &mut self,
        question: impl Into<Cow<'a, str>>,
        target: impl Into<Cow<'a, str>>,
        sentence: impl Into<Cow<'a, str>>,
    ) {
        self.found.push(Found {
            question: question.into(),
            target: target.into(),
            sentence: sentence.into(),
        });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// What is wrong with one question: the first thing, if there are several.
    pub fn get(&self, question: &str) -> Option<ErrorMessage<'_>> {
        let found = self.found.iter().find(|found| found.question == question)?;
        Some(ErrorMessage::new(self.words, found.sentence.as_ref()))
    }

    /// The summary for the top of the page.
    pub fn summary(&self) -> ErrorSummary<'_> {
        let links = self.found.iter().map(|found| {
            let href = match found.target.as_ref() {
                "" => String::new(),
                target => format!("#{target}"),
            };
            ErrorLink::new(found.sentence.as_ref(), href)
        });
        ErrorSummary::new(self.words, links.collect())
    }
}

impl Render for Errors<'_> {
    fn render(&self) -> Markup {
        if self.is_empty() {
            html! {}
        } else {
            self.summary().render()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_without_errors_has_no_summary() {
        assert_eq!(Errors::new(&Words::ENGLISH).render().0, "");
    }

    #[test]
    fn the_summary_links_to_the_box_and_the_group_shows_the_sentence() {
        let mut errors = Errors::new(&Words::ENGLISH);
        errors.add_at("received", "received-year", "Year must be 4 digits");
        assert!(errors.render().0.contains("<a href=\"#received-year\">Year must be 4 digits</a>"));
        let beside = errors.get("received").map(|error| error.render().0).unwrap_or_default();
        assert!(beside.contains("Year must be 4 digits"), "{beside}");
        assert!(errors.get("received-year").is_none());
    }

    #[test]
    fn what_no_question_can_mend_has_no_link() {
        let mut errors = Errors::new(&Words::ENGLISH);
        errors.add("", "Somebody else has changed this case");
        assert!(errors.render().0.contains("<li>Somebody else has changed this case</li>"));
    }

    #[test]
    fn what_a_visitor_typed_is_escaped_in_both_places() {
        let mut errors = Errors::new(&Words::ENGLISH);
        errors.add("name", "‘<script>’ is not a name".to_owned());
        let both = format!("{}{}", errors.render().0, errors.get("name").unwrap().render().0);
        assert!(!both.contains("<script>"), "{both}");
    }
}
