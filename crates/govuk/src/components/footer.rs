//! Footer: links about the service, the licence and whose it is, without the crown and the crest.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// The end of every page.
///
/// GOV.UK's footer has the crown above and the Royal Arms beside the copyright line, to which a
/// council has no right; both are left out, and the copyright line is the council's own.
#[derive(Clone, Debug)]
pub struct Footer<'a> {
    /// Columns of links.
    pub sections: Vec<FooterSection<'a>>,
    /// Links about the service: accessibility statement, privacy, cookies.
    pub links: Vec<FooterLink<'a>>,
    /// A line below them.
    pub meta: Content<'a>,
    /// Heading of the links, read out only.
    pub links_title: &'a str,
    /// Under which licence the content is.
    pub licence: Licence<'a>,
    /// Whose the content is: "© Anytown Council".
    pub copyright: Content<'a>,
    /// Further classes of the container.
    pub container_classes: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// A column of links.
#[derive(Clone, Debug, Default)]
pub struct FooterSection<'a> {
    /// Its title.
    pub title: Content<'a>,
    /// Its links.
    pub links: Vec<FooterLink<'a>>,
    /// Its share of the width: "two-thirds", "one-quarter". Empty: all of it.
    pub width: &'a str,
    /// In how many columns the links stand, if more than one.
    pub columns: u8,
}

/// A link in the footer.
#[derive(Clone, Debug, Default)]
pub struct FooterLink<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// Where it leads.
    pub href: Cow<'a, str>,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// Under which licence the content is.
#[derive(Clone, Debug, Default)]
pub enum Licence<'a> {
    /// Nothing is said.
    #[default]
    Unstated,
    /// Open Government Licence, with its sign, in English.
    OpenGovernment,
    /// Open Government Licence, with its sign, in words of one's own.
    OpenGovernmentIn(Content<'a>),
}

impl<'a> FooterLink<'a> {
    /// A link.
    pub fn new(content: impl Into<Content<'a>>, href: impl Into<Cow<'a, str>>) -> Self {
        FooterLink { content: content.into(), href: href.into(), ..FooterLink::default() }
    }
}

impl<'a> Footer<'a> {
    /// An empty footer in the language of `words`.
    pub fn new(words: &'a Words) -> Self {
        Footer {
            sections: Vec::new(),
            links: Vec::new(),
            meta: Content::default(),
            links_title: words.support_links,
            licence: Licence::Unstated,
            copyright: Content::default(),
            container_classes: "",
            classes: "",
            attributes: Attributes::new(),
        }
    }

    fn meta(&self) -> Markup {
        html! {
            @if !self.links.is_empty() || !self.meta.is_empty() {
                h2.govuk-visually-hidden { (self.links_title) }
                @if !self.links.is_empty() {
                    ul.govuk-footer__inline-list {
                        @for link in &self.links {
                            li.govuk-footer__inline-list-item { (link) }
                        }
                    }
                }
                @if !self.meta.is_empty() { div.govuk-footer__meta-custom { (self.meta) } }
            }
        }
    }
}

impl Render for FooterLink<'_> {
    fn render(&self) -> Markup {
        element("a")
            .class("govuk-footer__link")
            .attr("href", &self.href)
            .attributes(&self.attributes)
            .around(&self.content)
    }
}

impl Render for FooterSection<'_> {
    fn render(&self) -> Markup {
        let width = if self.width.is_empty() { "full" } else { self.width };
        element("div")
            .class("govuk-footer__section")
            .class(&format!("govuk-grid-column-{width}"))
            .around(html! {
                h2.govuk-footer__heading.govuk-heading-m { (self.title) }
                @if !self.links.is_empty() {
                    (element("ul")
                        .class("govuk-footer__list")
                        .class_if(
                            self.columns > 0,
                            &format!("govuk-footer__list--columns-{}", self.columns),
                        )
                        .around(html! {
                            @for link in &self.links { li.govuk-footer__list-item { (link) } }
                        }))
                }
            })
    }
}

impl Render for Licence<'_> {
    fn render(&self) -> Markup {
        let words = match self {
            Licence::Unstated => return html! {},
            Licence::OpenGovernment => html! {
                "All content is available under the "
                a.govuk-footer__link href=(OPEN_GOVERNMENT_LICENCE) rel="license" {
                    "Open Government Licence v3.0"
                }
                ", except where otherwise stated"
            },
            Licence::OpenGovernmentIn(words) => words.render(),
        };
        html! {
            (PreEscaped(OPEN_GOVERNMENT_LOGO))
            span.govuk-footer__licence-description { (words) }
        }
    }
}

impl Render for Footer<'_> {
    fn render(&self) -> Markup {
        element("div")
            .class("govuk-footer")
            .class(self.classes)
            .attributes(&self.attributes)
            .around(
                element("div").class("govuk-width-container").class(self.container_classes).around(
                    html! {
                        @if !self.sections.is_empty() {
                            div.govuk-footer__navigation {
                                @for section in &self.sections { (section) }
                            }
                            hr.govuk-footer__section-break;
                        }
                        div.govuk-footer__meta {
                            div class="govuk-footer__meta-item govuk-footer__meta-item--grow" {
                                (self.meta())
                                (self.licence)
                            }
                            @if !self.copyright.is_empty() {
                                div.govuk-footer__meta-item { (self.copyright) }
                            }
                        }
                    },
                ),
            )
    }
}

const OPEN_GOVERNMENT_LICENCE: &str =
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

const OPEN_GOVERNMENT_LOGO: &str = r#"<svg aria-hidden="true" focusable="false" class="govuk-footer__licence-logo" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 483.2 195.7" height="17" width="41"><path fill="currentColor" d="M421.5 142.8V.1l-50.7 32.3v161.1h112.4v-50.7zm-122.3-9.6A47.12 47.12 0 0 1 221 97.8c0-26 21.1-47.1 47.1-47.1 16.7 0 31.4 8.7 39.7 21.8l42.7-27.2A97.63 97.63 0 0 0 268.1 0c-36.5 0-68.3 20.1-85.1 49.7A98 98 0 0 0 97.8 0C43.9 0 0 43.9 0 97.8s43.9 97.8 97.8 97.8c36.5 0 68.3-20.1 85.1-49.7a97.76 97.76 0 0 0 149.6 25.4l19.4 22.2h3v-87.8h-80l24.3 27.5zM97.8 145c-26 0-47.1-21.1-47.1-47.1s21.1-47.1 47.1-47.1 47.2 21 47.2 47S123.8 145 97.8 145"/></svg>"#;
