//! What a command is handed: a transaction, who acts, the time, randomness.

use crate::access::{Permission, Reach};
use crate::failure::Failure;
use crate::kept::Caches;
use crate::random::Random;
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::Zone;

/// Who acts: a member of staff, or the system for somebody without an account.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Their number among the staff.
    pub id: i64,
    /// Their name, for pages. It is not for logs.
    pub name: String,
    /// What they may do, and where.
    pub reach: Reach,
}

/// Everything a command needs besides its own words.
pub struct Cx<'a> {
    /// The transaction that everything is written in.
    pub tx: &'a mut Tx,
    /// Who acts.
    pub actor: &'a Actor,
    /// The time.
    pub now: Timestamp,
    /// The local date in the body's zone.
    pub today: Date,
    /// The body's zone.
    pub zone: &'a Zone,
    pub(crate) random: &'a Random,
    pub(crate) caches: &'a Caches,
}

impl Cx<'_> {
    /// The same transaction for somebody else at another moment: for what makes many people's
    /// records at once, such as the demonstration.
    pub fn acting_as<'b>(&'b mut self, actor: &'b Actor, now: Timestamp) -> Cx<'b> {
        let today = self.zone.date_of(now);
        Cx {
            tx: self.tx,
            actor,
            now,
            today,
            zone: self.zone,
            random: self.random,
            caches: self.caches,
        }
    }

    /// Refuses whoever has not got a permission anywhere.
    pub fn require<R>(&self, permission: Permission) -> Result<(), Failure<R>> {
        if self.actor.reach.may(permission) { Ok(()) } else { Err(Failure::NotAllowed) }
    }
}
