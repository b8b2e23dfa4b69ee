//! Who gets in touch on a day, how and when. A day is always lived through in full, so that the
//! queues are those of a whole borough; the small form notes every fortieth contact of it.

mod calls;
mod visits;
mod written;

use crate::dice::Dice;
use crate::world::{FULL, World};
use app::contacts::{Call, Visit};
use jiff::Timestamp;
use rules::contacts::Channel;

/// A contact as it reaches the council.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    pub(crate) channel: Channel,
    /// What it is about, by its place among the reasons.
    pub(crate) about: usize,
    pub(crate) received: Timestamp,
    /// When it is noted.
    pub(crate) noted: Timestamp,
    /// Who notes it, by their place among the actors.
    pub(crate) by: usize,
    /// The key of the line, mailbox or venue; none for letters and the website.
    pub(crate) through: Option<&'static str>,
    pub(crate) call: Option<Call>,
    pub(crate) visit: Option<Visit>,
    pub(crate) ends: Ends,
}

/// How a contact ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// Settled there and then.
    Settled,
    /// A case is opened.
    Case,
    /// Nobody has read or heard it yet.
    Unread,
    /// The caller or visitor went away.
    CutShort,
}

/// Which of the contacts of a full year are noted: so many of them, each as likely.
pub(crate) struct Chosen {
    left: usize,
    wanted: usize,
    dice: Dice,
}

impl Chosen {
    pub(crate) fn new(seed: u64, wanted: usize) -> Chosen {
        Chosen { left: FULL, wanted, dice: Dice::of(seed, "chosen", 0) }
    }

    /// Whether the next contact is one of them.
    fn next(&mut self) -> bool {
        let chosen = self.dice.unit() * (self.left as f64) < self.wanted as f64;
        self.left = self.left.saturating_sub(1);
        self.wanted -= usize::from(chosen);
        chosen
    }
}

/// Everybody who gets in touch on a day, in no particular order.
pub(crate) fn of_day(world: &World, day: usize, chosen: &mut Chosen) -> Vec<Arrival> {
    let mut arrivals = calls::of_day(world, day, chosen);
    arrivals.extend(visits::of_day(world, day, chosen));
    arrivals.extend(written::of_day(world, day, chosen));
    arrivals
}

/// Moments of a day at which contacts of a channel come, in order.
fn moments(world: &World, day: usize, channel: Channel, number: u32, dice: &mut Dice) -> Vec<i64> {
    let today = &world.year.days[day];
    let slots = today.slots(channel, &world.hours);
    let sums = crate::dice::running(slots.iter().map(|slot| slot.2));
    // Whole days are a fixed number of minutes long but twice a year; then the hour that clocks
    // skip or repeat is at night.
    let midnight = world.hours.at(today.date, 0.0).as_second();
    let noon = world.hours.at(today.date, 720.0).as_second() - 720 * 60;
    let mut moments: Vec<i64> = (0..if slots.is_empty() { 0 } else { number })
        .map(|_| {
            let (from, to, _) = slots[dice.place(&sums)];
            let seconds = (f64::from(from) + dice.unit() * f64::from(to - from)) * 60.0;
            let seconds = seconds as i64;
            if seconds < 3 * 3_600 { midnight + seconds } else { noon + seconds }
        })
        .collect();
    moments.sort_unstable();
    moments
}

/// A moment in seconds since 1970.
fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
