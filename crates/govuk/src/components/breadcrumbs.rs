//! Breadcrumbs: the pages above this one.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// The pages above this one, from the top.
#[derive(Clone, Debug)]
pub struct Breadcrumbs<'a> {
    /// The pages.
    pub crumbs: Vec<Crumb<'a>>,
    /// Whether narrow screens show only the first and the last.
    pub collapse_on_mobile: bool,
    /// Whether they stand on a dark background.
    pub inverse: bool,
    /// Name of the navigation to assistive technologies.
    pub label: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// One page above this one, or this one.
#[derive(Clone, Debug, Default)]
pub struct Crumb<'a> {
    /// The page's name.
    pub content: Content<'a>,
    /// Its address. Empty: it is this page.
    pub href: Cow<'a, str>,
    /// Further attributes of the link.
    pub attributes: Attributes<'a>,
}

impl<'a> Crumb<'a> {
    /// A page above this one.
    pub fn new(content: impl Into<Content<'a>>, href: impl Into<Cow<'a, str>>) -> Self {
        Crumb { content: content.into(), href: href.into(), ..Crumb::default() }
    }

    /// This page.
    pub fn current(content: impl Into<Content<'a>>) -> Self {
        Crumb { content: content.into(), ..Crumb::default() }
    }
}

impl<'a> Breadcrumbs<'a> {
    /// Breadcrumbs in the language of `words`.
    pub fn new(words: &'a Words, crumbs: Vec<Crumb<'a>>) -> Self {
        Breadcrumbs {
            crumbs,
            collapse_on_mobile: false,
            inverse: false,
            label: words.breadcrumb,
            classes: "",
            attributes: Attributes::new(),
        }
    }
}

impl Render for Breadcrumbs<'_> {
    fn render(&self) -> Markup {
        element("nav")
            .class("govuk-breadcrumbs")
            .class_if(self.inverse, "govuk-breadcrumbs--inverse")
            .class(self.classes)
            .class_if(self.collapse_on_mobile, "govuk-breadcrumbs--collapse-on-mobile")
            .attributes(&self.attributes)
            .attr("aria-label", self.label)
            .around(html! {
                ol.govuk-breadcrumbs__list {
                    @for crumb in &self.crumbs {
                        @if crumb.href.is_empty() {
                            li.govuk-breadcrumbs__list-item aria-current="page" { (crumb.content) }
                        } @else {
                            li.govuk-breadcrumbs__list-item {
                                (element("a")
                                    .class("govuk-breadcrumbs__link")
                                    .attr("href", &crumb.href)
                                    .attributes(&crumb.attributes)
                                    .around(&crumb.content))
                            }
                        }
                    }
                }
            })
    }
}
