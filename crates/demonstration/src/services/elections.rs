//! Elections and registration.

use super::{PLAIN, Reason, Service};
use crate::season::{CANVASS, ELECTIONS, WARM};

pub(super) const SERVICE: Service = Service {
    key: "elections",
    name: "Elections and registration",
    share: 2.2,
    online: 0.8,
    visits: 1.3,
    teams: &[("electoral", "Elections"), ("registration", "Births, deaths and marriages")],
    provider: None,
    slow: &[(4, 1.2), (5, 1.3)],
    reasons: &REASONS,
    complaints: &[
        "Postal vote came two days before the election",
        "Polling station has steps and no ramp, {street}",
        "Appointment to register a death was put off {times}",
    ],
    compliments: &[
        "Registrar was very kind when my mother died",
        "Staff at the polling station on {street} were friendly and quick",
    ],
    suggestions: &[
        "A polling station nearer to {street}",
        "Send the canvass form by email to those who want it",
    ],
};

const REASONS: [Reason; 6] = [
    Reason {
        key: "register",
        name: "Registering to vote",
        weight: 24.0,
        case: 0.05,
        is_request: true,
        season: ELECTIONS,
        says: &[
            "Is {house} {street} on the register?",
            "Moved in {month}, wants to register",
            "Asks to be left off the open register",
            "Turning 18 this year, how to register?",
        ],
        ..PLAIN
    },
    Reason {
        key: "postal-vote",
        name: "Voting by post or proxy",
        weight: 14.0,
        case: 0.15,
        days: 2,
        is_request: true,
        season: ELECTIONS,
        says: &[
            "Postal vote not here yet, away from {day}",
            "Form for a proxy vote wanted",
            "Signature on the postal vote refused, new one sent in",
            "Asked by when a postal vote must be asked for",
        ],
        steps: &["Check the list and send another pack"],
        answers: &["Another pack was sent by first class post."],
        ..PLAIN
    },
    Reason {
        key: "polling-station",
        name: "Where to vote",
        weight: 5.0,
        case: 0.01,
        season: ELECTIONS,
        says: &[
            "Where is the polling station for {street}?",
            "Polling card lost, can one vote without it?",
            "Which papers with a photograph are taken at the polling station?",
        ],
        ..PLAIN
    },
    Reason {
        key: "canvass",
        name: "Household canvass",
        weight: 10.0,
        case: 0.04,
        season: CANVASS,
        says: &[
            "Household form for {house} {street}, nothing has changed",
            "Form names somebody who left in {month}",
            "Two forms came for one flat on {street}",
        ],
        ..PLAIN
    },
    Reason {
        key: "certificates",
        name: "Certificates",
        team: 1,
        settles: None,
        weight: 26.0,
        case: 0.30,
        days: 5,
        is_request: true,
        says: &[
            "Copy of a birth certificate wanted for a passport",
            "Marriage certificate from {month} has not come",
            "Death certificate, three copies",
            "Asked what a copy costs and how long it takes",
        ],
        steps: &["Find the entry and send the copy"],
        answers: &["The copy was sent by post."],
        ..PLAIN
    },
    Reason {
        key: "appointments",
        name: "Appointments with the registrar",
        team: 1,
        weight: 26.0,
        case: 0.05,
        is_request: true,
        season: WARM,
        says: &[
            "Booked an appointment to register a birth on {day}",
            "Appointment to register a death, family comes from far away",
            "Couple wants to give notice of marriage",
            "Wants to move the appointment to the afternoon",
        ],
        ..PLAIN
    },
];
