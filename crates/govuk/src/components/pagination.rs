//! Pagination: from one page of a list, or of a journey, to the next.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// Moves between the pages of a list, or between the pages of a guide.
///
/// ```
/// use govuk::{PageLink, Pagination, Words};
///
/// let pages = Pagination {
///     next: Some(PageLink::new("/cases?after=7KX2-9MFP").label("Older cases")),
///     ..Pagination::new(&Words::ENGLISH)
/// };
/// ```
#[derive(Clone, Debug)]
pub struct Pagination<'a> {
    /// To the page before.
    pub previous: Option<PageLink<'a>>,
    /// To the page after.
    pub next: Option<PageLink<'a>>,
    /// Numbered pages between them. Without any, the links stand below each other.
    pub pages: Vec<PageItem<'a>>,
    /// Name of the navigation to assistive technologies.
    pub landmark_label: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
    /// What it says of its own accord.
    pub words: &'a Words,
}

/// The link to the page before or after.
#[derive(Clone, Debug, Default)]
pub struct PageLink<'a> {
    /// Its address.
    pub href: Cow<'a, str>,
    /// What it says instead of "Previous" or "Next".
    pub content: Content<'a>,
    /// Which page that is; shown where there are no numbers.
    pub label: Content<'a>,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> PageLink<'a> {
    /// A link that says "Previous" or "Next".
    pub fn new(href: impl Into<Cow<'a, str>>) -> Self {
        PageLink { href: href.into(), ..PageLink::default() }
    }

    /// Adds which page that is.
    #[must_use]
    pub fn label(mut self, label: impl Into<Content<'a>>) -> Self {
        self.label = label.into();
        self
    }
}

/// A numbered page, or a gap between two.
#[derive(Clone, Debug, Default)]
pub struct PageItem<'a> {
    /// Its number.
    pub number: Cow<'a, str>,
    /// Its address.
    pub href: Cow<'a, str>,
    /// Whether it is this page.
    pub current: bool,
    /// Whether pages are left out here.
    pub gap: bool,
    /// Its name to assistive technologies, instead of "Page" and the number.
    pub label: Cow<'a, str>,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> PageItem<'a> {
    /// A numbered page.
    pub fn new(number: impl Into<Cow<'a, str>>, href: impl Into<Cow<'a, str>>) -> Self {
        PageItem { number: number.into(), href: href.into(), ..PageItem::default() }
    }

    /// Makes it this page.
    #[must_use]
    pub fn current(mut self) -> Self {
        self.current = true;
        self
    }

    /// Pages left out.
    pub fn gap() -> Self {
        PageItem { gap: true, ..PageItem::default() }
    }
}

impl<'a> Pagination<'a> {
    /// No pages yet, in the language of `words`.
    pub fn new(words: &'a Words) -> Self {
        Pagination {
            previous: None,
            next: None,
            pages: Vec::new(),
            landmark_label: words.pagination.pagination,
            classes: "",
            attributes: Attributes::new(),
            words,
        }
    }

    /// Whether the links stand below each other, each with its label.
    fn is_block(&self) -> bool {
        self.pages.is_empty() && (self.previous.is_some() || self.next.is_some())
    }

    fn link(&self, link: &PageLink, direction: Direction) -> Markup {
        let block = self.is_block();
        let (rel, word) = match direction {
            Direction::Previous => ("prev", self.words.pagination.previous),
            Direction::Next => ("next", self.words.pagination.next),
        };
        let title = html! {
            @if link.content.is_empty() {
                (word)
                span.govuk-visually-hidden { " " (self.words.pagination.page_after) }
            } @else {
                (link.content)
            }
        };
        let arrow_first = block || matches!(direction, Direction::Previous);
        let inner = html! {
            @if arrow_first { (direction.arrow()) }
            (element("span")
                .class("govuk-pagination__link-title")
                .class_if(
                    block && link.label.is_empty(),
                    "govuk-pagination__link-title--decorated",
                )
                .around(title))
            @if block && !link.label.is_empty() {
                // The spaces keep title and label apart where they are read out as one.
                " " span.govuk-visually-hidden { ":" } " "
                span.govuk-pagination__link-label { (link.label) }
            }
            @if !arrow_first { (direction.arrow()) }
        };
        element("div").class(&format!("govuk-pagination__{rel}")).around(
            element("a")
                .class("govuk-link govuk-pagination__link")
                .attr("href", &link.href)
                .attr("rel", rel)
                .attributes(&link.attributes)
                .around(inner),
        )
    }

    fn page(&self, page: &PageItem) -> Markup {
        if page.gap {
            let gap = "govuk-pagination__item govuk-pagination__item--ellipsis";
            return html! { li class=(gap) { "⋯" } };
        }
        let label = match page.label.as_ref() {
            "" => format!("{} {}", self.words.pagination.page_before, page.number),
            label => label.to_owned(),
        };
        element("li")
            .class("govuk-pagination__item")
            .class_if(page.current, "govuk-pagination__item--current")
            .around(
                element("a")
                    .class("govuk-link govuk-pagination__link")
                    .attr("href", &page.href)
                    .attr("aria-label", &label)
                    .attr_some("aria-current", page.current.then_some("page"))
                    .attributes(&page.attributes)
                    .around(html! { (page.number) }),
            )
    }
}

impl Render for Pagination<'_> {
    fn render(&self) -> Markup {
        element("nav")
            .class("govuk-pagination")
            .class_if(self.is_block(), "govuk-pagination--block")
            .class(self.classes)
            .attr("aria-label", self.landmark_label)
            .attributes(&self.attributes)
            .around(html! {
                @if let Some(link) = &self.previous { (self.link(link, Direction::Previous)) }
                @if !self.pages.is_empty() {
                    ul.govuk-pagination__list {
                        @for page in &self.pages { (self.page(page)) }
                    }
                }
                @if let Some(link) = &self.next { (self.link(link, Direction::Next)) }
            })
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Previous,
    Next,
}

impl Direction {
    fn arrow(self) -> Markup {
        let (class, path) = match self {
            Direction::Previous => ("govuk-pagination__icon--prev", LEFT),
            Direction::Next => ("govuk-pagination__icon--next", RIGHT),
        };
        PreEscaped(format!(
            "<svg class=\"govuk-pagination__icon {class}\" xmlns=\"http://www.w3.org/2000/svg\" \
             height=\"13\" width=\"15\" aria-hidden=\"true\" focusable=\"false\" \
             viewBox=\"0 0 15 13\"><path d=\"{path}\"></path></svg>"
        ))
    }
}

const LEFT: &str = "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z";
const RIGHT: &str = "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z";
