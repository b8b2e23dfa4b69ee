//! How long the council's work takes.

use crate::dice::Dice;
use crate::hours::Hours;
use crate::services::SERVICES;
use jiff::Timestamp;
use jiff::civil::Date;

/// When a case is answered that was noted at a moment, for which a customer was told some
/// working days: mostly well before, sometimes on the last day, sometimes late.
pub(super) fn answered(
    hours: &Hours,
    dice: &mut Dice,
    (from, days, service): (Timestamp, u32, usize),
) -> Timestamp {
    let due = hours.end_of_days(from, days);
    let usual = 0.42 * f64::from(days.max(1)) * Hours::DAY * slowness(service, hours, from);
    let mut minutes = dice.log_normal(usual, 0.68).max(15.0);
    // Once in a while a case is stuck: a part is missing, somebody is ill, it was forgotten.
    if dice.chance(0.022) {
        minutes += dice.log_normal(14.0 * Hours::DAY, 0.6);
    }
    let at = hours.after(from, minutes);
    let late = at.duration_since(due).as_secs();
    // Whoever sees that it is due today answers today, if it is not much too late for that.
    let nearly = late > 0 && late < i64::from(days) * 86_400 / 2;
    if nearly && dice.chance(0.5) {
        return last_moment(hours, dice, from, due).unwrap_or(at);
    }
    at
}

/// A moment in the opening hours of the day that something is due.
fn last_moment(
    hours: &Hours,
    dice: &mut Dice,
    from: Timestamp,
    due: Timestamp,
) -> Option<Timestamp> {
    let date = hours.zone().date_of(due);
    let (opens, closes) = hours.open_on(date)?;
    let minute = f64::from(opens) + dice.unit() * f64::from(closes - opens);
    Some(hours.at(date, minute)).filter(|at| *at > from)
}

/// How many times as long as usual a service takes in a month.
fn slowness(service: usize, hours: &Hours, at: Timestamp) -> f64 {
    let month = hours.zone().date_of(at).month();
    let slow = SERVICES[service].slow.iter().find(|(slow, _)| *slow == month);
    slow.map_or(1.0, |(_, times)| *times)
}

/// After a number of working minutes, of which half the cases take fewer.
pub(super) fn after(
    hours: &Hours,
    dice: &mut Dice,
    from: Timestamp,
    median: f64,
    spread: f64,
) -> Timestamp {
    hours.after(from, dice.log_normal(median, spread).max(2.0))
}

/// The date that a customer is told: so many working days from now.
pub(super) fn told(hours: &Hours, from: Timestamp, days: u32) -> Date {
    hours.in_days(from, days)
}
