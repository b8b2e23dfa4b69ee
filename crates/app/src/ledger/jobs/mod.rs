//! What happens to the ledger without anybody asking: missed promises are judged, lines are
//! sealed and added up; and what anybody can ask for: the chain walked, everything worked out
//! again.

pub(super) mod rebuild;
pub(super) mod seals;
mod sums;
pub(super) mod tick;
pub(super) mod verify;
