//! Date input: a date that a person knows, in three boxes.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::components::{ErrorMessage, Hint, Input, Label, Legend, Width};
use crate::content::Content;
use crate::element::element;
use crate::question::{FormGroup, Question, id_or_name};
use crate::words::Words;

/// A date that a person knows or can look up.
///
/// ```
/// use govuk::{DateInput, Legend, Words};
///
/// let received = DateInput {
///     name_prefix: "received",
///     legend: Legend::new("When did the complaint arrive?"),
///     hint: Some("For example, 27 3 2027.".into()),
///     ..DateInput::new(&Words::ENGLISH)
/// }
/// .values(Some("27"), Some("3"), None)
/// .wrong(&["year"]);
/// ```
///
/// sends `received-day`, `received-month` and `received-year`; the boxes' ids are the same.
#[derive(Clone, Debug)]
pub struct DateInput<'a> {
    /// Id of the group, and of each box before its name. Empty: the prefix of the names.
    pub id: &'a str,
    /// Begins the boxes' names in the form that is sent, before a hyphen. Empty: no prefix.
    pub name_prefix: &'a str,
    /// What is asked.
    pub legend: Legend<'a>,
    /// Help below the legend: an example of a date.
    pub hint: Option<Hint<'a>>,
    /// What is wrong with the answer.
    pub error: Option<ErrorMessage<'a>>,
    /// The boxes: day, month and year unless changed (month and year are a date as well).
    pub parts: Vec<DatePart<'a>>,
    /// Ids of further elements that describe the group, with spaces between.
    pub described_by: &'a str,
    /// Further classes of the group of boxes.
    pub classes: &'a str,
    /// Further attributes of the group of boxes.
    pub attributes: Attributes<'a>,
    /// Further classes of the fieldset.
    pub fieldset_classes: &'a str,
    /// Further attributes of the fieldset.
    pub fieldset_attributes: Attributes<'a>,
    /// The `div` around the question.
    pub form_group: FormGroup<'a>,
}

/// One box of a date.
#[derive(Clone, Debug, Default)]
pub struct DatePart<'a> {
    /// Name without the prefix.
    pub name: Cow<'a, str>,
    /// What the box is for.
    pub label: Content<'a>,
    /// What has been answered so far.
    pub value: Option<&'a str>,
    /// Whether the error is in this box. When it is in none, it is in all.
    pub wrong: bool,
    /// Two or four characters wide.
    pub width: Width,
    /// Id; empty: the group's id and the name.
    pub id: Cow<'a, str>,
    /// What the browser may fill in: "bday-day" and the like.
    pub autocomplete: &'a str,
    /// Keyboard on a telephone; empty: numbers.
    pub inputmode: &'a str,
    /// Pattern of the answer, for older telephones' keyboards.
    pub pattern: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> DatePart<'a> {
    /// A box with a label.
    pub fn new(name: impl Into<Cow<'a, str>>, label: impl Into<Content<'a>>, width: Width) -> Self {
        DatePart { name: name.into(), label: label.into(), width, ..DatePart::default() }
    }
}

impl<'a> DateInput<'a> {
    /// An empty question for day, month and year in the language of `words`.
    pub fn new(words: &'a Words) -> Self {
        DateInput {
            id: "",
            name_prefix: "",
            legend: Legend::default(),
            hint: None,
            error: None,
            parts: vec![
                DatePart::new("day", words.date.day, Width::Characters2),
                DatePart::new("month", words.date.month, Width::Characters2),
                DatePart::new("year", words.date.year, Width::Characters4),
            ],
            described_by: "",
            classes: "",
            attributes: Attributes::new(),
            fieldset_classes: "",
            fieldset_attributes: Attributes::new(),
            form_group: FormGroup::default(),
        }
    }

    /// Fills in what has been answered so far.
    #[must_use]
    pub fn values(
        mut self,
        day: Option<&'a str>,
        month: Option<&'a str>,
        year: Option<&'a str>,
    ) -> Self {
        for part in &mut self.parts {
            part.value = match part.name.as_ref() {
                "day" => day,
                "month" => month,
                "year" => year,
                _ => part.value,
            };
        }
        self
    }

    /// Says in which boxes the error is, by name.
    #[must_use]
    pub fn wrong(mut self, names: &[&str]) -> Self {
        for part in &mut self.parts {
            part.wrong = names.contains(&part.name.as_ref());
        }
        self
    }

    fn render_part(&self, part: &DatePart, group_id: &str, wrong: bool) -> Markup {
        let id = match part.id.as_ref() {
            "" => format!("{group_id}-{}", part.name),
            id => id.to_owned(),
        };
        let name = match self.name_prefix {
            "" => part.name.to_string(),
            prefix => format!("{prefix}-{}", part.name),
        };
        let input = Input {
            id: &id,
            name: &name,
            label: Label {
                content: part.label.clone(),
                classes: "govuk-date-input__label",
                ..Label::default()
            },
            value: part.value,
            width: part.width,
            inputmode: if part.inputmode.is_empty() { "numeric" } else { part.inputmode },
            autocomplete: part.autocomplete,
            pattern: part.pattern,
            classes: part.classes,
            attributes: part.attributes.clone(),
            ..Input::default()
        };
        let class = if wrong {
            "govuk-date-input__input govuk-input--error"
        } else {
            "govuk-date-input__input"
        };
        let group = input.question().group("", &input.form_group);
        html! { div.govuk-date-input__item { (input.render_in(group, class, None)) } }
    }
}

impl Render for DateInput<'_> {
    fn render(&self) -> Markup {
        let question = Question {
            id: id_or_name(self.id, self.name_prefix),
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
            described_by: self.described_by,
        };
        let all_wrong = self.error.is_some() && !self.parts.iter().any(|part| part.wrong);
        let inner = html! {
            (question.help())
            (element("div")
                .class("govuk-date-input")
                .class(self.classes)
                .attributes(&self.attributes)
                .attr_given("id", question.id)
                .around(html! {
                    @for part in &self.parts {
                        (self.render_part(part, question.id, part.wrong || all_wrong))
                    }
                }))
        };
        let group = question.group("", &self.form_group);
        if self.legend.content.is_empty() {
            return group.around(inner);
        }
        // The role makes screen readers tell the description of a group of text boxes; radios
        // and checkboxes do without, where it would be told twice.
        group.around(
            element("fieldset")
                .class("govuk-fieldset")
                .class(self.fieldset_classes)
                .attr("role", "group")
                .attr_given("aria-describedby", &question.description())
                .attributes(&self.fieldset_attributes)
                .around(html! { (self.legend) (inner) }),
        )
    }
}
