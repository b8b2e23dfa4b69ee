//! Writes one element whose attributes are known only at run time, which maud's macro cannot.

use maud::{Markup, PreEscaped, Render};

use crate::attributes::Attributes;
use crate::content::escape;

/// An element in the making: name, classes, attributes, then its content.
pub(crate) struct Element {
    name: &'static str,
    classes: String,
    attributes: String,
}

/// Starts an element. The name is one of HTML's, written in the code.
pub(crate) fn element(name: &'static str) -> Element {
    Element { name, classes: String::new(), attributes: String::new() }
}

/// Starts a heading; levels outside 1 to 6 do not exist in HTML and become the nearest.
pub(crate) fn heading(level: u8) -> Element {
    element(match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    })
}

impl Element {
    /// Adds one or several classes; an empty text adds nothing.
    pub(crate) fn class(mut self, classes: &str) -> Self {
        if !classes.is_empty() {
            if !self.classes.is_empty() {
                self.classes.push(' ');
            }
            self.classes.push_str(classes);
        }
        self
    }

    /// Adds a class when the condition holds.
    pub(crate) fn class_if(self, condition: bool, class: &str) -> Self {
        if condition { self.class(class) } else { self }
    }

    /// Adds `name="value"`, also when the value is empty.
    pub(crate) fn attr(mut self, name: &str, value: &str) -> Self {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        escape(value, &mut self.attributes);
        self.attributes.push('"');
        self
    }

    /// Adds `name="value"` unless the value is empty, which means "not given" for ids, links
    /// and the like.
    pub(crate) fn attr_given(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.attr(name, value) }
    }

    /// Adds `name="value"` when there is a value, which may be empty.
    pub(crate) fn attr_some(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Adds a boolean attribute when the condition holds.
    pub(crate) fn flag(mut self, name: &str, condition: bool) -> Self {
        if condition {
            self.attributes.push(' ');
            self.attributes.push_str(name);
        }
        self
    }

    /// Adds the caller's own attributes.
    pub(crate) fn attributes(mut self, attributes: &Attributes) -> Self {
        attributes.write(&mut self.attributes);
        self
    }

    /// The element around its content.
    pub(crate) fn around(self, content: impl Render) -> Markup {
        let mut out = String::with_capacity(64 + self.classes.len() + self.attributes.len());
        self.open(&mut out);
        content.render_to(&mut out);
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
        PreEscaped(out)
    }

    /// The element without content or end tag, such as `input`.
    pub(crate) fn void(self) -> Markup {
        let mut out = String::with_capacity(32 + self.classes.len() + self.attributes.len());
        self.open(&mut out);
        PreEscaped(out)
    }

    fn open(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        if !self.classes.is_empty() {
            out.push_str(" class=\"");
            escape(&self.classes, out);
            out.push('"');
        }
        out.push_str(&self.attributes);
        out.push('>');
    }
}
