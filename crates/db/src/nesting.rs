//! Refuses a transaction inside a transaction on the same thread.
//!
//! On SQLite a write inside a write would wait for itself for ever, and a read inside either
//! would see another snapshot; on PostgreSQL both would take a second connection from the pool
//! and could exhaust it. Refusing at once makes the mistake show in the first test.

use std::cell::Cell;

use crate::error::DbError;

thread_local! {
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as being inside a transaction until dropped.
pub(crate) struct Inside(());

impl Inside {
    pub(crate) fn enter() -> Result<Self, DbError> {
        if INSIDE.replace(true) { Err(DbError::Nested) } else { Ok(Self(())) }
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(false);
    }
}
