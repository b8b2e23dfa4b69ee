//! Readings: what is recorded for standards that no record judges, and pieces of evidence. Only
//! added to; a correction replaces a reading and says why.

mod commands;
mod evidence;
mod queries;
mod standards;
mod store;

pub use commands::{Correct, Record, RecordRefusal, correct, record};
pub use evidence::{AddPiece, PieceRefusal, add_piece, take_out};
pub use queries::{Board, History, MethodHistory, Read, board, history, reading};
pub use standards::{ReadStandard, version_on};
pub use store::{PieceRow, ReadingRow};
