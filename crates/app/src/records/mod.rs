//! Records: everything that is worked on, in one table with one space of references.

mod queries;
mod store;

pub(crate) use queries::visible_id;
pub use queries::{RecordRow, known_by, of_customer, of_form};
pub(crate) use store::{
    Draft, begin, by_id, insert, insert_all, lock, move_on, save, set_part_of, set_received,
};
pub use store::{Record, State, version};
