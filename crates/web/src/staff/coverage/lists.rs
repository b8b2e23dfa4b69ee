//! The lists of coverage, as rows that a page and a file both show.

use crate::http::{Asked, Trouble};
use crate::staff::readings::told;
use crate::telling;
use app::access::{Belonging, Permission};
use app::coverage::{ChannelCover, GroupCover, ServiceCover, StandardCover, VersionCover};
use jiff::civil::Date;
use maud::{Markup, html};
use rules::charter::Kind;
use words::{dates, numbers};

/// A list: its place in the address, its title, and what it is about.
pub(super) struct List {
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
    pub(super) about: &'static str,
}

/// Every list.
pub(super) const LISTS: [List; 4] = [
    List {
        slug: "standards",
        title: "Standards and what measures them",
        about: "For every standard its methods, the last figure or reading, the target and who answers for it; or why it is not measured.",
    },
    List {
        slug: "channels",
        title: "Channels and their standards",
        about: "For every channel that you offer, the standards that say how soon something happens. A channel without one is a gap.",
    },
    List {
        slug: "services",
        title: "Services and whether they are ready",
        about: "For every service whether its head confirmed that it is ready for the charter.",
    },
    List {
        slug: "staff",
        title: "Staff and who acknowledged",
        about: "How many of each team, service or role have read and acknowledged the charter in force.",
    },
];

/// A cell: what it says, and where it leads.
pub(super) struct Value {
    pub(super) text: String,
    pub(super) href: Option<String>,
    /// Whether it is a gap.
    pub(super) is_gap: bool,
}

impl Value {
    fn plain(text: impl Into<String>) -> Value {
        Value { text: text.into(), href: None, is_gap: false }
    }

    fn gap(text: impl Into<String>) -> Value {
        Value { is_gap: true, ..Value::plain(text) }
    }

    fn linked(text: impl Into<String>, href: String) -> Value {
        Value { href: Some(href), ..Value::plain(text) }
    }

    fn number(number: i64) -> Value {
        Value::plain(numbers::count(number))
    }
}

/// The rows of a list, with the headings of its columns.
pub(super) struct Rows {
    pub(super) head: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Value>>,
}

/// The rows of the list that an address names; none if there is no such list.
pub(super) fn rows(asked: &Asked<'_>, list: &List) -> Result<Rows, Trouble> {
    let (kept, today) = (&asked.site.kept, asked.today);
    Ok(match list.slug {
        "standards" => {
            let times = (asked.now, today);
            let all = asked.read(|tx| app::coverage::standards(tx, kept, times))?;
            standards(asked, &all)
        }
        "channels" => channels(asked, &asked.read(|tx| app::coverage::channels(tx, kept, today))?),
        "services" => {
            let chosen = version(asked)?;
            let all = match &chosen {
                Some(version) => {
                    asked.read(|tx| app::coverage::services(tx, kept, version.id, today))?
                }
                None => Vec::new(),
            };
            services(asked, chosen.as_ref(), &all)
        }
        _ => staff(&asked.read(|tx| app::coverage::groups(tx, today))?),
    })
}

/// The version of the charter that the address names, or the one in force.
pub(super) fn version(asked: &Asked<'_>) -> Result<Option<VersionCover>, Trouble> {
    let today = asked.today;
    let all = asked.read(|tx| app::coverage::versions(tx, today))?;
    let named = asked.query.number("version");
    let found = all.iter().find(|one| Some(one.id) == named).or(all.first());
    Ok(found.cloned())
}

fn standards(asked: &Asked<'_>, all: &[StandardCover]) -> Rows {
    let said = asked.said();
    let row = |one: &StandardCover| {
        let standard = one.standard()?;
        let is_advertised = standard.kind == Kind::AdvertisedOnly;
        let methods: Vec<&str> =
            one.methods.iter().map(|method| told::how(standard.kind, *method)).collect();
        let figure = one.figure.map(|last| {
            let month = dates::month(said.language(), last.month.year(), last.month.month());
            format!("{} in {month}", numbers::percent(last.share, 1))
        });
        let reading = one.history.as_ref().filter(|history| history.last_recorded().is_some());
        let recorded = reading.map(|history| {
            let at = told::last_recorded(said, &asked.zone, history);
            match told::last_words(said, history) {
                words if words.is_empty() => format!("Recorded {at}"),
                words => format!("{}, recorded {at}", words.join("; ")),
            }
        });
        let last: Vec<String> = figure.into_iter().chain(recorded).collect();
        let target = told::target(standard, asked.today);
        let href = match one.history.is_some() {
            true => format!("/staff/charter/readings/{}", standard.id),
            false => format!("/standards/{}", standard.id),
        };
        let because = standard.not_measured_because.clone().unwrap_or_default();
        Some(vec![
            Value::linked(standard.title.clone(), href),
            match is_advertised {
                true => Value::plain("Not measured"),
                false if methods.is_empty() => Value::gap("No method"),
                false => Value::plain(methods.join("; ")),
            },
            match last.is_empty() {
                true if is_advertised => Value::plain(because),
                true => Value::gap("Nothing yet"),
                false => Value::plain(last.join("; ")),
            },
            match target {
                Some(target) => Value::plain(target),
                None if standard.lacks_target() => Value::gap("No target"),
                None => Value::plain("–"),
            },
            match told::owner(standard) {
                Some(owner) => Value::plain(owner),
                None if is_advertised => Value::plain("–"),
                None => Value::gap("Nobody is named"),
            },
        ])
    };
    Rows {
        head: vec!["Standard", "How it is measured", "Last", "Target", "Who answers for it"],
        rows: all.iter().filter_map(row).collect(),
    }
}

fn channels(asked: &Asked<'_>, all: &[ChannelCover]) -> Rows {
    let row = |one: &ChannelCover| {
        vec![
            Value::plain(telling::channel(asked.said(), one.channel).to_string()),
            match one.of_time.is_empty() {
                true => Value::gap("None"),
                false => Value::plain(one.of_time.join("; ")),
            },
            match one.others.is_empty() {
                true => Value::plain("–"),
                false => Value::plain(one.others.join("; ")),
            },
        ]
    };
    Rows {
        head: vec!["Channel", "How soon", "Other standards of this channel"],
        rows: all.iter().map(row).collect(),
    }
}

fn services(asked: &Asked<'_>, version: Option<&VersionCover>, all: &[ServiceCover]) -> Rows {
    let said = asked.said();
    let row = |one: &ServiceCover| {
        let of_version = version.map_or(0, |version| version.id);
        let href = format!("/staff/charter/coverage/confirm/{}?version={of_version}", one.key);
        vec![
            match may_confirm(asked, one) {
                true => Value::linked(one.name.clone(), href),
                false => Value::plain(one.name.clone()),
            },
            match one.is_ready {
                Some(true) => Value::plain("Ready"),
                Some(false) => Value::gap("Not ready"),
                None => Value::gap("Not confirmed"),
            },
            Value::plain(one.words.clone()),
            Value::plain(match &one.confirmed {
                Some((who, at)) => {
                    format!("{who}, {}", telling::short_moment(said, &asked.zone, *at))
                }
                None => "–".to_owned(),
            }),
            match one.standards {
                0 => Value::gap("0"),
                owed => Value::number(owed),
            },
            Value::number(one.own_standards),
        ]
    };
    Rows {
        head: vec!["Service", "State", "What was said", "By", "Standards owed", "Of its own"],
        rows: all.iter().map(row).collect(),
    }
}

/// Whether whoever looks may say whether a service is ready.
fn may_confirm(asked: &Asked<'_>, one: &ServiceCover) -> bool {
    let actor = asked.acting();
    let belonging = Belonging { service: one.id, team: None, owner: None };
    actor.reach.may_on(Permission::ConfirmStandards, actor.id, belonging)
}

fn staff(all: &[GroupCover]) -> Rows {
    let row = |one: &GroupCover| {
        let share = one.acknowledged as f64 / one.members.max(1) as f64;
        vec![
            Value::plain(one.name.clone()),
            Value::number(one.members),
            Value::number(one.acknowledged),
            match one.acknowledged < one.members {
                true => Value::gap(numbers::percent(share, 1)),
                false => Value::plain(numbers::percent(share, 1)),
            },
            Value::plain(match one.missing.is_empty() {
                true => "–".to_owned(),
                false => one.missing.join("; "),
            }),
        ]
    };
    Rows {
        head: vec![
            "Team, service or role",
            "Staff",
            "Acknowledged",
            "Share",
            "Still to acknowledge",
        ],
        rows: all.iter().map(row).collect(),
    }
}

/// What is promised with nothing to measure it.
pub(super) fn gaps(asked: &Asked<'_>) -> Result<Markup, Trouble> {
    let said = asked.said();
    let (kept, today) = (&asked.site.kept, asked.today);
    let found = asked.read(|tx| app::coverage::uncovered(tx, kept, today))?;
    Ok(html! {
        h2.govuk-heading-m { (said.english("Commitments with nothing measured behind them")) }
        @if found.commitments.is_empty() {
            p.govuk-body { (said.english("Every commitment has a measured standard behind it.")) }
        } @else {
            ul.govuk-list.govuk-list--bullet {
                @for (number, words) in &found.commitments { li { (number) ". " (words) } }
            }
        }
        h2.govuk-heading-m { (said.english("Standards without a target")) }
        @if found.without_target.is_empty() {
            p.govuk-body { (said.english("Every measured standard that could aim at something does.")) }
        } @else {
            ul.govuk-list.govuk-list--bullet {
                @for (key, title) in &found.without_target {
                    li { a.govuk-link href={ "/standards/" (key) } { (title) } }
                }
            }
        }
    })
}

/// A date for a heading: since when, or from when.
pub(super) fn in_force(asked: &Asked<'_>, from: Date) -> String {
    let date = dates::date(asked.said().language(), from);
    match from > asked.today {
        true => format!("comes into force on {date}"),
        false => format!("in force since {date}"),
    }
}
