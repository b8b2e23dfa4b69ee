//! What officers write that is the same for every matter.

/// With which progress is given.
pub(super) const PROGRESS: [&str; 6] = [
    "Rang and explained that it is with the team and what comes next.",
    "Emailed: the visit is booked, an answer follows after it.",
    "Told that we wait for one more paper and for which.",
    "Rang, no answer, left a message with the date that we gave.",
    "Explained why it takes longer and gave the name of the officer.",
    "Told that it is done tomorrow.",
];

/// Replies that only say that an answer follows.
pub(super) const HOLDING: [&str; 4] = [
    "We are looking into it and write again when we know more.",
    "The officer is on leave. You hear from us next week.",
    "We have asked the contractor and wait for an answer.",
    "We need to visit first and have booked a day.",
];

/// Notes that only staff see.
pub(super) const NOTES: [&str; 8] = [
    "Rang twice, no answer.",
    "Photographs are with the file.",
    "Spoke to the crew leader, who knows the street.",
    "Checked the account, nothing unusual.",
    "Asked the team next door whether they know of it.",
    "Customer is content to wait until the end of the week.",
    "Part is ordered.",
    "See also the neighbour's report.",
];

/// Why a case goes to somebody else.
pub(super) const MOVED: [&str; 5] = [
    "Belongs to the other team.",
    "Given to an officer who has time this week.",
    "Officer is on leave.",
    "Needs somebody who knows the site.",
    "Shared out at the morning meeting.",
];

/// With which a case is closed.
pub(super) const CLOSED: [&str; 5] = [
    "Done, and the customer knows.",
    "Answered in full, nothing left to do.",
    "Checked after a few days, all in order.",
    "Customer rang to say thank you.",
    "",
];

/// Why a case is opened again.
pub(super) const REOPENED: [&str; 5] = [
    "Customer rang: it was not done.",
    "The answer left out the second question.",
    "Work has to be done again.",
    "Closed by mistake, the visit has not been yet.",
    "Another address was looked at.",
];

/// With which a message is answered by a call.
pub(super) const CALLED: [&str; 4] = [
    "Rang back and answered.",
    "Rang back, took the details and explained what comes next.",
    "Rang back at the second try.",
    "Spoke to the daughter, who passes it on.",
];

/// Next steps that a customer agrees to.
pub(super) const STEPS: [&str; 4] = [
    "Visit on another day",
    "Wait for the contractor's report",
    "Look again after the repair",
    "Meet the customer at the address",
];

/// How complaints are answered.
pub(super) const COMPLAINT_ANSWERS: [&str; 6] = [
    "Upheld. Apologised and explained what is done differently now.",
    "Upheld in part. The delay was ours, the decision stands.",
    "Not upheld. Explained the reasons and the next stage.",
    "Upheld. The work was done and a refund is paid.",
    "Spoke to the member of staff. Apologised for how it came across.",
    "Not upheld. The records show that the crew was there.",
];

/// What happens next with a complaint.
pub(super) const COMPLAINT_STEPS: [&str; 3] =
    ["Look into it and write", "Speak to those concerned and write", "Ring the customer first"];

/// Of a message that does not say how to reach whoever left it.
pub(super) const UNREACHABLE: [&str; 3] = [
    "Message about a bin, no name or number left",
    "Message broken off, nobody can be called back",
    "Message with a request but without a number",
];

/// Of callers who hang up.
pub(super) const ABANDONED: [&str; 2] = ["Call abandoned", "Caller hung up before an answer"];

/// Of visitors who leave.
pub(super) const WALKED_OUT: [&str; 2] =
    ["Visitor left before being seen", "Ticket called, visitor had gone"];

/// Of those who ask how their matter stands.
pub(super) const ASKS: [&str; 5] = [
    "Asked how their case stands",
    "Has not heard since it was reported, asks for news",
    "Wants to know when somebody comes",
    "Asked whether the papers arrived",
    "Rang about the date that was given",
];
