//! Text input: one line of text, a number, an address.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::components::{ErrorMessage, Hint, Label};
use crate::content::Content;
use crate::element::{Element, element};
use crate::question::{FormGroup, Question, id_or_name};

/// One line of text.
///
/// ```
/// use govuk::{Input, InputType, Label, Width};
///
/// let email = Input {
///     name: "email",
///     label: Label::new("Email address"),
///     hint: Some("We only use this to send you the reply.".into()),
///     input_type: InputType::Email,
///     autocomplete: "email",
///     spellcheck: Some(false),
///     width: Width::TwoThirds,
///     ..Input::default()
/// };
/// ```
#[derive(Clone, Debug, Default)]
pub struct Input<'a> {
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
    pub value: Option<&'a str>,
    /// Kind of text.
    pub input_type: InputType,
    /// How wide the box is, which hints at how long an answer is.
    pub width: Width,
    /// What the browser may fill in: WCAG asks for it wherever the answer is about the person.
    pub autocomplete: &'a str,
    /// Keyboard on a telephone: "numeric" for codes and whole numbers.
    pub inputmode: &'a str,
    /// Whether the browser checks spelling. Off for names, codes and addresses.
    pub spellcheck: Option<bool>,
    /// What the browser writes in capitals.
    pub autocapitalize: &'a str,
    /// Pattern of the answer, for older telephones' keyboards.
    pub pattern: &'a str,
    /// Whether the box is off. Hard to read for many: prefer to leave the question out.
    pub disabled: bool,
    /// Shown in the box's frame before the answer: "£".
    pub prefix: Option<Affix<'a>>,
    /// Shown in the box's frame after the answer: "working days".
    pub suffix: Option<Affix<'a>>,
    /// Ids of further elements that describe the box, with spaces between.
    pub described_by: &'a str,
    /// Further classes of the box.
    pub classes: &'a str,
    /// Further attributes of the box.
    pub attributes: Attributes<'a>,
    /// The `div` around the question.
    pub form_group: FormGroup<'a>,
    /// Further classes of the `div` around prefix, box and suffix.
    pub wrapper_classes: &'a str,
    /// Further attributes of that `div`.
    pub wrapper_attributes: Attributes<'a>,
}

/// Kind of text, which chooses a telephone's keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputType {
    /// Any text. Also for numbers and dates, with `inputmode: "numeric"`.
    #[default]
    Text,
    /// An email address.
    Email,
    /// A telephone number.
    Tel,
    /// A web address.
    Url,
    /// Words to look for.
    Search,
    /// A number with arrows; prefer `Text` with `inputmode`.
    Number,
    /// Hidden text; see [`crate::PasswordInput`].
    Password,
}

impl InputType {
    fn name(self) -> &'static str {
        match self {
            InputType::Text => "text",
            InputType::Email => "email",
            InputType::Tel => "tel",
            InputType::Url => "url",
            InputType::Search => "search",
            InputType::Number => "number",
            InputType::Password => "password",
        }
    }
}

/// Width of a box: in characters, which stays the same, or as a share of its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say all there is")]
pub enum Width {
    #[default]
    Full,
    ThreeQuarters,
    TwoThirds,
    OneHalf,
    OneThird,
    OneQuarter,
    Characters30,
    Characters20,
    Characters10,
    Characters5,
    Characters4,
    Characters3,
    Characters2,
}

impl Width {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Width::Full => "",
            Width::ThreeQuarters => "govuk-!-width-three-quarters",
            Width::TwoThirds => "govuk-!-width-two-thirds",
            Width::OneHalf => "govuk-!-width-one-half",
            Width::OneThird => "govuk-!-width-one-third",
            Width::OneQuarter => "govuk-!-width-one-quarter",
            Width::Characters30 => "govuk-input--width-30",
            Width::Characters20 => "govuk-input--width-20",
            Width::Characters10 => "govuk-input--width-10",
            Width::Characters5 => "govuk-input--width-5",
            Width::Characters4 => "govuk-input--width-4",
            Width::Characters3 => "govuk-input--width-3",
            Width::Characters2 => "govuk-input--width-2",
        }
    }
}

/// What stands in the frame of a box beside the answer. It is not read out, so the label must
/// say the same ("Cost in pounds").
#[derive(Clone, Debug, Default)]
pub struct Affix<'a> {
    /// A sign or a unit.
    pub content: Content<'a>,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a, C: Into<Content<'a>>> From<C> for Affix<'a> {
    fn from(content: C) -> Self {
        Affix { content: content.into(), ..Affix::default() }
    }
}

impl Affix<'_> {
    fn render_as(&self, class: &str) -> Markup {
        element("div")
            .class(class)
            .class(self.classes)
            .attr("aria-hidden", "true")
            .attributes(&self.attributes)
            .around(&self.content)
    }
}

impl Input<'_> {
    pub(crate) fn question(&self) -> Question<'_> {
        Question {
            id: id_or_name(self.id, self.name),
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
            described_by: self.described_by,
        }
    }

    /// The question in a group that another component may have prepared, with a button or the
    /// like after the box.
    pub(crate) fn render_in(&self, group: Element, class: &str, after: Option<Markup>) -> Markup {
        let question = self.question();
        let id = question.id;
        let affixed = self.prefix.is_some() || self.suffix.is_some() || after.is_some();
        group.around(html! {
            (self.label.render_for(id, ""))
            (question.help())
            @if affixed {
                (element("div")
                    .class("govuk-input__wrapper")
                    .class(self.wrapper_classes)
                    .attributes(&self.wrapper_attributes)
                    .around(html! {
                        @if let Some(it) = &self.prefix { (it.render_as("govuk-input__prefix")) }
                        (self.box_itself(&question, class))
                        @if let Some(it) = &self.suffix { (it.render_as("govuk-input__suffix")) }
                        @if let Some(after) = after { (after) }
                    }))
            } @else {
                (self.box_itself(&question, class))
            }
        })
    }

    fn box_itself(&self, question: &Question, class: &str) -> Markup {
        element("input")
            .class("govuk-input")
            .class(class)
            .class(self.width.class())
            .class(self.classes)
            .class_if(self.error.is_some(), "govuk-input--error")
            .attr("id", question.id)
            .attr("name", self.name)
            .attr("type", self.input_type.name())
            .attr_some("spellcheck", self.spellcheck.map(|on| if on { "true" } else { "false" }))
            .attr_some("value", self.value)
            .flag("disabled", self.disabled)
            .attr_given("aria-describedby", &question.description())
            .attr_given("autocomplete", self.autocomplete)
            .attr_given("autocapitalize", self.autocapitalize)
            .attr_given("pattern", self.pattern)
            .attr_given("inputmode", self.inputmode)
            .attributes(&self.attributes)
            .void()
    }
}

impl Render for Input<'_> {
    fn render(&self) -> Markup {
        self.render_in(self.question().group("", &self.form_group), "", None)
    }
}
