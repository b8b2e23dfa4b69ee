//! Waste and recycling.

use super::{PLAIN, Reason, Service};
use crate::season::{CHRISTMAS_ROUNDS, GARDENS, WARM};

pub(super) const SERVICE: Service = Service {
    key: "waste",
    name: "Waste and recycling",
    share: 22.0,
    online: 1.6,
    visits: 0.25,
    teams: &[("collections", "Collections"), ("waste-projects", "Containers and garden waste")],
    provider: Some("pellmere"),
    slow: &[(1, 1.5), (12, 1.2)],
    reasons: &REASONS,
    complaints: &[
        "{bin} bin missed {times} in a row on {street}, and nobody rang back as promised",
        "Crew left the {bin} bin across the drive at {house} {street} again",
        "Spoken to rudely by a member of the crew on {street} on {day}",
        "Charged for garden waste but no collection since {month}",
        "Assisted collection forgotten {times}, resident cannot move the bin",
        "Reported fly-tipping on {street} {weeks} weeks ago and heard nothing",
    ],
    compliments: &[
        "Crew on {street} helped an elderly neighbour with her bins on {day}",
        "Thanks for clearing the dumped rubbish on {street} so quickly",
        "Crew always cheerful and tidy on {street}",
    ],
    suggestions: &[
        "Send a text the evening before the {bin} bin is collected",
        "Put a second bottle bank by the shops on {street}",
        "Print the collection calendar in larger letters",
    ],
};

const REASONS: [Reason; 8] = [
    Reason {
        key: "missed-bin",
        name: "Missed bin",
        weight: 30.0,
        case: 0.15,
        days: 3,
        is_request: true,
        season: CHRISTMAS_ROUNDS,
        storm: 2.0,
        says: &[
            "{bin} bin missed on {street}, second time this month",
            "{bin} bin not emptied at {house} {street} on {day}, was out by 6am",
            "Whole of {street} missed on {day}, {bin} bins still out",
            "Missed assisted collection at {house} {street}",
            "{bin} bin left full, tag says it was too heavy, resident disagrees",
            "Food caddy not taken on {day}, {street}",
            "Crew could not get past parked cars on {street}, bins not emptied",
        ],
        steps: &["Crew to come back within 3 working days", "Check the crew's log and return"],
        answers: &[
            "The crew came back and emptied the bin.",
            "The crew recorded the bin as not out. It is emptied on the next round.",
            "We have spoken to the crew and will watch the next two collections.",
        ],
        ..PLAIN
    },
    Reason {
        key: "collection-day",
        name: "Collection day",
        weight: 24.0,
        case: 0.01,
        season: CHRISTMAS_ROUNDS,
        says: &[
            "Asked which bin goes out this week on {street}",
            "Wants to know the collection days over the bank holiday",
            "New to {street}, asked for a collection calendar",
            "Not sure whether garden waste is this {day} or next",
            "Asked what time bins must be out by",
        ],
        ..PLAIN
    },
    Reason {
        key: "garden-waste",
        name: "Garden waste subscription",
        team: 1,
        weight: 16.0,
        case: 0.08,
        is_request: true,
        season: GARDENS,
        says: &[
            "Renewed garden waste for {house} {street}, paid by card on the website",
            "Paid for garden waste in {month}, no sticker has come",
            "Wants to cancel garden waste and asks about a refund",
            "Second garden bin wanted at {house} {street}",
            "Moved to {street}, can the subscription move too?",
        ],
        steps: &["Check the payment and send the sticker", "Deliver the second bin"],
        answers: &[
            "The sticker was sent by post.",
            "The subscription now runs at the new address.",
        ],
        ..PLAIN
    },
    Reason {
        key: "bulky",
        name: "Bulky waste collection",
        team: 1,
        weight: 9.0,
        case: 0.08,
        is_request: true,
        says: &[
            "Booked a collection of a sofa and two chairs from {house} {street}",
            "Asked what a bulky collection costs for a fridge",
            "Mattress not taken on {day} as booked",
            "Wants to change the day of a bulky collection",
        ],
        steps: &["Book a new day with the contractor"],
        answers: &["A new day is booked and confirmed by text."],
        ..PLAIN
    },
    Reason {
        key: "new-bin",
        name: "New or broken bin",
        team: 1,
        settles: Some(false),
        weight: 7.0,
        case: 0.95,
        days: 10,
        is_request: true,
        storm: 2.5,
        says: &[
            "{bin} bin gone from {house} {street} after collection",
            "Lid of the {bin} bin broken by the crew, {street}",
            "New build at {house} {street}, needs a full set of bins",
            "Wheel off the {bin} bin, cannot be pulled to the kerb",
            "{bin} bin blown away in the wind, {street}",
        ],
        steps: &["Deliver a {bin} bin", "Check the stock and deliver"],
        answers: &["The bin was delivered.", "The lid was repaired on the spot."],
        ..PLAIN
    },
    Reason {
        key: "what-goes-where",
        name: "What goes in which bin",
        weight: 12.0,
        case: 0.01,
        says: &[
            "Asked whether yoghurt pots go in the {bin} bin",
            "Where do small batteries go?",
            "Asked about the opening times of the recycling centre",
            "Can shredded paper be recycled?",
            "What to do with an old television",
        ],
        ..PLAIN
    },
    Reason {
        key: "fly-tipping",
        name: "Fly-tipping",
        settles: Some(false),
        weight: 6.0,
        case: 0.97,
        days: 5,
        is_request: true,
        season: WARM,
        says: &[
            "Mattress and black bags dumped behind the garages on {street}",
            "Builders' rubble left in the lay-by near {street}",
            "Fridge dumped at the end of {street}, seen since {day}",
            "Bags of clothes torn open by the bottle bank on {street}",
            "Tyres left in the alley off {street}",
        ],
        steps: &["Contractor to clear within 5 working days", "Inspect for evidence, then clear"],
        answers: &["The rubbish was cleared.", "Cleared, and letters found in it are looked at."],
        ..PLAIN
    },
    Reason {
        key: "assisted",
        name: "Help with putting bins out",
        team: 1,
        settles: None,
        weight: 3.0,
        case: 0.50,
        days: 10,
        is_request: true,
        says: &[
            "Asks for an assisted collection at {house} {street} after a fall",
            "Daughter rings for her father on {street}, he can no longer move the bins",
            "Assisted collection to stop, resident has moved to a care home",
        ],
        steps: &["Visit and agree where the bins stand"],
        answers: &["The crew collects from the side gate from next week."],
        ..PLAIN
    },
];
