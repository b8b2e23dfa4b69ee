//! What people write and approve: a calendar before it is worked out.

use super::bank_holidays::{BankHolidays, Nation};
use super::compiled::Calendar;
use super::days::plus_months;
use super::hours::{HoursRefusal, Period, WeeklyHours, read_period};
use super::lists::BankHolidayLists;
use super::zone::Zone;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A calendar as a document: whose bank holidays, which hours, what is closed or opened besides.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Definition {
    /// Name of the zone in the time-zone database.
    pub zone: String,
    /// Whose bank holidays close a day; none if bank holidays change nothing.
    pub nation: Option<Nation>,
    /// The bank holidays of the nations; none means those that Kept comes with. What is stored
    /// holds its own, so that a newer Kept never changes an older document.
    pub bank_holidays: Option<Arc<BankHolidayLists>>,
    /// The hours of an ordinary week.
    pub hours: WeeklyHours,
    /// Closed days besides bank holidays.
    pub closed: Vec<Date>,
    /// What closed days are called, for those that have a name.
    pub closure_names: BTreeMap<Date, String>,
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
            bank_holidays: None,
            hours: WeeklyHours::on_weekdays(period),
            closed: Vec::new(),
            closure_names: BTreeMap::new(),
            open: Vec::new(),
            known_until: None,
        }
    }

    /// The first and last year of which all closed days are known; none where nothing limits it.
    pub fn known_years(&self) -> (Option<i16>, Option<i16>) {
        let nation = self.holidays();
        let until = match (self.known_until, nation) {
            (Some(own), Some(nation)) => Some(own.min(nation.known_until)),
            (own, nation) => own.or(nation.map(|nation| nation.known_until)),
        };
        (nation.map(|nation| nation.known_from), until)
    }

    /// The last date for which closed days are known; none where nothing limits it.
    pub fn runs_out_on(&self) -> Option<Date> {
        let (_, until) = self.known_years();
        until.and_then(|year| Date::new(year, 12, 31).ok())
    }

    /// Whether it runs out within twelve months of a day, or has.
    pub fn runs_out_soon(&self, today: Date) -> bool {
        let warned = |on: Date| plus_months(on, -12).is_none_or(|from| today >= from);
        self.runs_out_on().is_some_and(warned)
    }

    /// The bank holidays of every nation that this calendar goes by.
    pub fn lists(&self) -> &BankHolidayLists {
        self.bank_holidays.as_deref().unwrap_or_else(|| BankHolidayLists::built_in())
    }

    /// The bank holidays that close its days; none without a nation.
    pub fn holidays(&self) -> Option<&BankHolidays> {
        self.nation.map(|nation| self.lists().of(nation))
    }

    /// The name of the bank holiday that closes a date.
    pub fn bank_holiday(&self, date: Date) -> Option<&str> {
        self.holidays().and_then(|holidays| holidays.on(date))
    }

    /// The same with its bank holidays written into it.
    pub fn self_contained(mut self) -> Definition {
        self.bank_holidays.get_or_insert_with(|| Arc::clone(BankHolidayLists::built_in()));
        self
    }

    /// Works the calendar out, looking its zone up.
    pub fn compile(self) -> Result<Calendar, CalendarRefusal> {
        let zone = Zone::named(&self.zone)
            .ok_or_else(|| CalendarRefusal::UnknownZone(self.zone.clone()))?;
        Calendar::new(self, Arc::new(zone))
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

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.on, self.period)
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
