//! A change of a calendar, as somebody proposes it, and the calendar after it.

use super::bank_holidays::Nation;
use super::days::Day;
use super::definition::{CalendarRefusal, Definition, Opening};
use super::feed::Feed;
use super::hours::WeeklyHours;
use super::lists::BankHolidayLists;
use jiff::civil::Date;
use std::sync::Arc;

/// A change of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// What a feed of bank holidays adds.
    Feed(Feed),
    /// A bank holiday, proclaimed.
    Proclaim {
        /// Where it is one.
        nation: Nation,
        /// When.
        on: Date,
        /// What it is called.
        name: String,
    },
    /// A bank holiday that is none after all.
    Withdraw {
        /// Where it was one.
        nation: Nation,
        /// When.
        on: Date,
    },
    /// A day on which the body is closed.
    Close {
        /// When.
        on: Date,
        /// What it is called, if it has a name.
        name: Option<String>,
    },
    /// A closed day that is none after all.
    Unclose {
        /// When.
        on: Date,
    },
    /// An opening besides the ordinary week.
    Open(Opening),
    /// An opening that is none after all.
    Unopen(Opening),
    /// Other hours of the ordinary week.
    Hours(WeeklyHours),
}

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeRefusal {
    /// Bank holidays are proclaimed for a nation, not for any of them.
    WhichNation,
    /// A bank holiday without a name.
    NoName,
    /// A bank holiday on a Saturday or Sunday.
    NotOnAWeekday(Date),
    /// It is a bank holiday there already, by this name.
    AlreadyBankHoliday(Date, String),
    /// There is no bank holiday on that date to take away.
    NoBankHoliday(Date),
    /// The day is closed already.
    AlreadyClosed(Date),
    /// The body has not closed that day itself.
    NotClosed(Date),
    /// That opening is there already.
    AlreadyOpen(Opening),
    /// There is no such opening.
    NotOpen(Opening),
    /// The hours are these already.
    SameHours,
    /// The feed knows nothing that is not known.
    NothingNew,
    /// The calendar would be none.
    Calendar(CalendarRefusal),
}

impl Change {
    /// Whether it is about the bank holidays of a nation, which every calendar goes by, rather
    /// than about one calendar.
    pub fn is_of_bank_holidays(&self) -> bool {
        matches!(self, Change::Feed(_) | Change::Proclaim { .. } | Change::Withdraw { .. })
    }

    /// The calendar after the change. What is stored holds its own bank holidays.
    pub fn applied_to(&self, before: &Definition) -> Result<Definition, ChangeRefusal> {
        let mut after = before.clone().self_contained();
        match self {
            Change::Feed(feed) => {
                let lists = feed.added_to(after.lists());
                if lists == *after.lists() {
                    return Err(ChangeRefusal::NothingNew);
                }
                after.bank_holidays = Some(Arc::new(lists));
            }
            Change::Proclaim { nation, on, name } => {
                after.bank_holidays = Some(Arc::new(proclaimed(&after, *nation, *on, name)?));
            }
            Change::Withdraw { nation, on } => {
                let list = list_of(&after, *nation)?;
                list.on(*on).ok_or(ChangeRefusal::NoBankHoliday(*on))?;
                let lists = after.lists().with(*nation, list.clone().without(*on));
                after.bank_holidays = Some(Arc::new(lists));
            }
            Change::Close { on, name } => close(&mut after, *on, name.as_deref())?,
            Change::Unclose { on } => {
                let place = after.closed.iter().position(|closed| closed == on);
                after.closed.remove(place.ok_or(ChangeRefusal::NotClosed(*on))?);
                after.closure_names.remove(on);
            }
            Change::Open(opening) => {
                if after.open.contains(opening) {
                    return Err(ChangeRefusal::AlreadyOpen(opening.clone()));
                }
                after.open.push(opening.clone());
                after.open.sort_by_key(|opening| (opening.on, opening.period));
            }
            Change::Unopen(opening) => {
                let place = after.open.iter().position(|known| known == opening);
                after.open.remove(place.ok_or_else(|| ChangeRefusal::NotOpen(opening.clone()))?);
            }
            Change::Hours(hours) => {
                if after.hours == *hours {
                    return Err(ChangeRefusal::SameHours);
                }
                after.hours = hours.clone();
            }
        }
        after.clone().compile().map_err(ChangeRefusal::Calendar)?;
        Ok(after)
    }
}

fn list_of(definition: &Definition, nation: Nation) -> Result<&super::BankHolidays, ChangeRefusal> {
    match nation {
        Nation::AnyUk => Err(ChangeRefusal::WhichNation),
        nation => Ok(definition.lists().of(nation)),
    }
}

fn proclaimed(
    definition: &Definition,
    nation: Nation,
    on: Date,
    name: &str,
) -> Result<BankHolidayLists, ChangeRefusal> {
    let list = list_of(definition, nation)?;
    let out_of_reach = ChangeRefusal::Calendar(CalendarRefusal::OutOfReach(on));
    if Day::of(on).ok_or(out_of_reach)?.weekday() >= 5 {
        return Err(ChangeRefusal::NotOnAWeekday(on));
    }
    if name.trim().is_empty() {
        return Err(ChangeRefusal::NoName);
    }
    if let Some(known) = list.on(on) {
        return Err(ChangeRefusal::AlreadyBankHoliday(on, known.to_owned()));
    }
    Ok(definition.lists().with(nation, list.clone().with(on, name.trim())))
}

fn close(after: &mut Definition, on: Date, name: Option<&str>) -> Result<(), ChangeRefusal> {
    if after.closed.contains(&on) {
        return Err(ChangeRefusal::AlreadyClosed(on));
    }
    after.closed.push(on);
    after.closed.sort_unstable();
    let name = name.map(str::trim).filter(|name| !name.is_empty());
    after.closure_names.extend(name.map(|name| (on, name.to_owned())));
    Ok(())
}

/// A calendar that a charter describes anew. What came into it since the charter before was
/// adopted, closures, openings and bank holidays, stays; what the charter itself no longer names
/// goes.
pub fn adopted_anew(now: &Definition, before: &Definition, charter: &Definition) -> Definition {
    let mut next = charter.clone();
    next.bank_holidays = charter.bank_holidays.clone().or_else(|| now.bank_holidays.clone());
    let since = now.closed.iter().filter(|date| !before.closed.contains(date));
    for date in since.filter(|date| !charter.closed.contains(date)) {
        next.closed.push(*date);
        let name = now.closure_names.get(date).cloned();
        next.closure_names.extend(name.map(|name| (*date, name)));
    }
    next.closed.sort_unstable();
    let since = now.open.iter().filter(|opening| !before.open.contains(opening));
    let opened: Vec<Opening> =
        since.filter(|opening| !charter.open.contains(opening)).cloned().collect();
    next.open.extend(opened);
    next.open.sort_by_key(|opening| (opening.on, opening.period));
    next.self_contained()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn office() -> Definition {
        Definition::office_hours(Nation::Scotland)
    }

    fn close(on: Date, name: &str) -> Change {
        Change::Close { on, name: Some(name.to_owned()).filter(|name| !name.is_empty()) }
    }

    #[test]
    fn a_change_can_be_taken_back() {
        let (on, nation) = (date(2026, 5, 18), Nation::Scotland);
        let opening = Opening::read("2026-05-16 10:00-12:00").unwrap();
        let name = "Victoria Day".to_owned();
        for (there, back) in [
            (close(on, "Victoria Day"), Change::Unclose { on }),
            (Change::Proclaim { nation, on, name }, Change::Withdraw { nation, on }),
            (Change::Open(opening.clone()), Change::Unopen(opening)),
        ] {
            let changed = there.applied_to(&office()).unwrap();
            assert!(there.applied_to(&changed).is_err(), "{there:?} changes nothing again");
            assert_eq!(back.applied_to(&changed).unwrap(), office().self_contained());
            assert!(back.applied_to(&office()).is_err(), "{back:?} has nothing to take back");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        use ChangeRefusal as No;
        let saturday = date(2026, 9, 19);
        let proclaim = |nation, on, name: &str| Change::Proclaim { nation, on, name: name.into() };
        for (change, refusal) in [
            (proclaim(Nation::AnyUk, date(2026, 9, 21), "Day"), No::WhichNation),
            (proclaim(Nation::Scotland, saturday, "Day"), No::NotOnAWeekday(saturday)),
            (proclaim(Nation::Scotland, date(2026, 9, 21), " "), No::NoName),
            (
                proclaim(Nation::Scotland, date(2026, 12, 25), "Yule"),
                No::AlreadyBankHoliday(date(2026, 12, 25), "Christmas Day".into()),
            ),
            (Change::Hours(WeeklyHours::default()), No::Calendar(CalendarRefusal::NeverOpen)),
            (Change::Hours(office().hours), No::SameHours),
        ] {
            assert_eq!(change.applied_to(&office()), Err(refusal), "{change:?}");
        }
    }

    #[test]
    fn a_charter_adopted_anew_keeps_what_came_since_and_takes_what_it_names_no_more() {
        let (own, since) = (date(2026, 12, 24), date(2026, 5, 18));
        let before = close(own, "").applied_to(&office()).unwrap();
        let now = close(since, "Victoria Day").applied_to(&before).unwrap();
        let charter =
            Definition { hours: WeeklyHours::read("Mo-Fr 08:00-16:00").unwrap(), ..office() };
        let next = adopted_anew(&now, &before, &charter);
        assert_eq!(next.closed, [since]);
        assert_eq!(next.closure_names[&since], "Victoria Day");
        assert_eq!(next.hours, charter.hours);
    }
}
