//! Figures: counts and shares of promises, from sealed sums and the lines not sealed yet.

mod ask;
mod by_readings;
mod feasible;
mod queries;
mod rows;

pub use ask::{Ask, By, CountBy, PeriodLength};
pub use by_readings::by_readings;
pub use feasible::{Feasible, feasible};
pub use queries::sums::every_statement;
pub use rows::{FigureRow, Times, figures};
