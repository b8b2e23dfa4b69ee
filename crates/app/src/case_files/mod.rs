//! Case files: a record with all that the other capabilities know about it, read in one snapshot.

mod promises;
mod queries;
mod store;

pub use promises::{Clocks, Extendable, PromisePage, promise};
pub use queries::{Customer, PromiseView, RecordPage, page, page_by_id};
pub use store::JudgedBy;
