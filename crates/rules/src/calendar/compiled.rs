//! A calendar worked out day by day, so that every question about it is a look-up.

use super::days::{DAYS, Day, LAST_DATE};
use super::definition::{CalendarRefusal, Definition};
use super::hours::{Period, joined};
use super::zone::{SECOND, Zone};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

/// A calendar, ready to be asked. Made once from a [`Definition`]; about a megabyte.
pub struct Calendar {
    definition: Definition,
    zone: Arc<Zone>,
    /// The different days there are: from when to when each is open.
    patterns: Vec<Pattern>,
    /// Which pattern each day has.
    pattern_of: Vec<u16>,
    /// How many working days come before each day; one more entry than there are days.
    working_before: Vec<u32>,
    /// The working days in order.
    working: Vec<Day>,
    /// Open seconds before each day; one more entry than there are days.
    open_before: Vec<i64>,
}

/// Open periods of a day in seconds really elapsed since the day began, so that a day on which
/// clocks change needs no further care.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Pattern(Vec<(i64, i64)>);

/// Why a day is not an ordinary day of its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed<'a> {
    /// A bank holiday of the calendar's nation, with its name.
    BankHoliday(&'a str),
    /// A closed day of the body's own, with its name if it has one.
    ClosedDay(Option<&'a str>),
    /// The ordinary week has no hours on this weekday.
    Weekday,
}

impl Calendar {
    /// Works a definition out for a zone (which must be the one that it names).
    pub fn new(definition: Definition, zone: Arc<Zone>) -> Result<Calendar, CalendarRefusal> {
        let special = special_days(&definition)?;
        let mut patterns = Patterns::default();
        let weekdays: Vec<u16> =
            (0..7).map(|weekday| patterns.plain(definition.hours.on(weekday))).collect();
        let mut pattern_of: Vec<u16> =
            (0..DAYS).map(|number| weekdays[Day(number).weekday()]).collect();
        for (day, periods) in &special {
            pattern_of[day.0 as usize] = patterns.plain(periods);
        }
        for day in (0..DAYS).map(Day).filter(|day| zone.end(*day) - zone.start(*day) != 86_400) {
            let ordinary = definition.hours.on(day.weekday());
            let periods = special.get(&day).map_or(ordinary, Vec::as_slice);
            pattern_of[day.0 as usize] = patterns.changing(&zone, day, periods);
        }
        let mut calendar = Calendar {
            definition,
            zone,
            patterns: patterns.all,
            pattern_of,
            working_before: Vec::with_capacity(DAYS as usize + 1),
            working: Vec::new(),
            open_before: Vec::with_capacity(DAYS as usize + 1),
        };
        calendar.add_up();
        if calendar.working.is_empty() { Err(CalendarRefusal::NeverOpen) } else { Ok(calendar) }
    }

    fn add_up(&mut self) {
        let mut open = 0;
        for number in 0..DAYS {
            let pattern = &self.patterns[usize::from(self.pattern_of[number as usize])];
            self.working_before.push(self.working.len() as u32);
            self.open_before.push(open);
            if !pattern.0.is_empty() {
                self.working.push(Day(number));
                open += pattern.0.iter().map(|(opens, closes)| closes - opens).sum::<i64>();
            }
        }
        self.working_before.push(self.working.len() as u32);
        self.open_before.push(open);
    }

    /// What the calendar was made from.
    pub fn definition(&self) -> &Definition {
        &self.definition
    }

    /// The calendar's zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The zone, to be shared with another calendar of the same zone.
    pub fn shared_zone(&self) -> Arc<Zone> {
        Arc::clone(&self.zone)
    }

    /// Whether a day has some open time.
    pub fn is_working(&self, day: Day) -> bool {
        !self.pattern(day).0.is_empty()
    }

    /// Whether it is open at a moment; at its closing it is not.
    pub fn is_open(&self, at: Timestamp) -> bool {
        let micros = at.as_microsecond();
        self.opening(micros) == Some(micros)
    }

    /// How many working days come before a day: also the rank of the first working day on or
    /// after it.
    pub(crate) fn rank(&self, day: Day) -> u32 {
        self.working_before[day.0 as usize]
    }

    /// The working day of a rank, or none beyond the calendar's reach.
    pub(crate) fn working_day(&self, rank: u32) -> Option<Day> {
        self.working.get(rank as usize).copied()
    }

    /// The moment a working day closes for the last time, in microseconds since 1970 UTC.
    pub(crate) fn last_closing(&self, day: Day) -> Option<i64> {
        let (_, closes) = self.pattern(day).0.last()?;
        Some((self.zone.start(day) + closes) * SECOND)
    }

    /// From when to when a day is open, in microseconds since 1970 UTC.
    pub(crate) fn open_periods(&self, day: Day) -> impl Iterator<Item = (i64, i64)> {
        let start = self.zone.start(day);
        let periods = self.pattern(day).0.iter();
        periods.map(move |(opens, closes)| ((start + opens) * SECOND, (start + closes) * SECOND))
    }

    /// `micros` itself when it is open, else the next opening; none beyond the calendar's reach.
    pub(crate) fn opening(&self, micros: i64) -> Option<i64> {
        let day = self.zone.day_of_second(micros.div_euclid(SECOND))?;
        let elapsed = micros - self.zone.start(day) * SECOND;
        for (opens, closes) in &self.pattern(day).0 {
            if elapsed < closes * SECOND {
                return Some(micros.max((self.zone.start(day) + opens) * SECOND));
            }
        }
        let next = self.working_day(self.rank(day.next()))?;
        if next <= day {
            return None;
        }
        let (opens, _) = self.pattern(next).0.first()?;
        Some((self.zone.start(next) + opens) * SECOND)
    }

    /// Open microseconds from the calendar's first day to a moment; none beyond its reach.
    pub(crate) fn open_until(&self, micros: i64) -> Option<i64> {
        let day = self.zone.day_of_second(micros.div_euclid(SECOND))?;
        let elapsed = micros - self.zone.start(day) * SECOND;
        let today: i64 = self
            .pattern(day)
            .0
            .iter()
            .map(|(opens, closes)| (elapsed.min(closes * SECOND) - opens * SECOND).max(0))
            .sum();
        Some(self.open_before[day.0 as usize] * SECOND + today)
    }

    /// The earliest moment by which that much time was open (so that what fills a day exactly
    /// ends at its closing, not at the next opening); none beyond the calendar's reach.
    pub(crate) fn after_open(&self, open: i64) -> Option<i64> {
        let day = self.open_before.partition_point(|before| before * SECOND < open);
        let day = Day(u32::try_from(day.checked_sub(1)?).ok().filter(|day| *day < DAYS)?);
        let mut left = open - self.open_before[day.0 as usize] * SECOND;
        for (opens, closes) in &self.pattern(day).0 {
            let length = (closes - opens) * SECOND;
            if left <= length {
                return Some((self.zone.start(day) + opens) * SECOND + left);
            }
            left -= length;
        }
        None
    }

    /// The latest moment at which no more than that much time was open: the mirror of
    /// [`Calendar::after_open`], for clocks that run backwards.
    pub(crate) fn before_open(&self, open: i64) -> Option<i64> {
        let day = self.open_before.partition_point(|before| before * SECOND <= open);
        let day = Day(u32::try_from(day.checked_sub(1)?).ok().filter(|day| *day < DAYS)?);
        let mut left = open - self.open_before[day.0 as usize] * SECOND;
        for (opens, closes) in &self.pattern(day).0 {
            let length = (closes - opens) * SECOND;
            if left < length {
                return Some((self.zone.start(day) + opens) * SECOND + left);
            }
            left -= length;
        }
        None
    }

    /// Why a day is closed; none for a day with some open time.
    pub fn closed(&self, day: Day) -> Option<Closed<'_>> {
        if self.is_working(day) {
            return None;
        }
        let date = day.date();
        let holiday = self.definition.bank_holiday(date);
        Some(if self.definition.hours.on(day.weekday()).is_empty() {
            Closed::Weekday
        } else if let Some(name) = holiday {
            Closed::BankHoliday(name)
        } else {
            Closed::ClosedDay(self.definition.closure_names.get(&date).map(String::as_str))
        })
    }

    /// Whether a day is open only because of an exceptional opening.
    pub fn opened_exceptionally(&self, day: Day) -> bool {
        let date = day.date();
        self.is_working(day)
            && self.definition.open.iter().any(|opening| opening.on == date)
            && (self.definition.hours.on(day.weekday()).is_empty()
                || self.definition.closed.contains(&date)
                || self.definition.bank_holiday(date).is_some())
    }

    /// Whether every closed day of a year is known.
    pub fn knows(&self, date: Date) -> bool {
        let (from, until) = self.definition.known_years();
        from.is_none_or(|from| date.year() >= from)
            && until.is_none_or(|until| date.year() <= until)
    }

    /// The first and the last day that another calendar has otherwise: open at other times, or in
    /// a year that only one of them knows. None if there is no such day.
    pub fn differs(&self, other: &Calendar) -> Option<(Date, Date)> {
        let same_zone = self.zone.name() == other.zone.name();
        let same_patterns = self.patterns == other.patterns;
        let differs = |day: &Day| {
            let place = day.0 as usize;
            let same_hours = match same_patterns {
                true => self.pattern_of[place] == other.pattern_of[place],
                false => self.pattern(*day) == other.pattern(*day),
            };
            !same_hours || !(same_zone || self.zone.start(*day) == other.zone.start(*day))
        };
        let days = || (0..DAYS).map(Day);
        let mut span = days().find(differs).zip(days().rev().find(differs));
        let knows = |year: i16| {
            let first = Date::constant(year, 1, 1);
            self.knows(first) != other.knows(first)
        };
        let years = || 1970..=LAST_DATE.year();
        if let Some((first, last)) =
            years().find(|y| knows(*y)).zip(years().rev().find(|y| knows(*y)))
        {
            let first = Day::of(Date::constant(first, 1, 1))?;
            let last = Day::of(Date::constant(last, 12, 31))?;
            span = Some(span.map_or((first, last), |(from, to)| (from.min(first), to.max(last))));
        }
        span.map(|(first, last)| (first.date(), last.date()))
    }

    fn pattern(&self, day: Day) -> &Pattern {
        &self.patterns[usize::from(self.pattern_of[day.0 as usize])]
    }
}

impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Calendar({:?})", self.definition)
    }
}

/// The days that differ from the ordinary week, with their periods by the clock on the wall.
/// A closed day keeps only its exceptional openings; another day has them besides its hours.
fn special_days(definition: &Definition) -> Result<BTreeMap<Day, Vec<Period>>, CalendarRefusal> {
    let in_reach = |date: Date| Day::of(date).ok_or(CalendarRefusal::OutOfReach(date));
    let mut special = BTreeMap::new();
    if let Some(holidays) = definition.holidays() {
        for (date, _) in holidays.all() {
            special.insert(in_reach(date)?, Vec::new());
        }
    }
    for date in &definition.closed {
        special.insert(in_reach(*date)?, Vec::new());
    }
    for opening in &definition.open {
        let day = in_reach(opening.on)?;
        let periods =
            special.entry(day).or_insert_with(|| definition.hours.on(day.weekday()).to_vec());
        periods.push(opening.period);
        periods.sort_unstable();
        *periods = joined(std::mem::take(periods));
    }
    Ok(special)
}

#[derive(Default)]
struct Patterns {
    all: Vec<Pattern>,
    index: HashMap<Pattern, u16>,
}

impl Patterns {
    /// The pattern of a day of 24 hours.
    fn plain(&mut self, periods: &[Period]) -> u16 {
        let seconds = |minutes: u32| i64::from(minutes) * 60;
        self.index_of(Pattern(
            periods.iter().map(|p| (seconds(p.opens), seconds(p.closes))).collect(),
        ))
    }

    /// The pattern of a day on which clocks change.
    fn changing(&mut self, zone: &Zone, day: Day, periods: &[Period]) -> u16 {
        let elapsed = |minutes: u32| match minutes {
            1440 => zone.end(day) - zone.start(day),
            _ => zone.wall(day, i64::from(minutes) * 60) - zone.start(day),
        };
        let open = periods.iter().map(|p| (elapsed(p.opens), elapsed(p.closes)));
        self.index_of(Pattern(open.filter(|(opens, closes)| opens < closes).collect()))
    }

    fn index_of(&mut self, pattern: Pattern) -> u16 {
        if let Some(index) = self.index.get(&pattern) {
            return *index;
        }
        // Patterns are the weekdays, the exceptional openings and the changes of clocks: a
        // definition with 65,535 different ones is not one that a person wrote.
        let index = u16::try_from(self.all.len()).unwrap_or(u16::MAX);
        if index < u16::MAX {
            self.all.push(pattern.clone());
            self.index.insert(pattern, index);
        }
        index.min((self.all.len() - 1) as u16)
    }
}
