//! Council tax.

use super::{PLAIN, Reason, Service};
use crate::season::{BILLS, MOVES, REMINDERS};

pub(super) const SERVICE: Service = Service {
    key: "council-tax",
    name: "Council tax",
    share: 19.0,
    online: 1.0,
    visits: 1.2,
    teams: &[("billing", "Billing"), ("recovery", "Recovery")],
    provider: None,
    slow: &[(3, 1.5), (4, 1.7), (5, 1.2)],
    reasons: &REASONS,
    complaints: &[
        "Sent a summons although the bill had been paid in {month}",
        "Waiting {weeks} weeks for an answer about the discount",
        "Was told {times} that the refund was on its way, it has not come",
        "Bill sent to the old address although we were told of the move",
        "Adviser could not explain the bill and would not find somebody who could",
    ],
    compliments: &[
        "Adviser took time to explain the bill and set up a payment plan",
        "Refund came within the week, very pleased",
    ],
    suggestions: &[
        "Show on the bill how much goes to the parish",
        "Let people choose the day of their direct debit on the website",
    ],
};

const REASONS: [Reason; 7] = [
    Reason {
        key: "bill",
        name: "Explaining a bill",
        weight: 26.0,
        case: 0.06,
        season: BILLS,
        says: &[
            "Does not understand why the bill went up by {pounds} pounds",
            "Asked what the parish amount on the bill is for",
            "Two bills for {house} {street}, which one counts?",
            "Bill shows the old name, wants a new one",
            "Asked for a copy of this year's bill",
        ],
        steps: &["Check the account and write"],
        answers: &[
            "Sent a new bill with an explanation.",
            "The bill was right. Explained how it is made up.",
        ],
        ..PLAIN
    },
    Reason {
        key: "moving",
        name: "Moving in or out",
        weight: 22.0,
        case: 0.10,
        is_request: true,
        season: MOVES,
        says: &[
            "Moved out of {house} {street} at the end of {month}",
            "Moving into {house} {street}, wants the account set up",
            "Landlord tells us of new tenants at {house} {street}",
            "Sold the house on {street}, asks for the closing bill",
            "Student house on {street}, all four names to be changed",
        ],
        steps: &["Close the old account and send a final bill", "Set the new account up"],
        answers: &["The account was closed and the final bill sent.", "The new account is set up."],
        ..PLAIN
    },
    Reason {
        key: "direct-debit",
        name: "Paying by direct debit",
        weight: 18.0,
        case: 0.03,
        season: BILLS,
        says: &[
            "Set up a direct debit, first payment on the 15th",
            "Direct debit taken twice in {month}",
            "Changed banks, new details taken",
            "Wants to pay on the 28th rather than the 1st",
        ],
        ..PLAIN
    },
    Reason {
        key: "discount",
        name: "Discounts and exemptions",
        settles: None,
        weight: 16.0,
        case: 0.38,
        days: 10,
        is_request: true,
        says: &[
            "Lives alone now, asks for the single person discount",
            "Student certificate handed in for {house} {street}",
            "Asked about the disabled band reduction",
            "Empty since {month}, asks for the exemption",
            "Carer lives in, which discount is there?",
        ],
        steps: &["Check the evidence and decide", "Write for the certificate"],
        answers: &[
            "The discount was granted from the date of the move.",
            "The discount does not apply. Explained why and how to appeal.",
        ],
        ..PLAIN
    },
    Reason {
        key: "reminder",
        name: "Reminder or summons",
        team: 1,
        weight: 14.0,
        case: 0.12,
        season: REMINDERS,
        says: &[
            "Had a reminder although {pounds} pounds were paid last week",
            "Summons received, wants to agree payments",
            "Asked how to avoid the court costs",
            "Reminder went to an old address, paid today by card on the website",
        ],
        steps: &["Check payments and hold recovery for 14 days"],
        answers: &[
            "Payments were found. The reminder is withdrawn.",
            "A plan of monthly payments is agreed.",
        ],
        ..PLAIN
    },
    Reason {
        key: "arrangement",
        name: "Difficulty with paying",
        team: 1,
        weight: 9.0,
        case: 0.20,
        days: 5,
        is_request: true,
        says: &[
            "Hours cut at work, cannot pay this month's instalment",
            "Asks to spread arrears of {pounds} pounds over the year",
            "Referred to the advice centre for help with debts",
            "Separated in {month}, wants to know who owes what",
        ],
        steps: &["Agree a plan and confirm in writing"],
        answers: &["A plan is agreed and was confirmed in writing."],
        ..PLAIN
    },
    Reason {
        key: "refund",
        name: "Refund",
        settles: Some(false),
        weight: 4.0,
        case: 0.9,
        days: 10,
        is_request: true,
        says: &[
            "Account in credit by {pounds} pounds, asks for it back",
            "Overpaid after moving from {street}, refund wanted",
            "Paid the wrong account number, wants it moved",
        ],
        steps: &["Check the credit and pay it back"],
        answers: &["The refund was paid to the bank account."],
        ..PLAIN
    },
];
