//! Lists of promises: mine, the team's, due today, overdue, all, and those behind a figure. One
//! component: declared filters, declared orders, pages by key.

mod commands;
mod queries;
mod store;

pub use commands::{log_export, log_list_export};
pub use queries::{COUNTED, Filter, Key, ListPage, ListRow, Order, every_statement, list};
