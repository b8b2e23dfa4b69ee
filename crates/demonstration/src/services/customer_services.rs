//! Customer services: what belongs to no other service.

use super::{PLAIN, Reason, Service};
use crate::season::CHRISTMAS_ROUNDS;

pub(super) const SERVICE: Service = Service {
    key: "customer-services",
    name: "Customer services",
    share: 7.0,
    online: 0.6,
    visits: 1.6,
    teams: &[("contact-centre", "Contact centre"), ("feedback", "Feedback")],
    provider: None,
    slow: &[],
    reasons: &REASONS,
    complaints: &[
        "Waited 20 minutes on the telephone on {day} and gave up",
        "Passed on {times} and had to tell the story each time",
        "Left a message on {day}, nobody rang back",
        "Closed early on {day} although the door says 5pm",
    ],
    compliments: &[
        "Adviser on the telephone was patient and knew the answer",
        "Receptionist helped with the form and made us feel welcome",
        "Rang about three things and all were dealt with in one call",
    ],
    suggestions: &[
        "Tell callers where they are in the queue",
        "Open one evening a week for people who work",
        "A map of the offices that can be read by people with poor sight",
    ],
};

const REASONS: [Reason; 6] = [
    Reason {
        key: "opening-hours",
        name: "Opening hours",
        weight: 20.0,
        case: 0.0,
        season: CHRISTMAS_ROUNDS,
        says: &[
            "Asked when the Town Hall is open",
            "Is the counter open between Christmas and New Year?",
            "Asked whether there is parking by the Town Hall",
            "Wants to know when {venue} opens on {day}",
        ],
        ..PLAIN
    },
    Reason {
        key: "who-deals",
        name: "Who deals with something",
        weight: 24.0,
        case: 0.02,
        says: &[
            "Asked who deals with school places, given the county's number",
            "Wrong number for the hospital, told the right one",
            "Asked for the name of the ward councillor",
            "Wants to know who owns the wall on {street}",
            "Asked how to reach the water company about a leak",
        ],
        ..PLAIN
    },
    Reason {
        key: "website",
        name: "Website and account",
        weight: 14.0,
        case: 0.12,
        says: &[
            "Cannot sign in to the account, password changed together",
            "Form on the website stops at the third page",
            "Did not get the confirmation email",
            "Helped to upload a photograph to the form",
        ],
        steps: &["Pass to the web team and write"],
        answers: &["The form works again. The request was entered by us."],
        ..PLAIN
    },
    Reason {
        key: "payments",
        name: "Payments",
        weight: 14.0,
        case: 0.08,
        says: &[
            "Asked how to pay an invoice of {pounds} pounds",
            "Payment went through twice on {day}",
            "Wants a receipt for a payment at the counter",
        ],
        steps: &["Finance to check and pay back"],
        answers: &["The second payment was paid back."],
        ..PLAIN
    },
    Reason {
        key: "feedback",
        name: "How a matter was handled",
        team: 1,
        settles: None,
        weight: 5.0,
        case: 0.45,
        days: 10,
        says: &[
            "Asked how to make a complaint and what happens then",
            "Wants to know who looked into their case",
            "Asked for a copy of our customer charter",
        ],
        steps: &["Feedback team to write"],
        answers: &["Explained how complaints are dealt with and by whom."],
        ..PLAIN
    },
    Reason {
        key: "bus-passes",
        name: "Bus passes and blue badges",
        weight: 16.0,
        case: 0.18,
        days: 10,
        is_request: true,
        says: &[
            "Bus pass lost, new one wanted",
            "Blue badge runs out in {month}, renewal begun",
            "Photograph for the bus pass taken at the counter",
            "Blue badge refused, asks for the decision to be looked at again",
        ],
        steps: &["Check the papers and send the pass"],
        answers: &[
            "The pass was sent by post.",
            "The decision was looked at again and the badge granted.",
        ],
        ..PLAIN
    },
];
