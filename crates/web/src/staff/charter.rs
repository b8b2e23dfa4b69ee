//! The charter in force, for staff: what binds everybody, in words to read out.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::Fault;
use govuk::{SummaryList, SummaryRow};
use maud::{Markup, html};
use rules::charter::{Charter, Standard};

/// Shows the charter in force.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let kept = &asked.site.kept;
    let version = asked.read(|tx| {
        let in_force = app::charters::in_force(tx, asked.today)?;
        match in_force.and_then(|in_force| in_force.charter_version) {
            Some(version) => kept.charter(tx, version),
            None => Ok::<_, Fault>(None),
        }
    })?;
    let title = "Charter";
    let main = match version {
        None => html! {
            h1.govuk-heading-l { (said.english(title)) }
            p.govuk-body { (said.english("No charter is in force. Adopt one with: kept charter adopt")) }
        },
        Some(version) => html! {
            h1.govuk-heading-l { (version.charter.title) }
            @for section in &version.charter.sections {
                h2.govuk-heading-m { (section.title) }
                @if let Some(words) = &section.words { p.govuk-body { (words) } }
                (standards(asked, &version.charter, &section.id))
            }
        },
    };
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}

fn standards(asked: &Asked<'_>, charter: &Charter, section: &str) -> Markup {
    let said = asked.said();
    let in_section = |standard: &&Standard| {
        charter.commitment_of(standard).is_some_and(|commitment| commitment.section == section)
    };
    let rows = charter.standards.iter().filter(in_section).map(|standard| {
        let mut told: Vec<String> = Vec::new();
        told.extend(standard.limit.map(|limit| format!("Limit: {limit}")));
        told.extend(standard.target.map(|target| format!("Target: {target}")));
        told.extend(standard.not_measured_because.clone());
        SummaryRow::new(
            standard.title.as_str(),
            html! {
                p.govuk-body { (standard.words) }
                @if !told.is_empty() { p.govuk-hint { (said.english(told.join(". "))) } }
            },
        )
    });
    html! { (SummaryList::new(rows.collect())) }
}
