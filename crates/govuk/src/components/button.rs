//! Button: does something; or a link that looks like one.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;

/// Sends a form, does something, or leads to the start of a service.
///
/// ```
/// use govuk::Button;
///
/// let buttons = [
///     Button::new("Save and continue").once(),
///     Button::new("Save as draft").secondary().named("action", "draft"),
///     Button::link("Complain", "/complain").start(),
/// ];
/// ```
#[derive(Clone, Debug, Default)]
pub struct Button<'a> {
    /// What it does, beginning with a verb.
    pub content: Content<'a>,
    /// Where a link leads. Empty: a real button.
    pub href: Cow<'a, str>,
    /// Its colour, which says how important or dangerous it is.
    pub look: ButtonLook,
    /// Whether it starts a service, which an arrow shows.
    pub start: bool,
    /// What a real button does.
    pub button_type: ButtonType,
    /// Name in the form that is sent, for forms with several buttons.
    pub name: &'a str,
    /// Value that is sent with the name.
    pub value: Cow<'a, str>,
    /// Whether it is off. Hard to read for many: prefer an error message after pressing it.
    pub disabled: bool,
    /// Whether the script ignores a second click within a second.
    pub prevent_double_click: bool,
    /// Id.
    pub id: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// Colour of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonLook {
    /// The one thing that most people will do here.
    #[default]
    Primary,
    /// Everything else that can be done here.
    Secondary,
    /// What cannot be undone.
    Warning,
    /// On a dark background.
    Inverse,
}

/// What a real button does in its form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonType {
    /// Sends the form.
    #[default]
    Submit,
    /// Nothing without a script.
    Button,
    /// Empties the form, which nobody ever wants.
    Reset,
}

impl<'a> Button<'a> {
    /// A button that sends its form.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Button { content: content.into(), ..Button::default() }
    }

    /// A link that looks like a button.
    pub fn link(content: impl Into<Content<'a>>, href: impl Into<Cow<'a, str>>) -> Self {
        Button { content: content.into(), href: href.into(), ..Button::default() }
    }

    /// Makes it one of several things that can be done.
    #[must_use]
    pub fn secondary(mut self) -> Self {
        self.look = ButtonLook::Secondary;
        self
    }

    /// Warns that it cannot be undone.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.look = ButtonLook::Warning;
        self
    }

    /// Makes it light, for a dark background.
    #[must_use]
    pub fn inverse(mut self) -> Self {
        self.look = ButtonLook::Inverse;
        self
    }

    /// Makes it start a service.
    #[must_use]
    pub fn start(mut self) -> Self {
        self.start = true;
        self
    }

    /// Says which of a form's buttons was pressed.
    #[must_use]
    pub fn named(mut self, name: &'a str, value: impl Into<Cow<'a, str>>) -> Self {
        self.name = name;
        self.value = value.into();
        self
    }

    /// Ignores a second click within a second.
    #[must_use]
    pub fn once(mut self) -> Self {
        self.prevent_double_click = true;
        self
    }

    fn inner(&self) -> Markup {
        html! {
            // A start button's children stand in a row: loose markup would lose its spaces.
            @if self.start && self.content.is_markup() {
                span { (self.content) }
            } @else {
                (self.content)
            }
            @if self.start {
                svg.govuk-button__start-icon xmlns="http://www.w3.org/2000/svg" width="17.5"
                    height="19" viewBox="0 0 33 40" aria-hidden="true" focusable="false" {
                    path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" {}
                }
            }
        }
    }
}

impl Render for Button<'_> {
    fn render(&self) -> Markup {
        let is_link = !self.href.is_empty();
        let button = element(if is_link { "a" } else { "button" })
            .class("govuk-button")
            .class(match self.look {
                ButtonLook::Primary => "",
                ButtonLook::Secondary => "govuk-button--secondary",
                ButtonLook::Warning => "govuk-button--warning",
                ButtonLook::Inverse => "govuk-button--inverse",
            })
            .class(self.classes)
            .class_if(self.start, "govuk-button--start")
            .attr("data-module", "govuk-button")
            .attributes(&self.attributes)
            .attr_given("id", self.id);
        let button = if is_link {
            button.attr("href", &self.href).attr("role", "button").attr("draggable", "false")
        } else {
            button
                .attr(
                    "type",
                    match self.button_type {
                        ButtonType::Submit => "submit",
                        ButtonType::Button => "button",
                        ButtonType::Reset => "reset",
                    },
                )
                .attr_given("value", &self.value)
                .attr_given("name", self.name)
                .flag("disabled", self.disabled)
                .attr_some("aria-disabled", self.disabled.then_some("true"))
                .attr_some("data-prevent-double-click", self.prevent_double_click.then_some("true"))
        };
        button.around(self.inner())
    }
}
