//! The body itself: what it is called, what it offers, and its services, teams and places, as
//! one file says it.

mod changes;
mod colour;
mod problems;
mod read;
mod read_units;
mod write;

pub use changes::{Change, Setting, Thing, changes};
pub use problems::{Problem, Wrong, places};
pub use read::read;

use crate::contacts::Channel;

/// The names of the months, January first.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12.
fn month_name(number: i64) -> &'static str {
    let index = usize::try_from(number - 1).ok();
    index.and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// A body as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationFile {
    /// Its name.
    pub name: String,
    /// A short name, for where there is little room.
    pub short_name: String,
    /// Its zone, such as `Europe/London`.
    pub zone: String,
    /// The month in which its reporting year begins, 1 to 12.
    pub year_begins_month: i64,
    /// The colour of its pages, such as `#1d70b8`.
    pub brand_colour: String,
    /// Whether staff must have a second factor.
    pub second_factor_required: bool,
    /// The channels that it offers, in its order.
    pub channels: Vec<Channel>,
    /// Services, teams and places.
    pub units: Vec<NewUnit>,
    /// What people come about.
    pub reasons: Vec<NewReason>,
}

/// What has a place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitKind {
    /// A service to the public.
    Service,
    /// A team of a service.
    Team,
    /// A building that customers come to.
    Venue,
    /// A telephone line.
    Line,
    /// A mailbox.
    Mailbox,
    /// Somebody outside who provides a service for the body.
    Provider,
    /// A ward.
    Ward,
}

/// A place in a new version of the tree, with its parent and provider by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnit {
    /// What it is.
    pub kind: UnitKind,
    /// Its permanent key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its name in Welsh.
    pub welsh_name: Option<String>,
    /// What it belongs to.
    pub parent: Option<(UnitKind, String)>,
    /// Who provides it.
    pub provider: Option<String>,
    /// The number, address or mailbox that it is reached by.
    pub reached_by: Option<String>,
}

/// Something that people come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReason {
    /// The key of the service that deals with it.
    pub service: String,
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Whether one contact can settle it; not known counts as yes.
    pub can_be_settled: Option<bool>,
}

impl UnitKind {
    /// Every kind, in the order in which a file lists them.
    pub const ALL: [UnitKind; 7] = [
        UnitKind::Service,
        UnitKind::Team,
        UnitKind::Venue,
        UnitKind::Line,
        UnitKind::Mailbox,
        UnitKind::Provider,
        UnitKind::Ward,
    ];

    /// The name in tables and files.
    pub fn key(self) -> &'static str {
        match self {
            UnitKind::Service => "service",
            UnitKind::Team => "team",
            UnitKind::Venue => "venue",
            UnitKind::Line => "line",
            UnitKind::Mailbox => "mailbox",
            UnitKind::Provider => "provider",
            UnitKind::Ward => "ward",
        }
    }

    /// The kind of a name.
    pub fn named(key: &str) -> Option<UnitKind> {
        UnitKind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
