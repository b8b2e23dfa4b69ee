//! Building the demonstration: the borough is set up, its year lived through day by day, and at
//! each midnight the system judges, does its jobs and seals, as it does every second in real life.

use crate::acts::{Desk, Part};
use crate::behind::stand_behind;
use crate::charter::Version;
use crate::hours::Hours;
use crate::life::Life;
use crate::rhythm::Year;
use crate::sign_ins::{DemoPerson, people};
use crate::town::{Begins, set_up};
use crate::world::{FULL, World};
use app::{Fault, Kept};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rules::ledger::{Month, known_from};

/// How much is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A whole year of a borough: 120,000 contacts.
    Full,
    /// Every fortieth contact of the same year: 3,000.
    Small,
}

impl Size {
    /// How many contacts.
    pub fn contacts(self) -> usize {
        match self {
            Size::Full => FULL,
            Size::Small => FULL / 40,
        }
    }
}

/// How far the making is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The day that has been lived through.
    pub day: Date,
    /// How many contacts have been noted.
    pub contacts: usize,
    /// Of how many.
    pub of: usize,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Built {
    /// One person for each role, to sign in as once they have a password.
    pub people: Vec<DemoPerson>,
    /// The first day of the year.
    pub from: Date,
    /// The moment up to which it was lived through.
    pub until: Timestamp,
    /// How many contacts were noted.
    pub contacts: usize,
}

/// Sets the invented borough up in an empty, migrated database and lives through the year that
/// ends at a moment. References and salts come from the [`app::Random`] that `kept` was made
/// with: seeded, everything comes out the same again.
///
/// # Errors
/// A database that holds a body already; what the database refuses.
pub fn build(
    kept: &Kept,
    size: Size,
    seed: u64,
    until: Timestamp,
    progress: &dyn Fn(Progress),
) -> Result<Built, Fault> {
    let charter = Version::First.charter()?;
    let hours = Hours::of(&charter.calendar)?;
    // A database keeps microseconds.
    let until = Timestamp::from_microsecond(until.as_microsecond()).unwrap_or(until);
    let last = hours.zone().date_of(until);
    let from = last.saturating_sub(364.days());
    let begins = Begins {
        at: hours.at(from.saturating_sub(120.days()), 540.0),
        from: Date::new(from.year() - 1, 4, 1).unwrap_or(from),
        in_readiness_from: last.saturating_sub(75.days()),
    };
    let town = set_up(kept, begins)?;
    let year = Year::new(seed, &hours, from, until);
    let shared = year.share_out(seed, &hours, FULL);
    let contacts = size.contacts();
    let people_there = (contacts as f64 * 0.22) as u32;
    let world = World { seed, town, hours, year, shared, contacts, people: people_there, until };
    live(kept, &world, &charter, progress)?;
    crate::drafting::consult(kept, &world)?;
    stand_behind(kept, &world)?;
    kept.db().optimise()?;
    Ok(Built { people: people(kept)?, from, until, contacts })
}

/// Lives through the days.
fn live(
    kept: &Kept,
    world: &World,
    charter: &rules::charter::Charter,
    progress: &dyn Fn(Progress),
) -> Result<(), Fault> {
    let (tick, closer) = (world.town.place("tick"), world.town.place("Tomas Vrba"));
    let mut desk = Desk::new(kept, world.town.actors.clone(), tick);
    let mut life = Life::new(world);
    let first = world.year.days.first().map_or(Date::MIN, |today| today.date);
    let second = first.saturating_add(210.days()).first_of_month();
    let adopted = world.hours.after(world.hours.at(second.saturating_sub(40.days()), 0.0), 120.0);
    life.adopts(adopted, second);
    let closings = closings(world, charter);
    for (day, today) in world.year.days.iter().enumerate() {
        life.begin(day);
        let from = world.hours.at(today.date, 0.0);
        let night = world.hours.at(today.date.tomorrow().unwrap_or(Date::MAX), 0.0);
        for (at, month) in closings.iter().filter(|(at, _)| (from..night).contains(at)) {
            let acts = life.live(*at);
            desk.add(Part { acts, until: *at, closes: Some((closer, *month)) })?;
        }
        // Half a minute past midnight what was due on the day is judged.
        let until = (night + SignedDuration::from_secs(30)).min(world.until);
        desk.add(Part { acts: life.live(until), until, closes: None })?;
        progress(Progress { day: today.date, contacts: life.contacts(), of: world.contacts });
    }
    desk.finish()
}

/// When the performance officer closes which month: on the morning after the figures of some of
/// its standards are known.
fn closings(world: &World, charter: &rules::charter::Charter) -> Vec<(Timestamp, Month)> {
    let days = &world.year.days;
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let mut closings = Vec::new();
    for month in Month::of(first.date).up_to(Month::of(last.date)) {
        let measured = charter.standards.iter().filter(|standard| standard.own_method().is_some());
        let known = measured
            .filter_map(|standard| known_from(month, standard, world.hours.calendar()))
            .map(|known| world.hours.after(known, 75.0));
        let mut known: Vec<Timestamp> = known.filter(|at| *at <= world.until).collect();
        known.sort_unstable();
        known.dedup();
        closings.extend(known.into_iter().map(|at| (at, month)));
    }
    closings.sort_unstable_by_key(|(at, _)| *at);
    closings
}
