//! Calendars: which days and hours count, how that changes, what moves with it, and who must be
//! told.

pub(crate) mod changing;
pub(crate) mod proposals;
pub(crate) mod show;
pub(crate) mod versions;

use crate::http::Asked;
use crate::telling;
use app::access::Permission;
use app::calendars::{Progress, RunsOut};
use govuk::{InsetText, WarningText};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use words::dates;

/// A due date; where only the time of day moved, that too.
fn due(asked: &Asked<'_>, on: Option<Date>, at: Option<Timestamp>, with_time: bool) -> Markup {
    let said = asked.said();
    match (on, at) {
        (_, Some(at)) if with_time => html! { (telling::short_moment(said, &asked.zone, at)) },
        (Some(on), _) => html! { (dates::full(said.language(), on)) },
        (None, _) => html! { "–" },
    }
}

/// Which calendars run out within twelve months, or have.
pub(in crate::staff) fn warnings(asked: &Asked<'_>, runs_out: &[RunsOut]) -> Markup {
    let said = asked.said();
    let manages = asked.acting().reach.may(Permission::ManageCharter);
    html! {
        @for row in runs_out {
            @let whose = row.place.as_deref().unwrap_or("your calendar");
            @let on = dates::date(said.language(), row.on);
            (WarningText::new(said.components(), html! {
                (said.english(format!("Closed days of {whose} are known until {on} only. Due dates after that are provisional.")))
                @if manages {
                    " "
                    a.govuk-link href="/staff/calendars/new/feed" { (said.english("Take the feed of bank holidays")) }
                }
            }))
        }
    }
}

/// How far stored due dates have followed.
pub(in crate::staff) fn following(asked: &Asked<'_>, progress: &[Progress]) -> Markup {
    let said = asked.said();
    html! {
        @for row in progress {
            @let whose = row.place.as_deref().unwrap_or("your calendar");
            @let judged = words::numbers::of(row.judged, "promise", "promises");
            (InsetText::new(html! {
                (said.english(format!("Due dates are following a change of {whose}: {judged} looked at so far.")))
                @if let Some(reached) = row.reached {
                    " " (said.english("Done up to those due ")) (telling::short_moment(said, &asked.zone, reached)) "."
                }
            }))
        }
    }
}
