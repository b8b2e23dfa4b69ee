//! Weekly hours, written as `Mo-Fr 09:00-17:00; Sa 10:00-12:00`.

use std::fmt;

/// The names that hours are written with, Monday first.
pub(crate) const DAY_NAMES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MIDNIGHT: u32 = 24 * 60;

/// A time from an opening to a closing, in minutes after midnight by the clock on the wall.
/// Open at its first minute, closed at its last: 09:00–17:00 is closed at 17:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Minutes after midnight at which it opens, 0 to 1439.
    pub opens: u32,
    /// Minutes after midnight at which it closes, 1 to 1440 (midnight at the day's end).
    pub closes: u32,
}

/// The periods of each weekday, Monday first, in order and without overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WeeklyHours {
    days: [Vec<Period>; 7],
}

/// Why weekly hours or an opening could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursRefusal {
    /// Nothing was written.
    Empty,
    /// Not one of Mo, Tu, We, Th, Fr, Sa, Su.
    UnknownDay(String),
    /// Not a time between 00:00 and 24:00 written as HH:MM.
    UnknownTime(String),
    /// Days without times, or a period without an end.
    NoPeriod(String),
    /// The end is at or before the start; a period may not cross midnight.
    EndsBeforeStart(String),
    /// Two periods of one day overlap.
    Overlap(String),
    /// A day is described twice.
    DayTwice(String),
}

impl WeeklyHours {
    /// Reads hours such as `Mo-Fr 09:00-13:00,14:00-18:00; Sa 10:00-12:00`. Times without days
    /// hold for every day. Lists of days are written `Mo,We,Fr`.
    pub fn read(text: &str) -> Result<WeeklyHours, HoursRefusal> {
        let mut hours = WeeklyHours::default();
        let mut described = [false; 7];
        let mut any = false;
        for rule in text.split(';').map(str::trim).filter(|rule| !rule.is_empty()) {
            any = true;
            let (days, periods) = split_rule(rule)?;
            let periods = read_periods(periods, rule)?;
            for day in days {
                if described[day] {
                    return Err(HoursRefusal::DayTwice(DAY_NAMES[day].to_owned()));
                }
                described[day] = true;
                hours.days[day].clone_from(&periods);
            }
        }
        if any { Ok(hours) } else { Err(HoursRefusal::Empty) }
    }

    /// The periods of a weekday, Monday being 0.
    pub fn on(&self, weekday: usize) -> &[Period] {
        &self.days[weekday % 7]
    }

    pub(crate) fn set(&mut self, weekday: usize, periods: Vec<Period>) {
        self.days[weekday % 7] = periods;
    }

    /// Whether no day has any open time.
    pub fn is_empty(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }
}

/// Reads one period such as `09:00-17:00`.
pub(crate) fn read_period(text: &str) -> Result<Period, HoursRefusal> {
    let (opens, closes) =
        text.split_once('-').ok_or_else(|| HoursRefusal::NoPeriod(text.to_owned()))?;
    let period = Period { opens: read_time(opens.trim())?, closes: read_time(closes.trim())? };
    if period.closes <= period.opens {
        return Err(HoursRefusal::EndsBeforeStart(text.to_owned()));
    }
    Ok(period)
}

/// Puts periods in order and joins those that touch; refuses those that overlap.
fn read_periods(text: &str, rule: &str) -> Result<Vec<Period>, HoursRefusal> {
    let mut periods =
        text.split(',').map(|period| read_period(period.trim())).collect::<Result<Vec<_>, _>>()?;
    periods.sort_unstable();
    if periods.windows(2).any(|pair| pair[1].opens < pair[0].closes) {
        return Err(HoursRefusal::Overlap(rule.to_owned()));
    }
    Ok(joined(periods))
}

/// Joins periods, given in order, that touch or overlap.
pub(crate) fn joined(periods: Vec<Period>) -> Vec<Period> {
    let mut joined: Vec<Period> = Vec::with_capacity(periods.len());
    for period in periods {
        match joined.last_mut() {
            Some(last) if period.opens <= last.closes => {
                last.closes = last.closes.max(period.closes)
            }
            _ => joined.push(period),
        }
    }
    joined
}

fn split_rule(rule: &str) -> Result<(Vec<usize>, &str), HoursRefusal> {
    if rule.starts_with(|first: char| first.is_ascii_digit()) {
        return Ok(((0..7).collect(), rule));
    }
    let Some((days, periods)) = rule.split_once(char::is_whitespace) else {
        read_days(rule)?;
        return Err(HoursRefusal::NoPeriod(rule.to_owned()));
    };
    Ok((read_days(days)?, periods.trim()))
}

fn read_days(text: &str) -> Result<Vec<usize>, HoursRefusal> {
    let mut days = Vec::new();
    for part in text.split(',') {
        match part.split_once('-') {
            Some((first, last)) => {
                let (first, last) = (read_day(first)?, read_day(last)?);
                // "Sa-Mo" goes over the weekend.
                let length = (last + 7 - first) % 7;
                days.extend((0..=length).map(|step| (first + step) % 7));
            }
            None => days.push(read_day(part)?),
        }
    }
    Ok(days)
}

fn read_day(text: &str) -> Result<usize, HoursRefusal> {
    DAY_NAMES
        .iter()
        .position(|name| *name == text)
        .ok_or_else(|| HoursRefusal::UnknownDay(text.to_owned()))
}

/// Reads `HH:MM`, up to and including `24:00`, as minutes after midnight.
pub(crate) fn read_time(text: &str) -> Result<u32, HoursRefusal> {
    let unknown = || HoursRefusal::UnknownTime(text.to_owned());
    let bytes = text.as_bytes();
    if bytes.len() != 5 || bytes[2] != b':' {
        return Err(unknown());
    }
    let digit = |at: usize| {
        bytes.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| u32::from(byte - b'0'))
    };
    let number = |at: usize| Some(digit(at)? * 10 + digit(at + 1)?);
    let (hour, minute) = (number(0).ok_or_else(unknown)?, number(3).ok_or_else(unknown)?);
    let minutes = hour * 60 + minute;
    if minute > 59 || minutes > MIDNIGHT { Err(unknown()) } else { Ok(minutes) }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (opens, closes) = (self.opens, self.closes);
        write!(f, "{:02}:{:02}-{:02}:{:02}", opens / 60, opens % 60, closes / 60, closes % 60)
    }
}

/// The canonical text: days with the same periods together, in the order of the week.
impl fmt::Display for WeeklyHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut from = 0;
        let mut first = true;
        while from < 7 {
            let mut to = from;
            while to + 1 < 7 && self.days[to + 1] == self.days[from] {
                to += 1;
            }
            if !self.days[from].is_empty() {
                let periods: Vec<_> = self.days[from].iter().map(Period::to_string).collect();
                let days = if from == to {
                    DAY_NAMES[from].to_owned()
                } else {
                    format!("{}-{}", DAY_NAMES[from], DAY_NAMES[to])
                };
                write!(f, "{}{days} {}", if first { "" } else { "; " }, periods.join(","))?;
                first = false;
            }
            from = to + 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_and_written_in_one_canonical_form() {
        for (written, canonical) in [
            ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00"),
            ("Mo-Fr 09:00-13:00,14:00-18:00", "Mo-Fr 09:00-13:00,14:00-18:00"),
            ("Mo-Fr 14:00-18:00, 09:00-13:00", "Mo-Fr 09:00-13:00,14:00-18:00"),
            ("Mo-Fr 09:00-13:00,13:00-17:00", "Mo-Fr 09:00-17:00"),
            ("Mo-Fr 09:00-17:00; Sa 10:00-12:00", "Mo-Fr 09:00-17:00; Sa 10:00-12:00"),
            ("Sa-Mo 10:00-12:00;", "Mo 10:00-12:00; Sa-Su 10:00-12:00"),
            ("Mo,We 10:00-12:00", "Mo 10:00-12:00; We 10:00-12:00"),
            ("00:00-08:00,18:00-24:00", "Mo-Su 00:00-08:00,18:00-24:00"),
            ("Tu 08:00-17:00", "Tu 08:00-17:00"),
        ] {
            let hours = WeeklyHours::read(written).unwrap();
            assert_eq!(hours.to_string(), canonical, "{written}");
            assert_eq!(WeeklyHours::read(canonical).unwrap(), hours);
        }
    }

    #[test]
    fn hours_that_cannot_be_meant_are_refused_with_what_is_wrong() {
        use HoursRefusal as No;
        for (written, refusal) in [
            ("", No::Empty),
            (" ; ", No::Empty),
            ("Mon 09:00-17:00", No::UnknownDay("Mon".into())),
            ("mo-fr 09:00-17:00", No::UnknownDay("mo".into())),
            ("Mo-Fr", No::NoPeriod("Mo-Fr".into())),
            ("Mo-Fr 09:00", No::NoPeriod("09:00".into())),
            ("Mo-Fr 9:00-17:00", No::UnknownTime("9:00".into())),
            ("Mo-Fr 09:00-17:60", No::UnknownTime("17:60".into())),
            ("Mo-Fr 09:00-24:30", No::UnknownTime("24:30".into())),
            ("Mo-Fr 22:00-06:00", No::EndsBeforeStart("22:00-06:00".into())),
            ("Mo-Fr 09:00-09:00", No::EndsBeforeStart("09:00-09:00".into())),
            ("Mo 09:00-13:00,12:00-17:00", No::Overlap("Mo 09:00-13:00,12:00-17:00".into())),
            ("Mo-Fr 09:00-17:00; Fr 09:00-12:00", No::DayTwice("Fr".into())),
        ] {
            assert_eq!(WeeklyHours::read(written), Err(refusal), "{written}");
        }
    }
}
