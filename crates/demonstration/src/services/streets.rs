//! Streets and highways.

use super::{PLAIN, Reason, Service};
use crate::season::{AFTER_FROST, DARK, LEAVES};

pub(super) const SERVICE: Service = Service {
    key: "streets",
    name: "Streets and highways",
    share: 9.0,
    online: 1.8,
    visits: 0.3,
    teams: &[("street-care", "Street care"), ("highways", "Highways and lighting")],
    provider: None,
    slow: &[(2, 1.5), (3, 1.4), (11, 1.2)],
    reasons: &REASONS,
    complaints: &[
        "Car damaged by the pothole on {street} that was reported in {month}",
        "Street light on {street} out for {weeks} weeks",
        "Gully on {street} reported {times}, the pavement floods each time it rains",
        "Road closed on {street} without telling those who live there",
    ],
    compliments: &[
        "Pothole on {street} mended the day after it was reported",
        "Thanks to the team that cleared the fallen tree on {street} in the night",
    ],
    suggestions: &[
        "A crossing by the school on {street}",
        "A grit bin at the top of {street}",
        "More bicycle stands by the market",
    ],
};

const REASONS: [Reason; 7] = [
    Reason {
        key: "pothole",
        name: "Pothole or broken pavement",
        team: 1,
        settles: Some(false),
        weight: 13.0,
        case: 0.96,
        days: 10,
        is_request: true,
        season: AFTER_FROST,
        storm: 1.6,
        says: &[
            "Deep pothole outside {house} {street}",
            "Loose paving slab on {street}, somebody tripped on {day}",
            "Road edge broken away on the bend of {street}",
            "Pothole near the bus stop on {street}, second report",
        ],
        steps: &["Inspect within 2 working days", "Mend within 10 working days"],
        answers: &[
            "Inspected and mended.",
            "Inspected. It is not deep enough to mend now and is watched.",
        ],
    },
    Reason {
        key: "street-light",
        name: "Street light",
        team: 1,
        settles: Some(false),
        weight: 7.0,
        case: 0.95,
        days: 5,
        is_request: true,
        season: DARK,
        says: &[
            "Light out in front of {house} {street}",
            "Three lights in a row dark on {street}",
            "Light on {street} burns all day",
            "Lamp post leaning after a knock by a van, {street}",
        ],
        steps: &["Electrician within 5 working days"],
        answers: &[
            "The light was mended.",
            "It is a fault in the cable, the network company has been told.",
        ],
        ..PLAIN
    },
    Reason {
        key: "flooding",
        name: "Flooding and blocked drains",
        team: 1,
        settles: None,
        weight: 7.0,
        case: 0.65,
        days: 2,
        is_request: true,
        season: LEAVES,
        storm: 14.0,
        says: &[
            "Water across the road at the bottom of {street}",
            "Gully blocked with leaves outside {house} {street}",
            "Asked for sandbags at {house} {street}",
            "Beck is close to the top of the wall by {street}",
        ],
        steps: &["Crew to clear the gully today", "Bring sandbags and look again at night"],
        answers: &["The gully was cleared.", "Sandbags were brought. The water has gone down."],
    },
    Reason {
        key: "fallen-tree",
        name: "Fallen tree or branch",
        settles: Some(false),
        weight: 2.5,
        case: 0.95,
        days: 2,
        is_request: true,
        storm: 22.0,
        says: &[
            "Tree down across {street}, cars cannot pass",
            "Large branch hanging over the pavement on {street}",
            "Branch on a parked car outside {house} {street}",
        ],
        steps: &["Crew with a saw as soon as they can"],
        answers: &["The tree was cleared away.", "The branch was cut down and taken away."],
        ..PLAIN
    },
    Reason {
        key: "sweeping",
        name: "Sweeping and litter",
        weight: 18.0,
        case: 0.28,
        days: 5,
        is_request: true,
        season: LEAVES,
        says: &[
            "Wet leaves on the steps by {street}, slippery",
            "Litter bin by the shops on {street} is overflowing",
            "Broken glass in the underpass near {street}",
            "Asked when {street} is swept next",
            "Dog mess along the path behind {street}",
        ],
        steps: &["Sweeper to go round this week"],
        answers: &["Swept on the next round.", "The bin was emptied and goes on the daily round."],
        ..PLAIN
    },
    Reason {
        key: "parking",
        name: "Parking and permits",
        weight: 32.0,
        case: 0.08,
        says: &[
            "Renewed the residents' permit for {street}",
            "Car blocks the drive of {house} {street}",
            "Appeals against a parking ticket of {day}",
            "Asked about permits for visitors on {street}",
            "Ticket machine in the car park takes no coins",
        ],
        steps: &["Look at the appeal and write"],
        answers: &[
            "The appeal was looked at and the ticket cancelled.",
            "The ticket stands. Explained how to appeal further.",
        ],
        ..PLAIN
    },
    Reason {
        key: "roadworks",
        name: "Roadworks",
        team: 1,
        weight: 14.0,
        case: 0.06,
        says: &[
            "Asked how long {street} stays closed",
            "Temporary lights on {street} stuck on red",
            "Wants to know which way the bus goes during the works",
        ],
        ..PLAIN
    },
];
