//! Visits: a day at the three counters.

use super::{Arrival, Chosen, Ends, instant, moments};
use crate::dice::{Dice, running};
use crate::places::VENUES;
use crate::queue::{Became, Comes, Rota, serve};
use crate::services::reasons;
use crate::world::{World, place_of};
use app::contacts::Visit;
use rules::contacts::Channel;

/// How much of the visits each venue has, and how many serve there.
const COUNTERS: [(f64, usize); 3] = [(0.60, 2), (0.24, 1), (0.16, 1)];

pub(super) fn of_day(world: &World, day: usize, chosen: &mut Chosen) -> Vec<Arrival> {
    let number = world.shared[day][place_of(Channel::Visit)];
    let mut dice = Dice::of(world.seed, "visits", day as u64);
    let arrived = moments(world, day, Channel::Visit, number, &mut dice);
    let Some((opens, _)) = world.hours.open_on(world.year.days[day].date) else {
        return Vec::new();
    };
    let opens = world.hours.at(world.year.days[day].date, f64::from(opens)).as_second();
    let shares = running(COUNTERS.into_iter().map(|(share, _)| share));
    let mut queues: [Vec<Comes>; 3] = Default::default();
    for at in arrived {
        let patience = 300 + dice.exponential(1_500.0) as i64;
        let takes = dice.log_normal(480.0, 0.55).clamp(60.0, 3_600.0) as i64;
        queues[dice.place(&shares)].push(Comes { at, patience, takes });
    }
    let about = world.year.days[day].about(Channel::Visit);
    let all: Vec<_> = reasons().collect();
    let mut arrivals = Vec::new();
    for ((queue, (_, serving)), venue) in queues.iter().zip(COUNTERS).zip(&VENUES) {
        let rota = Rota { opens, serving: vec![serving; 17] };
        for (comes, became) in queue.iter().zip(serve(&rota, queue)) {
            if !chosen.next() {
                continue;
            }
            let about = dice.place(&about);
            let ends =
                if dice.chance(0.8 * all[about].1.case) { Ends::Case } else { Ends::Settled };
            let by = dice.below(10);
            arrivals.push(arrival((comes.at, became), (about, ends, by, venue.key)));
        }
    }
    arrivals
}

fn arrival(
    (arrived, became): (i64, Became),
    (about, ends, by, venue): (usize, Ends, usize, &'static str),
) -> Arrival {
    let arrived = instant(arrived);
    let (visit, noted, ends) = match became {
        Became::Served { at, until, .. } => {
            let (seen, finished) = (Some(instant(at)), Some(instant(until)));
            (Visit { arrived, seen, finished, left: None }, instant(until), ends)
        }
        Became::Left { at } => {
            let left = Some(instant(at));
            (Visit { arrived, seen: None, finished: None, left }, instant(at), Ends::CutShort)
        }
    };
    Arrival {
        channel: Channel::Visit,
        about,
        received: arrived,
        noted,
        by,
        through: Some(venue),
        call: None,
        visit: Some(visit),
        ends,
    }
}
