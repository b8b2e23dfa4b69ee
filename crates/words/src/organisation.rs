//! What is wrong in an organisation file, and what adopting one changes.

use crate::text::{Language, Text};
use rules::organisation::{Change, Setting, Thing, UnitKind, Wrong};

/// A problem of an organisation file, with advice.
pub fn problem(language: Language, wrong: &Wrong) -> Text {
    language.english(match wrong {
        Wrong::Charter(wrong) => return crate::charter::problem(language, wrong),
        Wrong::BadKey(key) => format!(
            "\"{key}\" cannot be a key. Use small letters, digits and hyphens, such as \
             \"waste-team\"."
        ),
        Wrong::Twice(key, line) => format!(
            "The key \"{key}\" is already used in line {line}. Give one of them another key."
        ),
        Wrong::ServiceAndTeam(key, line) => format!(
            "The key \"{key}\" is already used in line {line}, and a role in \"{key}\" would not \
             say which is meant. Write another, such as \"{key}-team\"."
        ),
        Wrong::Zone(zone) => {
            format!("\"{zone}\" is not a time zone. Write one such as \"Europe/London\".")
        }
        Wrong::Colour(text) => {
            format!("\"{text}\" is not a colour. Write # and six digits, such as \"#1d70b8\".")
        }
        Wrong::TooLight { colour, contrast, darker } => format!(
            "White words cannot be read on {colour}: their contrast is {}.{:02} to 1, and 4.5 to \
             1 is needed. \"{darker}\" is a shade of it that is dark enough.",
            contrast / 100,
            contrast % 100
        ),
        Wrong::ChannelTwice(channel) => {
            format!("\"{channel}\" is named twice. Leave one of them out.")
        }
        Wrong::NoChannels => "There are no channels. Name at least one on which people can reach \
             you, such as channels = [\"telephone\", \"letter\"]."
            .to_owned(),
        Wrong::NoServices => {
            "There are no services. Add one with [[service]]: every contact is about one."
                .to_owned()
        }
        Wrong::NoTeams => "There are no teams. Add one with [[team]]: what the public sends is \
             given to one."
            .to_owned(),
    })
}

/// What adopting a file changes, in lines: settings and names one by one, what is new or gone
/// kind by kind.
pub fn changes(language: Language, changes: &[Change]) -> Vec<Text> {
    let mut lines = Vec::new();
    for change in changes {
        match change {
            Change::Setting { setting, before, now } => {
                lines.push(format!("{}: {now} (was {before}).", named(*setting)));
            }
            Change::Renamed { thing, before, now } => {
                lines.push(format!("Renamed: {}, \"{before}\", is now \"{now}\".", said(thing)));
            }
            Change::Altered { thing, name } => {
                lines.push(format!("Changed: {}, \"{name}\".", said(thing)));
            }
            Change::New { .. } | Change::Gone { .. } => {}
        }
    }
    let new = changes.iter().filter_map(|change| match change {
        Change::New { thing, name } => Some((thing, name)),
        _ => None,
    });
    lines.extend(by_kind("New", new));
    let gone = changes.iter().filter_map(|change| match change {
        Change::Gone { thing, name } => Some((thing, name)),
        _ => None,
    });
    lines.extend(by_kind("Gone", gone));
    lines.into_iter().map(|line| language.english(line)).collect()
}

/// That something which is gone still has open cases.
pub fn open_cases(language: Language, thing: &Thing, number: i64) -> Text {
    let cases = crate::numbers::of(number, "open case", "open cases");
    language.english(format!(
        "The {} is gone from then on and has {cases}. Give them to another team.",
        said(thing)
    ))
}

/// `New teams: waste-team (Waste team), planning-team (Planning team).`
fn by_kind<'a>(how: &str, things: impl Iterator<Item = (&'a Thing, &'a String)>) -> Vec<String> {
    let mut lines: Vec<(&str, Vec<String>)> = Vec::new();
    for (thing, name) in things {
        let kind = match thing {
            Thing::Unit { kind, .. } => plural(*kind),
            Thing::Reason { .. } => "reasons",
        };
        let item = match thing {
            Thing::Unit { key, .. } => format!("{key} ({name})"),
            Thing::Reason { service, key } => format!("{service}/{key} ({name})"),
        };
        match lines.last_mut() {
            Some((last, items)) if *last == kind => items.push(item),
            _ => lines.push((kind, vec![item])),
        }
    }
    let told = lines.into_iter();
    told.map(|(kind, items)| format!("{how} {kind}: {}.", items.join(", "))).collect()
}

/// `team waste-team`, `reason waste/missed-bin`.
fn said(thing: &Thing) -> String {
    match thing {
        Thing::Unit { kind, key } => format!("{} {key}", kind.key()),
        Thing::Reason { service, key } => format!("reason {service}/{key}"),
    }
}

fn plural(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Service => "services",
        UnitKind::Team => "teams",
        UnitKind::Venue => "venues",
        UnitKind::Line => "lines",
        UnitKind::Mailbox => "mailboxes",
        UnitKind::Provider => "providers",
        UnitKind::Ward => "wards",
    }
}

fn named(setting: Setting) -> &'static str {
    match setting {
        Setting::Name => "Name",
        Setting::ShortName => "Short name",
        Setting::Zone => "Zone",
        Setting::YearBegins => "Year begins",
        Setting::BrandColour => "Colour",
        Setting::SecondFactor => "Second factor",
        Setting::Channels => "Channels",
    }
}
