//! Records from other systems: read row by row, in batches that let others work meanwhile, and
//! known again when the same file, or a later one, is imported.

mod batches;
mod changing;
mod facts;
mod header;
mod pace;
mod places;
mod queries;
mod rows;
mod run;
mod store;
mod taking;
mod trial;

pub use header::REASON;
pub use queries::{Origin, RunRow, every_statement, origin, record_of, runs};
pub use run::{Counts, Import, Rejected, Report, Watch, import};
