//! Licensing and environmental health.

use super::{PLAIN, Reason, Service};
use crate::season::WARM;

pub(super) const SERVICE: Service = Service {
    key: "licensing",
    name: "Licensing and environmental health",
    share: 5.0,
    online: 0.9,
    visits: 0.9,
    teams: &[("licences", "Licences"), ("environmental-health", "Environmental health")],
    provider: None,
    slow: &[(7, 1.3), (8, 1.4)],
    reasons: &REASONS,
    complaints: &[
        "Noise from the yard on {street} reported {times}, no visit yet",
        "Licence took {weeks} weeks and the fee was taken on the first day",
        "Nobody told us that the hearing was moved",
    ],
    compliments: &[
        "Officer took the noise seriously and it has stopped",
        "Food inspector gave good advice to our new cafe",
    ],
    suggestions: &[
        "Let taxi drivers book their test on the website",
        "A list of what a food business needs, on one page",
    ],
};

const REASONS: [Reason; 6] = [
    Reason {
        key: "noise",
        name: "Noise",
        team: 1,
        settles: Some(false),
        weight: 12.0,
        case: 0.9,
        days: 5,
        is_request: true,
        season: WARM,
        says: &[
            "Loud music from the garden of {house} {street} until 2am",
            "Alarm at the unit on {street} rings every night",
            "Building work on {street} before 7 in the morning",
            "Barking from the yard behind {street}",
        ],
        steps: &["Send diary sheets and write to the other side"],
        answers: &[
            "The other side has been written to. Diary sheets are sent.",
            "Measured on two evenings. It is within the limit.",
        ],
        ..PLAIN
    },
    Reason {
        key: "taxi",
        name: "Taxi and private hire",
        weight: 22.0,
        case: 0.20,
        days: 10,
        is_request: true,
        says: &[
            "Driver renews the badge, medical form handed in",
            "Asked when the vehicle test is due",
            "New plate wanted, the old one is cracked",
            "Passenger says the meter was not on, {day} evening",
        ],
        steps: &["Check the papers and issue the badge"],
        answers: &["The badge was issued.", "The driver has been spoken to."],
        ..PLAIN
    },
    Reason {
        key: "alcohol",
        name: "Alcohol and events",
        weight: 14.0,
        case: 0.25,
        days: 10,
        is_request: true,
        season: WARM,
        says: &[
            "Notice of a small event in {park} on {day}",
            "Pub on {street} asks for later hours",
            "Asked what a personal licence costs",
        ],
        steps: &["Check the notice and confirm"],
        answers: &["The notice was acknowledged and no objection made."],
        ..PLAIN
    },
    Reason {
        key: "pests",
        name: "Rats, wasps and other pests",
        team: 1,
        settles: None,
        weight: 20.0,
        case: 0.38,
        days: 5,
        is_request: true,
        season: WARM,
        says: &[
            "Rats in the yard of {house} {street}",
            "Wasps' nest over the door at {house} {street}",
            "Mice in a flat on {street}, two children",
            "Asked what a treatment costs",
        ],
        steps: &["Visit within 5 working days"],
        answers: &[
            "Treated, and a second visit is booked.",
            "Treated. Nothing was found on the second visit.",
        ],
        ..PLAIN
    },
    Reason {
        key: "food",
        name: "Food businesses",
        team: 1,
        settles: None,
        weight: 12.0,
        case: 0.30,
        days: 10,
        says: &[
            "Registers a new cafe on {street}",
            "Ill after a meal on {street} on {day}",
            "Asks for another visit after the works in the kitchen",
            "Wants to sell cakes from home",
        ],
        steps: &["Food officer to visit"],
        answers: &[
            "Visited. Advice was given in writing.",
            "Registered. The first visit follows within a month.",
        ],
        ..PLAIN
    },
    Reason {
        key: "dogs",
        name: "Stray and dangerous dogs",
        team: 1,
        settles: None,
        weight: 8.0,
        case: 0.35,
        days: 2,
        is_request: true,
        says: &[
            "Brown dog loose on {street} since the morning",
            "Lost a small terrier near {park}",
            "Dog off the lead ran at a child on {street}",
        ],
        steps: &["Dog warden to go today"],
        answers: &["The dog was collected and its owner found.", "The owner has been spoken to."],
        ..PLAIN
    },
];
