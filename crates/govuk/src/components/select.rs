//! Select: one of many, in a list that opens. Radios are easier for up to ten or so.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::components::{ErrorMessage, Hint, Label, Width};
use crate::element::element;
use crate::question::{FormGroup, Question, id_or_name};

/// One of a list that opens. For staff and for sorting; customers do better with [`crate::Radios`].
#[derive(Clone, Debug, Default)]
pub struct Select<'a> {
    /// Id, which hint, error and error summary are tied to. Empty: the name.
    pub id: &'a str,
    /// Name in the form that is sent.
    pub name: &'a str,
    /// What is asked.
    pub label: Label<'a>,
    /// Help below the label.
    pub hint: Option<Hint<'a>>,
    /// What is wrong with the answer.
    pub error: Option<ErrorMessage<'a>>,
    /// What can be chosen.
    pub options: Vec<SelectOption<'a>>,
    /// Value of the option that is chosen.
    pub value: Option<&'a str>,
    /// How wide the box is at most.
    pub width: Width,
    /// Whether the box is off. Hard to read for many: prefer to leave the question out.
    pub disabled: bool,
    /// Ids of further elements that describe the box, with spaces between.
    pub described_by: &'a str,
    /// Further classes of the box.
    pub classes: &'a str,
    /// Further attributes of the box.
    pub attributes: Attributes<'a>,
    /// The `div` around the question.
    pub form_group: FormGroup<'a>,
}

/// One line of a [`Select`].
#[derive(Clone, Debug, Default)]
pub struct SelectOption<'a> {
    /// What is sent; without one the words are.
    pub value: Option<Cow<'a, str>>,
    /// What is read.
    pub words: Cow<'a, str>,
    /// Whether it is chosen, whatever the [`Select`]'s value.
    pub selected: Option<bool>,
    /// Whether it cannot be chosen.
    pub disabled: bool,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> SelectOption<'a> {
    /// A line that sends `value`.
    pub fn new(value: impl Into<Cow<'a, str>>, words: impl Into<Cow<'a, str>>) -> Self {
        SelectOption { value: Some(value.into()), words: words.into(), ..SelectOption::default() }
    }

    fn render_in(&self, chosen: Option<&str>) -> Markup {
        let value = self.value.as_ref().unwrap_or(&self.words);
        let selected =
            self.selected.unwrap_or_else(|| !value.is_empty() && chosen == Some(value.as_ref()));
        element("option")
            .attr_some("value", self.value.as_deref())
            .flag("selected", selected)
            .flag("disabled", self.disabled)
            .attributes(&self.attributes)
            .around(html! { (self.words) })
    }
}

impl Render for Select<'_> {
    fn render(&self) -> Markup {
        let question = Question {
            id: id_or_name(self.id, self.name),
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
            described_by: self.described_by,
        };
        let list = element("select")
            .class("govuk-select")
            .class(self.width.class())
            .class(self.classes)
            .class_if(self.error.is_some(), "govuk-select--error")
            .attr("id", question.id)
            .attr("name", self.name)
            .flag("disabled", self.disabled)
            .attr_given("aria-describedby", &question.description())
            .attributes(&self.attributes)
            .around(html! { @for option in &self.options { (option.render_in(self.value)) } });
        question.group("", &self.form_group).around(html! {
            (self.label.render_for(question.id, ""))
            (question.help())
            (list)
        })
    }
}
