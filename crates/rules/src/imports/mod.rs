//! Records from other systems: the map file that says what the columns of another system's file
//! mean, and what each row of that file says.
//!
//! [`read`] reads a map: text in, a [`Map`] or all its problems with their places out.
//! [`Plan::new`] binds a map to the header of a file, and [`Plan::row`] says what a row means,
//! or everything that is wrong with it.

mod choices;
mod encoding;
mod plan;
mod problems;
mod promises;
mod read;
mod reading;
mod row;
#[cfg(test)]
mod tests;
mod times;

pub use choices::{Choice, Otherwise, Service};
pub use encoding::Encoding;
pub use plan::{HeaderProblem, Plan};
pub use problems::{Flag, ImportRefusal, NotCsv, Problem, Reject, Wrong, places};
pub use promises::Promises;
pub use read::read;
pub use row::{Customer, Ending, Row};
pub use times::{Repeated, Skipped, TimeRefusal, Times};

use crate::contacts::{Channel, Matter};
use std::ops::Range;

/// What the columns of another system's file mean.
#[derive(Debug)]
pub struct Map {
    /// The source's permanent key: what is imported under it is known again by it.
    pub key: String,
    /// What the source is called.
    pub name: String,
    /// How the file is written.
    pub file: FileFormat,
    /// How its dates and times are written, and where they are local.
    pub times: Times,
    /// Which column is what.
    pub columns: Columns,
    /// Which columns tell of the customer, if any do.
    pub customer: Option<CustomerColumns>,
    /// What the other system's states mean; none if a closing time alone says it.
    pub status: Option<Choice<Ending>>,
    /// How contacts came.
    pub channels: Choice<Channel>,
    /// Which service they are for.
    pub services: Choice<Service>,
    /// What they are.
    pub matters: Choice<Matter>,
    /// What was promised by the other body or system, if the map says so.
    pub promises: Option<Promises>,
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFormat {
    /// What stands between two fields.
    pub delimiter: u8,
    /// How its letters are written.
    pub encoding: Encoding,
    /// The names of the columns of a file that has no header line.
    pub columns: Option<Vec<String>>,
    /// Fields that stand for nothing, such as `NULL`.
    pub empty: Vec<String>,
}

/// A column by its name in the header, with the place in the map that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Where the map names it, in bytes.
    pub at: Option<Range<usize>>,
}

/// Which column is what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The other system's number of the record; without one a row is known by its content.
    pub id: Option<Column>,
    /// When it was received.
    pub received: Option<Column>,
    /// When it was acknowledged.
    pub acknowledged: Option<Column>,
    /// When it was responded to.
    pub responded: Option<Column>,
    /// When nothing was left to do.
    pub closed: Option<Column>,
    /// The date or moment by which the customer was told it would be done.
    pub told: Option<Column>,
    /// What it is about.
    pub about: Option<Column>,
    /// What it is about in a line: the first of these that says something.
    pub summary: Vec<Column>,
    /// More of it: all of these that say something.
    pub details: Vec<Column>,
    /// What was answered or done.
    pub answer: Option<Column>,
}

/// Which columns tell of the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerColumns {
    /// The other system's number of the customer.
    pub id: Option<Column>,
    /// The name.
    pub name: Column,
    /// The email address.
    pub email: Option<Column>,
    /// The telephone number.
    pub telephone: Option<Column>,
    /// The postcode.
    pub postcode: Option<Column>,
    /// The rest of the address.
    pub address: Option<Column>,
}
