//! Password input: hidden text that can be shown, because what is seen is typed right.

use maud::{Markup, Render};

use crate::attributes::Attributes;
use crate::components::{
    Button, ButtonLook, ButtonType, ErrorMessage, Hint, Input, InputType, Label,
};
use crate::question::{FormGroup, id_or_name};
use crate::words::Words;

/// A password, with a button that shows it. The button appears only where the script runs.
#[derive(Clone, Debug)]
pub struct PasswordInput<'a> {
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
    /// What has been answered so far. Sending a password back to the browser needs a reason.
    pub value: Option<&'a str>,
    /// "current-password", which is the default, or "new-password".
    pub autocomplete: &'a str,
    /// Whether the box is off.
    pub disabled: bool,
    /// Ids of further elements that describe the box, with spaces between.
    pub described_by: &'a str,
    /// Further classes of the box.
    pub classes: &'a str,
    /// Further attributes of the box.
    pub attributes: Attributes<'a>,
    /// Further classes of the button.
    pub button_classes: &'a str,
    /// The `div` around the question.
    pub form_group: FormGroup<'a>,
    /// What it says of its own accord.
    pub words: &'a Words,
}

impl<'a> PasswordInput<'a> {
    /// An empty question in the language of `words`.
    pub fn new(words: &'a Words) -> Self {
        PasswordInput {
            id: "",
            name: "",
            label: Label::default(),
            hint: None,
            error: None,
            value: None,
            autocomplete: "current-password",
            disabled: false,
            described_by: "",
            classes: "",
            attributes: Attributes::new(),
            button_classes: "",
            form_group: FormGroup::default(),
            words,
        }
    }

    fn button(&self, id: &'a str) -> Markup {
        let words = &self.words.password;
        let classes =
            ["govuk-password-input__toggle govuk-js-password-input-toggle", self.button_classes]
                .join(" ");
        let button = Button {
            button_type: ButtonType::Button,
            look: ButtonLook::Secondary,
            classes: classes.trim_end(),
            attributes: Attributes::new()
                .with("aria-controls", id)
                .with("aria-label", words.show_label)
                .flag("hidden"),
            ..Button::new(words.show)
        };
        button.render()
    }
}

impl Render for PasswordInput<'_> {
    fn render(&self) -> Markup {
        let (words, english) = (&self.words.password, &Words::ENGLISH.password);
        let id = id_or_name(self.id, self.name);
        let input = Input {
            id,
            name: self.name,
            label: self.label.clone(),
            hint: self.hint.clone(),
            error: self.error.clone(),
            value: self.value,
            input_type: InputType::Password,
            autocomplete: self.autocomplete,
            spellcheck: Some(false),
            autocapitalize: "none",
            disabled: self.disabled,
            described_by: self.described_by,
            classes: self.classes,
            attributes: self.attributes.clone(),
            wrapper_classes: "govuk-password-input__wrapper",
            ..Input::default()
        };
        let group = input
            .question()
            .group("govuk-password-input", &self.form_group)
            .attr("data-module", "govuk-password-input")
            .i18n("show-password", words.show, english.show)
            .i18n("hide-password", words.hide, english.hide)
            .i18n("show-password-aria-label", words.show_label, english.show_label)
            .i18n("hide-password-aria-label", words.hide_label, english.hide_label)
            .i18n("password-shown-announcement", words.shown, english.shown)
            .i18n("password-hidden-announcement", words.hidden, english.hidden);
        input.render_in(
            group,
            "govuk-password-input__input govuk-js-password-input-input",
            Some(self.button(id)),
        )
    }
}
