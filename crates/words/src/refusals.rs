//! What is wrong with what somebody wrote, and what to write instead.

use crate::dates;
use crate::text::{Language, Text};
use jiff::Timestamp;
use rules::calendar::{CalendarRefusal, HoursRefusal, Zone};
use rules::clock::{ClockRefusal, LimitRefusal, MomentRefusal, Pause, TimelineRefusal, Unit};

/// A limit that could not be read.
pub fn limit(language: Language, refusal: &LimitRefusal) -> Text {
    use LimitRefusal as No;
    language.english(match refusal {
        No::Empty => "Enter a limit, such as \"10 working days\".".to_owned(),
        No::NoNumber(text) => format!(
            "\"{text}\" does not begin with a whole number. Write a limit such as \"10 working days\"."
        ),
        No::TooLarge(text) => format!("\"{text}\" is too long to be a limit. Enter a smaller number."),
        No::NoUnit(text) => {
            format!("\"{text}\" has no unit. Add one, such as \"{text} working days\".")
        }
        No::WhichDays(text) => {
            let number = text.split_whitespace().next().unwrap_or("28");
            format!(
                "\"{text}\" does not say which days count. Write \"{number} working days\" or \
                 \"{number} calendar days\"."
            )
        }
        No::UnknownUnit(unit, Some(near)) => {
            format!("\"{unit}\" is not a unit of time. Did you mean \"{}\"?", near.plural())
        }
        No::UnknownUnit(unit, None) => {
            let units: Vec<String> = Unit::ALL.iter().map(|u| u.plural().to_owned()).collect();
            let units = crate::numbers::list(language, &units);
            format!("\"{unit}\" is not a unit of time. The units are {units}.")
        }
    })
}

/// Weekly hours or an opening that could not be read.
pub fn hours(language: Language, refusal: &HoursRefusal) -> Text {
    use HoursRefusal as No;
    const EXAMPLE: &str = "Write hours such as \"Mo-Fr 09:00-17:00; Sa 10:00-12:00\".";
    language.english(match refusal {
        No::Empty => format!("There are no hours. {EXAMPLE}"),
        No::UnknownDay(text) => {
            format!("\"{text}\" is not a day. The days are Mo, Tu, We, Th, Fr, Sa and Su.")
        }
        No::UnknownTime(text) => {
            format!("\"{text}\" is not a time. Write times as HH:MM, from 00:00 to 24:00.")
        }
        No::NoPeriod(text) => {
            format!("\"{text}\" does not say from when to when. {EXAMPLE}")
        }
        No::EndsBeforeStart(text) => format!(
            "\"{text}\" ends before it starts. No period crosses midnight: write the two parts, \
             such as \"{}\".",
            around_midnight(text)
        ),
        No::Overlap(text) => format!(
            "Periods of \"{text}\" overlap. Write each time of day once, such as \
             \"09:00-13:00,14:00-17:00\"."
        ),
        No::DayTwice(day) => {
            format!("{day} is described twice. Write all its periods together, with commas.")
        }
    })
}

/// The parts of a period around midnight, on the day that they belong to.
fn around_midnight(period: &str) -> String {
    match period.split_once('-') {
        Some((from, to)) if from.trim() != to.trim() => {
            format!("00:00-{},{}-24:00", to.trim(), from.trim())
        }
        _ => "00:00-08:00,18:00-24:00".to_owned(),
    }
}

/// A calendar that is refused.
pub fn calendar(language: Language, refusal: &CalendarRefusal) -> Text {
    use CalendarRefusal as No;
    language.english(match refusal {
        No::UnknownZone(zone) => {
            format!("\"{zone}\" is not a time zone. Write one such as \"Europe/London\".")
        }
        No::NeverOpen => {
            "The calendar has no open time, so nothing could ever fall due. Give it hours."
                .to_owned()
        }
        No::OutOfReach(date) => format!(
            "{} is out of reach. Calendars reach from 1970 to 2099.",
            dates::date(language, *date)
        ),
        No::UnknownOpening(text) => format!(
            "\"{text}\" is not an opening. Write the date and the times, such as \
             \"2026-12-24 09:00-12:00\"."
        ),
        No::Hours(refusal) => return hours(language, refusal),
    })
}

/// A moment that could not be read.
pub fn moment(language: Language, zone: &Zone, text: &str, refusal: MomentRefusal) -> Text {
    use MomentRefusal as No;
    language.english(match refusal {
        No::Form => format!(
            "\"{text}\" is not a date and time. Write one such as 2026-03-20T14:30, or a date such \
             as 2026-03-20."
        ),
        No::NoSuchDate => {
            format!("There is no such date as \"{text}\". Check the day and the month.")
        }
        No::NoSuchTime => format!(
            "There is no such time as in \"{text}\". Hours go from 00 to 23, minutes and seconds \
             from 00 to 59."
        ),
        No::OutOfReach => format!("\"{text}\" is out of reach. Calendars reach from 1970 to 2099."),
        No::Skipped => format!(
            "The clocks go forward in {} and skip \"{text}\". Check the time, or add the offset, \
             such as +00:00.",
            zone.name()
        ),
        No::Repeated(earlier, later) => format!(
            "The clocks go back in {} and \"{text}\" happens twice. Add the offset: {} or {}.",
            zone.name(),
            offset(zone, earlier),
            offset(zone, later)
        ),
    })
}

fn offset(zone: &Zone, at: Timestamp) -> String {
    at.to_zoned(zone.time_zone().clone()).strftime("%:z").to_string()
}

/// A timeline that cannot have happened.
pub fn timeline(language: Language, zone: &Zone, refusal: TimelineRefusal) -> Text {
    use TimelineRefusal as No;
    let say = |at: Timestamp| {
        let (date, time) = (zone.date_of(at), zone.time_of(at));
        format!("{} at {}", dates::date(language, date), dates::clock(time))
    };
    let pause = |pause: Pause| format!("the pause that starts {}", say(pause.starts));
    language.english(match refusal {
        No::OutOfReach(at) => {
            format!("{} is out of reach. Calendars reach from 1970 to 2099.", say(at))
        }
        No::StopBeforeStart { start, stop } => format!(
            "It cannot stop {}, before it started {}. Check both times.",
            say(stop),
            say(start)
        ),
        No::PauseEndsBeforeStart(span) => {
            format!("The end of {} is not after its start. Check both times.", pause(span))
        }
        No::PauseBeforeStart { pause: span, start } => format!(
            "The clock starts {}, so that {} cannot pause it. Check the times.",
            say(start),
            pause(span)
        ),
        No::PauseAfterStop { pause: span, stop } => format!(
            "The clock stopped {}, so that {} cannot pause it. Check the times.",
            say(stop),
            pause(span)
        ),
        No::ExtensionBeforeStart { granted, start } => format!(
            "The clock starts {}, so that it cannot be extended {}. Check both times.",
            say(start),
            say(granted)
        ),
    })
}

/// A term and a policy that do not fit each other.
pub fn clock(language: Language, refusal: ClockRefusal) -> Text {
    language.english(match refusal {
        ClockRefusal::RolledCalendarDays(unit) => format!(
            "\"rolled\" counts working days, but the limit is in {}. Use \"after-receipt\" or \
             \"receipt\".",
            unit.plural()
        ),
        ClockRefusal::ExtensionUnit { limit, extension } => format!(
            "A limit in {} cannot be extended by {}. Extend days by days, and time by time.",
            limit.map_or("a given date", Unit::plural),
            extension.plural()
        ),
        ClockRefusal::NotForNotice(what) => {
            format!("\"{what}\" does not apply to notice before an event. Leave it out.")
        }
    })
}
