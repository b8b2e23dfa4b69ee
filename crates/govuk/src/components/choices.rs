//! Choices: what radios and checkboxes have in common.

use std::borrow::Cow;

use maud::{Markup, html};

use crate::attributes::Attributes;
use crate::components::{Hint, Label, Legend};
use crate::content::Content;
use crate::element::element;
use crate::question::Question;

/// One radio or checkbox, or a word between two of them.
///
/// ```
/// use govuk::Choice;
/// use maud::html;
///
/// let choices = vec![
///     Choice::new("letter", "A letter").reveals(html! { p { "Where should we send it?" } }),
///     Choice::new("email", "An email").hint("Answers come a day sooner."),
///     Choice::divider("or"),
///     Choice::new("none", "No answer").exclusive(),
/// ];
/// ```
#[derive(Clone, Debug, Default)]
pub struct Choice<'a> {
    /// What is sent.
    pub value: Cow<'a, str>,
    /// What is read.
    pub content: Content<'a>,
    /// Help below it.
    pub hint: Option<Hint<'a>>,
    /// Whether it is chosen, whatever the group's value.
    pub checked: Option<bool>,
    /// Whether it cannot be chosen.
    pub disabled: bool,
    /// Id; empty: the group's, numbered from the second on.
    pub id: Cow<'a, str>,
    /// A checkbox's own name in the form that is sent; empty: the group's.
    pub name: Cow<'a, str>,
    /// Further questions that are shown when it is chosen. Without a script they always are.
    pub reveals: Option<Markup>,
    /// Whether choosing this checkbox clears the others ("none of these").
    pub exclusive: bool,
    /// Whether it is only a word between two choices.
    pub is_divider: bool,
    /// Further classes of the label.
    pub label_classes: &'a str,
    /// Further attributes of the label.
    pub label_attributes: Attributes<'a>,
    /// Further attributes of the radio or checkbox itself.
    pub attributes: Attributes<'a>,
}

impl<'a> Choice<'a> {
    /// A choice.
    pub fn new(value: impl Into<Cow<'a, str>>, content: impl Into<Content<'a>>) -> Self {
        Choice { value: value.into(), content: content.into(), ..Choice::default() }
    }

    /// A word between two choices, usually "or".
    pub fn divider(content: impl Into<Content<'a>>) -> Self {
        Choice { content: content.into(), is_divider: true, ..Choice::default() }
    }

    /// Adds help below the choice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint<'a>>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds further questions that are shown when it is chosen.
    #[must_use]
    pub fn reveals(mut self, questions: Markup) -> Self {
        self.reveals = Some(questions);
        self
    }

    /// Makes a checkbox clear all others.
    #[must_use]
    pub fn exclusive(mut self) -> Self {
        self.exclusive = true;
        self
    }

    fn label(&self) -> Label<'_> {
        Label {
            content: self.content.clone(),
            classes: self.label_classes,
            attributes: self.label_attributes.clone(),
            ..Label::default()
        }
    }
}

/// A group of radios or checkboxes while it is being written.
pub(crate) struct Choices<'c> {
    /// "radios" or "checkboxes", of which the class names are made.
    pub(crate) plural: &'static str,
    /// "radio" or "checkbox".
    pub(crate) input_type: &'static str,
    pub(crate) name: &'c str,
    pub(crate) question: Question<'c>,
    pub(crate) legend: &'c Legend<'c>,
    pub(crate) fieldset_classes: &'c str,
    pub(crate) fieldset_attributes: &'c Attributes<'c>,
    pub(crate) choices: &'c [Choice<'c>],
    pub(crate) chosen: &'c dyn Fn(&str) -> bool,
    pub(crate) group_class: &'static str,
    pub(crate) classes: &'c str,
    pub(crate) attributes: &'c Attributes<'c>,
}

impl Choices<'_> {
    /// Hint, error and choices, in a fieldset when there is a legend.
    pub(crate) fn render(&self) -> Markup {
        let description = self.question.description();
        let has_fieldset = !self.legend.content.is_empty();
        // Without a fieldset to carry it, checkboxes repeat the group's description on each box.
        // Radios are read out as a group and never do.
        let each_described_by =
            if has_fieldset || self.input_type == "radio" { "" } else { description.as_str() };
        let inner = html! {
            (self.question.help())
            (element("div")
                .class(&format!("govuk-{}", self.plural))
                .class(self.group_class)
                .class(self.classes)
                .attributes(self.attributes)
                .attr("data-module", &format!("govuk-{}", self.plural))
                .around(html! {
                    @for (index, choice) in self.choices.iter().enumerate() {
                        @if choice.is_divider {
                            (element("div").class(&self.class("divider")).around(&choice.content))
                        } @else {
                            (self.one(index, choice, each_described_by))
                        }
                    }
                }))
        };
        if has_fieldset {
            element("fieldset")
                .class("govuk-fieldset")
                .class(self.fieldset_classes)
                .attr_given("aria-describedby", &description)
                .attributes(self.fieldset_attributes)
                .around(html! { (self.legend) (inner) })
        } else {
            inner
        }
    }

    fn class(&self, part: &str) -> String {
        format!("govuk-{}__{part}", self.plural)
    }

    fn one(&self, index: usize, choice: &Choice, described_by: &str) -> Markup {
        // The first id is the group's, so that the error summary can link to it.
        let id = match (choice.id.is_empty(), index) {
            (false, _) => choice.id.to_string(),
            (true, 0) => self.question.id.to_owned(),
            (true, _) => format!("{}-{}", self.question.id, index + 1),
        };
        let revealed_id = format!("conditional-{id}");
        let hint_id = format!("{id}-item-hint");
        let mut description = described_by.to_owned();
        if choice.hint.is_some() {
            if !description.is_empty() {
                description.push(' ');
            }
            description.push_str(&hint_id);
        }
        let checked = choice.checked.unwrap_or_else(|| (self.chosen)(&choice.value));
        let input = element("input")
            .class(&self.class("input"))
            .attr("id", &id)
            .attr("name", if choice.name.is_empty() { self.name } else { &choice.name })
            .attr("type", self.input_type)
            .attr("value", &choice.value)
            .flag("checked", checked)
            .flag("disabled", choice.disabled)
            .attr_some("data-aria-controls", choice.reveals.as_ref().map(|_| revealed_id.as_str()))
            .attr_some("data-behaviour", choice.exclusive.then_some("exclusive"))
            .attr_given("aria-describedby", &description)
            .attributes(&choice.attributes)
            .void();
        html! {
            (element("div").class(&self.class("item")).around(html! {
                (input)
                (choice.label().render_for(&id, &self.class("label")))
                @if let Some(hint) = &choice.hint {
                    (hint.render_as(&hint_id, &self.class("hint")))
                }
            }))
            @if let Some(questions) = &choice.reveals {
                (element("div")
                    .class(&self.class("conditional"))
                    .class_if(!checked, &self.class("conditional--hidden"))
                    .attr("id", &revealed_id)
                    .around(questions))
            }
        }
    }
}
