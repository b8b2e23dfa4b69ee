//! Reminders: what falls due soon, of one's own work and of the team's that nobody has taken.

use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::reminders::{MOST_SHOWN, Reminder, seen, unseen};
use govuk::{Button, Cell, NotificationBanner, Table};
use maud::{Markup, html};

/// Shows the reminders that somebody has not seen yet.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let reminders = asked.read(|tx| unseen(tx, asked.acting()))?;
    let title = "Reminders";
    let main = html! {
        @if asked.query.given("done").is_some() {
            (NotificationBanner::success(said.components(), said.english("The reminders are put away")))
        }
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body {
            (said.english("What falls due soon: your own, and what your team has and nobody has taken."))
        }
        @if reminders.is_empty() {
            p.govuk-body { (said.english("Nothing falls due that you have not seen.")) }
        } @else {
            (table(asked, &reminders))
            @if reminders.len() == MOST_SHOWN {
                p.govuk-body {
                    (said.english(format!("These are the {MOST_SHOWN} most urgent. There may be more.")))
                }
            }
            (put_away(asked, &reminders))
        }
    };
    Ok(Answer::page(Frame::new(asked, title, main).staff()))
}

/// Puts away the reminders that the page showed; what came since stays.
pub(crate) fn put_away_now(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let shown = asked.form.number("made").unwrap_or_default();
    let made_until = jiff::Timestamp::from_microsecond(shown).unwrap_or_default();
    let acted = asked.act(move |cx| {
        seen(cx, made_until)?;
        Ok("/staff/reminders?done=1".into())
    })?;
    Ok(Answer::see_other(acted.address()))
}

fn put_away(asked: &Asked<'_>, reminders: &[Reminder]) -> Markup {
    let newest = reminders.iter().map(|reminder| reminder.made_at.as_microsecond()).max();
    html! {
        form method="post" action="/staff/reminders" novalidate {
            (tokens(asked))
            input type="hidden" name="made" value=(newest.unwrap_or_default());
            (Button::new(asked.said().english("I have seen these")).secondary().once())
        }
    }
}

fn table(asked: &Asked<'_>, reminders: &[Reminder]) -> Markup {
    let said = asked.said();
    let heads = ["Reference", "What we promised", "About", "Due"];
    html! {
        (Table {
            caption: said.english("What falls due soon").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: reminders.iter().map(|reminder| vec![
                Cell::new(html! {
                    a.govuk-link.kept-reference href={ "/staff/records/" (reminder.reference) } {
                        (telling::reference(&reminder.reference))
                    }
                }),
                reminder.title.as_str().into(),
                reminder.summary.as_str().into(),
                Cell::new(telling::due(
                    said, &asked.zone, (Some(reminder.due_at), reminder.due_on), asked.now,
                )),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}
