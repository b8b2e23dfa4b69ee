//! Lists of promises: mine, the team's, due today, overdue, all, and those behind a figure. One
//! component: declared filters, declared orders, pages by key.

mod query;

pub use query::{COUNTED, Filter, Key, ListPage, ListRow, Order, every_statement, list};
