//! Benefits.

use super::{PLAIN, Reason, Service};
use crate::season::{COLD, NEW_RATES};

pub(super) const SERVICE: Service = Service {
    key: "benefits",
    name: "Benefits",
    share: 11.0,
    online: 0.7,
    visits: 2.4,
    teams: &[("assessment", "Assessment"), ("support-fund", "Support fund")],
    provider: None,
    slow: &[(4, 1.4), (7, 1.25), (8, 1.35)],
    reasons: &REASONS,
    complaints: &[
        "Waited {weeks} weeks for a decision and is now behind with the rent",
        "Asked for the same payslips {times}",
        "Letter about the overpayment was impossible to understand",
        "Kept waiting at the counter and then told to come back with other papers",
    ],
    compliments: &[
        "Officer rang back the same day and sorted the claim out",
        "Felt listened to at the counter, thank you",
    ],
    suggestions: &[
        "Say on the website which papers are needed before people come in",
        "Text people when their papers have been looked at",
    ],
};

const REASONS: [Reason; 6] = [
    Reason {
        key: "new-claim",
        name: "New claim",
        settles: None,
        weight: 16.0,
        case: 0.35,
        days: 10,
        is_request: true,
        says: &[
            "New claim for council tax support, {house} {street}",
            "Wants to claim help with rent after losing work in {month}",
            "Helped with the form at the counter, papers copied",
            "Asked which form to use for housing benefit, pension age",
        ],
        steps: &["Assess the claim and write", "Write for two months' payslips"],
        answers: &[
            "The claim was decided and the letter sent.",
            "The claim was refused. Explained the income and how to appeal.",
        ],
        ..PLAIN
    },
    Reason {
        key: "change",
        name: "Change of circumstances",
        weight: 26.0,
        case: 0.18,
        days: 10,
        is_request: true,
        season: NEW_RATES,
        says: &[
            "Started work on {day}, new wages handed in",
            "Son has moved out of {house} {street}",
            "Rent going up by {pounds} pounds a month",
            "Partner moved in, both incomes to be looked at",
            "Pension went up in April, letter shown",
        ],
        steps: &["Work the claim out again"],
        answers: &["The claim was worked out again from the date of the change."],
        ..PLAIN
    },
    Reason {
        key: "where-is-my-claim",
        name: "Where is my claim?",
        weight: 26.0,
        case: 0.05,
        says: &[
            "Asked whether the payslips sent last week have been looked at",
            "Claim made in {month}, wants to know when it is decided",
            "Landlord is asking, when does the payment come?",
            "Asked if any more papers are needed",
        ],
        ..PLAIN
    },
    Reason {
        key: "overpayment",
        name: "Overpayment",
        settles: None,
        weight: 9.0,
        case: 0.32,
        days: 10,
        says: &[
            "Does not understand the overpayment of {pounds} pounds",
            "Asks to pay the overpayment back more slowly",
            "Says we were told of the change in {month}",
        ],
        steps: &["Look at the decision again"],
        answers: &[
            "The overpayment stands. Agreed to pay it back by the month.",
            "The overpayment was written off, we had been told.",
        ],
        ..PLAIN
    },
    Reason {
        key: "papers",
        name: "Handing in papers",
        weight: 20.0,
        case: 0.03,
        says: &[
            "Handed in three payslips and a tenancy agreement",
            "Bank statements copied and given back",
            "Letter from the pension service handed in",
            "Brought proof of rent for {house} {street}",
        ],
        ..PLAIN
    },
    Reason {
        key: "support-fund",
        name: "Help in hardship",
        team: 1,
        settles: Some(false),
        weight: 5.0,
        case: 0.92,
        days: 2,
        is_request: true,
        season: COLD,
        says: &[
            "No money for the meter until {day}, two small children",
            "Cooker broken, asks the support fund for help",
            "Flooded flat on {street}, needs bedding",
            "Asks for help with a rent shortfall of {pounds} pounds",
        ],
        steps: &["Decide today and ring back", "Ring the supplier and decide"],
        answers: &[
            "A voucher was sent by text.",
            "A cooker is delivered this week.",
            "Not granted. Told of the food bank and the advice centre.",
        ],
        ..PLAIN
    },
];
