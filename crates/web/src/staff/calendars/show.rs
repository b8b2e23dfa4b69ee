//! What is in force, what is proposed, and what may be changed.

use super::{following, warnings};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::Fault;
use app::calendars::{CalendarRow, ProposalRow, State, VersionRow};
use govuk::{Cell, NotificationBanner, SummaryList, SummaryRow, Table, Tag, TagColour};
use jiff::civil::Date;
use maud::{Markup, html};
use words::{calendars, dates};

/// Shows the calendars in force.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let (now, today) = (asked.now, asked.today);
    let (rows, proposals, progress, runs_out, payload) = asked.read(|tx| {
        let mut rows = Vec::new();
        for row in app::calendars::calendars(tx, now)? {
            let versions = app::calendars::versions(tx, row.id)?;
            rows.push((row, versions));
        }
        Ok::<_, Fault>((
            rows,
            app::calendars::proposals(tx)?,
            app::calendars::progress(tx)?,
            app::calendars::runs_out(tx, now, today)?,
            app::calendars::last_payload(tx)?,
        ))
    })?;
    let title = "Calendars";
    let main = html! {
        @if asked.query.given("dropped").is_some() {
            (NotificationBanner::success(said.components(), said.english("The proposal is dropped. Nothing was changed.")))
        }
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body { (said.english("Which days and hours count. A change is proposed first; you see what it moves before it holds.")) }
        (warnings(asked, &runs_out))
        (following(asked, &progress))
        @if rows.is_empty() {
            p.govuk-body { (said.english("There is no calendar yet. It comes with your charter: kept charter adopt")) }
        } @else {
            (changes(asked))
        }
        (waiting(asked, &proposals))
        @for (row, versions) in &rows { (calendar(asked, row, versions)) }
        @if let Some((at, who)) = payload {
            p.govuk-body {
                (said.english("The feed of bank holidays was taken last on "))
                (telling::moment(said, &asked.zone, at)) (said.english(format!(" by {who}.")))
            }
        }
        (decided(asked, &proposals))
    };
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}

fn changes(asked: &Asked<'_>) -> Markup {
    let said = asked.said();
    html! {
        h2.govuk-heading-m { (said.english("Propose a change")) }
        ul.govuk-list.govuk-list--bullet {
            @for change in super::changing::FORMS {
                li {
                    a.govuk-link href={ "/staff/calendars/new/" (change.slug) } { (said.english(change.title)) }
                }
            }
        }
    }
}

fn waiting(asked: &Asked<'_>, proposals: &[ProposalRow]) -> Markup {
    let said = asked.said();
    let open: Vec<&ProposalRow> =
        proposals.iter().filter(|row| row.state == State::Proposed).collect();
    html! {
        @if !open.is_empty() {
            h2.govuk-heading-m { (said.english("Waiting for a decision")) }
            (table(asked, &open))
        }
    }
}

fn decided(asked: &Asked<'_>, proposals: &[ProposalRow]) -> Markup {
    let said = asked.said();
    let decided: Vec<&ProposalRow> =
        proposals.iter().filter(|row| row.state != State::Proposed).collect();
    html! {
        @if !decided.is_empty() {
            h2.govuk-heading-m { (said.english("Decided")) }
            (table(asked, &decided))
        }
    }
}

fn table(asked: &Asked<'_>, rows: &[&ProposalRow]) -> Markup {
    let said = asked.said();
    let head = ["Change", "Whose calendar", "Source", "Proposed by", "State"];
    let row = |row: &&ProposalRow| -> Vec<Cell<'static>> {
        let change = calendars::change(said.language(), &row.change);
        let link = html! {
            a.govuk-link href={ "/staff/calendars/proposals/" (row.id) } { (change) }
        };
        vec![
            Cell::new(link),
            Cell::new(whose(asked, row)),
            row.source.clone().into(),
            row.proposed_by.clone().into(),
            Cell::new(state(asked, row.state)),
        ]
    };
    html! {
        (Table {
            head: head.into_iter().map(|head| said.column(head)).collect(),
            rows: rows.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

/// Whose calendar a proposal is about.
pub(super) fn whose(asked: &Asked<'_>, row: &ProposalRow) -> Markup {
    let said = asked.said();
    match (&row.place, row.calendar) {
        (Some(place), _) => html! { (place) },
        (None, Some(_)) => said.english("Yours"),
        (None, None) => said.english("Every calendar"),
    }
}

/// What became of a proposal, as a tag.
pub(super) fn state(asked: &Asked<'_>, state: State) -> Markup {
    let (colour, words) = match state {
        State::Proposed => (TagColour::Yellow, "Proposed"),
        State::Approved => (TagColour::Green, "In force"),
        State::Dropped => (TagColour::Grey, "Dropped"),
    };
    html! { (Tag::coloured(colour, asked.said().english(words))) }
}

fn calendar(asked: &Asked<'_>, row: &CalendarRow, versions: &[VersionRow]) -> Markup {
    let said = asked.said();
    let name = match &row.place {
        Some((_, name)) => html! { (name) },
        None => said.english("Your calendar"),
    };
    let nation = match row.definition.nation {
        Some(nation) => html! { (calendars::nation(said.language(), nation)) },
        None => said.english("None count"),
    };
    let known = match row.definition.runs_out_on() {
        Some(on) => html! { (dates::date(said.language(), on)) },
        None => said.english("It does not run out"),
    };
    let since = telling::moment(said, &asked.zone, row.in_force_at);
    let list = SummaryList::new(vec![
        SummaryRow::new(said.english("Hours"), row.definition.hours.to_string()),
        SummaryRow::new(said.english("Bank holidays"), nation),
        SummaryRow::new(said.english("Closed days are known until"), known),
        SummaryRow::new(said.english("Version"), format!("{}, {since}", row.number)),
        SummaryRow::new(said.english("Next closed days"), days(asked, &closed(asked, row))),
        SummaryRow::new(said.english("Extra openings to come"), days(asked, &opened(asked, row))),
    ]);
    html! {
        h2.govuk-heading-m { (name) }
        (list)
        @if versions.len() > 1 { (history(asked, versions)) }
    }
}

/// The closed days to come, with their names; at most twelve.
fn closed(asked: &Asked<'_>, row: &CalendarRow) -> Vec<(Date, String)> {
    let definition = &row.definition;
    let own = definition.closed.iter().map(|on| {
        let name = definition.closure_names.get(on).cloned();
        (*on, name.unwrap_or_default())
    });
    let holidays = definition.holidays().into_iter().flat_map(|holidays| holidays.all());
    let mut days: Vec<(Date, String)> = own
        .chain(holidays.map(|(on, name)| (on, name.to_owned())))
        .filter(|(on, _)| *on >= asked.today)
        .collect();
    days.sort();
    days.truncate(12);
    days
}

fn opened(asked: &Asked<'_>, row: &CalendarRow) -> Vec<(Date, String)> {
    let open = row.definition.open.iter().filter(|opening| opening.on >= asked.today);
    open.map(|opening| (opening.on, opening.period.to_string())).collect()
}

fn days(asked: &Asked<'_>, days: &[(Date, String)]) -> Markup {
    let said = asked.said();
    html! {
        @if days.is_empty() {
            (said.english("None"))
        } @else {
            ul.govuk-list {
                @for (on, name) in days {
                    li {
                        (dates::full(said.language(), *on))
                        @if !name.is_empty() { ": " (name) }
                    }
                }
            }
        }
    }
}

fn history(asked: &Asked<'_>, versions: &[VersionRow]) -> Markup {
    let said = asked.said();
    let row = |version: &VersionRow| -> Vec<Cell<'static>> {
        let link = html! {
            a.govuk-link href={ "/staff/calendars/versions/" (version.id) } {
                (said.english(format!("Version {}", version.number)))
            }
        };
        vec![
            Cell::new(link),
            telling::short_moment(said, &asked.zone, version.in_force_at).into(),
            version.made_by.clone().into(),
            Cell::numeric(words::numbers::count(version.moved)),
        ]
    };
    let mut head: Vec<Cell<'_>> =
        ["Version", "In force from", "Made by"].into_iter().map(|head| said.column(head)).collect();
    head.push(said.numbers("Promises moved"));
    html! {
        (Table {
            caption: said.english("Versions").into(),
            head,
            rows: versions.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
