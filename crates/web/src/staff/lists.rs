//! The lists of promises that are still to be kept: mine, the team's, due today, overdue, all.

use super::rows::{File, PER_PAGE, table};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use crate::telling;
use app::access::Permission;
use app::lists::{Filter, Key, Order, list};
use app::organisation::UnitKind;
use govuk::{Button, Label, Select, SelectOption};
use maud::{Markup, html};
use rules::calendar::Day;
use rules::contacts::Channel;

/// The lists: their places in the address and their titles.
pub(super) const LISTS: [(&str, &str); 5] = [
    ("mine", "Mine"),
    ("team", "My team's"),
    ("due-today", "Due today"),
    ("overdue", "Overdue"),
    ("all", "All"),
];

/// What has no due moment, in lists of its own.
const APART: [(&str, &str); 3] =
    [("paused", "Paused"), ("nothing-due", "Nothing due"), ("to-own-up", "To own up")];

/// What a list shows; none if there is no such list.
pub(super) fn filters(asked: &Asked<'_>, slug: &str) -> Option<Vec<Filter>> {
    let actor = asked.acting();
    let today = Day::of(asked.today)?;
    // What is due by the end of today has its due moment at the midnight that ends it.
    let tomorrow = asked.zone.end_of(today) + jiff::SignedDuration::from_micros(1);
    let of_list = match slug {
        "mine" => vec![Filter::Owner(actor.id)],
        "team" => vec![Filter::Teams(actor.reach.units.iter().copied().collect())],
        "due-today" => vec![Filter::DueFrom(asked.now), Filter::DueBefore(tomorrow)],
        "overdue" => vec![Filter::DueBefore(asked.now)],
        "all" => Vec::new(),
        _ => return None,
    };
    Some([vec![Filter::Open], of_list].concat())
}

/// What was chosen besides.
fn chosen(query: &Fields) -> Vec<Filter> {
    let service = query.number("service").map(Filter::Service);
    let channel = Channel::named(query.text("channel")).map(Filter::Channel);
    service.into_iter().chain(channel).collect()
}

/// Shows a page of a list.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let slug = asked.place("list");
    let (_, title) =
        LISTS.into_iter().find(|(known, _)| *known == slug).ok_or(Trouble::NotFound)?;
    let mut filters = filters(asked, slug).ok_or(Trouble::NotFound)?;
    filters.extend(chosen(asked.query));
    let after = asked.query.given("after").and_then(Key::read);
    let actor = asked.acting();
    let (page, services, channels) = asked.read(|tx| {
        let page = list(tx, actor, &filters, Order::Due, after, PER_PAGE)?;
        let units = super::log_form::units(tx, asked)?;
        let services: Vec<_> =
            units.into_iter().filter(|unit| unit.kind == UnitKind::Service).collect();
        Ok::<_, Trouble>((page, services, app::organisation::offered_channels(tx)?))
    })?;
    let services = services
        .iter()
        .map(|service| SelectOption::new(service.id.to_string(), service.name.as_str()));
    let channels = channels.iter().map(|channel| {
        SelectOption::new(channel.key(), telling::channel(said, *channel).to_string())
    });
    let main = html! {
        h1.govuk-heading-l { (said.english("Promises still to be kept")) }
        (tabs(asked, slug))
        (choosing(asked, services.collect(), channels.collect()))
        h2.govuk-heading-m { (said.english(title)) }
        (table(asked, &page, asked.query))
        @if asked.acting().reach.may(Permission::Export) {
            p.govuk-body {
                a.govuk-link href={ "/staff/lists/" (slug) "/file?" (asked.query.encoded()) } {
                    (said.english("Download this list as CSV"))
                }
            }
        }
    };
    let title = format!("{title}: promises still to be kept");
    Ok(Answer::page(Frame::new(asked, &title, main).staff()))
}

/// The lists side by side, and those of what has no due moment.
pub(super) fn tabs(asked: &Asked<'_>, here: &str) -> Markup {
    let said = asked.said();
    html! {
        nav.kept-lists aria-label=(said.both("Lists", "Rhestrau")) {
            ul.govuk-list {
                @for (slug, title) in LISTS.into_iter().chain(APART) {
                    li {
                        @if slug == here {
                            a.govuk-link href={ "/staff/lists/" (slug) } aria-current="page" {
                                strong { (said.english(title)) }
                            }
                        } @else {
                            a.govuk-link href={ "/staff/lists/" (slug) } { (said.english(title)) }
                        }
                    }
                }
            }
        }
    }
}

fn choosing<'a>(
    asked: &'a Asked<'_>,
    services: Vec<SelectOption<'a>>,
    channels: Vec<SelectOption<'a>>,
) -> Markup {
    let said = asked.said();
    let with_all = |all: &'static str, options: Vec<SelectOption<'a>>| {
        std::iter::once(SelectOption::new("", all)).chain(options).collect()
    };
    html! {
        form.kept-row method="get" action=(asked.path) {
            (Select {
                id: "service",
                name: "service",
                label: Label::new(said.english("Service")),
                options: with_all("All services", services),
                value: asked.query.typed("service"),
                ..Select::default()
            })
            (Select {
                id: "channel",
                name: "channel",
                label: Label::new(said.english("Channel")),
                options: with_all("All channels", channels),
                value: asked.query.typed("channel"),
                ..Select::default()
            })
            (Button::new(said.english("Show")).secondary())
        }
    }
}

/// Sends a list as a file, and writes down that it left.
pub(crate) fn file(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let slug = asked.place("list");
    let mut filters = filters(asked, slug).ok_or(Trouble::NotFound)?;
    filters.extend(chosen(asked.query));
    let (what, actor) = (format!("list {slug}"), asked.acting());
    let logged = filters.clone();
    asked
        .site
        .kept
        .act(actor, asked.now, move |cx| app::lists::log_list_export(cx, &what, &logged))?;
    let name = format!("promises-{slug}-{}.csv", asked.today);
    Ok(Answer::rows(name, File::new(asked, filters, Order::Due)))
}
