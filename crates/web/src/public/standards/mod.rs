//! Our standards: what we promise, section by section, in the version in force or in any other;
//! each standard with its latest figures, and all of it as a handbook.

mod aims;
mod exceptions;
pub(crate) mod handbook;
mod made;
mod one;
mod readings;
mod tree;
pub(crate) mod versions;
mod wording;

pub(crate) use one::show;

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::Fault;
use app::charters::{CharterVersion, OwnVersion};
use govuk::InsetText;
use maud::{Markup, html};
use rules::charter::{Charter, CharterKind};
use std::sync::Arc;
use words::dates;

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

/// A version of the charter as pages show it.
struct Shown {
    version: Arc<CharterVersion>,
    row: OwnVersion,
    /// What addresses of its standards begin with.
    base: String,
    /// Whether it is the one in force today, at the address that everybody knows.
    is_now: bool,
}

impl Shown {
    fn charter(&self) -> &Charter {
        &self.version.charter
    }
}

/// The version in force today, with its place among the others.
fn shown_now(asked: &Asked<'_>) -> Result<Option<Shown>, Trouble> {
    let Some(version) = in_force(asked)? else { return Ok(None) };
    let versions = asked.read(app::charters::own_history)?;
    let row = versions.into_iter().find(|row| row.id == version.id);
    let base = "/standards".to_owned();
    Ok(row.map(|row| Shown { version, row, base, is_now: true }))
}

/// What the law asks for today, beside the body's own charter.
fn by_law(asked: &Asked<'_>) -> Result<Vec<Arc<CharterVersion>>, Trouble> {
    let kept = &asked.site.kept;
    let mut beside = asked.read(|tx| app::charters::beside_on(tx, kept, asked.today))?;
    beside.retain(|version| version.kind == CharterKind::Statutory);
    Ok(beside)
}

/// Every commitment and standard.
pub(crate) fn list(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let title = said.both("Our standards", "Ein safonau").to_string();
    let Some(shown) = shown_now(asked)? else {
        let main = html! {
            h1.govuk-heading-xl { (title) }
            p.govuk-body { (said.english("We have not published our standards here yet.")) }
        };
        return Ok(Answer::page(Frame::new(asked, &title, main).public()));
    };
    let by_law = by_law(asked)?;
    let main = html! {
        h1.govuk-heading-xl { (title) }
        @if let Some(aim) = &shown.charter().aim { p.govuk-body-l { (said.charter(shown.charter(), aim)) } }
        (ways_on(asked, &shown))
        (tree::contents(asked, shown.charter(), &by_law))
        (tree::whole(asked, &shown, &by_law))
        (tell_us(asked, None))
    };
    Ok(Answer::page(Frame::new(asked, &title, main).public()))
}

/// Which version it is, and the ways to the same in other forms.
fn ways_on(asked: &Asked<'_>, shown: &Shown) -> Markup {
    let said = asked.said();
    html! {
        p.govuk-body { (said.english(version_words(asked, &shown.row))) }
        ul.govuk-list {
            li { a.govuk-link href="/services" { (said.english("What to expect from each service")) } }
            li { a.govuk-link href="/standards/handbook" { (said.english("The handbook, to print")) } }
            li { a.govuk-link href="/standards/versions" { (said.english("Earlier and later versions")) } }
        }
    }
}

/// `Version 2, in force from 1 April 2026. Approved: Cabinet, 3 March 2026.`
fn version_words(asked: &Asked<'_>, row: &OwnVersion) -> String {
    let language = asked.said().language();
    let from = dates::date(language, row.from);
    let until = row.until.map(|until| format!(" until {}", dates::date(language, until)));
    let approval = row.approval.trim().trim_end_matches('.');
    format!(
        "Version {}, in force from {from}{}. Approved: {approval}.",
        row.number,
        until.unwrap_or_default()
    )
}

/// What to do if a standard was missed, and if somebody is pleased.
fn tell_us(asked: &Asked<'_>, standard: Option<(&str, &str)>) -> Markup {
    let said = asked.said();
    let missed = match standard {
        Some((key, title)) => {
            let summary = crate::http::encode(&format!("You missed this: {title}"));
            format!("{summary}&missed={key}")
        }
        None => String::new(),
    };
    html! {
        (InsetText::new(html! {
            p.govuk-body {
                (said.english("If we missed it, tell us straight away: "))
                a.govuk-link href={ "/enquiry?matter=complaint&summary=" (missed) } {
                    (said.english("Tell us if we missed it"))
                }
            }
            p.govuk-body {
                (said.english("We are pleased to hear when you are satisfied: "))
                a.govuk-link href="/enquiry?matter=compliment" { (said.english("Tell us what went well")) }
            }
        }))
    }
}
