//! What a row of another system's file says.

use super::choices::Service;
use super::problems::Flag;
use crate::clock::Given;
use crate::contacts::{Channel, Matter};
use jiff::Timestamp;
use jiff::civil::Date;

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The other system's number; none if rows are known by their content.
    pub id: Option<String>,
    /// When it was received.
    pub received: Timestamp,
    /// The local date of that in the file's zone.
    pub received_on: Date,
    /// When it was acknowledged.
    pub acknowledged: Option<Timestamp>,
    /// When it was responded to.
    pub responded: Option<Timestamp>,
    /// When nothing was left to do; none if it is not over, or nobody can say when.
    pub closed: Option<Timestamp>,
    /// The date or moment by which the customer was told that it would be done.
    pub told: Option<Given>,
    /// Whether it is over, and how it ended.
    pub ending: Ending,
    /// How it came.
    pub channel: Channel,
    /// What it is.
    pub matter: Matter,
    /// The service responsible.
    pub service: Service,
    /// What it is about.
    pub about: Option<String>,
    /// What it is about in a line.
    pub summary: String,
    /// More of it.
    pub details: Option<String>,
    /// What was answered or done.
    pub answer: Option<String>,
    /// Who it is from.
    pub customer: Option<Customer>,
    /// What people should know about how it was taken.
    pub flags: Vec<Flag>,
}

/// Whether a record of another system is over, and how it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// Not over.
    Open,
    /// Dealt with at the first contact: no case was needed.
    Settled,
    /// Nothing is left to do.
    Closed,
    /// The customer withdrew it.
    Withdrawn,
}

impl Ending {
    /// The names in map files.
    pub(super) const NAMES: &'static [(&'static str, Ending)] = &[
        ("open", Ending::Open),
        ("settled", Ending::Settled),
        ("closed", Ending::Closed),
        ("withdrawn", Ending::Withdrawn),
    ];

    /// The name in map files.
    pub fn key(self) -> &'static str {
        Ending::NAMES.iter().find(|(_, ending)| *ending == self).map_or("", |(key, _)| key)
    }
}

/// A customer of another system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The other system's number of them.
    pub id: Option<String>,
    /// The name.
    pub name: String,
    /// The email address.
    pub email: Option<String>,
    /// The telephone number.
    pub telephone: Option<String>,
    /// The postcode.
    pub postcode: Option<String>,
    /// The rest of the address.
    pub address: Option<String>,
}
