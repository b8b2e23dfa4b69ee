//! What is wrong with what an officer wanted to do to a case, and what to enter instead.

use rules::cases::CaseRefusal;

/// What is wrong, beside which question, and in which box.
pub(super) fn sentence(refusal: CaseRefusal) -> (&'static str, &'static str, &'static str) {
    use CaseRefusal as No;
    match refusal {
        No::NotACase => ("", "", "No case was opened from this contact. Open one first"),
        No::AlreadyACase => ("", "", "A case was opened from this contact already"),
        No::IsClosed => ("", "", "This case is closed. Open it again first"),
        No::IsNotClosed => ("", "", "This case is open"),
        No::NoText => ("text", "text", "Enter what was said or done"),
        No::NoNextStep => ("next-step", "next-step", "Enter what happens next"),
        No::NobodyAssigned => ("assignee", "assignee", "Select who deals with it"),
        No::NoSuchAssignee => ("assignee", "assignee", "Select somebody who works here"),
        No::NothingChanged => ("assignee", "assignee", "Select somebody else, or cancel"),
        No::NoPromisedDate => ("promised", "promised-day", "Enter the date you told the customer"),
        No::PromisedDatePassed => {
            ("promised", "promised-day", "Enter a date that is today or later")
        }
        No::InFuture => ("when-on", "when-on-day", "Enter a date and time that have passed"),
        No::BeforeReceived => {
            ("when-on", "when-on-day", "Enter a date and time after the contact was received")
        }
        No::TooLateToEnter => (
            "when-on",
            "when-on-day",
            "Entering this after the next working day is a correction. Ask a head of service",
        ),
        No::NoReason => ("reason", "reason", "Select a reason"),
        No::NotRespondedTo => (
            "reason",
            "reason",
            "There is no full response yet. Respond first, or select another reason",
        ),
        No::DisagreementIsNextStage => (
            "reason",
            "reason",
            "If the customer disagrees, log a complaint or take it to the next stage",
        ),
        No::NewMatterIsNewCase => {
            ("reason", "reason", "Log a new contact for something new, with this reference in it")
        }
        No::NoWay => ("way", "way", "Select how the customer was told"),
        No::NothingToOwnUpTo => {
            ("", "", "The customer has been told of that already, or it was not missed")
        }
        No::StageEndsBeforeStart
        | No::NoSuchStage
        | No::StageOutOfOrder
        | No::NoNextStage
        | No::NothingToDisagreeWith => of_stages(refusal),
        other => of_clocks(other),
    }
}

/// What is wrong with recording a stage of a service, or taking a matter to the next one.
fn of_stages(refusal: CaseRefusal) -> (&'static str, &'static str, &'static str) {
    match refusal {
        CaseRefusal::StageEndsBeforeStart => {
            ("when-on", "when-on-day", "Enter a date and time after the stage began")
        }
        CaseRefusal::StageOutOfOrder => {
            ("stage", "stage", "That was recorded meanwhile, or the stage has not begun")
        }
        CaseRefusal::NoNextStage => ("", "", "There is no next stage of our own to take this to"),
        CaseRefusal::NothingToDisagreeWith => {
            ("", "", "There is no answer yet that the customer could disagree with")
        }
        _ => ("stage", "stage", "Select what happened"),
    }
}

/// What is wrong with waiting and extending.
fn of_clocks(refusal: CaseRefusal) -> (&'static str, &'static str, &'static str) {
    use CaseRefusal as No;
    match refusal {
        No::NoReasonToWait => ("reason", "reason", "Select what you are waiting for"),
        No::WaitsAlready => ("reason", "reason", "We are waiting for that already"),
        No::DoesNotWait => ("reason", "reason", "Select what has arrived"),
        No::EndsBeforeStart => {
            ("when-on", "when-on-day", "Enter a date and time after we began to wait")
        }
        No::AfterStop => {
            ("when-on", "when-on-day", "Enter a date and time before the answer was sent")
        }
        No::NotExtendable => ("standard", "standard", "Select the promise that needs more time"),
        No::NoExtension => ("amount", "amount", "Enter a number that is more than 0"),
        No::ExtensionUnit => {
            ("unit", "unit", "Select days for a promise in days, and hours for one in hours")
        }
        No::ExtensionTooLate => (
            "standard",
            "standard",
            "That promise is overdue. More time had to be granted before it was due",
        ),
        No::ExtensionNeedsAuthority => (
            "amount",
            "amount",
            "That is longer than the standard allows. Enter less, or ask a head of service to extend it",
        ),
        No::ExtensionNeedsNotice => (
            "told",
            "told",
            "Tell the customer the new date first: without that the extension does not count",
        ),
        // These are told elsewhere.
        No::StageEndsBeforeStart
        | No::NoSuchStage
        | No::StageOutOfOrder
        | No::NoNextStage
        | No::NothingToDisagreeWith
        | No::NotACase
        | No::AlreadyACase
        | No::IsClosed
        | No::IsNotClosed
        | No::NoText
        | No::NoNextStep
        | No::NobodyAssigned
        | No::NoSuchAssignee
        | No::NothingChanged
        | No::NoPromisedDate
        | No::PromisedDatePassed
        | No::InFuture
        | No::BeforeReceived
        | No::TooLateToEnter
        | No::NoReason
        | No::NotRespondedTo
        | No::DisagreementIsNextStage
        | No::NoWay
        | No::NothingToOwnUpTo
        | No::NewMatterIsNewCase => ("", "", ""),
    }
}
