//! Corrections: facts that put others right, what they may say, and which facts are some.

use crate::calendar::Zone;
use crate::cases::ReopenReason;
use crate::facts::{Evidence, Fact, FactKind, standing};
use crate::ledger::Month;
use jiff::Timestamp;

/// What is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectionKind {
    /// When it was received.
    Received,
    /// When something was done: a stop that was entered late or wrongly.
    Stop,
    /// A pause that nobody entered in time.
    Pause,
    /// A promise that never should have been one.
    Exclusion,
    /// A case opened again because the body was wrong.
    Reopening,
}

impl CorrectionKind {
    /// Every kind, in the order of tables.
    pub const ALL: [CorrectionKind; 5] = [
        CorrectionKind::Received,
        CorrectionKind::Stop,
        CorrectionKind::Pause,
        CorrectionKind::Exclusion,
        CorrectionKind::Reopening,
    ];

    /// The name in tables and files.
    pub fn key(self) -> &'static str {
        match self {
            CorrectionKind::Received => "received",
            CorrectionKind::Stop => "stop",
            CorrectionKind::Pause => "pause",
            CorrectionKind::Exclusion => "exclusion",
            CorrectionKind::Reopening => "reopening",
        }
    }

    /// The kind of a name.
    pub fn named(key: &str) -> Option<CorrectionKind> {
        CorrectionKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The reasons to choose from, by their names in facts. Those of a pause are the standards'.
    pub fn reasons(self) -> &'static [&'static str] {
        match self {
            CorrectionKind::Received => {
                &["keyed-wrongly", "reached-us-earlier", "reached-us-later"]
            }
            CorrectionKind::Stop => &["entered-late", "keyed-wrongly", "evidence-found"],
            CorrectionKind::Exclusion => &["duplicate", "logged-in-error", "test"],
            CorrectionKind::Pause | CorrectionKind::Reopening => &[],
        }
    }
}

/// What somebody wants to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// It was received at this moment.
    Received(Timestamp),
    /// Something was done at this moment.
    Stop {
        /// The fact that says otherwise; none if it was never entered.
        replaces: Option<i64>,
        /// What was done.
        kind: FactKind,
        /// When.
        at: Timestamp,
    },
    /// The clock stood still, for the reason that is given.
    Pause {
        /// Since when.
        from: Timestamp,
        /// Up to when; none if it still does.
        to: Option<Timestamp>,
    },
    /// A standard's promises never should have been made.
    Exclusion {
        /// The standard.
        standard: String,
    },
}

/// Why a correction is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CorrectionRefusal {
    /// No reason was chosen, or none that is listed.
    NoReason,
    /// Nothing says how it is known.
    NoEvidence,
    /// There is nothing of that kind to put right.
    NothingToCorrect,
    /// It says what is known already.
    NothingChanges,
    /// A moment that has not come yet.
    InFuture,
    /// A receipt after something was done for it.
    ReceivedAfterStop,
    /// A receipt after it was logged.
    ReceivedAfterLogged,
    /// On that day another version of the charter was in force.
    OtherCharter,
    /// Something done before it was received.
    StopBeforeReceived,
    /// A pause that ends before it starts, or where it starts.
    PauseEndsBeforeStart,
    /// The end of a pause that has not come yet.
    PauseEndsInFuture,
    /// A pause that starts before it was received.
    PauseBeforeReceived,
    /// A pause that starts after all was done.
    PauseAfterStop,
    /// It stood still already then, for the same reason.
    PausedAlready,
}

impl Correction {
    /// What kind it is.
    pub fn kind(&self) -> CorrectionKind {
        match self {
            Correction::Received(_) => CorrectionKind::Received,
            Correction::Stop { .. } => CorrectionKind::Stop,
            Correction::Pause { .. } => CorrectionKind::Pause,
            Correction::Exclusion { .. } => CorrectionKind::Exclusion,
        }
    }
}

/// What is known of a record where something is to be put right.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Every fact.
    pub facts: &'a [Fact],
    /// When it was received.
    pub received: Timestamp,
    /// When the last promise stopped that may stand still for the reason of a pause; none if one
    /// still runs.
    pub last_stop: Option<Timestamp>,
    /// The kinds of facts that stop something on this record.
    pub stops: &'a [FactKind],
    /// The time.
    pub now: Timestamp,
}

/// Whether a correction can be true.
pub fn check(correction: &Correction, reason: &str, known: &Known<'_>) -> Vec<CorrectionRefusal> {
    use CorrectionRefusal as No;
    let mut wrong = Vec::new();
    match correction {
        Correction::Received(at) => wrong.extend(check_received(*at, known)),
        Correction::Stop { replaces, at, .. } => {
            let before = known.facts.iter().find(|fact| Some(fact.id) == *replaces);
            match before {
                None if replaces.is_some() => wrong.push(No::NothingToCorrect),
                Some(before) if before.happened == *at => wrong.push(No::NothingChanges),
                _ if *at > known.now => wrong.push(No::InFuture),
                _ if *at < known.received => wrong.push(No::StopBeforeReceived),
                _ => {}
            }
        }
        Correction::Pause { from, to } => wrong.extend(check_pause(*from, *to, reason, known)),
        Correction::Exclusion { .. } => {}
    }
    wrong
}

fn check_received(at: Timestamp, known: &Known<'_>) -> Option<CorrectionRefusal> {
    use CorrectionRefusal as No;
    let standing = standing(known.facts);
    let Some(received) = standing.iter().find(|fact| fact.kind == FactKind::Received) else {
        return Some(No::NothingToCorrect);
    };
    let first = known.facts.iter().find(|fact| fact.kind == FactKind::Received);
    let logged = first.map_or(received.recorded, |fact| fact.recorded);
    let stop = standing.iter().find(|fact| known.stops.contains(&fact.kind));
    if received.happened == at {
        Some(No::NothingChanges)
    } else if at > known.now {
        Some(No::InFuture)
    } else if stop.is_some_and(|stop| at > stop.happened) {
        Some(No::ReceivedAfterStop)
    } else if at > logged {
        Some(No::ReceivedAfterLogged)
    } else {
        None
    }
}

fn check_pause(
    from: Timestamp,
    to: Option<Timestamp>,
    reason: &str,
    known: &Known<'_>,
) -> Vec<CorrectionRefusal> {
    use CorrectionRefusal as No;
    let mut wrong = Vec::new();
    if from > known.now {
        wrong.push(No::InFuture);
    } else if from < known.received {
        wrong.push(No::PauseBeforeReceived);
    } else if known.last_stop.is_some_and(|stop| from > stop) {
        wrong.push(No::PauseAfterStop);
    }
    if to.is_some_and(|to| to <= from) {
        wrong.push(No::PauseEndsBeforeStart);
    } else if to.is_some_and(|to| to > known.now) {
        wrong.push(No::PauseEndsInFuture);
    } else if wrong.is_empty() && overlaps(known.facts, reason, (from, to)) {
        wrong.push(No::PausedAlready);
    }
    wrong
}

/// Whether a stretch overlaps another one for the same reason: a resumption would end both.
fn overlaps(facts: &[Fact], reason: &str, (from, to): (Timestamp, Option<Timestamp>)) -> bool {
    let end = to.unwrap_or(Timestamp::MAX);
    let mut since: Option<Timestamp> = None;
    let standing = standing(facts);
    let of_reason = standing.into_iter().filter(|fact| match fact.kind {
        FactKind::Paused => fact.detail.reason.as_deref() == Some(reason),
        FactKind::Resumed => fact.detail.reason.as_deref().is_none_or(|of| of == reason),
        _ => false,
    });
    for fact in of_reason {
        if fact.kind == FactKind::Paused {
            since = since.or(Some(fact.happened));
        } else if since.take().is_some_and(|since| since < end && from < fact.happened) {
            return true;
        }
    }
    since.is_some_and(|since| since < end)
}

/// A correction that was made, as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its first fact.
    pub fact: i64,
    /// Its last one: a pause has two, and one act may take several promises out.
    pub last: i64,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// What was put right.
    pub kind: CorrectionKind,
    /// The listed reason.
    pub reason: String,
    /// The service that the record belonged to then.
    pub service: Option<i64>,
}

impl Made {
    /// The month that it counts in: that of its recording.
    pub fn month(&self, zone: &Zone) -> Month {
        Month::of(zone.date_of(self.recorded))
    }
}

/// The corrections among a record's facts, which are given in the order of recording.
pub fn made(facts: &[Fact]) -> Vec<Made> {
    let mut all: Vec<Made> = Vec::new();
    let mut service = None;
    for fact in facts {
        service = fact.detail.assigned.map(|assigned| assigned.service).or(service);
        let Some(kind) = kind_of(fact) else { continue };
        if let Some(last) = all.last_mut()
            && last.kind == kind
            && last.recorded == fact.recorded
            && matches!(kind, CorrectionKind::Pause | CorrectionKind::Exclusion)
        {
            last.last = fact.id;
            continue;
        }
        all.push(Made {
            fact: fact.id,
            last: fact.id,
            recorded: fact.recorded,
            kind,
            reason: fact.detail.reason.clone().unwrap_or_default(),
            service,
        });
    }
    all
}

/// What a fact puts right, if it is a correction: what was entered late, taken out, or opened
/// again because the body was wrong. What another system corrected is that one's.
fn kind_of(fact: &Fact) -> Option<CorrectionKind> {
    let is_own = fact.evidence != Evidence::Imported;
    let is_late = fact.evidence == Evidence::EnteredLate;
    match fact.kind {
        FactKind::Excluded => is_own.then_some(CorrectionKind::Exclusion),
        FactKind::Reopened => {
            let reason = fact.detail.reason.as_deref().and_then(ReopenReason::named);
            let is_ours = reason.is_some_and(|reason| reason.check().is_ok());
            (is_own && is_ours).then_some(CorrectionKind::Reopening)
        }
        FactKind::Received => is_late.then_some(CorrectionKind::Received),
        FactKind::Paused | FactKind::Resumed => is_late.then_some(CorrectionKind::Pause),
        _ => is_late.then_some(CorrectionKind::Stop),
    }
}
