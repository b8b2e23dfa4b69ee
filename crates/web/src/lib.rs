//! The pages: the only crate that knows HTTP and HTML.
//!
//! A page is a function from what was asked to an answer, written with the components of
//! `govuk`; one file a page or a few that belong together. [`routes`] lists them all with who may
//! use each.

mod forms;
mod frame;
mod http;
mod moments;
mod pages;
mod public;
mod routes;
mod site;
mod staff;
mod telling;
mod words;

pub use routes::route_table;
pub use site::{Clock, Settings, Site, serve};
