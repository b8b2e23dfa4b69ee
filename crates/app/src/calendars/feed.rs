//! The feed of bank holidays that GOV.UK publishes, in both shapes that it has had: events by
//! division, or by division and year with titles that are keys and dates as day/month/year.

use jiff::civil::Date;
use rules::calendar::{Feed, FeedRefusal, Nation};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads a payload of the feed.
pub fn read_feed(payload: &str) -> Result<Feed, FeedRefusal> {
    let document: Value = serde_json::from_str(payload.trim_start_matches('\u{feff}'))
        .map_err(|e| FeedRefusal::NotJson(e.to_string()))?;
    let divisions = document.get("divisions").unwrap_or(&document);
    if !divisions.is_object() {
        return Err(FeedRefusal::NotTheFeed);
    }
    let [england, scotland, ireland] = Nation::EACH;
    Feed::new([of(divisions, england)?, of(divisions, scotland)?, of(divisions, ireland)?])
}

fn of(divisions: &Value, nation: Nation) -> Result<BTreeMap<Date, String>, FeedRefusal> {
    let division = divisions.get(nation.key()).and_then(Value::as_object);
    let division = division.ok_or(FeedRefusal::NotTheFeed)?;
    let lists = division.iter().filter(|(key, _)| {
        // Everything under a year, or under "events".
        *key == "events" || (key.len() == 4 && key.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let mut days = BTreeMap::new();
    for event in lists.filter_map(|(_, list)| list.as_array()).flatten() {
        let text = |key: &str| event.get(key).and_then(Value::as_str).unwrap_or_default();
        let date = read_date(text("date"))?;
        days.insert(date, name(text("title"), text("notes")));
    }
    Ok(days)
}

fn read_date(text: &str) -> Result<Date, FeedRefusal> {
    let british = || {
        let mut parts = text.splitn(3, '/').map(str::parse::<i16>);
        let mut part = || parts.next()?.ok();
        let (day, month, year) = (part()?, part()?, part()?);
        Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
    };
    let unknown = || FeedRefusal::UnknownDate(text.to_owned());
    text.parse().ok().or_else(british).ok_or_else(unknown)
}

/// What a day is called: `New Year's Day (substitute day)`.
fn name(title: &str, notes: &str) -> String {
    let title = match title.strip_prefix("bank_holidays.") {
        Some(key) => titled(key),
        None => title.replace('\u{2019}', "'").trim().to_owned(),
    };
    let notes = notes.to_lowercase().replace('_', " ");
    if notes.contains("substitute") { format!("{title} (substitute day)") } else { title }
}

/// The titles that the older shape has as keys.
fn titled(key: &str) -> String {
    const TITLES: [(&str, &str); 13] = [
        ("new_year", "New Year's Day"),
        ("2nd_january", "2nd January"),
        ("st_patrick", "St Patrick's Day"),
        ("good_friday", "Good Friday"),
        ("easter_monday", "Easter Monday"),
        ("early_may", "Early May bank holiday"),
        ("early_may_ve", "Early May bank holiday (VE day)"),
        ("spring", "Spring bank holiday"),
        ("battle_boyne", "Battle of the Boyne (Orangemen's Day)"),
        ("summer", "Summer bank holiday"),
        ("late_august", "Summer bank holiday"),
        ("st_andrew", "St Andrew's Day"),
        ("christmas", "Christmas Day"),
    ];
    let known = TITLES.iter().find(|(known, _)| *known == key).map(|(_, title)| *title);
    let plain = || {
        let words = key.replace('_', " ");
        let mut letters = words.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        format!("{}{}", first.unwrap_or_default(), letters.as_str())
    };
    known.map_or_else(plain, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use rules::calendar::BankHolidayLists;

    /// What the built-in lists say, as a feed writes it.
    fn payload(event: impl Fn(Date, &str) -> Value, older: bool) -> String {
        let mut divisions = serde_json::Map::new();
        for nation in Nation::EACH {
            let mut by_year: BTreeMap<String, Vec<Value>> = BTreeMap::new();
            let all = nation.bank_holidays().all().filter(|(on, _)| on.year() >= 2015);
            for (on, name) in all {
                let list = if older { on.year().to_string() } else { "events".to_owned() };
                by_year.entry(list).or_default().push(event(on, name));
            }
            let mut division = serde_json::json!(by_year);
            division["division"] = nation.key().into();
            divisions.insert(nation.key().into(), division);
        }
        match older {
            true => serde_json::json!({ "title": "calendar", "divisions": divisions }).to_string(),
            false => Value::from(divisions).to_string(),
        }
    }

    fn is_all_known(payload: &str) {
        let news = read_feed(payload).unwrap().news(BankHolidayLists::built_in());
        for news in news {
            assert!(!news.changes_something() && news.missing.is_empty(), "{news:?}");
        }
    }

    #[test]
    fn both_shapes_of_the_feed_are_read() {
        let event = |on: Date, name: &str| {
            let substitute = name.contains("substitute");
            let notes = if substitute { "Substitute day" } else { "" };
            serde_json::json!({ "title": name, "date": on.to_string(), "notes": notes })
        };
        is_all_known(&payload(event, false));
        let event = |on: Date, _: &str| {
            let date = on.strftime("%d/%m/%Y").to_string();
            serde_json::json!({ "title": "bank_holidays.new_year", "date": date, "notes": "" })
        };
        is_all_known(&payload(event, true));
    }

    #[test]
    fn titles_are_those_that_people_know() {
        for (title, notes, expected) in [
            ("New Year\u{2019}s Day", "Substitute day", "New Year's Day (substitute day)"),
            ("bank_holidays.christmas", "common.substitute_day", "Christmas Day (substitute day)"),
            ("bank_holidays.boxing_day", "", "Boxing day"),
            ("bank_holidays.late_august", "", "Summer bank holiday"),
        ] {
            assert_eq!(name(title, notes), expected);
        }
    }

    #[test]
    fn p25_what_is_not_the_feed_is_refused_with_what_is_wrong() {
        assert!(matches!(read_feed("<html>Bad gateway"), Err(FeedRefusal::NotJson(_))));
        assert_eq!(read_feed("[]"), Err(FeedRefusal::NotTheFeed));
        assert_eq!(read_feed("{}"), Err(FeedRefusal::NotTheFeed));
        let empty = Nation::EACH
            .map(|nation| format!("\"{}\": {{\"events\": []}}", nation.key()))
            .join(",");
        let no_days = Err(FeedRefusal::NoDays(Nation::EnglandAndWales));
        assert_eq!(read_feed(&format!("{{{empty}}}")), no_days);
        assert_eq!(read_date("31/02/2026"), Err(FeedRefusal::UnknownDate("31/02/2026".into())));
        assert_eq!(read_date("15/06/2026"), Ok(date(2026, 6, 15)));
    }
}
