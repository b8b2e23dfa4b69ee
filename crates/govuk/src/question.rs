//! What every question of a form shares: its group, hint, error and their ids.

use maud::{Markup, html};

use crate::attributes::Attributes;
use crate::components::{ErrorMessage, Hint};
use crate::element::{Element, element};

/// The `div` around a question.
#[derive(Clone, Debug, Default)]
pub struct FormGroup<'a> {
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// A question while it is being written.
pub(crate) struct Question<'q> {
    pub(crate) id: &'q str,
    pub(crate) hint: Option<&'q Hint<'q>>,
    pub(crate) error: Option<&'q ErrorMessage<'q>>,
    pub(crate) described_by: &'q str,
}

impl Question<'_> {
    /// The group's element, still to be filled; red at its side when there is an error.
    pub(crate) fn group(&self, class: &str, form_group: &FormGroup) -> Element {
        element("div")
            .class("govuk-form-group")
            .class_if(self.error.is_some(), "govuk-form-group--error")
            .class(class)
            .class(form_group.classes)
            .attributes(&form_group.attributes)
    }

    /// Ids of everything that describes the box, for `aria-describedby`: the caller's own, then
    /// hint, then error, in which order they are read out.
    pub(crate) fn description(&self) -> String {
        let mut ids = self.described_by.to_owned();
        let mut add = |suffix: &str| {
            if !ids.is_empty() {
                ids.push(' ');
            }
            ids.push_str(self.id);
            ids.push_str(suffix);
        };
        if self.hint.is_some() {
            add("-hint");
        }
        if self.error.is_some() {
            add("-error");
        }
        ids
    }

    /// Hint and error, each with its id.
    pub(crate) fn help(&self) -> Markup {
        html! {
            @if let Some(hint) = self.hint { (hint.render_as(&format!("{}-hint", self.id), "")) }
            @if let Some(error) = self.error { (error.render_as(&format!("{}-error", self.id))) }
        }
    }
}

/// The id that a question goes by: its own, or its name.
pub(crate) fn id_or_name<'q>(id: &'q str, name: &'q str) -> &'q str {
    if id.is_empty() { name } else { id }
}
