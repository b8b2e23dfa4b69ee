//! Every version of the charter, at an address that stays.

use super::one::{as_it_was, page};
use super::{Shown, made, tree};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::charters::OwnVersion;
use govuk::{Cell, Table};
use maud::{Markup, html};
use words::dates;

/// Lists them, the newest first.
pub(crate) fn list(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let versions = asked.read(app::charters::own_history)?;
    let title = said.english_text("Versions of our standards");
    let main = html! {
        h1.govuk-heading-xl { (title) }
        p.govuk-body-l {
            (said.english("A promise is judged by the version in force when it was made. Every \
                           version keeps its address."))
        }
        @if versions.is_empty() {
            p.govuk-body { (said.english("We have not published our standards here yet.")) }
        } @else {
            (table(asked, &versions))
        }
    };
    let frame = Frame::new(asked, &title, main);
    Ok(Answer::page(frame.back("/standards", said.english("All our standards")).public()))
}

fn table(asked: &Asked<'_>, versions: &[OwnVersion]) -> Markup {
    let said = asked.said();
    let date = |date| dates::date(said.language(), date);
    let heads = ["Version", "In force from", "Until", "Approved", "State"];
    html! {
        (Table {
            caption: said.english("Versions, the newest first").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: versions.iter().map(|row| vec![
                Cell::new(html! {
                    a.govuk-link href={ "/standards/versions/" (row.number) } {
                        (said.english(format!("{}: {}", row.number, row.title)))
                    }
                }),
                date(row.from).into(),
                row.until.filter(|_| row.was_ever()).map_or("–".to_owned(), date).into(),
                Cell::new(said.english(row.approval.clone())),
                Cell::new(said.english(state(asked, row))),
            ]).collect(),
            first_cell_is_header: true,
            stacks: true,
            ..Table::default()
        })
    }
}

fn state(asked: &Asked<'_>, row: &OwnVersion) -> &'static str {
    if !row.was_ever() {
        "Replaced before it was in force"
    } else if row.from > asked.today {
        "Comes into force"
    } else if row.holds_on(asked.today) {
        "In force"
    } else {
        "Superseded"
    }
}

/// The version of a number.
fn shown(asked: &Asked<'_>) -> Result<Shown, Trouble> {
    let number: i64 = asked.place("version").parse().map_err(|_| Trouble::NotFound)?;
    let kept = &asked.site.kept;
    let found = asked.read(|tx| {
        let versions = app::charters::own_history(tx)?;
        let row = versions.into_iter().find(|row| row.number == number);
        let version = match &row {
            Some(row) => kept.charter(tx, row.id)?,
            None => None,
        };
        Ok::<_, app::Fault>(row.zip(version))
    })?;
    let (row, version) = found.ok_or(Trouble::NotFound)?;
    let base = format!("/standards/versions/{number}");
    Ok(Shown { version, row, base, is_now: false })
}

/// A version as it was, or will be.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let shown = shown(asked)?;
    let title = format!("{}: version {}", shown.charter().title, shown.row.number);
    let main = html! {
        h1.govuk-heading-xl { (said.charter(shown.charter(), &title)) }
        (as_it_was(asked, &shown))
        @if let Some(aim) = &shown.charter().aim { p.govuk-body-l { (said.charter(shown.charter(), aim)) } }
        (tree::contents(asked, shown.charter(), &[]))
        (tree::whole(asked, &shown, &[]))
        (made::made(asked, shown.version.id)?)
    };
    let frame = Frame::new(asked, &title, main);
    Ok(Answer::page(frame.back("/standards/versions", said.english("All versions")).public()))
}

/// A standard as a version has it.
pub(crate) fn show_standard(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    page(asked, &shown(asked)?)
}
