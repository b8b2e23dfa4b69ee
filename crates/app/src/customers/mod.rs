//! Customers: who comes to the body, and finding them again.

mod commands;
mod folding;
mod queries;
mod store;

pub(crate) use commands::make;
pub use commands::{CustomerKind, NewCustomer};
pub use folding::{digits, fold, postcode};
pub use queries::{Found, by_id, find};
pub(crate) use store::is_there;
