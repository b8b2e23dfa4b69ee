//! Radios: one of a few.

use maud::{Markup, Render};

use crate::attributes::Attributes;
use crate::components::choices::Choices;
use crate::components::{Choice, ErrorMessage, Hint, Legend};
use crate::question::{FormGroup, Question, id_or_name};

/// One of a few.
///
/// ```
/// use govuk::{Choice, Legend, Radios};
///
/// let outcome = Radios {
///     name: "outcome",
///     legend: Legend::new("Was the complaint upheld?").page_heading(),
///     choices: vec![Choice::new("upheld", "Yes"), Choice::new("not-upheld", "No")],
///     inline: true,
///     ..Radios::default()
/// };
/// ```
#[derive(Clone, Debug, Default)]
pub struct Radios<'a> {
    /// Id of the first choice, which hint, error and error summary are tied to. Empty: the name.
    pub id_prefix: &'a str,
    /// Name in the form that is sent.
    pub name: &'a str,
    /// What is asked. Only a group that something else labels goes without.
    pub legend: Legend<'a>,
    /// Help below the legend.
    pub hint: Option<Hint<'a>>,
    /// What is wrong with the answer.
    pub error: Option<ErrorMessage<'a>>,
    /// What can be chosen.
    pub choices: Vec<Choice<'a>>,
    /// Value of the choice that is chosen.
    pub value: Option<&'a str>,
    /// Whether the choices stand beside each other: for two short ones.
    pub inline: bool,
    /// Whether they are small: for filters, not for questions to customers.
    pub small: bool,
    /// Ids of further elements that describe the group, with spaces between.
    pub described_by: &'a str,
    /// Further classes of the group of choices.
    pub classes: &'a str,
    /// Further attributes of the group of choices.
    pub attributes: Attributes<'a>,
    /// Further classes of the fieldset.
    pub fieldset_classes: &'a str,
    /// Further attributes of the fieldset.
    pub fieldset_attributes: Attributes<'a>,
    /// The `div` around the question.
    pub form_group: FormGroup<'a>,
}

impl Render for Radios<'_> {
    fn render(&self) -> Markup {
        let question = Question {
            id: id_or_name(self.id_prefix, self.name),
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
            described_by: self.described_by,
        };
        let group = question.group("", &self.form_group);
        let choices = Choices {
            plural: "radios",
            input_type: "radio",
            name: self.name,
            question,
            legend: &self.legend,
            fieldset_classes: self.fieldset_classes,
            fieldset_attributes: &self.fieldset_attributes,
            choices: &self.choices,
            chosen: &|value| self.value == Some(value),
            group_class: match (self.inline, self.small) {
                (false, false) => "",
                (true, false) => "govuk-radios--inline",
                (false, true) => "govuk-radios--small",
                (true, true) => "govuk-radios--inline govuk-radios--small",
            },
            classes: self.classes,
            attributes: &self.attributes,
        };
        group.around(choices.render())
    }
}
