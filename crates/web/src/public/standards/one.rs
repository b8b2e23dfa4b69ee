//! One standard: its words and rule, who it is different for, its figures, how it changed.

use super::{Shown, aims, by_law, exceptions, readings, shown_now, tell_us, wording};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::public::performance;
use crate::telling;
use app::charters::CharterVersion;
use maud::{Markup, html};
use rules::charter::{Charter, CharterKind, Kind, Standard};
use std::sync::Arc;

/// A standard of the version in force, or one that the law sets beside it.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let id = asked.place("standard");
    let shown = shown_now(asked)?.ok_or(Trouble::NotFound)?;
    if shown.charter().standard(id).is_some() {
        return page(asked, &shown);
    }
    let pack = by_law(asked)?.into_iter().find(|pack| pack.charter.standard(id).is_some());
    let version = pack.ok_or(Trouble::NotFound)?;
    page(asked, &Shown { version, ..shown })
}

/// A standard of a version.
pub(super) fn page(asked: &Asked<'_>, shown: &Shown) -> Result<Answer, Trouble> {
    let said = asked.said();
    let id = asked.place("standard");
    let (standard, number) = numbered(&shown.version, id).ok_or(Trouble::NotFound)?;
    let is_own = shown.version.kind == CharterKind::Own;
    let main = html! {
        @if let Some(commitment) = shown.charter().commitment_of(standard) {
            span.govuk-caption-l {
                (commitment.number) ". " (said.charter(shown.charter(), &commitment.words))
            }
        }
        h1.govuk-heading-l {
            (said.charter(shown.charter(), &standard.title)) (telling::charter_kind(said, shown.version.kind))
        }
        p.govuk-body-l { (said.charter(shown.charter(), &standard.words)) }
        @if !shown.is_now { (as_it_was(asked, shown)) }
        (aims::facts(asked, shown.charter(), standard))
        (exceptions::exceptions(asked, shown, standard))
        @if shown.is_now {
            (measured(asked, shown.charter(), (standard, number))?)
        }
        @if is_own { (wording::history(asked, id)?) }
        (tell_us(asked, Some((&standard.id, &standard.title))))
    };
    let (back, words) = match shown.is_now {
        true => ("/standards".to_owned(), "All our standards"),
        false => (shown.base.clone(), "All standards of this version"),
    };
    let frame = Frame::new(asked, &standard.title, main);
    Ok(Answer::page(frame.back(&back, said.english(words)).public()))
}

/// A standard of a name with its permanent number.
fn numbered<'v>(version: &'v Arc<CharterVersion>, id: &str) -> Option<(&'v Standard, i64)> {
    let place = version.charter.standards.iter().position(|standard| standard.id == id)?;
    Some((&version.charter.standards[place], version.standards[place].0))
}

/// Says which version it is, with the way to the one in force.
pub(super) fn as_it_was(asked: &Asked<'_>, shown: &Shown) -> Markup {
    let said = asked.said();
    html! {
        p.govuk-body {
            (said.english(super::version_words(asked, &shown.row))) " "
            a.govuk-link href="/standards" { (said.english("What is in force today")) }
        }
    }
}

/// Its figures, or why there are none.
fn measured(
    asked: &Asked<'_>,
    charter: &Charter,
    (standard, number): (&Standard, i64),
) -> Result<Markup, Trouble> {
    let said = asked.said();
    let reported = reported(asked, &standard.id)?;
    if standard.kind == Kind::AdvertisedOnly {
        return Ok(html! {
            h2.govuk-heading-m { (said.english("Why there are no figures")) }
            @if let Some(why) = &standard.not_measured_because {
                p.govuk-body { (said.charter(charter, why)) }
            }
            (reported)
        });
    }
    let figures = match standard.own_method() {
        Some(_) => performance::of_standard(asked, number)?,
        None => html! {},
    };
    let recorded = readings::of_standard(asked, number)?;
    Ok(html! {
        h2.govuk-heading-m { (said.english("How we are doing")) }
        (figures)
        @if let Some(recorded) = recorded { (recorded) }
        (reported)
    })
}

/// How many people said in the last twelve months that it was missed. It is a count and no share:
/// nobody knows who did not say so.
fn reported(asked: &Asked<'_>, standard: &str) -> Result<Markup, Trouble> {
    let since = asked.now - jiff::SignedDuration::from_hours(365 * 24);
    let number = asked.read(|tx| app::promises_told::reported(tx, standard, since))?;
    let words = match number {
        0 => "Nobody told us in the last twelve months that we missed it.".to_owned(),
        1..performance::FEWEST => {
            "A few people told us in the last twelve months that we missed it.".to_owned()
        }
        number => format!(
            "{} people told us in the last twelve months that we missed it.",
            words::numbers::count(number)
        ),
    };
    Ok(html! { p.govuk-body { (asked.said().english(words)) } })
}
