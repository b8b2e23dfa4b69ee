//! The handbook: everything that we promise, with its rule and target, to be printed.

use super::tree::{beginning, heading, paragraphs, size};
use super::{Shown, by_law, shown_now, version_words};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use maud::{Markup, html};
use rules::charter::{Charter, Section, Standard};
use words::{dates, standards};

/// Shows the handbook of the version in force.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let shown = shown_now(asked)?.ok_or(Trouble::NotFound)?;
    let by_law = by_law(asked)?;
    let charter = shown.charter();
    let title = said.english_text("Our standards: the handbook");
    let main = html! {
        div.kept-handbook {
            (cover(asked, &shown))
            (contents(asked, charter, !by_law.is_empty()))
            (beginning(asked, charter))
            @for one in charter.sections_in(None) { (section(asked, charter, one, 2)) }
            (further(asked, charter))
            @if !by_law.is_empty() {
                section.kept-section.kept-handbook__section {
                    (heading(2, "l", "by-law", &said.english("What the law asks of us")))
                    @for pack in &by_law {
                        (heading(3, "m", "", &said.english(pack.charter.title.clone())))
                        @for standard in &pack.charter.standards { (told(asked, &pack.charter, standard)) }
                    }
                }
            }
        }
    };
    let frame = Frame::new(asked, &title, main);
    Ok(Answer::page(frame.back("/standards", said.english("All our standards")).public()))
}

/// What it is, whose, which version, and when this copy was made.
fn cover(asked: &Asked<'_>, shown: &Shown) -> Markup {
    let said = asked.said();
    let today = dates::date(said.language(), asked.today);
    html! {
        span.govuk-caption-xl { (asked.organisation.name) }
        h1.govuk-heading-xl { (said.charter(shown.charter(), &shown.charter().title)) }
        @if let Some(aim) = &shown.charter().aim { p.govuk-body-l { (said.charter(shown.charter(), aim)) } }
        p.govuk-body { (said.english(version_words(asked, &shown.row))) }
        p.govuk-body { (said.english(format!("This copy is of {today}. What holds today is at "))) (asked.origin()) "/standards" }
        p.govuk-body.kept-not-printed {
            (said.english("Print this page, or save it as a PDF: each part begins a page."))
        }
    }
}

fn contents(asked: &Asked<'_>, charter: &Charter, has_law: bool) -> Markup {
    let said = asked.said();
    html! {
        nav aria-label=(said.both("Contents", "Cynnwys")) {
            h2.govuk-heading-m { (said.both("Contents", "Cynnwys")) }
            ol.govuk-list.govuk-list--number {
                @for one in charter.sections_in(None) {
                    li {
                        a.govuk-link href={ "#section-" (one.id) } { (said.charter(charter, &one.title)) }
                        @let parts: Vec<&Section> = charter.sections_in(Some(&one.id)).collect();
                        @if !parts.is_empty() {
                            ul.govuk-list.govuk-list--bullet {
                                @for part in parts {
                                    li {
                                        a.govuk-link href={ "#section-" (part.id) } {
                                            (said.charter(charter, &part.title))
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                @if has_law {
                    li { a.govuk-link href="#by-law" { (said.english("What the law asks of us")) } }
                }
            }
        }
    }
}

/// A section in the one shape: its commitment, its standards with their rules, how it is
/// monitored.
fn section(asked: &Asked<'_>, charter: &Charter, one: &Section, level: u8) -> Markup {
    let said = asked.said();
    let class = if level == 2 { "kept-section kept-handbook__section" } else { "kept-section" };
    html! {
        section class=(class) {
            (heading(level, size(level), &format!("section-{}", one.id), &said.charter(charter, &one.title)))
            @if let Some(words) = &one.words { p.govuk-body-l { (said.charter(charter, words)) } }
            @if let Some(text) = &one.text { (paragraphs(asked, charter, text)) }
            @if !one.items.is_empty() {
                ul.govuk-list.govuk-list--bullet {
                    @for item in &one.items { li { (said.charter(charter, item)) } }
                }
            }
            @for commitment in charter.commitments_in(&one.id) {
                (heading(level + 1, "s", "", &html! {
                    (commitment.number) ". " (said.charter(charter, &commitment.words))
                }))
                @for standard in charter.standards_of(&commitment.id).filter(|s| s.section.is_none()) {
                    (told(asked, charter, standard))
                }
            }
            @for standard in charter.standards_in(&one.id).filter(|s| s.section.is_some()) {
                (told(asked, charter, standard))
            }
            @if !one.monitoring.is_empty() {
                (heading(level + 1, "s", "", &said.english("How we monitor this")))
                ul.govuk-list.govuk-list--bullet {
                    @for method in &one.monitoring { li { (said.charter(charter, method)) } }
                }
            }
            @for part in charter.sections_in(Some(&one.id)) {
                (section(asked, charter, part, level + 1))
            }
        }
    }
}

/// Standards that stand behind no commitment.
fn further(asked: &Asked<'_>, charter: &Charter) -> Markup {
    let without: Vec<&Standard> =
        charter.standards.iter().filter(|one| charter.section_of(one).is_none()).collect();
    html! {
        @if !without.is_empty() {
            section.kept-section.kept-handbook__section {
                (heading(2, "l", "", &asked.said().english("Further standards")))
                @for standard in without { (told(asked, charter, standard)) }
            }
        }
    }
}

/// A standard with what is aimed at, as the handbook prints it.
fn told(asked: &Asked<'_>, charter: &Charter, standard: &Standard) -> Markup {
    let said = asked.said();
    let rule = standards::rule(said.language(), standard);
    let target = standard.target_on(asked.today).map(|target| format!("We aim for {target}."));
    html! {
        div.kept-standard {
            p.govuk-body {
                strong { (said.charter(charter, &standard.words)) } br;
                @for sentence in &rule { (sentence) " " }
                @if let Some(target) = target { (said.english(target)) }
                @if let Some(why) = &standard.not_measured_because { " " (said.charter(charter, why)) }
            }
        }
    }
}
