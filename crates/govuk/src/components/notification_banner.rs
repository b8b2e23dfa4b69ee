//! Notification banner: news at the top of a page, or that something has been done.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::{element, heading};
use crate::words::Words;

/// News at the top of a page, or that something has been done.
#[derive(Clone, Debug)]
pub struct NotificationBanner<'a> {
    /// The news. Words become its heading; markup brings its own.
    pub content: Content<'a>,
    /// What the banner is headed.
    pub title: Content<'a>,
    /// Whether it says that something has been done: green, and read out at once.
    pub success: bool,
    /// Another role than "region", or "alert" for a success.
    pub role: &'a str,
    /// Id of the title, to be changed when there are two banners on a page.
    pub title_id: &'a str,
    /// Level of the title as a heading.
    pub heading_level: u8,
    /// Whether a success is *not* to take the focus when the page opens.
    pub disable_auto_focus: bool,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

impl<'a> NotificationBanner<'a> {
    /// News that matters to whoever opens the page, in the language of `words`.
    pub fn important(words: &'a Words, content: impl Into<Content<'a>>) -> Self {
        NotificationBanner {
            content: content.into(),
            title: words.important.into(),
            success: false,
            role: "",
            title_id: "govuk-notification-banner-title",
            heading_level: 2,
            disable_auto_focus: false,
            classes: "",
            attributes: Attributes::new(),
        }
    }

    /// Says that something has been done, in the language of `words`.
    pub fn success(words: &'a Words, content: impl Into<Content<'a>>) -> Self {
        NotificationBanner {
            title: words.success.into(),
            success: true,
            ..NotificationBanner::important(words, content)
        }
    }
}

impl Render for NotificationBanner<'_> {
    fn render(&self) -> Markup {
        let role = match (self.role, self.success) {
            ("", true) => "alert",
            ("", false) => "region",
            (role, _) => role,
        };
        element("div")
            .class("govuk-notification-banner")
            .class_if(self.success, "govuk-notification-banner--success")
            .class(self.classes)
            .attr("role", role)
            .attr("aria-labelledby", self.title_id)
            .attr("data-module", "govuk-notification-banner")
            .attr_some("data-disable-auto-focus", self.disable_auto_focus.then_some("true"))
            .attributes(&self.attributes)
            .around(html! {
                div.govuk-notification-banner__header {
                    (heading(self.heading_level)
                        .class("govuk-notification-banner__title")
                        .attr("id", self.title_id)
                        .around(&self.title))
                }
                div.govuk-notification-banner__content {
                    @if self.content.is_markup() {
                        (self.content)
                    } @else if !self.content.is_empty() {
                        p.govuk-notification-banner__heading { (self.content) }
                    }
                }
            })
    }
}
