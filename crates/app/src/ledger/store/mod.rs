//! The tables of the ledger.

pub(super) mod closings;
mod lines;
mod moves;
mod promises;

pub(super) use lines::{NewLine, judged_by, post_lines, posted};
pub(super) use moves::note_move;
pub(crate) use promises::running_standards;
pub(super) use promises::{
    NewPromise, Stored, about, fall_away, hand_over, insert, of_record, update,
};
