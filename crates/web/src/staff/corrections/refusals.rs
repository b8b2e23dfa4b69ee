//! Why a correction is refused, beside which question, and in which box.

use rules::corrections::{CorrectionKind, CorrectionRefusal};

pub(super) fn sentence(
    kind: CorrectionKind,
    refusal: CorrectionRefusal,
) -> (&'static str, &'static str, &'static str) {
    use CorrectionRefusal as No;
    let (question, target) = match kind {
        CorrectionKind::Received => ("received-on", "received-on-day"),
        CorrectionKind::Stop => ("done-on", "done-on-day"),
        CorrectionKind::Pause => ("from-on", "from-on-day"),
        CorrectionKind::Exclusion | CorrectionKind::Reopening => ("standard", "standard"),
    };
    let sentence = match refusal {
        No::NoReason => return ("reason", "reason", "Select a reason"),
        No::NoEvidence => return ("evidence", "evidence", "Enter how it is known"),
        No::NothingToCorrect => match kind {
            CorrectionKind::Stop => {
                return ("stop", "stop", "Select something that is still there");
            }
            CorrectionKind::Exclusion => "Select a promise that still counts",
            _ => "There is nothing of this kind to correct on this record",
        },
        No::NothingChanges => "Enter another date or time: it stands like this already",
        No::InFuture => "Enter a date and time that have passed",
        No::ReceivedAfterStop => {
            "Something was done for it before that. Enter an earlier date and time"
        }
        No::ReceivedAfterLogged => "It was logged before that. Enter an earlier date and time",
        No::OtherCharter => {
            "Another version of our charter was in force then. Log it again with that date, and \
             take the promises of this record out"
        }
        No::StopBeforeReceived => "Enter a date and time after the contact was received",
        No::PauseEndsBeforeStart => {
            return ("to-on", "to-on-day", "Enter an end that comes after the beginning");
        }
        No::PauseEndsInFuture => {
            return ("to-on", "to-on-day", "Enter an end that has passed, or leave it empty");
        }
        No::PauseBeforeReceived => "Enter a beginning after the contact was received",
        No::PauseAfterStop => "Enter a beginning before the answer was sent",
        No::PausedAlready => "The clock stood still already then, for the same reason",
    };
    (question, target, sentence)
}
