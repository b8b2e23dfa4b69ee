//! What is read or heard later: email, forms on the website, letters, messages left.

use super::{Arrival, Chosen, Ends, instant, moments};
use crate::dice::Dice;
use crate::places::{LINES, mailbox_of};
use crate::services::{SERVICES, reasons};
use crate::world::{World, place_of};
use jiff::Timestamp;
use rules::contacts::Channel;

const WRITTEN: [Channel; 4] =
    [Channel::Email, Channel::WebForm, Channel::Letter, Channel::Voicemail];

pub(super) fn of_day(world: &World, day: usize, chosen: &mut Chosen) -> Vec<Arrival> {
    let mut arrivals = Vec::new();
    for channel in WRITTEN {
        let number = world.shared[day][place_of(channel)];
        let mut dice = Dice::of(world.seed, channel.key(), day as u64);
        let about = world.year.days[day].about(channel);
        for at in moments(world, day, channel, number, &mut dice) {
            if chosen.next() {
                let about = dice.place(&about);
                arrivals.push(arrival(world, channel, instant(at), about, &mut dice));
            }
        }
    }
    arrivals
}

fn arrival(
    world: &World,
    channel: Channel,
    received: Timestamp,
    about: usize,
    dice: &mut Dice,
) -> Arrival {
    let (service, reason) = reasons().nth(about).unwrap_or((0, &SERVICES[0].reasons[0]));
    // What can be settled is often answered at once by whoever reads it.
    let at_once = match channel {
        Channel::Email => 0.72,
        Channel::WebForm => 0.58,
        Channel::Letter => 0.30,
        _ => 0.0,
    };
    let is_case = dice.chance(1.0 - at_once * (1.0 - reason.case));
    let (machine, median) = match channel {
        Channel::WebForm => ("website", 70.0),
        Channel::Voicemail => ("telephones", 45.0),
        _ => ("mailboxes", 80.0),
    };
    let machine = world.town.place(machine);
    let read = world.hours.after(received, dice.log_normal(median, 0.75).min(900.0));
    let (noted, by, ends) = match (is_case, channel) {
        _ if read > world.until => (received, machine, Ends::Unread),
        (true, Channel::WebForm) => (received, machine, Ends::Case),
        (true, _) => (read, dice.below(10), Ends::Case),
        (false, _) => (read, dice.below(10), Ends::Settled),
    };
    let through = match channel {
        Channel::Email => Some(mailbox_of(SERVICES[service].key)),
        Channel::Voicemail => Some(LINES[0].key),
        _ => None,
    };
    Arrival { channel, about, received, noted, by, through, call: None, visit: None, ends }
}
