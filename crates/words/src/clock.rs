//! How a due date was reached, in sentences: for staff, for the letter, for the ombudsman.

use crate::dates;
use crate::numbers;
use crate::text::{Language, Text};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::Zone;
use rules::clock::{DayOne, Given, Limit, Reason, Stretch, Unit, Wait, WaitKind};

/// A limit in words: `10 working days`.
pub fn limit(language: Language, limit: Limit) -> Text {
    language.english(limit.to_string())
}

/// The whole way from receipt to due moment, a sentence each. Years are named where they
/// change.
pub fn explanation(language: Language, zone: &Zone, reasons: &[Reason]) -> Vec<Text> {
    let to_the_minute = ends_with_a_day(reasons);
    let mut teller = Teller { language, zone, year: None, starts_later: false, to_the_minute };
    let told = reasons.iter().filter(|reason| !is_day_one_again(reason, reasons));
    told.map(|reason| language.english(teller.sentence(reason))).collect()
}

/// When to be done by the more cautious of two published readings.
pub fn cautious(language: Language, date: Date) -> Text {
    let date = dates::full(language, date);
    language.english(format!(
        "Another published reading of this rule is due earlier. To be sure, be done by {date}."
    ))
}

/// Whether the last day is day 1, which has been told with the reason for it.
fn is_day_one_again(reason: &Reason, reasons: &[Reason]) -> bool {
    let Reason::LastDay { number: 1, date: last, .. } = reason else { return false };
    reasons.iter().any(|reason| match reason {
        Reason::DayOne { date, .. } | Reason::DayOneBefore(date) => date == last,
        _ => false,
    })
}

/// Whether the due moment is the end of a day, so that seconds make no difference.
fn ends_with_a_day(reasons: &[Reason]) -> bool {
    let is = |wanted: fn(&Reason) -> bool| reasons.iter().any(wanted);
    is(|reason| matches!(reason, Reason::LastDay { .. } | Reason::MonthsEnd { .. }))
        && !is(|reason| matches!(reason, Reason::SameTime(_)))
}

const EXTRA_DAY: &str = "is an extra opening day and counts";
const EXTRA_DAYS: &str = "are extra opening days and count";

struct Teller<'a> {
    language: Language,
    zone: &'a Zone,
    /// The year named last.
    year: Option<i16>,
    /// Whether the clock starts with something else than the receipt.
    starts_later: bool,
    /// Whether seconds make no difference, so that nobody has to read them.
    to_the_minute: bool,
}

impl Teller<'_> {
    /// `Friday 19 December`, with the year when it is not the one named last.
    fn day(&mut self, date: Date) -> String {
        let named = self.year.replace(date.year());
        if named == Some(date.year()) {
            dates::weekday_and_day(self.language, date)
        } else {
            dates::full(self.language, date)
        }
    }

    fn moment(&mut self, at: Timestamp) -> String {
        format!("{} at {}", self.day(self.zone.date_of(at)), self.clock(at))
    }

    fn clock(&self, at: Timestamp) -> String {
        let time = self.zone.time_of(at);
        let minute = time.with().second(0).subsec_nanosecond(0).build();
        dates::clock(minute.ok().filter(|_| self.to_the_minute).unwrap_or(time))
    }

    fn sentence(&mut self, reason: &Reason) -> String {
        match reason {
            Reason::Received(at) => format!("Received {}.", self.moment(*at)),
            Reason::Started(at) => self.started(*at),
            Reason::Waited(wait) => self.waited(*wait),
            Reason::StillWaiting(wait) => self.still_waiting(*wait),
            Reason::ReceivedOn(date) => format!("Received {}.", self.day(*date)),
            Reason::ReceivedAfterClosing { closed, counts_as } => {
                self.after_closing(*closed, *counts_as)
            }
            Reason::StartsAtOpening(at) => {
                format!("That is outside opening hours, so the clock starts {}.", self.moment(*at))
            }
            Reason::DayOne { rule, date, receipt_counts } => {
                self.day_one(*rule, *date, *receipt_counts)
            }
            Reason::BankHolidays(days) => self.bank_holidays(days),
            Reason::ClosedDays(days) => self.closed(days),
            Reason::ExtraDays(on) => self.these_are(on, EXTRA_DAY, EXTRA_DAYS),
            Reason::PausedDays { pauses, days, both_ends } => {
                self.paused_days(pauses, *days, *both_ends)
            }
            Reason::PausedTime { pauses, seconds, open_time } => {
                self.paused_time(pauses, *seconds, *open_time)
            }
            Reason::StillPaused(since) => format!(
                "The clock has been paused since {}, so there is no due date until it runs again.",
                self.moment(*since)
            ),
            Reason::Extended(by) => format!("Extended by {by}."),
            Reason::ExtendedTooLate(by) => too_late(*by),
            Reason::ExtendedUntold(by) => untold(*by),
            Reason::ExtendedOverCap { by, cap } => over_cap(*by, *cap),
            Reason::LastDay { number: 0, date, .. } => {
                format!("The first day that counts is {}.", self.day(*date))
            }
            Reason::LastDay { number, date, .. } => format!("Day {number} is {}.", self.day(*date)),
            Reason::MonthsEnd { months, date, shortened, paused } => {
                self.months(*months, *date, *shortened, *paused)
            }
            Reason::ExtendedTo(date) => format!("That makes the last day {}.", self.day(*date)),
            Reason::MovedOn { from, holiday, to } => self.moved_on(*from, holiday.as_deref(), *to),
            Reason::EndsAt { limit, at } => self.ends(*limit, *at),
            Reason::SameTime(at) => {
                format!("It is due at the same time of day, {}.", self.clock(*at))
            }
            Reason::ClockChange { at, skipped } => self.clock_change(*at, *skipped),
            Reason::Given(Given::On(date)) => format!("The date given is {}.", self.day(*date)),
            Reason::Given(Given::At(at)) => format!("The time given is {}.", self.moment(*at)),
            Reason::Event(at) => format!("The event is {}.", self.moment(*at)),
            Reason::DayOneBefore(date) => {
                format!("Notice counts back from the day before, so day 1 is {}.", self.day(*date))
            }
            Reason::Provisional(year) => provisional(*year),
            Reason::NoLimit => "There is no limit, so there is no due date.".to_owned(),
            Reason::Beyond => self.beyond(),
        }
    }

    fn started(&mut self, at: Timestamp) -> String {
        self.starts_later = true;
        format!("The clock starts {}.", self.moment(at))
    }

    fn bank_holidays(&self, days: &[(Date, String)]) -> String {
        let on: Vec<Date> = days.iter().map(|(date, _)| *date).collect();
        self.these_are(&on, "is a bank holiday", "are bank holidays")
    }

    fn after_closing(&mut self, closed: Timestamp, counts_as: Date) -> String {
        let closed = self.clock(closed);
        let day = self.day(counts_as);
        format!("That is at or after closing time ({closed}), so it counts as received on {day}.")
    }

    fn paused_time(&mut self, pauses: &[Stretch], seconds: i64, open_time: bool) -> String {
        let long = numbers::stretch(self.language, seconds);
        let kind = if open_time { " of opening time" } else { "" };
        format!("The clock was paused {}: {long}{kind} did not count.", self.pauses(pauses))
    }

    fn clock_change(&self, at: Timestamp, skipped: bool) -> String {
        if skipped {
            let at = self.clock(at);
            format!("The clocks go forward over that time, so it moves on to {at}.")
        } else {
            "The clocks go back and repeat that time: the earlier one counts.".to_owned()
        }
    }

    fn beyond(&self) -> String {
        let last = dates::date(self.language, rules::calendar::LAST_DATE);
        format!("It would be due after {last}, which is further than calendars reach.")
    }

    fn these_are(&self, on: &[Date], one: &str, several: &str) -> String {
        let is = if on.len() == 1 { one } else { several };
        format!("{} {is}.", dates::dates(self.language, on))
    }

    /// `24 December (Christmas Eve) and 29 to 31 December are closed days.`
    fn closed(&self, days: &[(Date, Option<String>)]) -> String {
        let same_name = days.chunk_by(|one, next| one.1 == next.1);
        let told: Vec<String> = same_name
            .map(|days| {
                let on: Vec<Date> = days.iter().map(|(date, _)| *date).collect();
                let on = dates::dates(self.language, &on);
                let name = days.first().and_then(|(_, name)| name.as_deref());
                name.map_or(on.clone(), |name| format!("{on} ({name})"))
            })
            .collect();
        let is = if days.len() == 1 { "is a closed day" } else { "are closed days" };
        format!("{} {is}.", numbers::list(self.language, &told))
    }

    fn day_one(&mut self, rule: DayOne, date: Date, receipt_counts: bool) -> String {
        let day = self.day(date);
        let first = if self.starts_later { "The day it starts" } else { "The day of receipt" };
        match (rule, receipt_counts) {
            (DayOne::AfterReceipt, _) | (DayOne::Rolled, true) => {
                format!("{first} is not counted, so day 1 is {day}.")
            }
            (DayOne::Receipt, true) => format!("{first} counts, so day 1 is {day}."),
            (DayOne::Receipt, false) => {
                format!("{first} is not a working day, so day 1 is the next one, {day}.")
            }
            (DayOne::Rolled, false) => format!(
                "It was not received on a working day and counts as received on the next one, \
                 which is not counted, so day 1 is {day}."
            ),
        }
    }

    fn waited(&mut self, wait: Wait) -> String {
        self.starts_later = true;
        let asked = self.moment(wait.asked);
        let arrived = wait.arrived.map_or_else(String::new, |at| self.moment(at));
        match wait.kind {
            WaitKind::StartsAfresh => format!(
                "More information was asked for {asked} and came {arrived}: the clock starts \
                 afresh then."
            ),
            WaitKind::OnlyStarts => format!(
                "What was needed to begin was asked for {asked} and came {arrived}: the clock \
                 starts then."
            ),
        }
    }

    fn still_waiting(&mut self, wait: Wait) -> String {
        let asked = self.moment(wait.asked);
        match wait.kind {
            WaitKind::StartsAfresh => format!(
                "More information was asked for {asked} and has not come, so there is no due date: \
                 the clock starts afresh when it comes."
            ),
            WaitKind::OnlyStarts => format!(
                "What is needed to begin was asked for {asked} and has not come, so there is no \
                 due date: the clock starts when it comes."
            ),
        }
    }

    fn pauses(&mut self, pauses: &[Stretch]) -> String {
        let said: Vec<String> = pauses
            .iter()
            .map(|pause| {
                let from = self.moment(pause.from);
                match pause.to {
                    Some(to) => format!("from {from} to {}", self.moment(to)),
                    None => format!("since {from}"),
                }
            })
            .collect();
        numbers::list(self.language, &said)
    }

    fn paused_days(&mut self, pauses: &[Stretch], days: u32, both_ends: bool) -> String {
        let paused = self.pauses(pauses);
        let days = numbers::of(i64::from(days), "day does", "days do");
        let ends = if both_ends { ", the days at both ends included" } else { "" };
        format!("The clock was paused {paused}: {days} not count{ends}.")
    }

    fn months(&mut self, months: u32, date: Date, shortened: bool, paused: bool) -> String {
        let months = numbers::of(i64::from(months), "month", "months");
        let day = self.day(date);
        let from = if self.starts_later { "then" } else { "receipt" };
        if shortened {
            format!("{months} from {from} has no such day, so it ends on the last day, {day}.")
        } else if paused {
            format!("{months} from {from}, with the paused days added, ends on {day}.")
        } else {
            format!("{months} from {from} ends on {day}.")
        }
    }

    fn moved_on(&mut self, from: Date, holiday: Option<&str>, to: Date) -> String {
        let why = match holiday {
            Some(_) => "a bank holiday".to_owned(),
            None if from.weekday().to_monday_zero_offset() >= 5 => {
                format!("a {}", dates::weekday_name(self.language, from))
            }
            None => "a closed day".to_owned(),
        };
        let direction = if to > from { "moves on" } else { "moves back" };
        let day = dates::day_and_month(self.language, from);
        format!("{day} is {why}, so it {direction} to {}.", self.day(to))
    }

    fn ends(&mut self, limit: Limit, at: Timestamp) -> String {
        let of_open_time = matches!(limit.unit, Unit::WorkingMinutes | Unit::WorkingHours);
        let counted = if of_open_time { ", counted in opening hours," } else { "" };
        format!("{limit}{counted} ends {}.", self.moment(at))
    }
}

fn too_late(by: Limit) -> String {
    format!("The extension by {by} came after the date then due, so it does not count.")
}

fn untold(by: Limit) -> String {
    format!("The customer was not told of the extension by {by}, so it does not count.")
}

fn over_cap(by: Limit, cap: Limit) -> String {
    format!(
        "The extension by {by} goes beyond {cap} in all, which needs a higher authority, so only \
         what is allowed counts."
    )
}

fn provisional(year: i16) -> String {
    format!("The closed days of {year} are not all known yet, so this date is provisional.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn seconds_are_told_where_they_decide_and_nowhere_else() {
        let zone = Zone::named("Europe/London").expect("a zone");
        let received: Timestamp = "2026-11-03T14:33:15Z".parse().expect("a moment");
        let limit = |text| Limit::read(text).expect("a limit");
        let day = date(2026, 11, 17);
        let last = Reason::LastDay { number: 10, unit: Unit::WorkingDays, date: day };
        let ends = Reason::EndsAt { limit: limit("4 hours"), at: received };
        let same = Reason::SameTime(received);
        for (rest, expected) in [
            (vec![last.clone()], "Received Tuesday 3 November 2026 at 14:33."),
            (vec![ends], "Received Tuesday 3 November 2026 at 14:33:15."),
            (vec![last, same], "Received Tuesday 3 November 2026 at 14:33:15."),
        ] {
            let reasons = [vec![Reason::Received(received)], rest].concat();
            let told = explanation(Language::English, &zone, &reasons);
            assert_eq!(told[0].as_str(), expected);
        }
    }
}
