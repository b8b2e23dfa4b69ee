//! The binary itself, as a process: what it prints and how it ends, what survives when it is
//! killed, and what people are told when something is wrong.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod calls;
mod contract;
mod forms;
mod kills;
mod officers;
mod refusals;
mod servers;
mod serving;
mod visitors;
