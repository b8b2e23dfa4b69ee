//! A proposal, with what it would move; and the decision.

use super::changing::without_stop;
use super::due;
use super::show::{state, whose};
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::calendars::{DecideRefusal, Group, Impact, Moving, ProposalRow, State};
use govuk::{Button, Cell, Errors, InsetText, SummaryList, SummaryRow, Table};
use maud::{Markup, html};
use rules::calendar::FeedNews;
use words::{calendars, numbers};

/// How many promises a page lists.
const LISTED: usize = 100;

/// Shows a proposal.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    page(asked, &errors).map(Answer::page)
}

/// Puts it in force.
pub(crate) fn approve(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let id = number(asked)?;
    decided(
        asked,
        asked.act(move |cx| {
            let versions = app::calendars::approve(cx, id)?;
            Ok(match versions.first() {
                Some(version) => format!("/staff/calendars/versions/{version}?approved=yes"),
                None => "/staff/calendars".to_owned(),
            })
        }),
    )
}

/// Leaves everything as it is.
pub(crate) fn drop(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let id = number(asked)?;
    decided(
        asked,
        asked.act(move |cx| {
            app::calendars::drop_proposal(cx, id)?;
            Ok("/staff/calendars?dropped=yes".to_owned())
        }),
    )
}

fn number(asked: &Asked<'_>) -> Result<i64, Trouble> {
    asked.place("proposal").parse().map_err(|_| Trouble::NotFound)
}

fn decided(
    asked: &Asked<'_>,
    acted: Result<app::Acted, app::Failure<DecideRefusal>>,
) -> Result<Answer, Trouble> {
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            let mut errors = Errors::new(asked.said().components());
            for refusal in Trouble::or_refused(failure)? {
                errors.add("", sentence(asked, &refusal));
            }
            page(asked, &errors).map(Answer::refused)
        }
    }
}

fn sentence(asked: &Asked<'_>, refusal: &DecideRefusal) -> String {
    match refusal {
        DecideRefusal::Decided(State::Approved) => "It was approved before".to_owned(),
        DecideRefusal::Decided(_) => "It was dropped before. Propose it again".to_owned(),
        DecideRefusal::Change(no) => {
            let why = calendars::refusal(asked.said().language(), no);
            format!("The calendar has changed since. {}", without_stop(why.as_str()))
        }
    }
}

fn page(asked: &Asked<'_>, errors: &Errors<'_>) -> Result<Markup, Trouble> {
    let said = asked.said();
    let id = number(asked)?;
    let (kept, actor, now) = (&asked.site.kept, asked.acting(), asked.now);
    let (row, impact, news) = asked.read(|tx| {
        let Some(row) = app::calendars::proposal(tx, id)? else { return Err(Trouble::NotFound) };
        let is_open = row.state == State::Proposed;
        let impact = match is_open {
            true => app::calendars::impact(tx, kept, actor, &row, (now, LISTED))?,
            false => None,
        };
        let news = match is_open {
            true => app::calendars::feed_news(tx, &row.change, now)?,
            false => Vec::new(),
        };
        Ok((row, impact, news))
    })?;
    let title = calendars::change(said.language(), &row.change).to_string();
    let main = html! {
        (errors)
        span.govuk-caption-l { (said.english("Proposed change of calendar")) }
        h1.govuk-heading-l { (calendars::change(said.language(), &row.change)) }
        @if asked.query.given("known").is_some() {
            (InsetText::new(said.english("This payload of the feed was taken before. Nothing was changed by taking it again.")))
        }
        (facts(asked, &row))
        (told_by_feed(asked, &news))
        @if row.state == State::Proposed {
            (moves(asked, &impact.unwrap_or_default()))
            (decision(asked, id))
        }
    };
    let frame = Frame::new(asked, &title, main).errors(!errors.is_empty());
    Ok(frame.back("/staff/calendars", said.english("Calendars")).staff())
}

fn facts(asked: &Asked<'_>, row: &ProposalRow) -> Markup {
    let said = asked.said();
    let moment = |at| telling::moment(said, &asked.zone, at);
    let mut rows = vec![
        SummaryRow::new(said.english("Whose calendar"), whose(asked, row)),
        SummaryRow::new(said.english("Source"), row.source.as_str()),
        SummaryRow::new(
            said.english("Proposed"),
            format!("{}, {}", row.proposed_by, moment(row.proposed_at)),
        ),
        SummaryRow::new(said.english("State"), state(asked, row.state)),
    ];
    if let Some((who, at)) = &row.decided {
        let decided = format!("{who}, {}", moment(*at));
        rows.push(SummaryRow::new(said.english("Decided"), decided));
    }
    html! { (SummaryList::new(rows)) }
}

fn told_by_feed(asked: &Asked<'_>, news: &[FeedNews]) -> Markup {
    let said = asked.said();
    let sentences: Vec<_> =
        news.iter().flat_map(|news| calendars::news(said.language(), news)).collect();
    html! {
        @if !sentences.is_empty() {
            h2.govuk-heading-m { (said.english("What the feed says")) }
            ul.govuk-list.govuk-list--bullet {
                @for sentence in &sentences { li { (sentence) } }
            }
        }
    }
}

fn moves(asked: &Asked<'_>, impact: &Impact) -> Markup {
    let said = asked.said();
    let moved = numbers::of(impact.moved as i64, "running promise", "running promises");
    let told = numbers::count(impact.told as i64);
    html! {
        h2.govuk-heading-m { (said.english("What it moves")) }
        @if impact.moved == 0 {
            p.govuk-body { (said.english("No running promise moves.")) }
        } @else {
            p.govuk-body {
                (said.english(format!("{moved} would move. Of {told} the customer was told the old date. What has been judged stays as it is.")))
            }
            (groups(asked, &impact.groups))
            @if impact.promises.is_empty() {
                p.govuk-body { (said.english("None of their records is yours to see.")) }
            } @else {
                (listed(asked, &impact.promises, impact.moved))
            }
        }
    }
}

fn groups(asked: &Asked<'_>, groups: &[Group]) -> Markup {
    let said = asked.said();
    let mut head: Vec<Cell<'_>> =
        ["Standard", "Due until now", "Due then"].into_iter().map(|h| said.column(h)).collect();
    head.extend([said.numbers("Promises"), said.numbers("Told the old date")]);
    let shown = groups.iter().take(LISTED);
    html! {
        (Table {
            caption: said.english("By standard and date").into(),
            head,
            rows: shown.map(|group| vec![
                group.standard.as_str().into(),
                due(asked, group.from, None, false).into(),
                due(asked, group.to, None, false).into(),
                Cell::numeric(numbers::count(group.promises as i64)),
                Cell::numeric(numbers::count(group.told as i64)),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
        @if groups.len() > LISTED {
            p.govuk-body { (said.english(format!("The first {LISTED} of {} are shown.", groups.len()))) }
        }
    }
}

fn listed(asked: &Asked<'_>, promises: &[Moving], all: usize) -> Markup {
    let said = asked.said();
    let head = ["Record", "Customer", "Standard", "Due until now", "Due then", "Told the old date"];
    let row = |moving: &Moving| -> Vec<Cell<'static>> {
        let with_time = moving.from.1 == moving.to.1;
        let link = html! {
            a.govuk-link.kept-reference href={ "/staff/records/" (moving.reference) } {
                (telling::reference(&moving.reference))
            }
        };
        vec![
            Cell::new(link),
            moving.customer.clone().unwrap_or_else(|| "–".to_owned()).into(),
            moving.standard.clone().into(),
            due(asked, moving.from.1, moving.from.0, with_time).into(),
            due(asked, moving.to.1, moving.to.0, with_time).into(),
            Cell::new(said.english(if moving.was_told { "Yes" } else { "No" })),
        ]
    };
    html! {
        (Table {
            caption: said.english("By record").into(),
            head: head.into_iter().map(|head| said.column(head)).collect(),
            rows: promises.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
        @if all > promises.len() {
            p.govuk-body {
                (said.english(format!("{} of {} are shown, those told the old date first.", promises.len(), numbers::count(all as i64))))
            }
        }
    }
}

fn decision(asked: &Asked<'_>, id: i64) -> Markup {
    let said = asked.said();
    html! {
        h2.govuk-heading-m { (said.english("Decide")) }
        p.govuk-body { (said.english("Once approved it is in force at once, and due dates follow.")) }
        div.govuk-button-group {
            form method="post" action={ "/staff/calendars/proposals/" (id) "/approve" } {
                (tokens(asked))
                (Button::new(said.english("Approve")).once())
            }
            form method="post" action={ "/staff/calendars/proposals/" (id) "/drop" } {
                (tokens(asked))
                (Button::new(said.english("Drop the proposal")).secondary().once())
            }
        }
    }
}
