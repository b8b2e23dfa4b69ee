//! Accordion: sections of a long page, of which a reader opens some.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::{element, heading};
use crate::words::Words;

/// Sections that open and close. Without the script all are open.
#[derive(Clone, Debug)]
pub struct Accordion<'a> {
    /// Id, under which the browser remembers what was open; unlike on every page.
    pub id: &'a str,
    /// The sections.
    pub sections: Vec<AccordionSection<'a>>,
    /// Level of the sections' headings.
    pub heading_level: u8,
    /// Whether what was open is open again when the page is opened again.
    pub remember_expanded: bool,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
    /// What it says of its own accord.
    pub words: &'a Words,
}

/// One section.
#[derive(Clone, Debug, Default)]
pub struct AccordionSection<'a> {
    /// Its heading.
    pub heading: Content<'a>,
    /// A line below the heading.
    pub summary: Content<'a>,
    /// What it shows. Words become a paragraph; markup brings its own.
    pub content: Content<'a>,
    /// Whether it is open at first.
    pub expanded: bool,
}

impl<'a> AccordionSection<'a> {
    /// A section.
    pub fn new(heading: impl Into<Content<'a>>, content: impl Into<Content<'a>>) -> Self {
        AccordionSection {
            heading: heading.into(),
            content: content.into(),
            ..AccordionSection::default()
        }
    }
}

impl<'a> Accordion<'a> {
    /// Sections, in the language of `words`.
    pub fn new(words: &'a Words, id: &'a str, sections: Vec<AccordionSection<'a>>) -> Self {
        Accordion {
            id,
            sections,
            heading_level: 2,
            remember_expanded: true,
            classes: "",
            attributes: Attributes::new(),
            words,
        }
    }

    fn section(&self, number: usize, section: &AccordionSection) -> Markup {
        let id = self.id;
        element("div")
            .class("govuk-accordion__section")
            .class_if(section.expanded, "govuk-accordion__section--expanded")
            .around(html! {
                div.govuk-accordion__section-header {
                    (heading(self.heading_level)
                        .class("govuk-accordion__section-heading")
                        .around(html! {
                            span.govuk-accordion__section-button
                                id={ (id) "-heading-" (number) } { (section.heading) }
                        }))
                    @if !section.summary.is_empty() {
                        div.govuk-accordion__section-summary.govuk-body
                            id={ (id) "-summary-" (number) } { (section.summary) }
                    }
                }
                div.govuk-accordion__section-content id={ (id) "-content-" (number) } {
                    @if section.content.is_markup() { (section.content) }
                    @else if !section.content.is_empty() { p.govuk-body { (section.content) } }
                }
            })
    }
}

impl Render for Accordion<'_> {
    fn render(&self) -> Markup {
        let (words, english) = (&self.words.accordion, &Words::ENGLISH.accordion);
        element("div")
            .class("govuk-accordion")
            .class(self.classes)
            .attr("data-module", "govuk-accordion")
            .attr("id", self.id)
            .i18n("hide-all-sections", words.hide_all, english.hide_all)
            .i18n("hide-section", words.hide, english.hide)
            .i18n("hide-section-aria-label", words.hide_label, english.hide_label)
            .i18n("show-all-sections", words.show_all, english.show_all)
            .i18n("show-section", words.show, english.show)
            .i18n("show-section-aria-label", words.show_label, english.show_label)
            .attr_some("data-remember-expanded", (!self.remember_expanded).then_some("false"))
            .attributes(&self.attributes)
            .around(html! {
                @for (index, section) in self.sections.iter().enumerate() {
                    (self.section(index + 1, section))
                }
            })
    }
}
