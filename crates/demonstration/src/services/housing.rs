//! Housing.

use super::{PLAIN, Reason, Service};
use crate::season::{COLD, NEW_RATES};

pub(super) const SERVICE: Service = Service {
    key: "housing",
    name: "Housing",
    share: 13.0,
    online: 0.8,
    visits: 2.0,
    teams: &[
        ("repairs", "Repairs"),
        ("housing-options", "Housing options"),
        ("tenancies", "Tenancies and rents"),
    ],
    provider: None,
    slow: &[(1, 1.4), (2, 1.2), (12, 1.2)],
    reasons: &REASONS,
    complaints: &[
        "Repair at {house} {street} cancelled {times} without a word",
        "Mould in the bedroom reported in {month} and still there",
        "Stayed in all {day} for the plumber, nobody came",
        "Neighbour's noise reported {times}, nothing has been done",
        "Nobody rings back about the waiting list",
    ],
    compliments: &[
        "Plumber came within the hour and left everything clean",
        "Housing officer found somewhere for the family the same evening",
        "New boiler fitted on {street}, polite and tidy",
    ],
    suggestions: &[
        "Send a text when the repair team is on its way",
        "Show on the website how long each list is",
    ],
};

const REASONS: [Reason; 8] = [
    Reason {
        key: "repair",
        name: "Report a repair",
        settles: None,
        weight: 24.0,
        case: 0.28,
        days: 10,
        is_request: true,
        storm: 3.0,
        says: &[
            "Tap in the bathroom drips, {house} {street}",
            "Kitchen window does not close, {house} {street}",
            "Gutter leaking over the front door on {street}",
            "Front door lock sticks, hard for an elderly tenant",
            "Tiles off the roof at {house} {street}",
            "Fence panel down between two gardens on {street}",
        ],
        steps: &["Send a joiner", "Send a plumber", "Inspect and order the work"],
        answers: &[
            "The repair was done.",
            "Looked at, and a part is ordered.",
            "Made safe. The roof is done next month.",
        ],
        ..PLAIN
    },
    Reason {
        key: "heating",
        name: "No heating or hot water",
        settles: Some(false),
        weight: 6.0,
        case: 0.97,
        days: 1,
        is_request: true,
        season: COLD,
        says: &[
            "No heating since {day}, baby in the house, {street}",
            "Boiler at {house} {street} loses pressure every night",
            "No hot water, elderly tenant on {street}",
            "Radiators cold upstairs, {house} {street}",
        ],
        steps: &["Heating engineer today", "Bring a heater and send the engineer"],
        answers: &[
            "The engineer has mended the boiler.",
            "A heater was left and the part comes tomorrow.",
        ],
        ..PLAIN
    },
    Reason {
        key: "repair-when",
        name: "When is my repair?",
        weight: 22.0,
        case: 0.04,
        says: &[
            "Asked when the joiner comes to {house} {street}",
            "Wants another day for the repair, at work on {day}",
            "Part was ordered in {month}, has it come?",
            "Asked whether the visit is in the morning or the afternoon",
        ],
        ..PLAIN
    },
    Reason {
        key: "damp",
        name: "Damp and mould",
        settles: Some(false),
        weight: 4.0,
        case: 0.98,
        days: 10,
        is_request: true,
        season: COLD,
        says: &[
            "Black mould round the bedroom window, {house} {street}",
            "Damp wall behind the wardrobe, child has asthma",
            "Mould came back after it was painted in {month}",
        ],
        steps: &["Surveyor to inspect within 10 working days"],
        answers: &[
            "Inspected. A fan is fitted and the wall treated.",
            "Inspected. The outside wall is to be repointed.",
        ],
        ..PLAIN
    },
    Reason {
        key: "rent",
        name: "Rent account",
        team: 2,
        weight: 18.0,
        case: 0.08,
        season: NEW_RATES,
        says: &[
            "Asked what is owed on the rent account",
            "Paid {pounds} pounds towards arrears by card on the website",
            "Rent letter for April not understood",
            "Asks to pay the rent every fortnight",
        ],
        steps: &["Check the account and ring back"],
        answers: &["The account was put right.", "An arrangement is agreed."],
        ..PLAIN
    },
    Reason {
        key: "waiting-list",
        name: "Waiting list",
        team: 1,
        weight: 13.0,
        case: 0.13,
        days: 10,
        says: &[
            "Asked where they stand on the waiting list",
            "Wants to add a new baby to the application",
            "Bid for the flat on {street}, has anybody been chosen?",
            "Doctor's letter handed in for more points",
        ],
        steps: &["Look at the application again"],
        answers: &[
            "The application was looked at again. The band stays the same.",
            "Moved to band two from today.",
        ],
        ..PLAIN
    },
    Reason {
        key: "homeless",
        name: "Homeless or about to be",
        team: 1,
        settles: Some(false),
        weight: 4.0,
        case: 0.99,
        days: 1,
        is_request: true,
        season: COLD,
        says: &[
            "Notice to leave by the end of {month}, two children",
            "Sleeping on a friend's sofa since {day}",
            "Asked to leave by parents, nowhere to go tonight",
            "Landlord is selling the house on {street}",
        ],
        steps: &["Housing officer to ring today", "Interview tomorrow morning"],
        answers: &["Interviewed and a plan agreed.", "A room is found for tonight."],
        ..PLAIN
    },
    Reason {
        key: "neighbours",
        name: "Trouble with neighbours",
        team: 2,
        settles: Some(false),
        weight: 4.0,
        case: 0.85,
        days: 5,
        is_request: true,
        says: &[
            "Loud music every night next to {house} {street}",
            "Dog left barking all day on {street}",
            "Young people gather on the stairs and are noisy, {street}",
            "Row about a shared drive on {street}",
        ],
        steps: &["Ring both sides and send diary sheets"],
        answers: &["Both sides were spoken to. Diary sheets are sent.", "Agreed to try mediation."],
        ..PLAIN
    },
];
