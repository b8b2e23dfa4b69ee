//! Calendars: which days and hours count.
//!
//! A [`Definition`] is what people write and approve (nation, weekly hours, closed days,
//! exceptional openings, zone). A [`Calendar`] is the same thing worked out day by day into
//! tables, so that no question about time needs a search or an allocation.

mod bank_holidays;
mod changes;
mod compiled;
mod days;
mod definition;
mod feed;
mod file;
mod hours;
mod lists;
mod written;
mod zone;

pub use bank_holidays::{BankHolidays, Nation};
pub use changes::{Change, ChangeRefusal, adopted_anew};
pub use compiled::{Calendar, Closed};
pub(crate) use days::plus_months;
pub use days::{Day, LAST_DATE};
pub use definition::{CalendarRefusal, Definition, Opening};
pub use feed::{Feed, FeedNews, FeedRefusal};
pub(crate) use file::read_table;
pub use file::{FileProblem, read as read_file};
pub use hours::{HoursRefusal, Period, WeeklyHours};
pub use lists::BankHolidayLists;
pub(crate) use zone::from_micros as instant;
pub use zone::{LocalTime, Zone};
