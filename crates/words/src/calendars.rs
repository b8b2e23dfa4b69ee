//! What is changed in a calendar, and why that cannot be.

use crate::text::{Language, Text};
use crate::{dates, refusals};
use jiff::civil::Date;
use rules::calendar::{Change, ChangeRefusal, FeedNews, FeedRefusal, Nation, Opening};

/// A nation whose bank holidays count.
pub fn nation(language: Language, nation: Nation) -> Text {
    match nation {
        Nation::EnglandAndWales => language.say("England and Wales", "Cymru a Lloegr"),
        Nation::Scotland => language.say("Scotland", "Yr Alban"),
        Nation::NorthernIreland => language.say("Northern Ireland", "Gogledd Iwerddon"),
        Nation::AnyUk => language.english("any part of the United Kingdom"),
    }
}

/// A change as a short line: `Closed on Monday 21 September 2026: Flood`.
pub fn change(language: Language, change: &Change) -> Text {
    let day = |on: Date| dates::full(language, on);
    let of = |of: Nation| nation(language, of);
    language.english(match change {
        Change::Feed(_) => "What the feed of bank holidays adds".to_owned(),
        Change::Proclaim { nation, on, name } => {
            format!("Bank holiday in {} on {}: {name}", of(*nation), day(*on))
        }
        Change::Withdraw { nation, on } => {
            format!("No bank holiday in {} on {}", of(*nation), day(*on))
        }
        Change::Close { on, name: Some(name) } => format!("Closed on {}: {name}", day(*on)),
        Change::Close { on, name: None } => format!("Closed on {}", day(*on)),
        Change::Unclose { on } => format!("Not closed after all on {}", day(*on)),
        Change::Open(opening) => format!("Open on {}", at(language, opening)),
        Change::Unopen(opening) => format!("Not open after all on {}", at(language, opening)),
        Change::Hours(hours) => format!("Hours {hours}"),
    })
}

fn at(language: Language, opening: &Opening) -> String {
    format!("{}, {}", dates::full(language, opening.on), opening.period)
}

/// Why a change cannot be made, and what to do.
pub fn refusal(language: Language, refusal: &ChangeRefusal) -> Text {
    use ChangeRefusal as No;
    let day = |on: &Date| dates::full(language, *on);
    language.english(match refusal {
        No::WhichNation => {
            "Select one nation: a bank holiday is proclaimed for England and Wales, \
             Scotland or Northern Ireland."
                .to_owned()
        }
        No::NoName => "Enter what the bank holiday is called.".to_owned(),
        No::NotOnAWeekday(on) => {
            format!("{} is no weekday, and no bank holiday. Check the date.", day(on))
        }
        No::AlreadyBankHoliday(on, name) => {
            format!("{} is a bank holiday there already: {name}.", day(on))
        }
        No::NoBankHoliday(on) => {
            format!("{} is no bank holiday there. Check the date and the nation.", day(on))
        }
        No::AlreadyClosed(on) => format!("{} is a closed day already.", day(on)),
        No::NotClosed(on) => format!(
            "{} is not closed by this calendar itself. A bank holiday is taken away as one.",
            day(on)
        ),
        No::AlreadyOpen(opening) => {
            format!("The opening on {} is there already.", at(language, opening))
        }
        No::NotOpen(opening) => {
            format!("There is no opening on {}. Check the date and times.", at(language, opening))
        }
        No::SameHours => "These are the hours already. Enter other ones.".to_owned(),
        No::NothingNew => "The feed says nothing that is not known.".to_owned(),
        No::Calendar(refusal) => return refusals::calendar(language, refusal),
    })
}

/// Why a feed is not taken, and what to do.
pub fn feed_refusal(language: Language, refusal: &FeedRefusal) -> Text {
    use FeedRefusal as No;
    let again = "Nothing was changed. Get the feed again from www.gov.uk/bank-holidays.json.";
    language.english(match refusal {
        No::NotJson(why) => format!("This is not JSON ({why}). {again}"),
        No::NotTheFeed => {
            format!("This is JSON, but not the feed of bank holidays with its three parts. {again}")
        }
        No::UnknownDate(text) => format!("\"{text}\" in the feed is not a date. {again}"),
        No::NoDays(of) => {
            format!("The feed has no whole year for {}. {again}", nation(language, *of))
        }
        No::Broken(of, year) => {
            format!("The feed lacks a part of {year} for {}. {again}", nation(language, *of))
        }
        No::NotOnAWeekday(on) => format!(
            "The feed has a bank holiday on {}, which is no weekday. {again}",
            dates::full(language, *on)
        ),
    })
}

/// What a feed says of a nation, a sentence each.
pub fn news(language: Language, news: &FeedNews) -> Vec<Text> {
    let of = nation(language, news.nation);
    let mut told = Vec::new();
    for (on, name) in &news.added {
        let day = dates::full(language, *on);
        told.push(language.english(format!("{of}: {day} is added: {name}.")));
    }
    told.extend(news.known_until.map(|year| {
        language.english(format!("{of}: bank holidays are known until the end of {year}."))
    }));
    for (on, name) in &news.missing {
        let day = dates::full(language, *on);
        told.push(language.english(format!(
            "{of}: {day} ({name}) is not in the feed. It stays, unless you propose that it is no \
             bank holiday."
        )));
    }
    told
}
