//! Readings: what is recorded for standards that no record judges. Everything that is due, one
//! standard with its history, and the forms.

pub(crate) mod evidence;
mod file;
mod questions;
pub(crate) mod recording;
pub(crate) mod show;
pub(crate) mod told;

pub(in crate::staff) use file::Lines;
pub(crate) use file::file;

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::access::Permission;
use app::readings::{Board, History};
use govuk::{Cell, Table};
use maud::{Markup, html};
use std::collections::BTreeMap;
use words::numbers;

/// Shows every standard that readings are recorded for, by who answers for it.
pub(crate) fn board(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let kept = &asked.site.kept;
    let board = asked.read(|tx| app::readings::board(tx, kept, (asked.now, asked.today)))?;
    let title = "Readings";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body {
            (said.english("Standards that no record judges: what customers said, what was seen, \
                           what was counted or done, and what evidence shows."))
        }
        @match board {
            Some(board) if !board.histories.is_empty() => { (owners(asked, &board)) }
            _ => p.govuk-body { (said.english("No standard of the charter in force asks for readings.")) },
        }
    };
    let frame = Frame::new(asked, title, main);
    Ok(Answer::page(frame.back("/staff/charter", said.english("Charter")).staff()))
}

fn owners(asked: &Asked<'_>, board: &Board) -> Markup {
    let said = asked.said();
    let mut by_owner: BTreeMap<Option<&str>, Vec<&History>> = BTreeMap::new();
    for history in &board.histories {
        let owner = history.standard().and_then(told::owner);
        by_owner.entry(owner).or_default().push(history);
    }
    let waiting: usize = board.histories.iter().map(History::waiting).sum();
    let nothing = board.histories.iter().filter(|history| history.last_recorded().is_none());
    let waits = match waiting {
        0 => "Nothing is waiting.".to_owned(),
        waiting => {
            let things = numbers::of(waiting as i64, "thing is waiting", "things are waiting");
            format!("{things} to be recorded or shown.")
        }
    };
    let nothing = match nothing.count() as i64 {
        0 => String::new(),
        none => format!(
            " For {} nothing has ever been recorded.",
            numbers::of(none, "standard", "standards")
        ),
    };
    html! {
        p.govuk-body { (said.english(format!("{waits}{nothing}"))) }
        @for (owner, histories) in &by_owner {
            h2.govuk-heading-m {
                @match owner { Some(owner) => (owner), None => (said.english("Nobody answers for these yet")) }
            }
            (table(asked, histories))
        }
        @if asked.acting().reach.may(Permission::Export) {
            p.govuk-body {
                a.govuk-link href="/staff/charter/readings/file" {
                    (said.english("Download these standards as CSV"))
                }
            }
        }
    }
}

fn table(asked: &Asked<'_>, histories: &[&History]) -> Markup {
    let said = asked.said();
    let mut head: Vec<Cell<'_>> =
        ["Standard", "How it stands", "Last recorded"].map(|head| said.column(head)).into();
    head.push(said.numbers("Waiting"));
    let row = |history: &&History| -> Vec<Cell<'_>> {
        let standard = history.standard();
        let key = standard.map_or("", |standard| standard.id.as_str());
        let title = standard.map_or("", |standard| standard.title.as_str());
        vec![
            Cell::new(html! {
                a.govuk-link href={ "/staff/charter/readings/" (key) } { (title) }
            }),
            Cell::new(told::whole(said, history)),
            told::last_recorded(said, &asked.zone, history).into(),
            Cell::numeric(numbers::count(history.waiting() as i64)),
        ]
    };
    html! {
        (Table {
            caption: said.english("Standards").into(),
            caption_classes: "govuk-visually-hidden",
            head,
            rows: histories.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
