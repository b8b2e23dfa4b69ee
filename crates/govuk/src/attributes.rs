//! `Attributes`: further HTML attributes of a component's outermost (or named) element.

use std::borrow::Cow;

use crate::content::escape;

/// Attributes that a component has no option for, such as `data-…`, `aria-…` or `lang`.
///
/// Names are written in the code (`&'static str`), never taken from a visitor; values are escaped.
///
/// ```
/// use govuk::{Attributes, Button};
///
/// let attributes = Attributes::new().with("data-key", "s").flag("autofocus");
/// let button = Button { attributes, ..Button::new("Save") };
/// ```
#[derive(Clone, Debug, Default)]
pub struct Attributes<'a>(Vec<(&'static str, Option<Cow<'a, str>>)>);

impl<'a> Attributes<'a> {
    /// No attributes.
    pub const fn new() -> Self {
        Attributes(Vec::new())
    }

    /// Adds `name="value"`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.0.push((name, Some(value.into())));
        self
    }

    /// Adds a boolean attribute, which has no value.
    #[must_use]
    pub fn flag(mut self, name: &'static str) -> Self {
        self.0.push((name, None));
        self
    }

    /// Appends all attributes, each with a space before it.
    pub(crate) fn write(&self, buffer: &mut String) {
        for (name, value) in &self.0 {
            buffer.push(' ');
            buffer.push_str(name);
            if let Some(value) = value {
                buffer.push_str("=\"");
                escape(value, buffer);
                buffer.push('"');
            }
        }
    }
}

impl<'a, const N: usize> From<[(&'static str, &'a str); N]> for Attributes<'a> {
    fn from(pairs: [(&'static str, &'a str); N]) -> Self {
        pairs.into_iter().fold(Attributes::new(), |all, (name, value)| all.with(name, value))
    }
}
