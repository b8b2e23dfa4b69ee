//! Records: everything that is worked on, in one table with one space of references.

mod queries;
mod store;

pub(crate) use queries::visible_id;
pub use queries::{Customer, PromiseView, RecordPage, page, page_by_id};
pub(crate) use store::{Draft, begin, by_id, insert, save};
pub use store::{Record, State};
