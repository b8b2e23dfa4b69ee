//! The rhythm of a year: how contacts are spread over channels, days and hours.
//!
//! Arrivals are those of a Poisson process whose rate changes with hour, weekday, season and
//! weather; given their number, each falls on its day and moment by chance.

use crate::dice::{Dice, running};
use crate::hours::Hours;
use crate::season;
use crate::services::{SERVICES, reasons};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::contacts::Channel;

/// The channels and how much of all contact each has.
pub(crate) const CHANNELS: [(Channel, f64); 6] = [
    (Channel::Telephone, 0.585),
    (Channel::Email, 0.170),
    (Channel::WebForm, 0.125),
    (Channel::Visit, 0.080),
    (Channel::Letter, 0.024),
    (Channel::Voicemail, 0.016),
];

/// A day of the year that is lived through.
#[derive(Clone, Debug)]
pub(crate) struct Today {
    pub(crate) date: Date,
    /// Up to which minute after midnight there are contacts: all day but on the last one.
    until: u32,
    /// How hard a storm blows, 0 to 1.
    storm: f64,
    /// How busy the day is by chance alone.
    chance: f64,
}

/// Past every minute of a day.
const WHOLE_DAY: u32 = u32::MAX;

/// The days.
pub(crate) struct Year {
    pub(crate) days: Vec<Today>,
}

/// When in the week contacts come, Monday first; the last for closed days.
fn of_the_week(channel: Channel) -> [f64; 8] {
    match channel {
        Channel::Telephone => [1.30, 1.06, 0.80, 0.97, 0.84, 0.0, 0.0, 0.0],
        Channel::Visit => [1.15, 1.02, 0.72, 1.05, 0.98, 0.0, 0.0, 0.0],
        Channel::Letter => [1.05, 1.20, 0.95, 1.00, 0.95, 0.0, 0.0, 0.0],
        Channel::Voicemail => [1.00, 0.95, 1.25, 0.95, 1.10, 0.55, 0.45, 0.50],
        Channel::WebForm => [1.22, 1.08, 1.00, 0.98, 0.88, 0.62, 0.66, 0.60],
        _ => [1.24, 1.12, 1.04, 1.00, 0.90, 0.34, 0.32, 0.35],
    }
}

/// How busy each half hour is for callers and visitors, from half past eight on.
const HALF_HOURS: [f64; 17] = [
    0.85, 1.25, 1.45, 1.50, 1.42, 1.32, 1.18, 1.02, 0.86, 0.82, 0.98, 1.10, 1.10, 1.02, 0.92, 0.78,
    0.55,
];
/// How busy each hour of the day is for email.
const EMAIL: [f64; 24] = [
    0.3, 0.2, 0.1, 0.1, 0.1, 0.2, 0.6, 1.4, 2.6, 4.2, 4.6, 4.2, 3.6, 3.4, 3.6, 3.4, 3.0, 2.4, 1.8,
    1.8, 1.9, 1.7, 1.1, 0.6,
];
/// The same for the website: much of it after work.
const WEBSITE: [f64; 24] = [
    0.3, 0.2, 0.1, 0.1, 0.1, 0.2, 0.7, 1.5, 2.4, 3.2, 3.4, 3.2, 3.2, 2.8, 2.6, 2.6, 2.7, 3.0, 3.2,
    3.4, 3.3, 2.7, 1.6, 0.7,
];

impl Year {
    /// The days from one date up to a moment, with two or three storms in the dark half.
    pub(crate) fn new(seed: u64, hours: &Hours, from: Date, until: Timestamp) -> Year {
        let last = hours.zone().date_of(until);
        let time = hours.zone().time_of(until);
        let now = u32::from(time.hour() as u8) * 60 + u32::from(time.minute() as u8);
        let dates: Vec<Date> =
            std::iter::successors(Some(from), |date| date.tomorrow().ok().filter(|d| *d <= last))
                .collect();
        let mut dice = Dice::of(seed, "weather", 0);
        let dark: Vec<usize> = (0..dates.len())
            .filter(|place| matches!(dates[*place].month(), 1 | 2 | 10 | 11 | 12))
            .collect();
        let storms: Vec<usize> = match dark.is_empty() {
            true => Vec::new(),
            false => (0..3).map(|_| dice.pick(&dark)).collect(),
        };
        let days = dates.iter().enumerate().map(|(place, date)| Today {
            date: *date,
            until: if *date == last { now } else { WHOLE_DAY },
            storm: storms
                .iter()
                .map(|storm| match place.checked_sub(*storm) {
                    Some(since @ 0..4) => [1.0, 0.6, 0.3, 0.1][since],
                    _ => 0.0,
                })
                .fold(0.0, f64::max),
            chance: dice.log_normal(1.0, 0.06),
        });
        Year { days: days.collect() }
    }

    /// Shares a number of contacts out: for each day, how many come by each of [`CHANNELS`].
    pub(crate) fn share_out(&self, seed: u64, hours: &Hours, number: usize) -> Vec<[u32; 6]> {
        let mut dice = Dice::of(seed, "contacts", 0);
        let channels = running(CHANNELS.into_iter().map(|(_, share)| share));
        let days: Vec<Vec<f64>> = CHANNELS
            .into_iter()
            .map(|(channel, _)| {
                running(self.days.iter().enumerate().map(|(place, today)| {
                    let was_open = place
                        .checked_sub(1)
                        .is_none_or(|before| hours.open_on(self.days[before].date).is_some());
                    today.weight(channel, hours, was_open)
                }))
            })
            .collect();
        let mut shared = vec![[0; 6]; self.days.len()];
        for _ in 0..number {
            let channel = dice.place(&channels);
            shared[dice.place(&days[channel])][channel] += 1;
        }
        shared
    }
}

impl Today {
    /// How much of a channel's contact the day has, against other days.
    fn weight(&self, channel: Channel, hours: &Hours, was_open_before: bool) -> f64 {
        let weekday = usize::from(self.date.weekday().to_monday_zero_offset() as u8);
        let is_open = hours.open_on(self.date).is_some();
        let week = of_the_week(channel);
        let of_the_week = if is_open || weekday > 4 { week[weekday] } else { week[7] };
        // What could not be said on a bank holiday is said on the day after.
        let saved_up = is_open && weekday > 0 && !was_open_before;
        let slots = self.slots(channel, hours);
        let whole: f64 = self.whole_slots(channel, hours).iter().sum();
        let lived: f64 = slots.iter().map(|slot| slot.2).sum();
        let part = if whole > 0.0 { lived / whole } else { 0.0 };
        let about = self.about(channel).last().copied().unwrap_or_default();
        of_the_week * if saved_up { 1.3 } else { 1.0 } * part * about * self.chance
    }

    /// What people come about today on a channel: running sums over the reasons.
    pub(crate) fn about(&self, channel: Channel) -> Vec<f64> {
        let weights: Vec<f64> = SERVICES
            .into_iter()
            .map(|service| {
                let all: f64 = service.reasons.iter().map(|reason| reason.weight).sum();
                let leaning = match channel {
                    Channel::WebForm => service.online,
                    Channel::Visit => service.visits,
                    _ => 1.0,
                };
                service.share * leaning / all
            })
            .collect();
        running(reasons().map(|(service, reason)| {
            let storm = 1.0 + (reason.storm - 1.0) * self.storm;
            weights[service] * reason.weight * season::factor(reason.season, self.date) * storm
        }))
    }

    /// When in the day contacts of a channel come: from minute, to minute, how many of them.
    pub(crate) fn slots(&self, channel: Channel, hours: &Hours) -> Vec<(u32, u32, f64)> {
        let open = hours.open_on(self.date);
        let hourly = |weights: &[f64; 24]| {
            let hour =
                |(hour, weight): (usize, &f64)| (hour as u32 * 60, hour as u32 * 60 + 60, *weight);
            weights.iter().enumerate().map(hour).collect::<Vec<_>>()
        };
        let mut slots = match (channel, open) {
            (Channel::Telephone | Channel::Visit, Some((opens, closes))) => HALF_HOURS
                .iter()
                .enumerate()
                .map(|(place, weight)| (510 + place as u32 * 30, 540 + place as u32 * 30, *weight))
                .filter(|(from, to, _)| *from >= opens && *to <= closes)
                .collect(),
            (Channel::Letter, Some(_)) => vec![(9 * 60, 10 * 60 + 30, 1.0)],
            (Channel::Voicemail, Some((opens, closes))) => {
                vec![(7 * 60, opens, 0.4), (closes, 19 * 60, 0.45), (19 * 60, 22 * 60, 0.15)]
            }
            (Channel::Voicemail, None) => vec![(9 * 60, 20 * 60, 1.0)],
            (Channel::Telephone | Channel::Visit | Channel::Letter, None) => Vec::new(),
            (Channel::WebForm, _) => hourly(&WEBSITE),
            _ => hourly(&EMAIL),
        };
        // A call that is offered now is not answered and noted yet.
        let margin = if channel.is_live() { 90 } else { 0 };
        slots.retain(|(_, to, _)| *to + margin <= self.until);
        slots
    }

    /// The weights of the slots of a whole day, however much of it is lived through.
    pub(crate) fn whole_slots(&self, channel: Channel, hours: &Hours) -> Vec<f64> {
        let whole = Today { until: WHOLE_DAY, ..self.clone() };
        whole.slots(channel, hours).into_iter().map(|slot| slot.2).collect()
    }

    /// Whether the day is only lived through in part.
    pub(crate) fn is_last(&self) -> bool {
        self.until < WHOLE_DAY
    }
}
