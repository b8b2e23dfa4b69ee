//! The demonstration council: Hollinmere, an invented borough of 70,000 people with ten services,
//! and a year of its contacts, made from a seed.
//!
//! Everything goes through the commands that people use, at simulated times, so that its records,
//! promises, judgements, seals and closed months are those of a real body. The same seed and the
//! same moment give the same records. Nobody and nothing in it is real: telephone numbers are
//! those that Ofcom keeps for drama, postcodes are of an area that does not exist, and addresses
//! on the internet end with `.example`.
//!
//! Suggested reading order: `services` (what people come about), `rhythm` (when), `queue` and
//! `arrivals` (how they get in touch), `life` (what comes of it), `acts` (through which commands).

mod acts;
mod arrivals;
mod behind;
mod build;
mod charter;
mod dice;
mod drafting;
mod hours;
mod life;
mod names;
mod places;
mod queue;
mod rhythm;
mod season;
mod services;
mod sign_ins;
mod staff;
mod telling;
mod town;
mod words;
mod world;

pub use build::{Built, Progress, Size, build};
pub use sign_ins::{DemoPerson, people, set_password};
