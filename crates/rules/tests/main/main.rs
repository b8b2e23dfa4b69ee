//! The rules held against tables of cases, properties and a slow reference.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod broken_files;
mod charter_changes;
mod charter_edits;
mod charter_layers;
mod charter_reader;
mod charter_writing;
mod clock_cases;
mod clock_picture;
mod clock_properties;
mod clock_reference;
mod clock_strategies;
mod course_properties;
mod explanation_properties;
mod faults;
mod field_cases;
mod figures_cases;
mod guide_cases;
mod guide_keys;
mod ledger_cases;
mod ledger_chains;
mod ledger_changes;
mod ledger_properties;
mod ledger_shares;
mod ledger_waits;
mod making;
mod notice_properties;
mod organisation_reader;
mod packs;
mod reader_slips;
mod readers;
mod readings;
mod ready_made;
mod reminders;
mod scripts;
mod slow_clock;
