//! The tree of sections: each in one shape, its one-line commitment, what is promised, and how
//! that is monitored.

use super::Shown;
use crate::http::Asked;
use app::charters::CharterVersion;
use maud::{Markup, html};
use rules::charter::{Charter, Commitment, Section, SectionKind, Standard};
use std::sync::Arc;

/// A heading of a level, which looks as its size says.
pub(super) fn heading(level: u8, size: &str, id: &str, content: &Markup) -> Markup {
    let id = Some(id).filter(|id| !id.is_empty());
    let class = format!("govuk-heading-{size}");
    match level {
        2 => html! { h2 class=(class) id=[id] { (content) } },
        3 => html! { h3 class=(class) id=[id] { (content) } },
        4 => html! { h4 class=(class) id=[id] { (content) } },
        _ => html! { h5 class=(class) id=[id] { (content) } },
    }
}

/// How large the heading of a section of a level is.
pub(super) fn size(level: u8) -> &'static str {
    match level {
        2 => "l",
        3 => "m",
        _ => "s",
    }
}

/// Links to the sections that stand by themselves.
pub(super) fn contents(
    asked: &Asked<'_>,
    charter: &Charter,
    by_law: &[Arc<CharterVersion>],
) -> Markup {
    let said = asked.said();
    html! {
        nav aria-label=(said.both("Contents", "Cynnwys")) {
            h2.govuk-heading-s { (said.both("Contents", "Cynnwys")) }
            ul.govuk-list {
                @for section in charter.sections_in(None) {
                    li {
                        a.govuk-link href={ "#section-" (section.id) } {
                            (said.charter(charter, &section.title))
                        }
                    }
                }
                @if !by_law.is_empty() {
                    li { a.govuk-link href="#by-law" { (said.english("What the law asks of us")) } }
                }
            }
        }
    }
}

/// The whole charter: what it says of itself, its sections, and what the law asks beside it.
pub(super) fn whole(asked: &Asked<'_>, shown: &Shown, by_law: &[Arc<CharterVersion>]) -> Markup {
    let (said, charter) = (asked.said(), shown.charter());
    html! {
        (beginning(asked, charter))
        @for one in charter.sections_in(None) { (section(asked, shown, one, 2)) }
        (without_commitment(asked, shown))
        @if !by_law.is_empty() {
            section.kept-section.kept-handbook__section {
                (heading(2, "l", "by-law", &said.english("What the law asks of us")))
                p.govuk-body { (said.english("These hold beside our own standards, whatever we promise.")) }
                @for pack in by_law {
                    (heading(3, "m", "", &said.english(pack.charter.title.clone())))
                    (list((asked, &pack.charter), "/standards", pack.charter.standards.iter()))
                }
            }
        }
    }
}

/// Where the body wants to be, and the forewords.
pub(super) fn beginning(asked: &Asked<'_>, charter: &Charter) -> Markup {
    let said = asked.said();
    html! {
        @if let Some(vision) = &charter.vision {
            p.govuk-body { (said.charter(charter, vision)) }
        }
        @for foreword in &charter.forewords {
            section.kept-section.kept-handbook__section {
                (heading(2, "l", "", &said.english(format!("Foreword by the {}", lower(&foreword.by)))))
                (paragraphs(asked, charter, &foreword.words))
            }
        }
    }
}

/// A role within a sentence: `leader of the council`.
fn lower(role: &str) -> String {
    let mut letters = role.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// Paragraphs, with an empty line between them.
pub(super) fn paragraphs(asked: &Asked<'_>, charter: &Charter, text: &str) -> Markup {
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    html! { @for part in parts { p.govuk-body { (asked.said().charter(charter, part)) } } }
}

/// A section with those that are parts of it.
fn section(asked: &Asked<'_>, shown: &Shown, one: &Section, level: u8) -> Markup {
    let (said, charter) = (asked.said(), shown.charter());
    let placed = charter.standards_in(&one.id).filter(|standard| standard.section.is_some());
    let mut placed = placed.peekable();
    // Each section that stands by itself begins a page of the handbook.
    let class = if level == 2 { "kept-section kept-handbook__section" } else { "kept-section" };
    html! {
        section class=(class) {
            (heading(level, size(level), &format!("section-{}", one.id), &said.charter(shown.charter(), &one.title)))
            @if let Some(words) = &one.words { p.govuk-body-l { (said.charter(shown.charter(), words)) } }
            @if let Some(text) = &one.text { (paragraphs(asked, charter, text)) }
            @if !one.items.is_empty() {
                ul.govuk-list.govuk-list--bullet {
                    @for item in &one.items { li { (said.charter(shown.charter(), item)) } }
                }
            }
            @for commitment in charter.commitments_in(&one.id) {
                (committed(asked, shown, commitment, level + 1))
            }
            @if placed.peek().is_some() { (list((asked, charter), &shown.base, placed)) }
            @if !one.monitoring.is_empty() {
                (heading(level + 1, "s", "", &said.english("How we monitor this")))
                ul.govuk-list.govuk-list--bullet {
                    @for method in &one.monitoring { li { (said.charter(shown.charter(), method)) } }
                }
            }
            @if one.kind == SectionKind::HowToComplain {
                p.govuk-body {
                    a.govuk-link href="/enquiry?matter=complaint" { (said.english("Complain here")) }
                }
            }
            @for part in charter.sections_in(Some(&one.id)) {
                (section(asked, shown, part, level + 1))
            }
        }
    }
}

/// A numbered commitment with the standards behind it.
fn committed(asked: &Asked<'_>, shown: &Shown, commitment: &Commitment, level: u8) -> Markup {
    let said = asked.said();
    let id = format!("commitment-{}", commitment.id);
    let charter = shown.charter();
    let here = charter.standards_of(&commitment.id).filter(|one| one.section.is_none());
    let words =
        html! { (commitment.number) ". " (said.charter(shown.charter(), &commitment.words)) };
    html! {
        (heading(level, "s", &id, &words))
        (list((asked, charter), &shown.base, here))
    }
}

/// Standards in their words, each with the way to its own page.
pub(super) fn list<'a>(
    (asked, charter): (&Asked<'_>, &Charter),
    base: &str,
    standards: impl Iterator<Item = &'a Standard>,
) -> Markup {
    let said = asked.said();
    html! {
        ul.govuk-list.govuk-list--bullet {
            @for standard in standards {
                li {
                    a.govuk-link href={ (base) "/" (standard.id) } {
                        (said.charter(charter, &standard.words))
                    }
                }
            }
        }
    }
}

/// Standards that stand behind no commitment.
fn without_commitment(asked: &Asked<'_>, shown: &Shown) -> Markup {
    let charter = shown.charter();
    let standards = charter.standards.iter();
    let without: Vec<&Standard> =
        standards.filter(|one| charter.section_of(one).is_none()).collect();
    html! {
        @if !without.is_empty() {
            section.kept-section.kept-handbook__section {
                (heading(2, "l", "", &asked.said().english("Further standards")))
                (list((asked, charter), &shown.base, without.into_iter()))
            }
        }
    }
}
