//! PostgreSQL: a pool of connections, each transaction straight through.

mod connect;
mod errors;
mod rows;
mod server;
mod session;
mod transactions;
mod values;

pub(crate) use connect::Servers;
pub(crate) use server::Server;
pub(crate) use transactions::{Isolation, PostgresDb};
pub(crate) use values::column;
