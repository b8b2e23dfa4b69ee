//! Our standards: what we promise, section by section, and each standard with its latest figures.

use super::performance;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::Fault;
use app::charters::CharterVersion;
use govuk::{InsetText, SummaryList, SummaryRow};
use maud::{Markup, html};
use rules::charter::{Kind, Standard};
use std::sync::Arc;

/// The charter in force on the day.
pub(super) fn in_force(asked: &Asked<'_>) -> Result<Option<Arc<CharterVersion>>, Trouble> {
    let kept = &asked.site.kept;
    let found = asked.read(|tx| {
        let in_force = app::charters::in_force(tx, asked.today)?;
        match in_force.and_then(|in_force| in_force.charter_version) {
            Some(version) => kept.charter(tx, version),
            None => Ok::<_, Fault>(None),
        }
    })?;
    Ok(found)
}

/// Every commitment and standard.
pub(crate) fn list(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let title = said.both("Our standards", "Ein safonau").to_string();
    let Some(version) = in_force(asked)? else {
        let main = html! {
            h1.govuk-heading-xl { (title) }
            p.govuk-body { (said.english("We have not published our standards here yet.")) }
        };
        return Ok(Answer::page(Frame::new(asked, &title, main).public()));
    };
    let charter = &version.charter;
    let main = html! {
        h1.govuk-heading-xl { (title) }
        @if let Some(aim) = &charter.aim { p.govuk-body-l { (said.english(aim.clone())) } }
        @for section in &charter.sections {
            h2.govuk-heading-l { (said.english(section.title.clone())) }
            @if let Some(words) = &section.words { p.govuk-body { (said.english(words.clone())) } }
            @for commitment in charter.commitments.iter().filter(|c| c.section == section.id) {
                h3.govuk-heading-s {
                    (commitment.number) ". " (said.english(commitment.words.clone()))
                }
                ul.govuk-list.govuk-list--bullet {
                    @for standard in charter.standards.iter().filter(|s| s.commitment.as_ref() == Some(&commitment.id)) {
                        li {
                            a.govuk-link href={ "/standards/" (standard.id) } {
                                (said.english(standard.words.clone()))
                            }
                        }
                    }
                }
            }
        }
        (InsetText::new(html! {
            (said.english("If we miss one of these, "))
            a.govuk-link href="/enquiry" { (said.english("tell us")) } "."
        }))
    };
    Ok(Answer::page(Frame::new(asked, &title, main).public()))
}

/// One standard, with its latest figures.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let version = in_force(asked)?.ok_or(Trouble::NotFound)?;
    let id = asked.place("standard");
    let place = version.charter.standards.iter().position(|standard| standard.id == id);
    let place = place.ok_or(Trouble::NotFound)?;
    let standard = &version.charter.standards[place];
    let (number, _) = version.standards[place];
    let figures = performance::of_standard(asked, number)?;
    let main = html! {
        h1.govuk-heading-l { (said.english(standard.title.clone())) }
        p.govuk-body-l { (said.english(standard.words.clone())) }
        (facts(asked, standard))
        @if standard.kind == Kind::AdvertisedOnly {
            h2.govuk-heading-m { (said.english("Why there are no figures")) }
            @if let Some(why) = &standard.not_measured_because {
                p.govuk-body { (said.english(why.clone())) }
            }
        } @else {
            h2.govuk-heading-m { (said.english("How we are doing")) }
            (figures)
        }
        p.govuk-body {
            a.govuk-link href="/enquiry" { (said.english("Tell us if we missed it")) }
        }
    };
    let frame = Frame::new(asked, &standard.title, main);
    Ok(Answer::page(frame.back("/standards", said.english("All our standards")).public()))
}

fn facts(asked: &Asked<'_>, standard: &Standard) -> Markup {
    let said = asked.said();
    let mut rows = Vec::new();
    if let Some(limit) = standard.limit {
        rows.push(SummaryRow::new(said.english("Limit"), said.english(limit.to_string())));
    }
    if let Some(target) = standard.target {
        rows.push(SummaryRow::new(said.english("Target"), said.english(target.to_string())));
    }
    html! { @if !rows.is_empty() { (SummaryList::new(rows)) } }
}
