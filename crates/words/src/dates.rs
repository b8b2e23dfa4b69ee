//! Dates and times in words, in the style of GOV.UK: `Friday 19 December 2025`, `4:55pm` in
//! running text for customers, `16:55` where clocks are reckoned with.

use crate::text::Language;
use jiff::civil::{Date, Time};
use rules::calendar::Zone;

const MONTHS: [[&str; 2]; 12] = [
    ["January", "Ionawr"],
    ["February", "Chwefror"],
    ["March", "Mawrth"],
    ["April", "Ebrill"],
    ["May", "Mai"],
    ["June", "Mehefin"],
    ["July", "Gorffennaf"],
    ["August", "Awst"],
    ["September", "Medi"],
    ["October", "Hydref"],
    ["November", "Tachwedd"],
    ["December", "Rhagfyr"],
];

const WEEKDAYS: [[&str; 2]; 7] = [
    ["Monday", "Dydd Llun"],
    ["Tuesday", "Dydd Mawrth"],
    ["Wednesday", "Dydd Mercher"],
    ["Thursday", "Dydd Iau"],
    ["Friday", "Dydd Gwener"],
    ["Saturday", "Dydd Sadwrn"],
    ["Sunday", "Dydd Sul"],
];

/// The name of a month, 1 to 12.
pub fn month_name(language: Language, month: i8) -> &'static str {
    MONTHS[(month.clamp(1, 12) - 1) as usize][language as usize]
}

/// The name of a date's weekday.
pub fn weekday_name(language: Language, date: Date) -> &'static str {
    WEEKDAYS[date.weekday().to_monday_zero_offset() as usize][language as usize]
}

/// `19 December 2025`.
pub fn date(language: Language, date: Date) -> String {
    format!("{} {}", day_and_month(language, date), date.year())
}

/// `19 December`.
pub fn day_and_month(language: Language, date: Date) -> String {
    format!("{} {}", date.day(), month_name(language, date.month()))
}

/// `Friday 19 December 2025`.
pub fn full(language: Language, on: Date) -> String {
    format!("{} {}", weekday_name(language, on), date(language, on))
}

/// `Friday 19 December`.
pub fn weekday_and_day(language: Language, date: Date) -> String {
    format!("{} {}", weekday_name(language, date), day_and_month(language, date))
}

/// `December 2025`.
pub fn month(language: Language, year: i16, month: i8) -> String {
    format!("{} {year}", month_name(language, month))
}

/// `16:55`, with seconds where there are any.
pub fn clock(time: Time) -> String {
    if time.second() == 0 {
        format!("{:02}:{:02}", time.hour(), time.minute())
    } else {
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }
}

/// `4:55pm`, `9am`, `midday`, `midnight`: the GOV.UK way.
pub fn time(language: Language, time: Time) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (hour, minute) {
        (0, 0) => return language.say("midnight", "hanner nos").into(),
        (12, 0) => return language.say("midday", "canol dydd").into(),
        _ => {}
    }
    let half = match (language, hour < 12) {
        (Language::English, true) => "am",
        (Language::English, false) => "pm",
        (Language::Welsh, true) => "yb",
        (Language::Welsh, false) => "yp",
    };
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 { format!("{twelve}{half}") } else { format!("{twelve}:{minute:02}{half}") }
}

/// `19 December 2025 at 4:55pm`, in a zone.
pub fn moment(language: Language, zone: &Zone, at: jiff::Timestamp) -> String {
    let on = date(language, zone.date_of(at));
    let time = time(language, zone.time_of(at));
    language.say(format!("{on} at {time}"), format!("{on} am {time}")).into()
}

/// Dates as a list, runs of days drawn together and months named once:
/// `25 and 26 December`, `29 to 31 December and 2 January`.
pub fn dates(language: Language, dates: &[Date]) -> String {
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for date in dates {
        match runs.last_mut() {
            Some((_, last)) if last.tomorrow().is_ok_and(|next| next == *date) => *last = *date,
            _ => runs.push((*date, *date)),
        }
    }
    let to = match language {
        Language::English => "to",
        Language::Welsh => "i",
    };
    // Two days standing together are two days, not a run.
    let mut pieces: Vec<(String, Date)> = Vec::new();
    for (first, last) in runs {
        let days = last.day() - first.day();
        if first.month() != last.month() {
            let until = format!("{} {to} {}", day_and_month(language, first), last.day());
            pieces.push((until, last));
        } else if days < 2 {
            pieces.push((first.day().to_string(), first));
            if days == 1 {
                pieces.push((last.day().to_string(), last));
            }
        } else {
            pieces.push((format!("{} {to} {}", first.day(), last.day()), last));
        }
    }
    name_months_once(language, pieces)
}

fn name_months_once(language: Language, pieces: Vec<(String, Date)>) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut group: Vec<String> = Vec::new();
    let next: Vec<Option<(i16, i8)>> = pieces
        .iter()
        .skip(1)
        .map(|(_, date)| Some((date.year(), date.month())))
        .chain([None])
        .collect();
    for ((piece, date), next) in pieces.iter().zip(next) {
        group.push(piece.clone());
        if next != Some((date.year(), date.month())) {
            let days = crate::numbers::list(language, &group);
            said.push(format!("{days} {}", month_name(language, date.month())));
            group.clear();
        }
    }
    crate::numbers::list(language, &said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as on, time as clock_time};

    #[test]
    fn dates_and_times_are_said_in_the_style_of_the_pages() {
        let l = Language::English;
        assert_eq!(full(l, on(2025, 12, 19)), "Friday 19 December 2025");
        assert_eq!(full(Language::Welsh, on(2025, 12, 19)), "Dydd Gwener 19 Rhagfyr 2025");
        for (hour, minute, said) in [
            (0, 0, "midnight"),
            (12, 0, "midday"),
            (9, 0, "9am"),
            (16, 55, "4:55pm"),
            (12, 30, "12:30pm"),
            (0, 5, "12:05am"),
        ] {
            assert_eq!(time(l, clock_time(hour, minute, 0, 0)), said);
        }
    }

    #[test]
    fn lists_of_dates_name_each_month_once_and_draw_runs_together() {
        let l = Language::English;
        for (days, said) in [
            (vec![on(2025, 12, 25)], "25 December"),
            (vec![on(2025, 12, 25), on(2025, 12, 26)], "25 and 26 December"),
            (vec![on(2026, 4, 3), on(2026, 4, 6)], "3 and 6 April"),
            (
                vec![on(2025, 12, 29), on(2025, 12, 30), on(2025, 12, 31), on(2026, 1, 2)],
                "29 to 31 December and 2 January",
            ),
            (
                vec![on(2025, 12, 25), on(2025, 12, 26), on(2026, 1, 1)],
                "25 and 26 December and 1 January",
            ),
            (
                vec![on(2025, 12, 30), on(2025, 12, 31), on(2026, 1, 1), on(2026, 1, 2)],
                "30 December to 2 January",
            ),
        ] {
            assert_eq!(dates(l, &days), said);
        }
    }
}
