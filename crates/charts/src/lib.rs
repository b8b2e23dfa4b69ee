//! Charts: data in, an accessible SVG and the table of the same data out.
//!
//! Three kinds: [`LineChart`] (how figures went over time), [`BarChart`] (how they compare) and
//! [`RangeChart`] (a share of those asked, with the range that the truth is likely in). Each
//! draws itself in two [`Shape`]s, one for narrow screens, and writes a table that holds every
//! value of the picture. A page shows both: `chart.figure()` and, near it, `chart.table()`. A
//! document takes `chart.svg(Shape::Wide)`.
//!
//! The pictures hold no style attributes, so a strict security policy lets them be; no series is
//! told apart by colour alone; nothing depends on the language: labels come with the values, and
//! the labels of an axis from a function that the caller gives.
//!
//! ```
//! use charts::{LineChart, Period, Series, Target, Value};
//!
//! let per_cent = |share: f64| format!("{:.0}%", share * 100.0);
//! let chart = LineChart {
//!     id: "replies",
//!     title: "Replies in time",
//!     description: "Between 91% and 97% of replies were in time; no figure for May.",
//!     periods: vec![
//!         Period::new("April 2027", "Apr"),
//!         Period::new("May 2027", "May"),
//!         Period::new("June 2027", "Jun"),
//!     ],
//!     series: vec![Series::new(
//!         "Housing",
//!         vec![Some(Value::new(0.91, "91.0%")), None, Some(Value::new(0.97, "97.0%"))],
//!     )],
//!     target: Some(Target::new(0.95, "Target 95%")),
//!     axis: Some((0.0, 1.0)),
//!     axis_label: &per_cent,
//!     period_heading: "Month",
//!     missing: "No figure",
//! };
//! assert!(chart.figure().0.contains("<svg"));
//! assert!(chart.table().0.contains("97.0%"));
//! ```

mod bar;
mod line;
mod range;
mod scale;
mod shape;
mod style;
mod svg;
mod table;
mod value;

pub use bar::{Bar, BarChart, Direction};
pub use line::{LineChart, Period, Series};
pub use range::{RangeChart, RangeRow};
pub use shape::Shape;
pub use value::{Target, Value};
