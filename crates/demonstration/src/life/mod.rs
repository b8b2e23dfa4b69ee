//! Living through the year: what happens, in the order in which it happens.

mod cases;
mod contacts;
mod pace;
mod texts;

use crate::acts::{Act, What};
use crate::arrivals::{Arrival, Chosen, of_day};
use crate::dice::Dice;
use crate::world::World;
use cases::{Case, Step};
use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};

/// The year while it is lived through.
pub(crate) struct Life<'w> {
    world: &'w World,
    chosen: Chosen,
    dice: Dice,
    /// What customers are told has dice of its own, so that it moves nothing else.
    telling: Dice,
    /// What is going to happen, the next first.
    coming: BinaryHeap<Reverse<Event>>,
    /// Those who will get in touch again, the next first.
    back: BinaryHeap<Reverse<Back>>,
    cases: HashMap<u32, Case>,
    /// Customers who have been noted once.
    met: Vec<bool>,
    events: u64,
    records: u32,
    contacts: usize,
    acts: Vec<Act>,
}

/// Something that is going to happen.
struct Event {
    at: Timestamp,
    /// Of two at the same moment, the one that was thought of first.
    order: u64,
    what: Happens,
}

enum Happens {
    /// A contact is noted.
    Arrives(Box<Arrival>),
    /// Something is done with a case.
    Case(u32, Step),
    /// An adviser answers whether a contact was about the same matter.
    Decides(u32),
    /// The second version of the charter is adopted.
    Adopts(Date),
}

/// Somebody who will get in touch again.
struct Back {
    /// Not before this moment.
    at: Timestamp,
    order: u64,
    why: Why,
}

/// Why they do.
enum Why {
    /// It was not settled after all.
    Again { customer: u32, about: usize },
    /// To ask how a case stands.
    Progress(u32),
    /// To complain about a case.
    Complain(u32),
}

macro_rules! in_order {
    ($name:ident) => {
        impl PartialEq for $name {
            fn eq(&self, other: &$name) -> bool {
                self.cmp(other) == Ordering::Equal
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &$name) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &$name) -> Ordering {
                (self.at, self.order).cmp(&(other.at, other.order))
            }
        }
    };
}

in_order!(Event);
in_order!(Back);

impl<'w> Life<'w> {
    pub(crate) fn new(world: &'w World) -> Life<'w> {
        Life {
            world,
            chosen: Chosen::new(world.seed, world.contacts),
            dice: Dice::of(world.seed, "life", 0),
            telling: Dice::of(world.seed, "telling", 0),
            coming: BinaryHeap::new(),
            back: BinaryHeap::new(),
            cases: HashMap::new(),
            met: vec![false; world.people as usize],
            events: 0,
            records: 0,
            contacts: 0,
            acts: Vec::new(),
        }
    }

    /// The contacts of a day come on their way.
    pub(crate) fn begin(&mut self, day: usize) {
        for arrival in of_day(self.world, day, &mut self.chosen) {
            self.happens(arrival.noted, Happens::Arrives(Box::new(arrival)));
        }
    }

    /// The second version of the charter is adopted, in force from a date.
    pub(crate) fn adopts(&mut self, at: Timestamp, from: Date) {
        self.happens(at, Happens::Adopts(from));
    }

    /// Everything that is done up to a moment, in order.
    pub(crate) fn live(&mut self, until: Timestamp) -> Vec<Act> {
        while self.coming.peek().is_some_and(|Reverse(event)| event.at <= until) {
            let Some(Reverse(event)) = self.coming.pop() else { break };
            match event.what {
                Happens::Arrives(arrival) => self.arrives(*arrival),
                Happens::Case(record, step) => self.works(record, step, event.at),
                Happens::Decides(record) => self.decides(record, event.at),
                Happens::Adopts(from) => {
                    let by = self.world.town.place("Rosalind Achebe");
                    self.act(event.at, by, What::Adopt(from));
                }
            }
        }
        std::mem::take(&mut self.acts)
    }

    /// How many contacts have been noted.
    pub(crate) fn contacts(&self) -> usize {
        self.contacts
    }

    fn happens(&mut self, at: Timestamp, what: Happens) {
        self.events += 1;
        self.coming.push(Reverse(Event { at, order: self.events, what }));
    }

    fn comes_back(&mut self, at: Timestamp, why: Why) {
        self.events += 1;
        self.back.push(Reverse(Back { at, order: self.events, why }));
    }

    fn act(&mut self, at: Timestamp, by: usize, what: What) {
        self.acts.push(Act { at, by, what });
    }

    fn new_record(&mut self) -> u32 {
        self.records += 1;
        self.records
    }

    /// Whether a contact that came again was about the same matter: seven in ten were.
    fn decides(&mut self, record: u32, at: Timestamp) {
        let is_same = self.dice.chance(0.7);
        let by = self.dice.below(10);
        self.act(at, by, What::Decide { record, is_same });
    }
}
