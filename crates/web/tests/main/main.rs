//! People act through HTTP, in process: the real pages over a real database.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod journeys;
mod people;
mod sweeps;
