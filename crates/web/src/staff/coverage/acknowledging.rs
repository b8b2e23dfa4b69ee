//! Everybody who works here reads the charter and acknowledges it.

use super::lists;
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::Failure;
use app::coverage::Mine;
use govuk::{Button, InsetText, NotificationBanner};
use maud::html;
use rules::charter::Charter;

/// Shows what binds everybody, and asks whether it was read.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let (kept, today, id) = (&asked.site.kept, asked.today, asked.acting().id);
    let found = asked.read(|tx| {
        let Some(mine) = app::coverage::mine(tx, id, today)? else { return Ok(None) };
        let charter = kept.charter(tx, mine.version)?;
        Ok::<_, app::Fault>(charter.map(|charter| (mine, charter)))
    })?;
    let title = "Read and acknowledge the charter";
    let main = html! {
        @if asked.query.given("done").is_some() {
            (NotificationBanner::success(said.components(), said.english("Thank you. It is recorded.")))
        }
        h1.govuk-heading-l { (said.english(title)) }
        @match &found {
            None => p.govuk-body { (said.english("No charter is in force.")) },
            Some((mine, version)) => (charter(asked, mine, &version.charter)),
        }
    };
    let frame = Frame::new(asked, title, main);
    Ok(Answer::page(frame.back("/staff/charter", said.english("Charter")).staff()))
}

fn charter(asked: &Asked<'_>, mine: &Mine, charter: &Charter) -> maud::Markup {
    let said = asked.said();
    html! {
        p.govuk-body {
            strong { (mine.title) } ", " (said.english(format!("{}.", lists::in_force(asked, mine.in_force_from))))
        }
        p.govuk-body { (said.english("It binds everybody who works here, not only those who meet customers.")) }
        @if let Some(good) = &charter.good_service { (InsetText::new(good.as_str())) }
        h2.govuk-heading-m { (said.english("What we promise")) }
        ol.govuk-list.govuk-list--number {
            @for commitment in &charter.commitments { li { (commitment.words) } }
        }
        p.govuk-body {
            a.govuk-link href="/staff/charter" { (said.english("Read the standards behind it")) }
        }
        @match mine.acknowledged_at {
            Some(at) => p.govuk-body {
                (said.english(format!("You acknowledged it on {}.", telling::moment(said, &asked.zone, at))))
            },
            None => form method="post" action="/staff/charter/acknowledge" {
                (tokens(asked))
                input type="hidden" name="version" value=(mine.version);
                (Button::new(said.english("I have read it and work by it")).once())
            },
        }
    }
}

/// Records it.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let version = asked.form.number("version").ok_or(Trouble::NotFound)?;
    let acted = asked.act(move |cx| {
        app::coverage::acknowledge(cx, version)?;
        Ok::<_, Failure>("/staff/charter/acknowledge?done=yes".to_owned())
    })?;
    Ok(Answer::see_other(acted.address()))
}
