//! Calls: a day at the contact centre, with its queue.

use super::{Arrival, Chosen, Ends, instant, moments};
use crate::dice::{Dice, running};
use crate::places::line_of;
use crate::queue::{Became, Comes, HALF_HOUR, Rota, serve};
use crate::services::{SERVICES, reasons};
use crate::world::{World, place_of};
use app::contacts::Call;
use rules::contacts::Channel;

/// How long a call and the note after it take: half of them less, in seconds.
const TAKES: f64 = 205.0;
/// How much they differ.
const SPREAD: f64 = 0.7;
/// How long they take on average: the mean of that distribution.
const MEAN: f64 = 262.0;
/// How many advisers there are, at the beginning of the actors.
const ADVISERS: usize = 10;

pub(super) fn of_day(world: &World, day: usize, chosen: &mut Chosen) -> Vec<Arrival> {
    let number = world.shared[day][place_of(Channel::Telephone)];
    let mut dice = Dice::of(world.seed, "calls", day as u64);
    let offered = moments(world, day, Channel::Telephone, number, &mut dice);
    let comes: Vec<Comes> = offered
        .iter()
        .map(|at| Comes { at: *at, patience: patience(&mut dice), takes: takes(&mut dice) })
        .collect();
    let Some(rota) = rota(world, day, &mut dice) else { return Vec::new() };
    let became = serve(&rota, &comes);
    let about = world.year.days[day].about(Channel::Telephone);
    let all: Vec<_> = reasons().collect();
    let mut arrivals = Vec::new();
    for (comes, became) in comes.iter().zip(became) {
        if !chosen.next() {
            continue;
        }
        let about = dice.place(&about);
        let (service, reason) = all[about];
        let line = line_of(SERVICES[service].key);
        let ends = if dice.chance(reason.case) { Ends::Case } else { Ends::Settled };
        arrivals.push(arrival(world, day, (comes.at, became), (about, ends, line)));
    }
    arrivals
}

fn arrival(
    world: &World,
    day: usize,
    (offered, became): (i64, Became),
    (about, ends, line): (usize, Ends, &'static str),
) -> Arrival {
    let (answered, abandoned, noted, by, ends) = match became {
        Became::Served { at, until, by } => {
            (Some(instant(at)), None, until, (by + day * 3) % ADVISERS, ends)
        }
        Became::Left { at } => {
            (None, Some(instant(at)), at, world.town.place("telephones"), Ends::CutShort)
        }
    };
    let offered = instant(offered);
    Arrival {
        channel: Channel::Telephone,
        about,
        received: offered,
        noted: instant(noted),
        by,
        through: Some(line),
        call: Some(Call { offered, answered, abandoned }),
        visit: None,
        ends,
    }
}

/// Some hang up at the first announcement; most wait some minutes.
fn patience(dice: &mut Dice) -> i64 {
    let seconds = match dice.chance(0.06) {
        true => 3.0 + dice.exponential(12.0),
        false => 25.0 + dice.exponential(480.0),
    };
    seconds as i64
}

fn takes(dice: &mut Dice) -> i64 {
    dice.log_normal(TAKES, SPREAD).clamp(25.0, 2_400.0) as i64
}

/// How many advisers take calls in each half hour. The rota follows the average day: on Mondays
/// it is short. Some are away, more of them in winter and in the summer holidays.
fn rota(world: &World, day: usize, dice: &mut Dice) -> Option<Rota> {
    let today = &world.year.days[day];
    let (opens, closes) = world.hours.open_on(today.date)?;
    let month = i64::from(today.date.year()) * 12 + i64::from(today.date.month());
    // How well the month is staffed: people leave, others have to learn.
    let staffed = 0.94 + 0.24 * Dice::of(world.seed, "staffing", month as u64).unit();
    let away = usize::from(dice.chance(match today.date.month() {
        1 | 2 | 8 | 12 => 0.6,
        _ => 0.35,
    }));
    let sums = running(today.whole_slots(Channel::Telephone, &world.hours).into_iter());
    let halves = ((closes - opens) / 30) as usize;
    // The share of an ordinary day that a shorter one has.
    let expected = world.expected_calls(day) * (halves as f64 / 17.0).min(1.0);
    let all = sums.last().copied().unwrap_or(1.0);
    let serving = (0..halves).map(|half| {
        let upto = |place: Option<usize>| place.and_then(|place| sums.get(place)).copied();
        let share = upto(Some(half)).unwrap_or(all) - upto(half.checked_sub(1)).unwrap_or(0.0);
        let load = expected * share / all * MEAN / HALF_HOUR as f64;
        let wanted = load * staffed + 1.0 * (load * staffed).sqrt();
        (wanted.round() as usize).saturating_sub(away).clamp(2, ADVISERS)
    });
    let opens = world.hours.at(today.date, f64::from(opens)).as_second();
    Some(Rota { opens, serving: serving.collect() })
}
