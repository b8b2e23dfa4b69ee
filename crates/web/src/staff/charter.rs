//! The charter in force, for staff: what binds everybody, in words to read out.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::Fault;
use app::access::Permission;
use app::charters::CharterVersion;
use govuk::{SummaryList, SummaryRow};
use maud::{Markup, html};
use rules::charter::{CharterKind, Standard};

/// Shows the charter in force.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let kept = &asked.site.kept;
    let (version, beside) = asked.read(|tx| {
        let in_force = app::charters::in_force(tx, asked.today)?;
        let own = match in_force.and_then(|in_force| in_force.charter_version) {
            Some(version) => kept.charter(tx, version)?,
            None => None,
        };
        Ok::<_, Fault>((own, app::charters::beside_on(tx, kept, asked.today)?))
    })?;
    let title = "Charter";
    let drafts = drafts(asked);
    let main = match version {
        None => html! {
            h1.govuk-heading-l { (said.english(title)) }
            (drafts)
            p.govuk-body { (said.english("No charter is in force. Adopt one with: kept charter adopt")) }
        },
        Some(version) => html! {
            h1.govuk-heading-l { (version.charter.title) }
            (drafts)
            @for section in &version.charter.sections {
                h2.govuk-heading-m { (section.title) }
                @if let Some(words) = &section.words { p.govuk-body { (words) } }
                (standards(asked, version.charter.standards_in(&section.id)))
            }
            @for other in &beside { (holds_beside(asked, other)) }
            (super::coverage::links(asked))
        },
    };
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}

/// The way to drafts, for those who may change the charter.
fn drafts(asked: &Asked<'_>) -> Markup {
    html! {
        @if asked.acting().reach.may(Permission::ManageCharter) {
            p.govuk-body {
                a.govuk-link href="/staff/charter/drafts" {
                    (asked.said().english("Drafts and versions"))
                }
            }
        }
    }
}

/// What statute asks beside the charter, or what is in readiness.
fn holds_beside(asked: &Asked<'_>, other: &CharterVersion) -> Markup {
    let said = asked.said();
    html! {
        h2.govuk-heading-m { (other.charter.title) (telling::charter_kind(said, other.kind)) }
        @if other.kind == CharterKind::InReadiness {
            p.govuk-body {
                (said.english("Measured on live work. Do not promise it to anybody: what is in force is above."))
            }
        }
        (standards(asked, other.charter.standards.iter()))
    }
}

fn standards<'a>(asked: &Asked<'_>, standards: impl Iterator<Item = &'a Standard>) -> Markup {
    let said = asked.said();
    let rows = standards.map(|standard| {
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
