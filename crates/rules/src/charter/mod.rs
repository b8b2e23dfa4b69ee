//! Charters: what a body promises. Commitments are the public words, standards the measurable
//! rules behind them; a standard makes promises.

mod beside;
mod bonds;
mod checks;
mod clashes;
mod covering;
mod differences;
mod edits;
mod kinds;
mod languages;
mod layers;
mod parts;
mod policies;
mod problems;
mod read;
mod read_aims;
mod read_parts;
mod read_rule;
mod read_standard;
mod reader;
pub mod readings;
mod shapes;
mod standards;
mod targets;
mod write;

pub use beside::CharterKind;
pub use bonds::{Bond, Exception};
pub use clashes::{Clash, clashes};
pub use differences::{Became, Difference, KeyChange, Promised, differences};
pub use edits::{Edit, EditRefusal, Edited, edit, is_single, names, part_named};
pub(crate) use kinds::Choices;
pub use kinds::{
    Better, CallFormula, Grade, Kind, Method, Origin, Per, SectionKind, StandardCalendar, TrendWay,
    Undone,
};
pub use layers::{Looser, looser};
pub use parts::{
    Charter, Commitment, Counting, Foreword, OptOut, Section, ServicePart, Stage, Translation,
};
pub(crate) use problems::in_order;
pub use problems::{Place, Problem, Wrong, WrongAim, WrongLayer, places};
pub use read::read;
pub(crate) use read::{read_part, single, tables, unknown_tables};
pub use read_rule::means_something;
pub(crate) use reader::Reader;
pub use shapes::{KEYS, Shape, TABLES, shape};
pub use standards::{Condition, Scope, Standard};
pub use targets::{Baseline, Target, TargetFor, TargetOf, TargetRefusal};
pub use write::{Part, Value, parts, write};
