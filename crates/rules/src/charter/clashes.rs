//! What is wrong with a charter as a whole, though it reads: what somebody must see, and mend or
//! answer for, before it is approved.

use super::kinds::Kind;
use super::layers::{Looser, looser};
use super::parts::Charter;
use super::standards::Standard;
use crate::clock::Limit;
use crate::contacts::Channel;

/// Something to be seen before a charter is approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Two limits for one thing: the standards' ids.
    TwoLimits(String, String),
    /// Less is promised than a law or a regulator asks for.
    LooserThanStatutory {
        /// The standard.
        standard: String,
        /// The statutory one.
        statutory: String,
        /// How.
        how: Looser,
    },
    /// A channel that people can use and for which nothing says how soon.
    NoTimeliness(Channel),
    /// A commitment that no measured standard proves.
    NothingProves(String),
    /// A standard for which nobody answers, though somebody must record its readings.
    NoOwner(String),
    /// A measured standard that aims at nothing.
    NoTarget(String),
    /// The charter does not say when it is reviewed.
    NoReview,
}

impl Clash {
    /// Whether it must be mended, or answered for, before approval; the others are advice.
    pub fn is_grave(&self) -> bool {
        use Clash::{LooserThanStatutory, NoTimeliness, TwoLimits};
        matches!(self, LooserThanStatutory { .. } | TwoLimits(..) | NoTimeliness(_))
    }
}

/// Everything of the kind, the gravest first.
pub fn clashes(charter: &Charter, statutory: &[&Charter], offered: &[Channel]) -> Vec<Clash> {
    let mut all = below_statute(charter, statutory);
    all.extend(two_limits(charter));
    let untimed = offered.iter().copied().filter(|channel| {
        !charter.standards.iter().any(|standard| standard.is_of_contact_time(*channel))
    });
    all.extend(untimed.map(Clash::NoTimeliness));
    all.extend(charter.unproven().map(|one| Clash::NothingProves(one.id.clone())));
    all.extend(charter.standards.iter().filter_map(|standard| {
        let unowned = standard.kind.is_judged_by_readings() && standard.owner.is_none();
        unowned.then(|| Clash::NoOwner(standard.id.clone()))
    }));
    let aimless = charter.standards.iter().filter(|standard| standard.lacks_target());
    all.extend(aimless.map(|standard| Clash::NoTarget(standard.id.clone())));
    all.extend(charter.review.is_none().then_some(Clash::NoReview));
    all
}

/// What promises less than statute asks for the same matters.
fn below_statute(charter: &Charter, statutory: &[&Charter]) -> Vec<Clash> {
    let is_timed = |one: &&Standard| one.kind == Kind::InTime && one.because.is_none();
    let laws: Vec<Standard> = statutory
        .iter()
        .flat_map(|pack| pack.standards.iter().filter(is_timed).map(|law| from_receipt(pack, law)))
        .collect();
    let mut all = Vec::new();
    for own in charter.standards.iter().filter(is_timed) {
        let standard = from_receipt(charter, own);
        for law in laws.iter().filter(|law| same_thing(&standard, law)) {
            let matters = &standard.scope.matters;
            let is_its = |matter: &String| matters.is_empty() || matters.contains(matter);
            if !law.scope.matters.iter().all(is_its) {
                continue;
            }
            if let Some(how @ (Looser::NoLimit | Looser::LaterDue { .. })) =
                looser(&standard, law, &charter.calendar)
            {
                let (standard, statutory) = (own.id.clone(), law.id.clone());
                all.push(Clash::LooserThanStatutory { standard, statutory, how });
            }
        }
    }
    all
}

/// A chained standard as one from the start of the chain, where their limits add up.
fn from_receipt(charter: &Charter, standard: &Standard) -> Standard {
    let mut whole = standard.clone();
    while let Some(before) = whole.after.as_deref().and_then(|id| charter.standard(id)) {
        let Some((limit, first)) = whole.limit.zip(before.limit) else { return standard.clone() };
        if limit.unit != first.unit {
            return standard.clone();
        }
        whole.limit = Some(Limit { amount: limit.amount + first.amount, unit: limit.unit });
        (whole.starts, whole.after) = (before.starts, before.after.clone());
    }
    whole
}

/// Pairs of standards that promise the same thing by different limits.
fn two_limits(charter: &Charter) -> Vec<Clash> {
    let timed: Vec<&Standard> = charter
        .standards
        .iter()
        .filter(|one| one.kind == Kind::InTime && one.limit.is_some())
        .collect();
    let mut all = Vec::new();
    for (place, one) in timed.iter().enumerate() {
        for other in &timed[place + 1..] {
            let is_layer = [(one, other), (other, one)]
                .into_iter()
                .any(|(a, b)| a.over.as_deref() == Some(b.id.as_str()));
            let differs = one.limit != other.limit;
            if differs && !is_layer && same_thing(one, other) && meet(one, other) {
                all.push(Clash::TwoLimits(one.id.clone(), other.id.clone()));
            }
        }
    }
    all
}

/// Whether two standards time the same thing: from the same start to the same first stop.
fn same_thing(one: &Standard, other: &Standard) -> bool {
    let begins = (one.starts, &one.after, &one.stage) == (other.starts, &other.after, &other.stage);
    begins && one.stops.first() == other.stops.first()
}

/// Whether some contact is covered by both.
fn meet(one: &Standard, other: &Standard) -> bool {
    let meet = |a: &[String], b: &[String]| {
        a.is_empty() || b.is_empty() || a.iter().any(|key| b.contains(key))
    };
    let (a, b) = (&one.scope, &other.scope);
    meet(&a.channels, &b.channels)
        && meet(&a.matters, &b.matters)
        && meet(&a.services, &b.services)
        && meet(&a.about, &b.about)
}
