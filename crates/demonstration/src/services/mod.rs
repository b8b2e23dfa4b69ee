//! The ten services of the invented borough, and what people come to each of them about.

mod benefits;
mod council_tax;
mod customer_services;
mod elections;
mod housing;
mod licensing;
mod parks;
mod planning;
mod streets;
mod waste;

use crate::season::Bump;

/// A service with its teams.
pub(crate) struct Service {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// How much of all contact it has, against the other services.
    pub(crate) share: f64,
    /// How much more or less of it comes on the website than of the others.
    pub(crate) online: f64,
    /// The same of visits.
    pub(crate) visits: f64,
    /// Keys and names.
    pub(crate) teams: &'static [(&'static str, &'static str)],
    /// Who provides it, if not the council itself.
    pub(crate) provider: Option<&'static str>,
    /// Months in which answers take longer, and how many times as long.
    pub(crate) slow: &'static [(i8, f64)],
    pub(crate) reasons: &'static [Reason],
    pub(crate) complaints: &'static [&'static str],
    pub(crate) compliments: &'static [&'static str],
    pub(crate) suggestions: &'static [&'static str],
}

/// Something that people come about.
///
/// Texts hold places such as `{street}`, which `words` fills in.
pub(crate) struct Reason {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// The team that deals with it, by its place in the service.
    pub(crate) team: usize,
    /// Whether one contact can settle it.
    pub(crate) settles: Option<bool>,
    /// How often it is, against the service's other reasons.
    pub(crate) weight: f64,
    /// The share that is not settled while the customer is there.
    pub(crate) case: f64,
    /// How many working days a customer is told.
    pub(crate) days: u32,
    /// Asks for something to be done, rather than for an answer.
    pub(crate) is_request: bool,
    /// When in the year it is more often.
    pub(crate) season: &'static [Bump],
    /// How many times as often it is on the worst day of a storm.
    pub(crate) storm: f64,
    /// What advisers write.
    pub(crate) says: &'static [&'static str],
    /// What comes next.
    pub(crate) steps: &'static [&'static str],
    /// What the customer is answered.
    pub(crate) answers: &'static [&'static str],
}

/// What most reasons have in common.
const PLAIN: Reason = Reason {
    key: "",
    name: "",
    team: 0,
    settles: Some(true),
    weight: 1.0,
    case: 0.1,
    days: 5,
    is_request: false,
    season: &[],
    storm: 1.0,
    says: &[],
    steps: &["Look into it and reply"],
    answers: &["Explained what we found and what happens next."],
};

/// The services, in the order of the council's pages.
pub(crate) const SERVICES: [&Service; 10] = [
    &customer_services::SERVICE,
    &waste::SERVICE,
    &council_tax::SERVICE,
    &benefits::SERVICE,
    &housing::SERVICE,
    &planning::SERVICE,
    &streets::SERVICE,
    &parks::SERVICE,
    &licensing::SERVICE,
    &elections::SERVICE,
];

/// Every reason with the place of its service, in one order that the whole crate counts by.
pub(crate) fn reasons() -> impl Iterator<Item = (usize, &'static Reason)> {
    SERVICES
        .into_iter()
        .enumerate()
        .flat_map(|(place, service)| service.reasons.iter().map(move |reason| (place, reason)))
}
