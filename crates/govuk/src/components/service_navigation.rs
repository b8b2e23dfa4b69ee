//! Service navigation: the service's name and its main pages, below the header.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// The service's name and its main pages.
///
/// ```
/// use govuk::{NavigationItem, ServiceNavigation, Words};
///
/// let navigation = ServiceNavigation {
///     service_name: "Kept".into(),
///     service_href: "/",
///     items: vec![
///         NavigationItem::new("Cases", "/cases").active(true),
///         NavigationItem::new("Figures", "/figures"),
///     ],
///     ..ServiceNavigation::new(&Words::ENGLISH)
/// };
/// ```
#[derive(Clone, Debug)]
pub struct ServiceNavigation<'a> {
    /// The service's name.
    pub service_name: Content<'a>,
    /// Its first page. Empty: no link.
    pub service_href: &'a str,
    /// Its main pages.
    pub items: Vec<NavigationItem<'a>>,
    /// Whether narrow screens put the pages behind a button; without a choice, if there are two.
    pub collapse_on_mobile: Option<bool>,
    /// Whether it stands on the brand colour.
    pub inverse: bool,
    /// Name of the whole to assistive technologies.
    pub label: &'a str,
    /// Name of the pages to assistive technologies.
    pub navigation_label: &'a str,
    /// Id of the list of pages.
    pub navigation_id: &'a str,
    /// Further classes of the navigation.
    pub navigation_classes: &'a str,
    /// What the button for narrow screens says.
    pub menu_button: &'a str,
    /// The same to assistive technologies, where it says more. Empty: the same.
    pub menu_button_label: &'a str,
    /// Before everything, such as who is signed in.
    pub start: Content<'a>,
    /// After everything, such as the choice of language.
    pub end: Content<'a>,
    /// Whether `end` stands on the right of the same line where there is room.
    pub end_inline: bool,
    /// Further `li` before the pages.
    pub navigation_start: Content<'a>,
    /// Further `li` after the pages.
    pub navigation_end: Content<'a>,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// One of a service's main pages.
#[derive(Clone, Debug, Default)]
pub struct NavigationItem<'a> {
    /// Its name.
    pub content: Content<'a>,
    /// Its address. Empty: no link.
    pub href: Cow<'a, str>,
    /// Whether it is this very page.
    pub current: bool,
    /// Whether this page is below it.
    pub active: bool,
    /// Further attributes of the link.
    pub attributes: Attributes<'a>,
}

impl<'a> NavigationItem<'a> {
    /// A page.
    pub fn new(content: impl Into<Content<'a>>, href: impl Into<Cow<'a, str>>) -> Self {
        NavigationItem { content: content.into(), href: href.into(), ..NavigationItem::default() }
    }

    /// Says whether the page that is shown is below it.
    #[must_use]
    pub fn active(mut self, active: bool) -> Self {
        self.active = active;
        self
    }
}

impl<'a> ServiceNavigation<'a> {
    /// An empty navigation in the language of `words`.
    pub fn new(words: &'a Words) -> Self {
        ServiceNavigation {
            service_name: Content::default(),
            service_href: "",
            items: Vec::new(),
            collapse_on_mobile: None,
            inverse: false,
            label: words.service_information,
            navigation_label: words.menu,
            navigation_id: "navigation",
            navigation_classes: "",
            menu_button: words.menu,
            menu_button_label: "",
            start: Content::default(),
            end: Content::default(),
            end_inline: false,
            navigation_start: Content::default(),
            navigation_end: Content::default(),
            classes: "",
            attributes: Attributes::new(),
        }
    }

    fn service(&self) -> Markup {
        html! {
            @if !self.service_name.is_empty() {
                span.govuk-service-navigation__service-name {
                    @if self.service_href.is_empty() {
                        span.govuk-service-navigation__text { (self.service_name) }
                    } @else {
                        a.govuk-service-navigation__link href=(self.service_href) {
                            (self.service_name)
                        }
                    }
                }
            }
        }
    }

    fn navigation(&self) -> Markup {
        let nothing = self.items.is_empty()
            && self.navigation_start.is_empty()
            && self.navigation_end.is_empty();
        if nothing {
            return html! {};
        }
        let collapses = self.collapse_on_mobile.unwrap_or(self.items.len() > 1);
        let button_label = match self.menu_button_label {
            label if label == self.menu_button => "",
            label => label,
        };
        element("nav")
            .class("govuk-service-navigation__wrapper")
            .class(self.navigation_classes)
            .attr("aria-label", self.navigation_label)
            .around(html! {
                @if collapses {
                    (element("button")
                        .class("govuk-service-navigation__toggle")
                        .class("govuk-js-service-navigation-toggle")
                        .attr("type", "button")
                        .attr("aria-controls", self.navigation_id)
                        .attr_given("aria-label", button_label)
                        .flag("hidden", true)
                        .attr("aria-hidden", "true")
                        .around(html! { (self.menu_button) }))
                }
                ul.govuk-service-navigation__list id=(self.navigation_id) {
                    (self.navigation_start)
                    @for item in &self.items { (item) }
                    (self.navigation_end)
                }
            })
    }
}

impl Render for NavigationItem<'_> {
    fn render(&self) -> Markup {
        let here = self.active || self.current;
        let aria = match (self.current, self.active) {
            (true, _) => Some("page"),
            (false, true) => Some("true"),
            (false, false) => None,
        };
        let words = html! {
            // Bold for those who override colours and would not see where they are.
            @if here {
                strong.govuk-service-navigation__active-fallback { (self.content) }
            } @else { (self.content) }
        };
        element("li")
            .class("govuk-service-navigation__item")
            .class_if(here, "govuk-service-navigation__item--active")
            .around(if self.href.is_empty() {
                element("span")
                    .class("govuk-service-navigation__text")
                    .attr_some("aria-current", aria)
                    .around(words)
            } else {
                element("a")
                    .class("govuk-service-navigation__link")
                    .attr("href", &self.href)
                    .attr_some("aria-current", aria)
                    .attributes(&self.attributes)
                    .around(words)
            })
    }
}

impl Render for ServiceNavigation<'_> {
    fn render(&self) -> Markup {
        // With more than the pages it is a region of its own, which needs a name.
        let is_region =
            !(self.service_name.is_empty() && self.start.is_empty() && self.end.is_empty());
        element(if is_region { "section" } else { "div" })
            .class("govuk-service-navigation")
            .class_if(self.inverse, "govuk-service-navigation--inverse")
            .class(self.classes)
            .attr_some("aria-label", is_region.then_some(self.label))
            .attr("data-module", "govuk-service-navigation")
            .attributes(&self.attributes)
            .around(
                element("div")
                    .class("govuk-width-container")
                    .class_if(self.end_inline, "govuk-service-navigation__inlining-container")
                    .around(html! {
                        (self.start)
                        div.govuk-service-navigation__container {
                            (self.service())
                            (self.navigation())
                        }
                        (self.end)
                    }),
            )
    }
}
