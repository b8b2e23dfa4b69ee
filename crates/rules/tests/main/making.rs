//! Short ways to write calendars, clocks and moments in tests.

use jiff::Timestamp;
use rules::calendar::{Calendar, Definition, Nation, Opening, WeeklyHours, Zone};
use rules::clock::{Clock, Limit, Pause, Pauses, Policy, Term, read_moment};

pub(crate) fn calendar(nation: Nation, hours: &str, closed: &[&str], open: &[&str]) -> Calendar {
    Definition {
        hours: WeeklyHours::read(hours).unwrap(),
        closed: closed.iter().map(|date| date.parse().unwrap()).collect(),
        open: open.iter().map(|opening| Opening::read(opening).unwrap()).collect(),
        ..Definition::office_hours(nation)
    }
    .compile()
    .unwrap()
}

pub(crate) fn england() -> Calendar {
    Definition::office_hours(Nation::EnglandAndWales).compile().unwrap()
}

pub(crate) fn clock(limit: &str, policy: Policy) -> Clock {
    Clock::new(Term::Limit(Limit::read(limit).unwrap()), policy).unwrap()
}

pub(crate) fn at(zone: &Zone, text: &str) -> Timestamp {
    read_moment(text, zone).unwrap().instant()
}

/// Reads `START/END` and `START/`.
pub(crate) fn pauses(zone: &Zone, texts: &[&str]) -> Pauses {
    let pauses: Vec<Pause> = texts
        .iter()
        .map(|text| {
            let (starts, ends) = text.split_once('/').unwrap();
            let ends = (!ends.is_empty()).then(|| at(zone, ends));
            Pause { starts: at(zone, starts), ends }
        })
        .collect();
    Pauses::new(&pauses).unwrap()
}
