//! What customers are told of promises: the standards when they ask for something, and that one
//! was missed, before they have to complain.

mod commands;
mod queries;

pub(crate) use commands::given;
pub use commands::{OwnUp, first_to_tell, give_standards, own_up};
pub use queries::given::{Given, given as given_by_month};
pub use queries::misses::{Miss, MissRow, misses, shown};
pub use queries::reported::reported;
pub use queries::to_own_up::{TO_OWN_UP, ToOwnUp, to_own_up, to_own_up_count};

/// Every statement that is composed, for the test that prepares them on both databases.
pub fn every_statement() -> Vec<String> {
    let mut all = queries::misses::every_statement();
    all.extend(queries::to_own_up::every_statement());
    all
}
