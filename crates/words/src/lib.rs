//! The words for what `rules` gives back as data: one function a thing, per language.
//!
//! Everything that people read is a [`Text`], made by a [`Language`] from its English and its
//! Welsh. Where the Welsh is not there yet, [`Language::english`] says so in the code, and the
//! page shows the English marked as English: seen, never silently the other language.

pub mod calendars;
pub mod charter;
pub mod clock;
pub mod dates;
pub mod imports;
pub mod numbers;
pub mod organisation;
pub mod pictures;
pub mod promises_told;
pub mod refusals;
pub mod standards;
mod text;

pub use text::{Language, Text};
