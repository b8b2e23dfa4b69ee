//! The published command line: what scripts and other systems rely on, line by line.

mod calls;
mod charters;
mod due;
mod elapsed;
mod figures;
mod imports;
mod ledgers;
mod rows;
mod running;

use serde_json::Value;

/// The keys of a JSON object, in their order.
fn keys(document: &Value) -> Vec<&str> {
    document.as_object().unwrap().keys().map(String::as_str).collect()
}
