//! What a version of a calendar has moved, and who of the customers must be told.

use super::{due, following};
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::calendars::{MOVED_SHOWN, MovedCounts, MovedRow};
use govuk::{Button, Cell, NotificationBanner, Table};
use maud::{Markup, html};
use words::{calendars, numbers};

/// Shows the promises that a version has moved.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let version: i64 = asked.place("version").parse().map_err(|_| Trouble::NotFound)?;
    let everybody = asked.query.given("all").is_some();
    let after = asked.query.number("after").unwrap_or_default();
    let actor = asked.acting();
    let (row, proposal, counts, rows, progress) = asked.read(|tx| {
        let row = app::calendars::version(tx, version)?.ok_or(Trouble::NotFound)?;
        let proposal = match row.proposal {
            Some(proposal) => app::calendars::proposal(tx, proposal)?,
            None => None,
        };
        let most = (after, MOVED_SHOWN + 1);
        let rows = app::calendars::moved(tx, actor, version, !everybody, most)?;
        let counts = app::calendars::moved_counts(tx, version)?;
        let progress = app::calendars::progress(tx)?;
        Ok::<_, Trouble>((row, proposal, counts, rows, progress))
    })?;
    let here: Vec<_> = progress.into_iter().filter(|row| row.version == version).collect();
    let title = format!("Version {} of the calendar", row.number);
    let main = html! {
        @if asked.query.given("approved").is_some() {
            (NotificationBanner::success(said.components(), said.english("The change is in force. Due dates follow.")))
        }
        @if asked.query.given("told").is_some() {
            (NotificationBanner::success(said.components(), said.english("That the customer was told is in the record.")))
        }
        h1.govuk-heading-l { (said.english(title.clone())) }
        p.govuk-body {
            (said.english("In force from ")) (telling::moment(said, &asked.zone, row.in_force_at))
            (said.english(format!(", made by {}.", row.made_by)))
        }
        @if let Some(proposal) = proposal {
            p.govuk-body {
                a.govuk-link href={ "/staff/calendars/proposals/" (proposal.id) } {
                    (calendars::change(said.language(), &proposal.change))
                }
                " (" (proposal.source) ")"
            }
        }
        (following(asked, &here))
        (sums(asked, counts))
        (which(asked, version, everybody))
        (table(asked, &rows))
        @if rows.len() > MOVED_SHOWN {
            @let last = rows[MOVED_SHOWN - 1].id;
            p.govuk-body {
                a.govuk-link href={ "/staff/calendars/versions/" (version) "?after=" (last) @if everybody { "&all=yes" } } {
                    (said.english("The next ones"))
                }
            }
        }
    };
    let frame = Frame::new(asked, &title, main);
    Ok(Answer::page(frame.back("/staff/calendars", said.english("Calendars")).staff()))
}

fn sums(asked: &Asked<'_>, counts: MovedCounts) -> Markup {
    let said = asked.said();
    let moved = numbers::of(counts.moved, "running promise", "running promises");
    let (told, to_tell) = (numbers::count(counts.told_old), numbers::count(counts.to_tell));
    html! {
        p.govuk-body {
            (said.english(format!("It moved {moved}. Of {told} the customer was told the old date; {to_tell} must still be told the new one.")))
        }
    }
}

fn which(asked: &Asked<'_>, version: i64, everybody: bool) -> Markup {
    let said = asked.said();
    html! {
        h2.govuk-heading-m {
            (said.english(if everybody { "All that moved" } else { "People to tell" }))
        }
        p.govuk-body {
            @if everybody {
                a.govuk-link href={ "/staff/calendars/versions/" (version) } { (said.english("Only people to tell")) }
            } @else {
                a.govuk-link href={ "/staff/calendars/versions/" (version) "?all=yes" } { (said.english("All that moved")) }
            }
        }
    }
}

fn table(asked: &Asked<'_>, rows: &[MovedRow]) -> Markup {
    let said = asked.said();
    let head = ["Record", "Customer", "Standard", "It was due", "It is due", "Told the new date"];
    html! {
        @if rows.is_empty() {
            p.govuk-body { (said.english("There is none whose record is yours to see.")) }
        } @else {
            (Table {
                head: head.into_iter().map(|head| said.column(head)).collect(),
                rows: rows.iter().take(MOVED_SHOWN).map(|moved| row(asked, moved)).collect(),
                stacks: true,
                ..Table::default()
            })
        }
    }
}

fn row(asked: &Asked<'_>, row: &MovedRow) -> Vec<Cell<'static>> {
    let with_time = row.from_on == row.to_on;
    let link = html! {
        a.govuk-link.kept-reference href={ "/staff/records/" (row.reference) } {
            (telling::reference(&row.reference))
        }
    };
    vec![
        Cell::new(link),
        row.customer.clone().unwrap_or_else(|| "–".to_owned()).into(),
        row.standard.clone().into(),
        due(asked, row.from_on, row.from_at, with_time).into(),
        due(asked, row.to_on, row.to_at, with_time).into(),
        Cell::new(told(asked, row)),
    ]
}

fn told(asked: &Asked<'_>, row: &MovedRow) -> Markup {
    let said = asked.said();
    if let Some((at, who)) = &row.told {
        return html! { (telling::short_moment(said, &asked.zone, *at)) ", " (who) };
    }
    if !row.was_told {
        return said.english("Was not told the old date");
    }
    let reference = telling::reference(&row.reference).to_string();
    html! {
        form method="post" {
            (tokens(asked))
            input type="hidden" name="moved" value=(row.id);
            (Button::new(html! {
                (said.english("I have told them"))
                span.govuk-visually-hidden { (said.english(format!(" about {reference}"))) }
            }).secondary().once())
        }
    }
}

/// The customer was told the new date.
pub(crate) fn tell(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let version: i64 = asked.place("version").parse().map_err(|_| Trouble::NotFound)?;
    let moved = asked.form.number("moved").ok_or(Trouble::NotFound)?;
    let acted = asked.act(move |cx| {
        app::calendars::tell(cx, moved)?;
        Ok(format!("/staff/calendars/versions/{version}?told=yes"))
    });
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => Err(Trouble::or_refused(failure).err().unwrap_or(Trouble::NotFound)),
    }
}
