//! What a feed of bank holidays says that a calendar does not know yet.
//!
//! A feed adds days and years. It never takes a day away by itself: feeds come late (Scotland's
//! 15 June 2026 was proclaimed after one), so that what it lacks is shown, and a person decides.

use super::bank_holidays::{BankHolidays, Nation};
use super::days::Day;
use super::lists::BankHolidayLists;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt;

/// The bank holidays of a feed, by nation in the order of [`Nation::EACH`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    days: [BTreeMap<Date, String>; 3],
}

/// What a feed says about a nation that a calendar has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedNews {
    /// Whose bank holidays.
    pub nation: Nation,
    /// Days that the calendar lacks.
    pub added: Vec<(Date, String)>,
    /// Days that the feed lacks in years that it has whole: kept until somebody decides.
    pub missing: Vec<(Date, String)>,
    /// The last year of which all days are known now, if that is later than before.
    pub known_until: Option<i16>,
}

/// Why a feed is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedRefusal {
    /// It is not JSON: where, and what the parser says.
    NotJson(String),
    /// It is JSON, but not the feed of bank holidays.
    NotTheFeed,
    /// A date that is none.
    UnknownDate(String),
    /// A nation has no days at all: an empty answer is no reason to forget what is known.
    NoDays(Nation),
    /// A year of a nation lacks its beginning or its end, between years that are whole.
    Broken(Nation, i16),
    /// A bank holiday on a Saturday or Sunday, or outside 1970 to 2099.
    NotOnAWeekday(Date),
}

impl Feed {
    /// A feed of what was read for each nation; refused unless it can be what it says it is.
    pub fn new(days: [BTreeMap<Date, String>; 3]) -> Result<Feed, FeedRefusal> {
        for (nation, days) in Nation::EACH.into_iter().zip(&days) {
            let wrong = days.keys().find(|date| !is_weekday(**date));
            if let Some(date) = wrong {
                return Err(FeedRefusal::NotOnAWeekday(*date));
            }
            let (first, last) = whole_years(days).ok_or(FeedRefusal::NoDays(nation))?;
            let broken = (first..=last).find(|year| !is_whole(days, *year));
            if let Some(year) = broken {
                return Err(FeedRefusal::Broken(nation, year));
            }
        }
        Ok(Feed { days })
    }

    /// What is new against the bank holidays that a calendar goes by, nation by nation.
    pub fn news(&self, known: &BankHolidayLists) -> Vec<FeedNews> {
        let of = |(nation, days): (Nation, &BTreeMap<Date, String>)| {
            let list = known.of(nation);
            let years = whole_years(days)?;
            let is_covered = |date: Date| (years.0..=years.1).contains(&date.year());
            let added = days
                .iter()
                .filter(|(date, _)| list.on(**date).is_none() && date.year() >= list.known_from);
            let missing =
                list.all().filter(|(date, _)| is_covered(*date) && !days.contains_key(date));
            let goes_on = years.0 <= list.known_until.saturating_add(1);
            Some(FeedNews {
                nation,
                added: added.map(|(date, name)| (*date, name.clone())).collect(),
                missing: missing.map(|(date, name)| (date, name.to_owned())).collect(),
                known_until: Some(years.1).filter(|last| goes_on && *last > list.known_until),
            })
        };
        Nation::EACH.into_iter().zip(&self.days).filter_map(of).collect()
    }

    /// The bank holidays with what the feed adds.
    pub fn added_to(&self, known: &BankHolidayLists) -> BankHolidayLists {
        self.news(known).into_iter().fold(known.clone(), |lists, news| {
            let before = lists.of(news.nation);
            let until = news.known_until.unwrap_or(before.known_until);
            let days = before.all().map(|(date, name)| (date, name.to_owned()));
            let list = BankHolidays::new((before.known_from, until), days.chain(news.added));
            lists.with(news.nation, list)
        })
    }
}

impl FeedNews {
    /// Whether the feed changes anything by itself.
    pub fn changes_something(&self) -> bool {
        !self.added.is_empty() || self.known_until.is_some()
    }
}

fn is_weekday(date: Date) -> bool {
    Day::of(date).is_some_and(|day| day.weekday() < 5)
}

/// Whether a year's beginning and end are there: New Year's Day and Boxing Day, or what stands in
/// for them, close days in every nation.
fn is_whole(days: &BTreeMap<Date, String>, year: i16) -> bool {
    let has = |month: i8, from: i8, to: i8| {
        let (from, to) = (Date::new(year, month, from), Date::new(year, month, to));
        from.is_ok_and(|from| to.is_ok_and(|to| days.range(from..=to).next().is_some()))
    };
    has(1, 1, 4) && has(12, 25, 28)
}

/// The first and the last year that are whole.
fn whole_years(days: &BTreeMap<Date, String>) -> Option<(i16, i16)> {
    let (first, last) = (days.keys().next()?.year(), days.keys().next_back()?.year());
    let first = (first..=last).find(|year| is_whole(days, *year))?;
    let last = (first..=last).rev().find(|year| is_whole(days, *year))?;
    Some((first, last))
}

impl fmt::Display for Nation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn built_in() -> BankHolidayLists {
        BankHolidayLists::clone(BankHolidayLists::built_in())
    }

    /// A feed that says what the built-in lists say from 2012 on, changed.
    fn feed(change: impl Fn(Nation, &mut BTreeMap<Date, String>)) -> Result<Feed, FeedRefusal> {
        let of = |nation: Nation| {
            let all = nation.bank_holidays().all().filter(|(date, _)| date.year() >= 2012);
            let mut days = all.map(|(date, name)| (date, name.to_owned())).collect();
            change(nation, &mut days);
            days
        };
        Feed::new(Nation::EACH.map(of))
    }

    #[test]
    fn a_feed_that_knows_no_more_changes_nothing() {
        let feed = feed(|_, _| {}).unwrap();
        for news in feed.news(&built_in()) {
            assert!(!news.changes_something() && news.missing.is_empty(), "{news:?}");
        }
        assert_eq!(feed.added_to(&built_in()), built_in());
    }

    #[test]
    fn p24_a_day_that_came_after_the_feed_is_kept_and_shown() {
        let world_cup = date(2026, 6, 15);
        let feed = feed(|_, days| drop(days.remove(&world_cup))).unwrap();
        let news = feed.news(&built_in());
        assert_eq!(news[1].missing, [(world_cup, "World Cup bank holiday".to_owned())]);
        assert!(news.iter().all(|news| !news.changes_something()));
        assert!(feed.added_to(&built_in()).of(Nation::Scotland).on(world_cup).is_some());
    }

    #[test]
    fn days_and_years_are_added() {
        let feed = feed(|_, days| {
            days.insert(date(2027, 5, 10), "Extra bank holiday".into());
            days.insert(date(2029, 1, 1), "New Year's Day".into());
            days.insert(date(2029, 12, 25), "Christmas Day".into());
            days.insert(date(2030, 1, 1), "New Year's Day".into());
        })
        .unwrap();
        let lists = feed.added_to(&built_in());
        for nation in Nation::ALL {
            assert_eq!(lists.of(nation).known_until, 2029, "2030 is not whole");
            assert_eq!(lists.of(nation).on(date(2027, 5, 10)), Some("Extra bank holiday"));
            assert!(lists.of(nation).on(date(2030, 1, 1)).is_some());
        }
    }

    #[test]
    fn p25_a_feed_that_is_empty_or_broken_is_not_taken() {
        let empty = feed(|nation, days| {
            if nation == Nation::Scotland {
                days.clear();
            }
        });
        assert_eq!(empty, Err(FeedRefusal::NoDays(Nation::Scotland)));
        let torn = feed(|_, days| days.retain(|date, _| date.year() != 2019));
        assert_eq!(torn, Err(FeedRefusal::Broken(Nation::EnglandAndWales, 2019)));
        let sunday = date(2026, 3, 1);
        let wrong = feed(|_, days| drop(days.insert(sunday, "St David's Day".into())));
        assert_eq!(wrong, Err(FeedRefusal::NotOnAWeekday(sunday)));
    }
}
