//! Generic header: the organisation's name or logo, without the crown, which is GOV.UK's alone.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;

/// The organisation's name or logo.
#[derive(Clone, Debug, Default)]
pub struct GenericHeader<'a> {
    /// Name, or an `img` or `svg` whose alternative text is the name.
    pub logo: Content<'a>,
    /// Where it leads. Empty: "/".
    pub href: &'a str,
    /// Classes of its container instead of the page's width.
    pub container_classes: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> GenericHeader<'a> {
    /// A header that leads to `href`.
    pub fn new(logo: impl Into<Content<'a>>, href: &'a str) -> Self {
        GenericHeader { logo: logo.into(), href, ..GenericHeader::default() }
    }
}

impl Render for GenericHeader<'_> {
    fn render(&self) -> Markup {
        let href = if self.href.is_empty() { "/" } else { self.href };
        let container = match self.container_classes {
            "" => "govuk-width-container",
            classes => classes,
        };
        element("div")
            .class("govuk-generic-header")
            .class(self.classes)
            .attributes(&self.attributes)
            .around(html! {
                div class=(format!("govuk-generic-header__container {container}")) {
                    div.govuk-generic-header__logo {
                        a.govuk-generic-header__homepage-link href=(href) { (self.logo) }
                    }
                }
            })
    }
}
