//! Tag: the state of something, in a word.

use maud::{Markup, Render};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;

/// The state of something, in a word. The word must say it all: the colour only helps.
#[derive(Clone, Debug, Default)]
pub struct Tag<'a> {
    /// The word.
    pub content: Content<'a>,
    /// Its colour.
    pub colour: TagColour,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// Colour of a [`Tag`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say all there is")]
pub enum TagColour {
    #[default]
    Blue,
    Grey,
    Green,
    Teal,
    Purple,
    Magenta,
    Red,
    Orange,
    Yellow,
}

impl<'a> Tag<'a> {
    /// A blue tag.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Tag { content: content.into(), ..Tag::default() }
    }

    /// A tag of a colour.
    pub fn coloured(colour: TagColour, content: impl Into<Content<'a>>) -> Self {
        Tag { content: content.into(), colour, ..Tag::default() }
    }

    /// The tag with a class of the component that it stands in.
    pub(crate) fn render_as(&self, class: &str) -> Markup {
        element("strong")
            .class("govuk-tag")
            .class(class)
            .class(self.colour.class())
            .class(self.classes)
            .attributes(&self.attributes)
            .around(&self.content)
    }
}

impl Render for Tag<'_> {
    fn render(&self) -> Markup {
        self.render_as("")
    }
}

impl TagColour {
    fn class(self) -> &'static str {
        match self {
            TagColour::Blue => "",
            TagColour::Grey => "govuk-tag--grey",
            TagColour::Green => "govuk-tag--green",
            TagColour::Teal => "govuk-tag--teal",
            TagColour::Purple => "govuk-tag--purple",
            TagColour::Magenta => "govuk-tag--magenta",
            TagColour::Red => "govuk-tag--red",
            TagColour::Orange => "govuk-tag--orange",
            TagColour::Yellow => "govuk-tag--yellow",
        }
    }
}
