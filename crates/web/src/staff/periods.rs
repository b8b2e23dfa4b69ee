//! The life of a month: running, provisional, closed.

use super::figures::state;
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::Fault;
use app::access::Permission;
use app::ledger::{CloseRefusal, PeriodRow};
use govuk::{Button, Cell, Errors, NotificationBanner, SummaryList, SummaryRow, Table};
use maud::{Markup, html};
use rules::ledger::{Month, PeriodState};
use words::dates;

/// The last twelve months, with their states.
pub(crate) fn list(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let this = Month::of(asked.today);
    let kept = &asked.site.kept;
    let months: Vec<Month> =
        std::iter::successors(Some(this), |month| Some(month.previous())).take(13).collect();
    let rows = asked.read(|tx| {
        months
            .iter()
            .map(|month| {
                let rows = app::ledger::periods(tx, kept, *month, asked.now, asked.today)?;
                Ok::<_, Fault>((*month, rows))
            })
            .collect::<Result<Vec<_>, _>>()
    })?;
    let title = "Periods";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body {
            (said.english("A month is closed once its figures are known. What becomes known later \
                           is an adjustment: the closed figures stay as they were published."))
        }
        (SummaryList::new(rows.iter().map(|(month, rows)| {
            let name = dates::month(said.language(), month.year(), month.month());
            let link = html! {
                a.govuk-link href={ "/staff/periods/" (month) } { (name) }
            };
            SummaryRow::new(link, summary(asked, rows))
        }).collect()))
    };
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}

fn summary(asked: &Asked<'_>, rows: &[PeriodRow]) -> Markup {
    let said = asked.said();
    let closed = rows.iter().filter(|row| row.state == PeriodState::Closed).count();
    match rows.iter().map(|row| row.state).min() {
        None => said.english("No charter was in force"),
        Some(PeriodState::Closed) => said.english("Closed"),
        Some(PeriodState::Running) => said.english("Running"),
        Some(PeriodState::Provisional) => {
            said.english(format!("Provisional: {closed} of {} standards closed", rows.len()))
        }
    }
}

/// One month: what can be closed, and what that still lacks.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    page(asked, &errors).map(Answer::page)
}

fn page(asked: &Asked<'_>, errors: &Errors<'_>) -> Result<Markup, Trouble> {
    let said = asked.said();
    let month = Month::read(asked.place("month")).map_err(|_| Trouble::NotFound)?;
    let kept = &asked.site.kept;
    let (rows, judged) = asked.read(|tx| {
        let rows = app::ledger::periods(tx, kept, month, asked.now, asked.today)?;
        Ok::<_, Fault>((rows, app::ledger::judged_through(tx)?))
    })?;
    let ready = rows.iter().filter(|row| {
        row.state != PeriodState::Closed && row.known_from.is_some_and(|from| from <= asked.now)
    });
    let may_close = asked.acting().reach.may(Permission::ClosePeriods);
    let can_close = ready.count() > 0 && may_close;
    let name = dates::month(said.language(), month.year(), month.month());
    let mut head =
        ["Standard", "State", "Can be closed from"].map(|words| said.column(words)).to_vec();
    head.push(said.numbers("Still running"));
    let main = html! {
        (errors)
        @if asked.query.given("closed").is_some() {
            (NotificationBanner::success(said.components(), said.english("The month is closed for these standards.")))
        }
        h1.govuk-heading-l { (name) }
        @if let Some(judged) = judged {
            p.govuk-hint {
                (said.english("What was missed is judged up to "))
                (telling::short_moment(said, &asked.zone, judged)) "."
            }
        }
        (Table {
            caption: said.english("Standards").into(),
            head,
            rows: rows.iter().map(|row| vec![
                row.title.as_str().into(),
                Cell::new(said.english(state(row.state))),
                match row.known_from {
                    Some(from) => telling::short_moment(said, &asked.zone, from).into(),
                    None => "–".into(),
                },
                Cell::numeric(words::numbers::count(row.running)),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
        @if can_close {
            form method="post" {
                (tokens(asked))
                p.govuk-body { (said.english("Closing cannot be undone.")) }
                (Button::new(said.english("Close what can be closed")).warning().once())
            }
        }
    };
    let frame = Frame::new(asked, &name, main).errors(!errors.is_empty());
    Ok(frame.back("/staff/periods", said.english("All periods")).staff())
}

/// Closes the month for every standard whose figures are known.
pub(crate) fn close(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let month = Month::read(asked.place("month")).map_err(|_| Trouble::NotFound)?;
    let kept = asked.site.kept.clone();
    let acted = asked.act(move |cx| {
        app::ledger::close_month(cx, &kept, month)?;
        Ok(format!("/staff/periods/{month}?closed=yes"))
    });
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

fn sentence(asked: &Asked<'_>, refusal: &CloseRefusal) -> String {
    match refusal {
        CloseRefusal::NotYet(Some(from)) => {
            let from = telling::moment(asked.said(), &asked.zone, *from);
            format!("None of its figures are known yet. The first can be closed from {from}")
        }
        CloseRefusal::NotYet(None) => "None of its figures are known yet".to_owned(),
        CloseRefusal::ClosedAlready => "This month is closed for every standard".to_owned(),
        CloseRefusal::NotJudged => {
            "Some due dates of this month have not been judged yet. Try again in a minute"
                .to_owned()
        }
        CloseRefusal::NotSealed => {
            "The last changes are being sealed. Try again in a few seconds".to_owned()
        }
    }
}
