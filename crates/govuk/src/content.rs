//! `Content`: words or markup, wherever a component takes either.

use std::borrow::Cow;
use std::fmt;

use maud::{Escaper, Markup, PreEscaped, Render};

/// Words, which are escaped, or markup, which is written as it is.
///
/// Every text option of every component is a `Content`, so a caller passes `"Save"`,
/// `format!("{n} cases")` or `html! { … }` through `.into()`, and text from a visitor can never
/// become markup by accident.
#[derive(Clone)]
pub enum Content<'a> {
    /// Plain words.
    Words(Cow<'a, str>),
    /// Markup that has been escaped where it was made.
    Markup(Markup),
}

impl Content<'_> {
    /// Whether there is nothing to show. Components leave out a part whose content is empty.
    pub fn is_empty(&self) -> bool {
        match self {
            Content::Words(words) => words.is_empty(),
            Content::Markup(markup) => markup.0.is_empty(),
        }
    }

    /// The words, when it is words.
    pub(crate) fn words(&self) -> Option<&str> {
        match self {
            Content::Words(words) => Some(words),
            Content::Markup(_) => None,
        }
    }

    /// Whether it is markup. A few components wrap bare words in a paragraph but not markup.
    pub(crate) fn is_markup(&self) -> bool {
        matches!(self, Content::Markup(_))
    }
}

impl Default for Content<'_> {
    fn default() -> Self {
        Content::Words(Cow::Borrowed(""))
    }
}

impl Render for Content<'_> {
    fn render_to(&self, buffer: &mut String) {
        match self {
            Content::Words(words) => escape(words, buffer),
            Content::Markup(markup) => buffer.push_str(&markup.0),
        }
    }
}

/// Shows the text as written, so that a component can derive `Debug` for failing tests.
impl fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Content::Words(words) => write!(f, "{words:?}"),
            Content::Markup(PreEscaped(markup)) => write!(f, "markup {markup:?}"),
        }
    }
}

impl<'a> From<&'a str> for Content<'a> {
    fn from(words: &'a str) -> Self {
        Content::Words(Cow::Borrowed(words))
    }
}

impl<'a> From<&'a String> for Content<'a> {
    fn from(words: &'a String) -> Self {
        Content::Words(Cow::Borrowed(words))
    }
}

impl From<String> for Content<'_> {
    fn from(words: String) -> Self {
        Content::Words(Cow::Owned(words))
    }
}

impl<'a> From<Cow<'a, str>> for Content<'a> {
    fn from(words: Cow<'a, str>) -> Self {
        Content::Words(words)
    }
}

impl From<Markup> for Content<'_> {
    fn from(markup: Markup) -> Self {
        Content::Markup(markup)
    }
}

/// Appends `text` so that it is safe in content and in a double-quoted attribute.
pub(crate) fn escape(text: &str, buffer: &mut String) {
    use fmt::Write;
    // Writing to a String does not fail, and there is nobody to tell if it did.
    let _ = Escaper::new(buffer).write_str(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use maud::html;

    #[test]
    fn words_are_escaped_and_markup_is_not() {
        assert_eq!(Content::from("<b> & \"x\"").render().0, "&lt;b&gt; &amp; &quot;x&quot;");
        assert_eq!(Content::from(html! { b { "x" } }).render().0, "<b>x</b>");
    }

    #[test]
    fn default_content_is_empty() {
        assert!(Content::default().is_empty());
        assert!(Content::from(html! {}).is_empty());
        assert!(!Content::from("0").is_empty());
    }
}
