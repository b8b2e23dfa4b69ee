//! Planning and building control.

use super::{PLAIN, Reason, Service};
use crate::season::WARM;

pub(super) const SERVICE: Service = Service {
    key: "planning",
    name: "Planning and building control",
    share: 8.0,
    online: 1.1,
    visits: 0.7,
    teams: &[("applications", "Planning applications"), ("building-control", "Building control")],
    provider: None,
    slow: &[(7, 1.6), (8, 1.8), (9, 1.3)],
    reasons: &REASONS,
    complaints: &[
        "Objection to the extension on {street} was not in the report",
        "Planning officer has not answered for {weeks} weeks",
        "Building work on {street} reported {times}, nobody has been to look",
        "Decision came a month late and the builder is waiting",
    ],
    compliments: &[
        "Planning officer explained clearly what would be allowed",
        "Inspector came at short notice and was very helpful",
    ],
    suggestions: &[
        "Let people follow an application by email",
        "Put the site notices on the website on the day they go up",
    ],
};

const REASONS: [Reason; 6] = [
    Reason {
        key: "application-status",
        name: "How an application stands",
        weight: 30.0,
        case: 0.10,
        days: 5,
        says: &[
            "Asked when the extension at {house} {street} is decided",
            "Agent asks for the officer's comments on {street}",
            "Wants to know who the case officer is",
            "Asked whether the committee has been put off",
        ],
        steps: &["Case officer to write"],
        answers: &["Told the date of the decision and who deals with it."],
        ..PLAIN
    },
    Reason {
        key: "do-i-need",
        name: "Do I need permission?",
        weight: 24.0,
        case: 0.18,
        days: 10,
        season: WARM,
        says: &[
            "Does a garden room at {house} {street} need permission?",
            "Wants to widen the drive on {street}",
            "Asked about a loft window facing the road",
            "Can a fence of two metres stand by the pavement?",
            "Wants to work from home with customers calling",
        ],
        steps: &["Duty planner to write"],
        answers: &[
            "No application is needed. Confirmed in writing.",
            "An application is needed. Sent the forms and the fee.",
        ],
        ..PLAIN
    },
    Reason {
        key: "comment",
        name: "Comment on an application",
        settles: Some(false),
        weight: 10.0,
        case: 0.8,
        days: 10,
        says: &[
            "Objects to the flats at the end of {street}, traffic",
            "Supports the new shop on {street}",
            "Worried about losing light at {house} {street}",
            "Trees on the site near {street} should stay",
        ],
        steps: &["Put the comment before the case officer and reply"],
        answers: &["The comment is on file and will be weighed in the report."],
        ..PLAIN
    },
    Reason {
        key: "breach",
        name: "Work without permission",
        settles: Some(false),
        weight: 7.0,
        case: 0.95,
        days: 10,
        is_request: true,
        season: WARM,
        says: &[
            "Extension going up at {house} {street} without notice",
            "Garage on {street} used as a workshop, noise at weekends",
            "Hedge taken out along {street}",
            "Advertising board put up by the roundabout",
        ],
        steps: &["Visit the site within 10 working days"],
        answers: &[
            "Visited. The work needs no permission.",
            "Visited. The owner has been asked to apply.",
        ],
        ..PLAIN
    },
    Reason {
        key: "building-control",
        name: "Building inspection",
        team: 1,
        weight: 16.0,
        case: 0.1,
        days: 2,
        is_request: true,
        says: &[
            "Inspection of foundations at {house} {street} wanted on {day}",
            "Builder asks for the drains to be looked at tomorrow",
            "Needs the completion certificate for {house} {street}",
            "Asked what a building notice costs",
        ],
        steps: &["Inspector to visit"],
        answers: &["Inspected and passed.", "The certificate was sent."],
        ..PLAIN
    },
    Reason {
        key: "searches",
        name: "Searches and old papers",
        settles: None,
        weight: 8.0,
        case: 0.45,
        days: 10,
        is_request: true,
        says: &[
            "Solicitor asks for the decision of an old application on {street}",
            "Wants plans of {house} {street} from the archive",
            "Local search sent in {month}, not back yet",
        ],
        steps: &["Find the papers and send copies"],
        answers: &["Copies were sent by email."],
        ..PLAIN
    },
];
