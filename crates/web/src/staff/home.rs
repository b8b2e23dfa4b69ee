//! The first page after signing in: what is due.

use super::lists::{LISTS, filters};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use crate::words::Said;
use app::access::Permission;
use app::calendars::RunsOut;
use app::coverage::Mine;
use app::lists::{COUNTED, Order, list};
use db::Tx;
use govuk::{Button, SummaryList, SummaryRow};
use jiff::Timestamp;
use maud::{Markup, html};

/// Shows how much is due where, and what to do next.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let actor = asked.acting();
    let sees = actor.reach.may(Permission::SeeRecords);
    let found = asked.read(|tx| found(asked, tx))?;
    let rows = found.counts.into_iter().map(|(slug, title, count)| {
        let link = html! {
            a.govuk-link href={ "/staff/lists/" (slug) } { (said.english(title)) }
        };
        SummaryRow::new(link, at_most(count))
    });
    let name = asked.acting().name.clone();
    let title = "Home";
    let main = html! {
        h1.govuk-heading-l { (said.english("Hello, ")) (name) }
        (super::calendars::warnings(asked, &found.runs_out))
        @if actor.reach.may(Permission::LogContacts) {
            (Button::link(said.english("Log a contact"), "/staff/contacts/new"))
        }
        (due_soon(said, found.reminders))
        @if found.mine.is_some_and(|mine| mine.acknowledged_at.is_none()) {
            p.govuk-body {
                a.govuk-link href="/staff/charter/acknowledge" {
                    (said.english("Read and acknowledge the charter that is in force"))
                }
            }
        }
        @if sees {
            h2.govuk-heading-m { (said.english("Promises still to be kept")) }
            (SummaryList::new(rows.collect()))
            (missed(said, found.to_own_up))
            @if let Some(judged) = found.judged {
                p.govuk-hint {
                    (said.english("What was missed is judged up to "))
                    (telling::short_moment(said, &asked.zone, judged)) "."
                }
            }
        }
    };
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}

/// What the page tells somebody.
struct Found {
    /// Lists of work, with how much stands on each.
    counts: Vec<(&'static str, &'static str, usize)>,
    reminders: usize,
    judged: Option<Timestamp>,
    runs_out: Vec<RunsOut>,
    mine: Option<Mine>,
    to_own_up: usize,
}

fn found(asked: &Asked<'_>, tx: &mut Tx) -> Result<Found, app::Fault> {
    let actor = asked.acting();
    let sees = actor.reach.may(Permission::SeeRecords);
    let mut counts = Vec::new();
    for (slug, title) in LISTS.into_iter().filter(|_| sees) {
        let filters = filters(asked, slug).unwrap_or_default();
        counts.push((slug, title, list(tx, actor, &filters, Order::Due, None, 1)?.count));
    }
    let kept = &asked.site.kept;
    Ok(Found {
        counts,
        reminders: if sees { app::reminders::unseen(tx, actor)?.len() } else { 0 },
        judged: app::ledger::judged_through(tx)?,
        runs_out: match actor.reach.may(Permission::ManageCharter) {
            true => app::calendars::runs_out(tx, asked.now, asked.today)?,
            false => Vec::new(),
        },
        mine: app::coverage::mine(tx, actor.id, asked.today)?,
        to_own_up: match sees {
            true => app::promises_told::to_own_up_count(tx, kept, actor, asked.today)?,
            false => 0,
        },
    })
}

/// A count, which stops at a thousand.
fn at_most(count: usize) -> String {
    match count {
        COUNTED.. => format!("{}+", words::numbers::count(COUNTED as i64)),
        count => words::numbers::count(count as i64),
    }
}

/// How many missed promises there are of which the customer has not been told.
fn missed(said: Said, number: usize) -> Markup {
    let words = match number {
        0 => return html! {},
        1 => "1 missed promise of which the customer has not been told".to_owned(),
        many => {
            format!("{} missed promises of which the customer has not been told", at_most(many))
        }
    };
    html! {
        p.govuk-body { a.govuk-link href="/staff/lists/to-own-up" { (said.english(words)) } }
    }
}

/// How many reminders there are that nobody has seen.
fn due_soon(said: Said, reminders: usize) -> Markup {
    let words = match reminders {
        0 => return html! {},
        1 => "1 promise falls due soon".to_owned(),
        many => format!("{many} promises fall due soon"),
    };
    html! {
        p.govuk-body { a.govuk-link href="/staff/reminders" { (said.english(words)) } }
    }
}
