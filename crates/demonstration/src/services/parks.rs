//! Parks and leisure.

use super::{PLAIN, Reason, Service};
use crate::season::{GRASS, WARM};

pub(super) const SERVICE: Service = Service {
    key: "parks",
    name: "Parks and leisure",
    share: 5.0,
    online: 1.0,
    visits: 0.8,
    teams: &[("grounds", "Grounds"), ("leisure", "Leisure and halls")],
    provider: None,
    slow: &[(6, 1.3)],
    reasons: &REASONS,
    complaints: &[
        "Grass on {street} not cut since {month}",
        "Swing in {park} broken for {weeks} weeks",
        "Hall booked for {day} was locked and nobody came",
    ],
    compliments: &[
        "Flower beds in {park} are lovely this year",
        "Swimming teacher is patient and kind",
        "Playground in {park} mended quickly, children are happy",
    ],
    suggestions: &[
        "A bench in the shade in {park}",
        "An evening swim for adults on {day}",
        "Leave the edges of {park} long for the bees",
    ],
};

const REASONS: [Reason; 6] = [
    Reason {
        key: "grass",
        name: "Grass and hedges",
        weight: 22.0,
        case: 0.22,
        days: 10,
        is_request: true,
        season: GRASS,
        says: &[
            "Grass on the verge of {street} knee high",
            "Hedge grows over the path on {street}",
            "Cuttings left all over the pavement on {street}",
            "Asked when {park} is mown next",
        ],
        steps: &["Put on the list of the grounds team"],
        answers: &["Cut on the last round.", "It is left long until July for wildlife. Explained."],
        ..PLAIN
    },
    Reason {
        key: "playground",
        name: "Playgrounds",
        settles: Some(false),
        weight: 5.0,
        case: 0.9,
        days: 5,
        is_request: true,
        season: WARM,
        says: &[
            "Swing chain broken in {park}",
            "Glass on the ground by the slide in {park}",
            "Gate of the playground in {park} does not shut",
        ],
        steps: &["Make safe today, mend within 5 working days"],
        answers: &["Made safe and mended."],
        ..PLAIN
    },
    Reason {
        key: "trees",
        name: "Trees",
        settles: None,
        weight: 9.0,
        case: 0.50,
        days: 10,
        is_request: true,
        storm: 6.0,
        says: &[
            "Council tree touches the roof of {house} {street}",
            "Roots lift the pavement on {street}",
            "Asks for the tree in front of {house} {street} to be pruned",
        ],
        steps: &["Tree officer to inspect"],
        answers: &[
            "Inspected. It is pruned in the winter.",
            "Inspected. The tree is healthy and stays as it is.",
        ],
        ..PLAIN
    },
    Reason {
        key: "halls",
        name: "Booking a hall or pitch",
        team: 1,
        weight: 18.0,
        case: 0.12,
        is_request: true,
        says: &[
            "Wants the small hall for a birthday on {day}",
            "Football club asks for a pitch in {park}",
            "Deposit for the hall has not come back",
            "Asked whether the hall has a kitchen",
        ],
        steps: &["Confirm the booking in writing"],
        answers: &["The booking is confirmed.", "The deposit was paid back."],
        ..PLAIN
    },
    Reason {
        key: "swimming",
        name: "Swimming and classes",
        team: 1,
        weight: 34.0,
        case: 0.03,
        says: &[
            "Asked for the times of the family swim",
            "Booked a place in the beginners' class",
            "Wants to move the lesson to {day}",
            "Is the small pool open this week?",
        ],
        ..PLAIN
    },
    Reason {
        key: "allotments",
        name: "Allotments and cemeteries",
        settles: None,
        weight: 9.0,
        case: 0.30,
        days: 10,
        is_request: true,
        season: GRASS,
        says: &[
            "Wants to go on the list for an allotment near {street}",
            "Allotment rent paid, asks for a receipt",
            "Path in the cemetery overgrown",
            "Asks how to move a headstone that leans",
        ],
        steps: &["Check the list and write"],
        answers: &["On the list, about two years' wait.", "The path was cleared."],
        ..PLAIN
    },
];
