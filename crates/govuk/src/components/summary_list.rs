//! Summary list: what is known about something, and links to change it.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::{element, heading};

/// What is known about something, a line for each fact.
///
/// ```
/// use govuk::{SummaryAction, SummaryList, SummaryRow};
///
/// let facts = SummaryList::new(vec![
///     SummaryRow::new("Received", "27 March 2027")
///         .action(SummaryAction::new("Change", "/cases/1/received").about("date received")),
///     SummaryRow::new("Reference", "7KX2 9MFP"),
/// ]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct SummaryList<'a> {
    /// The facts.
    pub rows: Vec<SummaryRow<'a>>,
    /// A frame with a title, where a page has several lists.
    pub card: Option<SummaryCard<'a>>,
    /// Whether the lines between the facts are left out.
    pub no_border: bool,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// One fact.
#[derive(Clone, Debug, Default)]
pub struct SummaryRow<'a> {
    /// What it is.
    pub key: Content<'a>,
    /// What is known.
    pub value: Content<'a>,
    /// Links to change it.
    pub actions: Vec<SummaryAction<'a>>,
    /// Further classes of the line.
    pub classes: &'a str,
    /// Further classes of the key.
    pub key_classes: &'a str,
    /// Further classes of the value.
    pub value_classes: &'a str,
    /// Further classes of the actions.
    pub actions_classes: &'a str,
}

/// A link to change a fact, or to do something with the whole list.
#[derive(Clone, Debug, Default)]
pub struct SummaryAction<'a> {
    /// What it does.
    pub content: Content<'a>,
    /// Where it leads.
    pub href: Cow<'a, str>,
    /// With what, read out after it: "Change" alone is said of every line.
    pub about: Cow<'a, str>,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// A frame around a list.
#[derive(Clone, Debug)]
pub struct SummaryCard<'a> {
    /// Its title.
    pub title: Content<'a>,
    /// Level of the title as a heading.
    pub heading_level: u8,
    /// What can be done with the whole list.
    pub actions: Vec<SummaryAction<'a>>,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> SummaryList<'a> {
    /// A list of facts.
    pub fn new(rows: Vec<SummaryRow<'a>>) -> Self {
        SummaryList { rows, ..SummaryList::default() }
    }

    /// Puts the list into a frame.
    #[must_use]
    pub fn card(mut self, card: SummaryCard<'a>) -> Self {
        self.card = Some(card);
        self
    }
}

impl<'a> SummaryRow<'a> {
    /// A fact.
    pub fn new(key: impl Into<Content<'a>>, value: impl Into<Content<'a>>) -> Self {
        SummaryRow { key: key.into(), value: value.into(), ..SummaryRow::default() }
    }

    /// Adds a link to change it.
    #[must_use]
    pub fn action(mut self, action: SummaryAction<'a>) -> Self {
        self.actions.push(action);
        self
    }
}

impl<'a> SummaryAction<'a> {
    /// A link.
    pub fn new(content: impl Into<Content<'a>>, href: impl Into<Cow<'a, str>>) -> Self {
        SummaryAction { content: content.into(), href: href.into(), ..SummaryAction::default() }
    }

    /// Adds with what, for those who hear the link without its line.
    #[must_use]
    pub fn about(mut self, about: impl Into<Cow<'a, str>>) -> Self {
        self.about = about.into();
        self
    }

    fn render_in(&self, card: Option<&SummaryCard>) -> Markup {
        let title = card.map(|card| &card.title).filter(|title| !title.is_empty());
        element("a")
            .class("govuk-link")
            .class(self.classes)
            .attr("href", &self.href)
            .attributes(&self.attributes)
            .around(html! {
                (self.content)
                @if !self.about.is_empty() || title.is_some() {
                    span.govuk-visually-hidden {
                        @if !self.about.is_empty() { " " (self.about) }
                        @if let Some(title) = title { " (" (title) ")" }
                    }
                }
            })
    }
}

impl<'a> SummaryCard<'a> {
    /// A frame with a title.
    pub fn new(title: impl Into<Content<'a>>) -> Self {
        SummaryCard {
            title: title.into(),
            heading_level: 2,
            actions: Vec::new(),
            classes: "",
            attributes: Attributes::new(),
        }
    }

    /// Adds what can be done with the whole list.
    #[must_use]
    pub fn action(mut self, action: SummaryAction<'a>) -> Self {
        self.actions.push(action);
        self
    }

    fn around(&self, list: Markup) -> Markup {
        element("div")
            .class("govuk-summary-card")
            .class(self.classes)
            .attributes(&self.attributes)
            .around(html! {
                div.govuk-summary-card__title-wrapper {
                    @if !self.title.is_empty() {
                        (heading(self.heading_level)
                            .class("govuk-summary-card__title")
                            .around(&self.title))
                    }
                    @match self.actions.as_slice() {
                        [] => {}
                        [only] => {
                            div.govuk-summary-card__actions { (only.render_in(Some(self))) }
                        }
                        several => ul.govuk-summary-card__actions {
                            @for action in several {
                                li.govuk-summary-card__action { (action.render_in(Some(self))) }
                            }
                        }
                    }
                }
                div.govuk-summary-card__content { (list) }
            })
    }
}

impl SummaryRow<'_> {
    fn render_in(&self, any_has_actions: bool, card: Option<&SummaryCard>) -> Markup {
        element("div")
            .class("govuk-summary-list__row")
            .class_if(
                any_has_actions && self.actions.is_empty(),
                "govuk-summary-list__row--no-actions",
            )
            .class(self.classes)
            .around(html! {
                (element("dt").class("govuk-summary-list__key").class(self.key_classes)
                    .around(&self.key))
                (element("dd").class("govuk-summary-list__value").class(self.value_classes)
                    .around(&self.value))
                @if !self.actions.is_empty() {
                    (element("dd")
                        .class("govuk-summary-list__actions")
                        .class(self.actions_classes)
                        .around(self.actions_in(card)))
                }
            })
    }

    fn actions_in(&self, card: Option<&SummaryCard>) -> Markup {
        if let [only] = self.actions.as_slice() {
            return only.render_in(card);
        }
        html! {
            ul.govuk-summary-list__actions-list {
                @for action in &self.actions {
                    li.govuk-summary-list__actions-list-item { (action.render_in(card)) }
                }
            }
        }
    }
}

impl Render for SummaryList<'_> {
    fn render(&self) -> Markup {
        let any_has_actions = self.rows.iter().any(|row| !row.actions.is_empty());
        let card = self.card.as_ref();
        let list = element("dl")
            .class("govuk-summary-list")
            .class_if(self.no_border, "govuk-summary-list--no-border")
            .class(self.classes)
            .attributes(&self.attributes)
            .around(html! {
                @for row in &self.rows { (row.render_in(any_has_actions, card)) }
            });
        match card {
            Some(card) => card.around(list),
            None => list,
        }
    }
}
