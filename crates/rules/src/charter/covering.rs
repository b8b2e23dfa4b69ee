//! What a standard covers, for those who look whether everything is covered.

use super::{Charter, Commitment, Kind, Scope, Standard, Undone};
use crate::contacts::{Channel, Matter, channels_of};
use crate::facts::FactKind;

impl Standard {
    /// Whether a service owes it.
    pub fn binds(&self, service: &str) -> bool {
        let services = &self.scope.services;
        let is_named = services.is_empty() || services.iter().any(|key| key == service);
        is_named && !self.not_for.iter().any(|key| key == service)
    }

    /// Whether it says how soon something happens after an ordinary contact on a channel. What is
    /// about complaints alone says nothing to somebody who rings with a question.
    pub fn is_of_contact_time(&self, channel: Channel) -> bool {
        let Scope { channels, matters, .. } = &self.scope;
        let names = |list: &[String], key: &str| list.iter().any(|named| named == key);
        let is_general = matters.is_empty() || names(matters, Matter::Enquiry.key());
        let covers = match channels.is_empty() {
            true => is_general,
            false => names(channels, channel.key()),
        };
        let can_start = channels_of(self.starts).is_none_or(|can| can.contains(&channel));
        self.kind == Kind::InTime
            && can_start
            && self.limit.is_some()
            && self.starts_with_receipt()
            && self.starts != FactKind::ProgressAsked
            && covers
    }

    /// Whether it is measured and aims at nothing, where something could be aimed at: a milestone,
    /// a trend and what evidence shows are kept or not, a duty is owed each time, and what is only
    /// timed is in no share.
    pub fn lacks_target(&self) -> bool {
        use Kind::{AdvertisedOnly, Demonstrated, KeptDuty, Milestone, Trend};
        let aims_by_itself = [AdvertisedOnly, Demonstrated, KeptDuty, Milestone, Trend];
        let is_only_timed =
            self.kind == Kind::InTime && self.limit.is_none() && self.undone == Undone::Never;
        !self.has_target() && !aims_by_itself.contains(&self.kind) && !is_only_timed
    }
}

impl Charter {
    /// The commitments that no measured standard stands behind.
    pub fn unproven(&self) -> impl Iterator<Item = &Commitment> {
        self.commitments.iter().filter(|commitment| {
            self.standards_of(&commitment.id).all(|one| one.kind == Kind::AdvertisedOnly)
        })
    }
}
