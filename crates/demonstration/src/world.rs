//! What stays the same while the year is lived through.

use crate::hours::Hours;
use crate::rhythm::{CHANNELS, Year};
use crate::town::Town;
use jiff::Timestamp;
use rules::contacts::Channel;

/// The borough, its hours and its year.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) town: Town,
    pub(crate) hours: Hours,
    pub(crate) year: Year,
    /// How many contacts a full year has on each day, by each of [`CHANNELS`].
    pub(crate) shared: Vec<[u32; 6]>,
    /// How many of them are noted.
    pub(crate) contacts: usize,
    /// How many people come to the council.
    pub(crate) people: u32,
    /// The moment at which the demonstration begins.
    pub(crate) until: Timestamp,
}

/// How many contacts a full year has.
pub(crate) const FULL: usize = 120_000;

impl World {
    /// How many calls the rota expects on an open day: what the year brings on average, and half
    /// of what the month brings more.
    pub(crate) fn expected_calls(&self, day: usize) -> f64 {
        let month = self.year.days[day].date.first_of_month();
        let of_year = self.calls(|_| true);
        let of_month = self.calls(|place| self.year.days[place].date.first_of_month() == month);
        0.5 * of_year + 0.5 * of_month
    }

    fn calls(&self, counts: impl Fn(usize) -> bool) -> f64 {
        let place = place_of(Channel::Telephone);
        let open = self.shared.iter().enumerate().filter(|(day, shared)| {
            shared[place] > 0 && counts(*day) && !self.year.days[*day].is_last()
        });
        let (days, calls) =
            open.fold((0.0, 0.0), |(days, sum), (_, it)| (days + 1.0, sum + f64::from(it[place])));
        if days > 0.0 { calls / days } else { 0.0 }
    }
}

/// The place of a channel in [`CHANNELS`].
pub(crate) fn place_of(channel: Channel) -> usize {
    CHANNELS.iter().position(|(one, _)| *one == channel).unwrap_or_default()
}
