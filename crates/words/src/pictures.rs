//! The picture of a clock in words: what each day or stretch of time was, for those who listen to
//! it and for letters.

use crate::dates;
use crate::numbers;
use crate::text::{Language, Text};
use jiff::civil::Date;
use rules::calendar::Zone;
use rules::clock::{ClosedBy, CountedStretch, DayCell, DayState};

/// What a day is, in a few words: `Day 3`, `Paused`, `Christmas Day`.
pub fn state(language: Language, state: &DayState, date: Date) -> Text {
    language.english(match state {
        DayState::NotCounted => "Not counted".to_owned(),
        DayState::Counted { number, is_extension: false } => format!("Day {number}"),
        DayState::Counted { number, is_extension: true } => format!("Day {number}, extension"),
        DayState::Closed(by) => closed(by, date),
        DayState::Paused => "Paused".to_owned(),
        DayState::MovedOn => "Moved on to".to_owned(),
        DayState::Beyond => "After the due date".to_owned(),
    })
}

fn closed(by: &ClosedBy, date: Date) -> String {
    match by {
        ClosedBy::BankHoliday(name) | ClosedBy::ClosedDay(Some(name)) => name.clone(),
        ClosedBy::ClosedDay(None) => "Closed".to_owned(),
        ClosedBy::Weekday if is_weekend(date) => "Weekend".to_owned(),
        ClosedBy::Weekday => "Not open".to_owned(),
    }
}

fn is_weekend(date: Date) -> bool {
    date.weekday().to_monday_zero_offset() >= 5
}

/// The days of a picture, a sentence for each run of days alike.
pub fn days(language: Language, cells: &[DayCell]) -> Vec<Text> {
    let alike = |a: &DayCell, b: &DayCell| kind(a) == kind(b) && !a.is_receipt && !b.is_receipt;
    // Weekends between days that count are no news: the days are told as one run.
    let news: Vec<&DayCell> = cells.iter().filter(|cell| !is_weekend_cell(cell)).collect();
    let runs = news.chunk_by(|a, b| alike(a, b));
    runs.map(|run| language.english(sentence(language, run))).collect()
}

fn is_weekend_cell(cell: &DayCell) -> bool {
    cell.state == DayState::Closed(ClosedBy::Weekday) && !cell.is_receipt && is_weekend(cell.date)
}

/// What makes two days alike: days that count go together whatever their numbers.
fn kind(cell: &DayCell) -> DayState {
    match &cell.state {
        DayState::Counted { is_extension, .. } => {
            DayState::Counted { number: 0, is_extension: *is_extension }
        }
        other => other.clone(),
    }
}

fn sentence(language: Language, run: &[&DayCell]) -> String {
    let [first, .., last] = run else {
        return run.first().map(|only| said(language, only, only)).unwrap_or_default();
    };
    said(language, first, last)
}

fn said(language: Language, first: &DayCell, last: &DayCell) -> String {
    let when = if first.date == last.date {
        dates::weekday_and_day(language, first.date)
    } else {
        let (from, to) = (first.date, last.date);
        format!(
            "{} to {}",
            dates::weekday_and_day(language, from),
            dates::weekday_and_day(language, to)
        )
    };
    let what = match (&first.state, &last.state) {
        (DayState::Counted { number: from, .. }, DayState::Counted { number: to, .. })
            if from != to =>
        {
            format!("days {from} to {to}")
        }
        (one, _) => within(language, one, first.date),
    };
    let extension = match first.state {
        DayState::Counted { is_extension: true, .. } if first.date != last.date => ", by extension",
        _ => "",
    };
    let receipt = if first.is_receipt { "received, " } else { "" };
    let due = match last {
        DayCell { is_due: true, .. } if first.date == last.date => ", due on that day",
        DayCell { is_due: true, .. } => ", due on the last of them",
        _ => "",
    };
    format!("{when}: {receipt}{what}{extension}{due}.")
}

/// A state within a sentence. The names of days keep their capitals.
fn within(language: Language, of: &DayState, date: Date) -> String {
    if let DayState::Closed(ClosedBy::BankHoliday(name) | ClosedBy::ClosedDay(Some(name))) = of {
        return name.clone();
    }
    let said = state(language, of, date);
    let mut letters = said.as_str().chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

/// The stretches of a picture, a sentence each: `Friday 11 September, 16:00 to 17:00: 1 hour`.
pub fn stretches(language: Language, zone: &Zone, all: &[CountedStretch]) -> Vec<Text> {
    all.iter().map(|one| language.english(stretch(language, zone, one))).collect()
}

fn stretch(language: Language, zone: &Zone, one: &CountedStretch) -> String {
    let (from, to) = (zone.date_of(one.from), zone.date_of(one.to));
    let clock = |at| dates::clock(zone.time_of(at));
    let seconds = (one.to - one.from).get_seconds();
    let long = numbers::stretch(language, seconds);
    let begins = format!("{}, {}", dates::weekday_and_day(language, from), clock(one.from));
    let ends = if from == to {
        clock(one.to)
    } else {
        format!("{}, {}", dates::weekday_and_day(language, to), clock(one.to))
    };
    let what = if one.is_paused { "paused for" } else { "counted" };
    format!("{begins} to {ends}: {what} {long}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::calendar::{Definition, Nation};
    use rules::clock::{Clock, Limit, Pauses, Policy, Term};

    #[test]
    fn a_picture_is_told_in_runs_of_days_alike() {
        let calendar = Definition::office_hours(Nation::EnglandAndWales).compile().unwrap();
        let limit = Limit::read("5 working days").unwrap();
        let clock = Clock::new(Term::Limit(limit), Policy::default()).unwrap();
        let start = "2025-12-19T16:55:00Z".parse().unwrap();
        let until = jiff::civil::date(2026, 1, 2);
        let none = Pauses::default();
        let cells = rules::clock::days(&clock, &calendar, start, &none, &[], until);
        let told: Vec<String> =
            days(Language::English, &cells).iter().map(|text| text.as_str().to_owned()).collect();
        assert_eq!(
            told,
            [
                "Friday 19 December: received, not counted.",
                "Monday 22 December to Wednesday 24 December: days 1 to 3.",
                "Thursday 25 December: Christmas Day.",
                "Friday 26 December: Boxing Day.",
                "Monday 29 December to Tuesday 30 December: days 4 to 5, due on the last of them.",
                "Wednesday 31 December to Friday 2 January: after the due date.",
            ]
        );
    }
}
