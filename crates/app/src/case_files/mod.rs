//! Case files: a record with all that the other capabilities know about it, read in one snapshot.

mod queries;

pub use queries::{Customer, PromiseView, RecordPage, page, page_by_id};
