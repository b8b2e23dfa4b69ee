//! What customers are told of promises: the standards when they ask for something, and that one
//! was missed, before they have to complain.

use crate::charter::{Kind, Standard};
use crate::contacts::Matter;
use crate::facts::{Fact, FactKind};
use jiff::Timestamp;

/// How a customer was told something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Said to them, on the telephone or face to face.
    Spoken,
    /// In a letter.
    Letter,
    /// By email.
    Email,
    /// By text message.
    TextMessage,
    /// With a leaflet or the handbook.
    Leaflet,
    /// On the page that they were looking at.
    WebPage,
}

impl Way {
    /// Every way in which standards are given.
    pub const ALL: [Way; 6] =
        [Way::Spoken, Way::Letter, Way::Email, Way::TextMessage, Way::Leaflet, Way::WebPage];

    /// The ways in which somebody says sorry.
    pub const OF_AN_APOLOGY: [Way; 4] = [Way::Letter, Way::Email, Way::TextMessage, Way::Spoken];

    /// The name in facts and forms.
    pub fn key(self) -> &'static str {
        match self {
            Way::Spoken => "spoken",
            Way::Letter => "letter",
            Way::Email => "email",
            Way::TextMessage => "text-message",
            Way::Leaflet => "leaflet",
            Way::WebPage => "web-page",
        }
    }

    /// The way of a name.
    pub fn named(key: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.key() == key)
    }
}

/// Who spoke first of a missed promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum First {
    /// We told the customer before they asked or complained.
    We,
    /// The customer asked how it stands, or complained, before we had told them.
    Customer,
    /// Neither yet.
    Nobody,
}

impl First {
    /// Every one, in the order in which figures show them.
    pub const ALL: [First; 3] = [First::We, First::Customer, First::Nobody];

    /// The name in addresses.
    pub fn key(self) -> &'static str {
        match self {
            First::We => "we",
            First::Customer => "customer",
            First::Nobody => "nobody",
        }
    }

    /// The one of a name.
    pub fn named(key: &str) -> Option<First> {
        First::ALL.into_iter().find(|first| first.key() == key)
    }

    /// Who was first, from the first moments after the miss at which we told and at which the
    /// customer spoke. Told in the same moment, it was the customer who had to ask.
    pub fn of(told: Option<Timestamp>, spoke: Option<Timestamp>) -> First {
        match (told, spoke) {
            (None, None) => First::Nobody,
            (Some(told), Some(spoke)) if told >= spoke => First::Customer,
            (Some(_), _) => First::We,
            (None, Some(_)) => First::Customer,
        }
    }
}

/// Whether a missed promise of a standard is one that the customer has to be told of. A wait on
/// the telephone or at a counter is not: they were there.
pub fn is_owned_up_to(standard: &Standard) -> bool {
    use FactKind as F;
    let has_due_moment = matches!(standard.kind, Kind::InTime | Kind::ByDate | Kind::Notice);
    let was_there = matches!(standard.starts, F::CallOffered | F::Arrived | F::Greeted | F::Seen);
    has_due_moment && !was_there
}

/// When we first told the customer of a promise that was missed at a moment. `facts` are those
/// of its record that stand. What was said before the miss was no owning up.
pub fn told<'f>(
    standard: &str,
    missed: Timestamp,
    facts: impl IntoIterator<Item = &'f Fact>,
) -> Option<Timestamp> {
    let told = facts.into_iter().filter(|fact| {
        let named = fact.detail.standard.as_deref();
        fact.kind == FactKind::OwnedUp
            && named.is_none_or(|named| named == standard)
            && fact.happened >= missed
    });
    told.map(|fact| fact.happened).min()
}

/// When the customer first spoke of it after the miss: asked how the matter stands, or complained
/// about it. `complaints` are the moments at which complaints about the same matter came.
pub fn spoke<'f>(
    missed: Timestamp,
    facts: impl IntoIterator<Item = &'f Fact>,
    complaints: &[Timestamp],
) -> Option<Timestamp> {
    let asked = facts.into_iter().filter(|fact| fact.kind == FactKind::ProgressAsked);
    let all = asked.map(|fact| fact.happened).chain(complaints.iter().copied());
    all.filter(|at| *at >= missed).min()
}

/// Whether a contact of this kind is a complaint.
pub fn is_complaint(matter: Matter) -> bool {
    matches!(
        matter,
        Matter::Complaint
            | Matter::HousingComplaint
            | Matter::AdultSocialCareComplaint
            | Matter::ChildrensSocialCareComplaint
            | Matter::DataProtectionComplaint
    )
}

/// How often we were first, of the promises that were missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnedUp {
    /// We told the customer first.
    pub we: i64,
    /// The customer spoke first.
    pub customer: i64,
    /// Neither yet.
    pub nobody: i64,
}

impl OwnedUp {
    /// Counts one more.
    pub fn add(&mut self, first: First) {
        *match first {
            First::We => &mut self.we,
            First::Customer => &mut self.customer,
            First::Nobody => &mut self.nobody,
        } += 1;
    }

    /// How many were of this kind.
    pub fn of(&self, first: First) -> i64 {
        match first {
            First::We => self.we,
            First::Customer => self.customer,
            First::Nobody => self.nobody,
        }
    }

    /// How many were missed.
    pub fn all(&self) -> i64 {
        self.we + self.customer + self.nobody
    }

    /// The share of all misses of which we told the customer first, in 0..1; none without a miss.
    /// A miss of which nobody has spoken counts against us: silence is no owning up.
    pub fn share(&self) -> Option<f64> {
        (self.all() > 0).then(|| self.we as f64 / self.all() as f64)
    }
}
