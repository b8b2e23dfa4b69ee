//! What people write and approve: a calendar before it is worked out.

use super::bank_holidays::Nation;
use super::compiled::Calendar;
use super::hours::{HoursRefusal, Period, WeeklyHours, read_period};
use super::zone::Zone;
use jiff::civil::Date;
use std::fmt;
use std::sync::Arc;

/// A calendar as a document: whose bank holidays, which hours, what is closed or opened besides.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Definition {
    /// Name of the zone in the time-zone database.
    pub zone: String,
    /// Whose bank holidays close a day; none if bank holidays change nothing.
    pub nation: Option<Nation>,
    /// The hours of an ordinary week.
    pub hours: WeeklyHours,
    /// Closed days besides bank holidays.
    pub closed: Vec<Date>,
    /// Openings besides the ordinary week, also of days that are closed otherwise.
    pub open: Vec<Opening>,
    /// The last year of which all closed days are known. With a nation: the earlier of this and
    /// the last year that its bank holidays are known for.
    pub known_until: Option<i16>,
}

/// An exceptional opening.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Opening {
    /// The date that is opened.
    pub on: Date,
    /// From when to when.
    pub period: Period,
}

/// Why a calendar is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarRefusal {
    /// The time-zone database has no such zone.
    UnknownZone(String),
    /// No day of the calendar has any open time.
    NeverOpen,
    /// A date outside 1970 to 2099.
    OutOfReach(Date),
    /// An opening that is not `2026-12-24 09:00-12:00`.
    UnknownOpening(String),
    /// Hours that cannot be meant.
    Hours(HoursRefusal),
}

impl Definition {
    /// Monday to Friday, 09:00 to 17:00, with a nation's bank holidays, in Europe/London.
    pub fn office_hours(nation: Nation) -> Definition {
        let period = Period { opens: 9 * 60, closes: 17 * 60 };
        Definition {
            zone: "Europe/London".to_owned(),
            nation: Some(nation),
            hours: WeeklyHours::on_weekdays(period),
            closed: Vec::new(),
            open: Vec::new(),
            known_until: None,
        }
    }

    /// The first and last year of which all closed days are known; none where nothing limits it.
    pub fn known_years(&self) -> (Option<i16>, Option<i16>) {
        let nation = self.nation.map(Nation::bank_holidays);
        let until = match (self.known_until, nation) {
            (Some(own), Some(nation)) => Some(own.min(nation.known_until)),
            (own, nation) => own.or(nation.map(|nation| nation.known_until)),
        };
        (nation.map(|nation| nation.known_from), until)
    }

    /// Works the calendar out, looking its zone up.
    pub fn compile(self) -> Result<Calendar, CalendarRefusal> {
        let zone = Zone::named(&self.zone)
            .ok_or_else(|| CalendarRefusal::UnknownZone(self.zone.clone()))?;
        Calendar::new(self, Arc::new(zone))
    }
}

/// The canonical calendar file, which reads back as the same calendar.
impl fmt::Display for Definition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "zone = \"{}\"", self.zone)?;
        writeln!(f, "nation = \"{}\"", self.nation.map_or("none", Nation::key))?;
        writeln!(f, "hours = \"{}\"", self.hours)?;
        let quoted = |items: Vec<String>| items.join("\", \"");
        if !self.closed.is_empty() {
            let dates = self.closed.iter().map(Date::to_string).collect();
            writeln!(f, "closed = [\"{}\"]", quoted(dates))?;
        }
        if !self.open.is_empty() {
            let openings = self.open.iter().map(|o| format!("{} {}", o.on, o.period)).collect();
            writeln!(f, "open = [\"{}\"]", quoted(openings))?;
        }
        match self.known_until {
            Some(year) => writeln!(f, "known_until = {year}"),
            None => Ok(()),
        }
    }
}

impl Opening {
    /// Reads `2026-12-24 09:00-12:00`.
    pub fn read(text: &str) -> Result<Opening, CalendarRefusal> {
        let unknown = || CalendarRefusal::UnknownOpening(text.to_owned());
        let (on, period) = text.trim().split_once(' ').ok_or_else(unknown)?;
        let on = on.parse().map_err(|_| unknown())?;
        let period = read_period(period.trim()).map_err(CalendarRefusal::Hours)?;
        Ok(Opening { on, period })
    }
}

impl WeeklyHours {
    /// The same period on Monday to Friday.
    pub fn on_weekdays(period: Period) -> WeeklyHours {
        let mut hours = WeeklyHours::default();
        for weekday in 0..5 {
            hours.set(weekday, vec![period]);
        }
        hours
    }
}
