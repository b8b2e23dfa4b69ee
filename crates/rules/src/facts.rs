//! Facts: what happened to a record, and the only food of clocks.

use crate::clock::{Given, Limit};
use jiff::Timestamp;

macro_rules! fact_kinds {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// What kind of thing happened. The key is what charters, tables and files say.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FactKind { $($(#[$doc])* $name,)* }

        impl FactKind {
            /// Every kind.
            pub const ALL: &'static [FactKind] = &[$(FactKind::$name,)*];

            /// The name in charters, tables and files.
            pub fn key(self) -> &'static str {
                match self { $(FactKind::$name => $key,)* }
            }

            /// The kind of a name.
            pub fn named(key: &str) -> Option<FactKind> {
                match key { $($key => Some(FactKind::$name),)* _ => None }
            }
        }
    };
}

fact_kinds! {
    /// A contact reached the body.
    #[default]
    Received = "received",
    /// A call was presented to the body's lines.
    CallOffered = "call-offered",
    /// A person answered the call.
    CallAnswered = "call-answered",
    /// The caller hung up before anybody answered.
    CallAbandoned = "call-abandoned",
    /// A message was left.
    MessageLeft = "message-left",
    /// The person who left a message was called back.
    CalledBack = "called-back",
    /// More information is needed, and a call back was promised.
    CallBackNeeded = "call-back-needed",
    /// A visitor arrived.
    Arrived = "arrived",
    /// A visitor was greeted by a person.
    Greeted = "greeted",
    /// A visitor was seen by the person who deals with the matter.
    Seen = "seen",
    /// What the visitor asked for was dealt with.
    Finished = "finished",
    /// A visitor left before being seen.
    LeftUnseen = "left-unseen",
    /// It was dealt with while the customer was still there.
    Settled = "settled",
    /// It could not be dealt with at the first contact.
    NotSettled = "not-settled",
    /// The customer came back about the same matter within the window.
    Repeated = "repeated",
    /// The customer asked how the matter stands.
    ProgressAsked = "progress-asked",
    /// The customer was told how the matter stands.
    ProgressGiven = "progress-given",
    /// Receipt was acknowledged, naming who deals with it.
    Acknowledged = "acknowledged",
    /// The customer was told a date by which something will be done.
    DateTold = "date-told",
    /// What a date was told for was done.
    DoneAsTold = "done-as-told",
    /// A reply that says only that a full one will follow. It stops no clock by itself.
    HoldingReply = "holding-reply",
    /// A full response was sent.
    Responded = "responded",
    /// A case was opened.
    Opened = "opened",
    /// Nothing is left to do.
    Closed = "closed",
    /// The case was opened again.
    Reopened = "reopened",
    /// The customer withdrew it.
    Withdrawn = "withdrawn",
    /// It was given to a service, a team or a person.
    Assigned = "assigned",
    /// The next step was set.
    NextStepSet = "next-step-set",
    /// The clock stands still from here.
    Paused = "paused",
    /// The clock runs again.
    Resumed = "resumed",
    /// More time was granted.
    Extended = "extended",
    /// Somebody with the authority for it allowed an extension beyond its cap.
    ExtensionAuthorised = "extension-authorised",
    /// The customer was told of an extension, with the new date and why.
    ExtensionTold = "extension-told",
    /// The body cancelled an appointment; what is given is when it was to be.
    AppointmentCancelled = "appointment-cancelled",
    /// A complaint was acknowledged with what it is about, as the body understands it.
    ComplaintDefined = "complaint-defined",
    /// The customer and the body agreed what settles a complaint, so that it need not be decided.
    Resolved = "resolved",
    /// A review panel was asked for.
    PanelAsked = "panel-asked",
    /// A review panel was held.
    PanelHeld = "panel-held",
    /// A hazard in a home was investigated.
    HazardInvestigated = "hazard-investigated",
    /// A written summary of what was found was sent.
    SummarySent = "summary-sent",
    /// A home was made safe.
    MadeSafe = "made-safe",
    /// Work that prevents a hazard from coming back was begun.
    WorkBegun = "work-begun",
    /// The customer disagrees with the answer, and the next stage begins.
    Escalated = "escalated",
    /// Whether a condition holds was found out.
    ConditionAnswered = "condition-answered",
    /// It is known to have been done, but nobody can say when.
    StopNotRecorded = "stop-not-recorded",
    /// A promise that never should have been one was taken out.
    Excluded = "excluded",
    /// A meeting was arranged; what is given is when it is to begin.
    MeetingArranged = "meeting-arranged",
    /// A meeting began.
    MeetingStarted = "meeting-started",
    /// The customer needs a format, a language or an interpreter.
    NeedStated = "need-stated",
    /// What the customer needs was supplied.
    NeedMet = "need-met",
    /// A stage of a service's process began; the stage is its reason.
    StageEntered = "stage-entered",
    /// A stage of a service's process was finished; the stage is its reason.
    StageFinished = "stage-finished",
    /// The customer was told of a delay. It stops no clock by itself.
    DelayTold = "delay-told",
    /// The customer was given the standards: read out, sent or shown.
    StandardsGiven = "standards-given",
    /// The customer was told that a promise was missed, with an apology.
    OwnedUp = "owned-up",
    /// The customer says that a promise was missed; the standard is its own.
    ReportedMissed = "reported-missed",
    /// A note was written.
    Noted = "noted",
}

/// How a fact is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// The system did it itself, or received it from a line, a mailbox or a form.
    System,
    /// A person entered it when it happened or by the next working day.
    Entered,
    /// A person entered it later.
    EnteredLate,
    /// It came from another system's records.
    Imported,
}

impl Evidence {
    /// Every kind of evidence.
    pub const ALL: [Evidence; 4] =
        [Evidence::System, Evidence::Entered, Evidence::EnteredLate, Evidence::Imported];

    /// The name in tables and files.
    pub fn key(self) -> &'static str {
        match self {
            Evidence::System => "system",
            Evidence::Entered => "entered",
            Evidence::EnteredLate => "entered-late",
            Evidence::Imported => "imported",
        }
    }

    /// The evidence of a name.
    pub fn named(key: &str) -> Option<Evidence> {
        Evidence::ALL.into_iter().find(|evidence| evidence.key() == key)
    }
}

/// What a fact says besides its kind and moment, as far as clocks need it. It names nobody but
/// by number, and outlives the erasure of what the fact tells about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// The date or moment that was told; of an arrival or a cancelled
    /// appointment, its time.
    pub given: Option<Given>,
    /// A listed reason: of a pause, a re-opening, an exclusion, why it could not be settled.
    pub reason: Option<String>,
    /// By how much time was extended.
    pub by: Option<Limit>,
    /// The condition that was answered, and whether it holds.
    pub condition: Option<(String, bool)>,
    /// Whom it was given to.
    pub assigned: Option<Assigned>,
    /// The standard that the fact is about, where it is about one only.
    pub standard: Option<String>,
}

/// Whom a record belongs to: the service responsible, a team of it, a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Assigned {
    /// The service.
    pub service: i64,
    /// The team.
    pub team: Option<i64>,
    /// The person.
    pub owner: Option<i64>,
}

/// Something that happened to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its number; facts of one record that happened at the same moment are taken in the order
    /// of their numbers.
    pub id: i64,
    /// What happened.
    pub kind: FactKind,
    /// When it happened.
    pub happened: Timestamp,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// How it is known.
    pub evidence: Evidence,
    /// The fact that it puts right.
    pub replaces: Option<i64>,
    /// What else it says.
    pub detail: Detail,
}

/// The facts that stand, in the order in which they happened: a replaced fact is gone, and where
/// several replace the same one, the last of them stands.
pub fn standing(facts: &[Fact]) -> Vec<&Fact> {
    let replaced: Vec<i64> = facts.iter().filter_map(|fact| fact.replaces).collect();
    let outdone = |fact: &Fact| {
        fact.replaces.is_some_and(|before| {
            facts.iter().any(|other| other.replaces == Some(before) && other.id > fact.id)
        })
    };
    let stands = |fact: &&Fact| !replaced.contains(&fact.id) && !outdone(fact);
    let mut standing: Vec<&Fact> = facts.iter().filter(stands).collect();
    standing.sort_by_key(|fact| (fact.happened, fact.id));
    standing
}

/// The number of the fact that was first recorded, where a fact puts others right: what is made
/// by a fact keeps its identity when the fact is corrected.
pub fn first_recorded(facts: &[Fact], fact: &Fact) -> i64 {
    let mut id = fact.id;
    let mut replaces = fact.replaces;
    // A chain is no longer than there are facts; a circle, which nothing writes, ends too.
    for _ in 0..facts.len() {
        let Some(before) = replaces else { break };
        id = before;
        replaces = facts.iter().find(|fact| fact.id == before).and_then(|fact| fact.replaces);
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_fact_is_found_by_its_key() {
        for kind in FactKind::ALL {
            assert_eq!(FactKind::named(kind.key()), Some(*kind));
        }
        assert_eq!(FactKind::named("answered"), None);
    }
}
