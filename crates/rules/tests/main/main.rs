//! The rules held against tables of cases, properties and a slow reference.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod clock_cases;
mod clock_properties;
mod clock_reference;
mod making;
