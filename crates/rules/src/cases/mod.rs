//! Cases: what can be done with one, and when not.

mod clocks;
mod stages;

pub use clocks::{Waiting, is_beyond, reasons_to_wait, waiting};
pub use stages::{StageNow, StageStep, check_stage, stages_now};

use jiff::Timestamp;
use jiff::civil::Date;

/// Why something cannot be done with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CaseRefusal {
    /// No case was opened from this contact.
    NotACase,
    /// A case was opened already.
    AlreadyACase,
    /// It is closed: open it again first.
    IsClosed,
    /// It is not closed.
    IsNotClosed,
    /// Nothing says what was sent, done or decided.
    NoText,
    /// No next step.
    NoNextStep,
    /// Neither a team nor a person.
    NobodyAssigned,
    /// The service, team or person is not there.
    NoSuchAssignee,
    /// It stays where it is: nothing was changed.
    NothingChanged,
    /// No date that the customer is told.
    NoPromisedDate,
    /// The date that the customer is told has passed.
    PromisedDatePassed,
    /// A moment that has not come yet.
    InFuture,
    /// A moment before the contact was received.
    BeforeReceived,
    /// A moment so long ago that entering it is a correction, which needs a role.
    TooLateToEnter,
    /// No reason was chosen.
    NoReason,
    /// It has not been responded to; closing it needs a reason why no response is owed.
    NotRespondedTo,
    /// The customer disagrees: that is the next stage or a complaint, not a re-opening.
    DisagreementIsNextStage,
    /// Something new is a new case, linked to this one.
    NewMatterIsNewCase,
    /// No standard that runs on the record may wait for that.
    NoReasonToWait,
    /// It waits for that already.
    WaitsAlready,
    /// It does not wait for that.
    DoesNotWait,
    /// What is said to have ended would end before it began.
    EndsBeforeStart,
    /// A moment when everything that could have waited was done.
    AfterStop,
    /// No promise was chosen that runs and can be extended.
    NotExtendable,
    /// An extension in a unit that the promise does not count in.
    ExtensionUnit,
    /// An extension of nothing.
    NoExtension,
    /// An extension when the moment then due had passed.
    ExtensionTooLate,
    /// A longer extension than the standard allows without a higher authority.
    ExtensionNeedsAuthority,
    /// The customer has to be told before it counts.
    ExtensionNeedsNotice,
    /// No standard says what the next stage is.
    NoNextStage,
    /// There is no answer yet to disagree with.
    NothingToDisagreeWith,
    /// The service has no such stage.
    NoSuchStage,
    /// The stage began already, has not begun, or is finished.
    StageOutOfOrder,
    /// The stage would be finished before it began.
    StageEndsBeforeStart,
    /// Nothing says how the customer was told.
    NoWay,
    /// No promise of that standard was missed of which the customer must still be told.
    NothingToOwnUpTo,
}

/// Why a closed case is opened again (design: §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReopenReason {
    /// Our answer was wrong or incomplete: judged again against the original start.
    WrongOrIncomplete,
    /// It was closed in error: the same.
    ClosedInError,
    /// The customer disagrees: the next stage, never a re-opening.
    CustomerDisagrees,
    /// Something new: a new case, linked.
    SomethingNew,
}

impl ReopenReason {
    /// Every reason, in the order in which the page asks.
    pub const ALL: [ReopenReason; 4] = [
        ReopenReason::WrongOrIncomplete,
        ReopenReason::ClosedInError,
        ReopenReason::CustomerDisagrees,
        ReopenReason::SomethingNew,
    ];

    /// The name in facts and forms.
    pub fn key(self) -> &'static str {
        match self {
            ReopenReason::WrongOrIncomplete => "wrong-or-incomplete",
            ReopenReason::ClosedInError => "closed-in-error",
            ReopenReason::CustomerDisagrees => "customer-disagrees",
            ReopenReason::SomethingNew => "something-new",
        }
    }

    /// The reason of a name.
    pub fn named(key: &str) -> Option<ReopenReason> {
        ReopenReason::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// Whether a case may be opened again for it.
    pub fn check(self) -> Result<(), CaseRefusal> {
        match self {
            ReopenReason::WrongOrIncomplete | ReopenReason::ClosedInError => Ok(()),
            ReopenReason::CustomerDisagrees => Err(CaseRefusal::DisagreementIsNextStage),
            ReopenReason::SomethingNew => Err(CaseRefusal::NewMatterIsNewCase),
        }
    }
}

/// How a case is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CloseReason {
    /// Everything is done.
    Done,
    /// The customer withdrew it.
    Withdrawn,
    /// No response is owed: a duplicate, nobody to answer to.
    NoResponseOwed,
}

impl CloseReason {
    /// Every reason, in the order in which the page asks.
    pub const ALL: [CloseReason; 3] =
        [CloseReason::Done, CloseReason::Withdrawn, CloseReason::NoResponseOwed];

    /// The name in facts and forms.
    pub fn key(self) -> &'static str {
        match self {
            CloseReason::Done => "done",
            CloseReason::Withdrawn => "withdrawn",
            CloseReason::NoResponseOwed => "no-response-owed",
        }
    }

    /// The reason of a name.
    pub fn named(key: &str) -> Option<CloseReason> {
        CloseReason::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// Whether a case may be closed: responded to, withdrawn, or with a reason why no response is
/// owed.
pub fn check_close(reason: CloseReason, has_response: bool) -> Result<(), CaseRefusal> {
    match reason {
        CloseReason::Done if !has_response => Err(CaseRefusal::NotRespondedTo),
        _ => Ok(()),
    }
}

/// Checks the moment at which something is said to have been done.
pub fn check_moment(
    happened: Timestamp,
    received: Timestamp,
    now: Timestamp,
) -> Result<(), CaseRefusal> {
    if happened > now {
        Err(CaseRefusal::InFuture)
    } else if happened < received {
        Err(CaseRefusal::BeforeReceived)
    } else {
        Ok(())
    }
}

/// Checks a date that a customer is told.
pub fn check_promised(date: Option<Date>, today: Date) -> Result<Date, CaseRefusal> {
    match date {
        None => Err(CaseRefusal::NoPromisedDate),
        Some(date) if date < today => Err(CaseRefusal::PromisedDatePassed),
        Some(date) => Ok(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_fault_opens_a_case_again() {
        for reason in ReopenReason::ALL {
            let allowed = reason.check().is_ok();
            let ours =
                matches!(reason, ReopenReason::WrongOrIncomplete | ReopenReason::ClosedInError);
            assert_eq!(allowed, ours, "{reason:?}");
            assert_eq!(ReopenReason::named(reason.key()), Some(reason));
        }
    }

    #[test]
    fn a_case_is_not_closed_as_done_before_it_was_responded_to() {
        assert_eq!(check_close(CloseReason::Done, false), Err(CaseRefusal::NotRespondedTo));
        assert_eq!(check_close(CloseReason::Done, true), Ok(()));
        assert_eq!(check_close(CloseReason::Withdrawn, false), Ok(()));
        assert_eq!(check_close(CloseReason::NoResponseOwed, false), Ok(()));
    }
}
