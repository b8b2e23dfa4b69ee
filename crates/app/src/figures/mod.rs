//! Figures: counts and shares of promises, from sealed sums and the lines not sealed yet.

mod ask;
mod rows;
mod sums;
mod times;

pub use ask::{Ask, By, CountBy, PeriodLength};
pub use rows::{FigureRow, Times, figures};
pub use sums::every_statement;
