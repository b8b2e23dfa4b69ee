//! Textarea: several lines of text.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::components::{ErrorMessage, Hint, Label};
use crate::element::{Element, element};
use crate::question::{FormGroup, Question, id_or_name};

/// Several lines of text. Where there is a limit, [`crate::CharacterCount`] tells it.
#[derive(Clone, Debug)]
pub struct Textarea<'a> {
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
    /// What has been answered so far.
    pub value: &'a str,
    /// Height in lines.
    pub rows: u8,
    /// What the browser may fill in.
    pub autocomplete: &'a str,
    /// Whether the browser checks spelling.
    pub spellcheck: Option<bool>,
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

impl Default for Textarea<'_> {
    fn default() -> Self {
        Textarea {
            id: "",
            name: "",
            label: Label::default(),
            hint: None,
            error: None,
            value: "",
            rows: 5,
            autocomplete: "",
            spellcheck: None,
            disabled: false,
            described_by: "",
            classes: "",
            attributes: Attributes::new(),
            form_group: FormGroup::default(),
        }
    }
}

impl Textarea<'_> {
    pub(crate) fn question(&self) -> Question<'_> {
        Question {
            id: id_or_name(self.id, self.name),
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
            described_by: self.described_by,
        }
    }

    /// The question in a group that another component may have prepared.
    pub(crate) fn render_in(&self, group: Element, class: &str, after: Markup) -> Markup {
        let question = self.question();
        let text = element("textarea")
            .class("govuk-textarea")
            .class_if(self.error.is_some(), "govuk-textarea--error")
            .class(class)
            .class(self.classes)
            .attr("id", question.id)
            .attr("name", self.name)
            .attr("rows", &self.rows.to_string())
            .attr_some("spellcheck", self.spellcheck.map(|on| if on { "true" } else { "false" }))
            .flag("disabled", self.disabled)
            .attr_given("aria-describedby", &question.description())
            .attr_given("autocomplete", self.autocomplete)
            .attributes(&self.attributes)
            .around(html! {
                // A browser drops a line break right after the tag: an answer that begins with
                // one would lose it each time the form comes back.
                @if self.value.starts_with(['\n', '\r']) { "\n" }
                (self.value)
            });
        group.around(html! {
            (self.label.render_for(question.id, ""))
            (question.help())
            (text)
            (after)
        })
    }
}

impl Render for Textarea<'_> {
    fn render(&self) -> Markup {
        self.render_in(self.question().group("", &self.form_group), "", html! {})
    }
}
