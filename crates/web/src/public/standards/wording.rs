//! How a standard's words and rule changed from version to version.

use crate::http::{Asked, Trouble};
use app::charters::OwnVersion;
use maud::{Markup, html};
use rules::charter::Standard;
use words::dates;

/// A version in which a standard changed, or came in: the version, and the standard as it was.
type Change = (OwnVersion, Standard);

/// The versions in which the standard of a name says something else than in the one before, the
/// newest first.
fn changes(asked: &Asked<'_>, id: &str) -> Result<Vec<Change>, Trouble> {
    let kept = &asked.site.kept;
    let mut changes: Vec<Change> = asked.read(|tx| {
        let mut found: Vec<Change> = Vec::new();
        let mut versions = app::charters::own_history(tx)?;
        versions.reverse();
        for row in versions.into_iter().filter(OwnVersion::was_ever) {
            let version = kept.charter(tx, row.id)?;
            let standard = version.as_ref().and_then(|version| version.charter.standard(id));
            let before = found.last().map(|(_, standard)| standard);
            if let Some(standard) =
                standard.filter(|now| before.is_none_or(|was| differs(was, now)))
            {
                found.push((row, standard.clone()));
            }
        }
        Ok::<_, app::Fault>(found)
    })?;
    changes.reverse();
    Ok(changes)
}

/// Whether a reader would see that it changed.
fn differs(was: &Standard, now: &Standard) -> bool {
    (&was.words, was.limit, was.target, &was.targets)
        != (&now.words, now.limit, now.target, &now.targets)
}

/// The list of changes; nothing while there has been only one wording.
pub(super) fn history(asked: &Asked<'_>, id: &str) -> Result<Markup, Trouble> {
    let said = asked.said();
    let changes = changes(asked, id)?;
    if changes.len() < 2 {
        return Ok(html! {});
    }
    Ok(html! {
        h2.govuk-heading-m { (said.english("How it changed")) }
        ul.govuk-list {
            @for (row, standard) in &changes {
                li {
                    a.govuk-link href={ "/standards/versions/" (row.number) "/" (id) } {
                        (said.english(format!("Version {}, from {}", row.number, dates::date(said.language(), row.from))))
                    }
                    ": " (said.english(standard.words.clone()))
                    @if let Some(limit) = standard.limit { " " (said.english(format!("Limit: {limit}."))) }
                    @if let Some(target) = standard.target { " " (said.english(format!("Target: {target}."))) }
                }
            }
        }
    })
}
