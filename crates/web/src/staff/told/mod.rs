//! What customers are told of promises: the receipt, the standards, the apology; and how often
//! that was done.

pub(crate) mod apology;
pub(crate) mod figures;
pub(crate) mod give;
mod letter;
pub(crate) mod misses;
pub(crate) mod own_up;
pub(crate) mod receipt;
pub(crate) mod to_own_up;

use crate::words::Said;
use maud::Markup;
use rules::promises_told::{First, Way};

/// How a customer was told something.
pub(in crate::staff) fn way(said: Said, way: Way) -> Markup {
    said.english(match way {
        Way::Spoken => "Said to them, on the telephone or face to face",
        Way::Letter => "In a letter",
        Way::Email => "By email",
        Way::TextMessage => "By text message",
        Way::Leaflet => "With a leaflet or the handbook",
        Way::WebPage => "On the page that they were looking at",
    })
}

/// Who spoke first of a missed promise.
fn first(first: First) -> &'static str {
    match first {
        First::We => "We told them first",
        First::Customer => "They spoke first",
        First::Nobody => "Not told yet",
    }
}
