//! What people do: commands, queries and jobs, one folder a capability.
//!
//! A command is a function over a [`Cx`]: it checks permission, applies a rule, writes facts,
//! judgements and follow-up jobs in one transaction, and may run twice. A query is a function
//! over a transaction that reads one snapshot. Between capabilities the way is through the
//! other's commands and queries; the allowed edges stand in ARCHITECTURE.md.

pub mod access;
pub mod calendars;
pub mod case_files;
pub mod cases;
pub mod charters;
pub mod contacts;
pub mod corrections;
pub mod coverage;
pub mod customers;
mod cx;
pub mod drafting;
mod failure;
pub mod figures;
mod forms;
pub mod history;
pub mod imports;
pub mod jobs;
mod kept;
pub mod ledger;
pub mod lists;
mod migrations;
pub mod organisation;
pub mod promises_told;
mod random;
pub mod readings;
pub mod records;
pub mod reminders;
pub mod rounds;
pub mod staff;
pub mod time;

pub use cx::{Actor, Cx};
pub use failure::{Failure, Fault, Never};
pub use forms::{Acted, Form};
pub use kept::Kept;
pub use migrations::MIGRATIONS;
pub use random::{Random, secret_token};
