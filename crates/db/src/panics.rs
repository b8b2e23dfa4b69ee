//! Turns a command's panic into an error of its own caller.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::DbError;

/// Runs `work`; a panic in it becomes [`DbError::Panicked`].
///
/// Unwind safety is asserted because everything that `work` changes is rolled back by the
/// caller, and a command is `Fn`, so it holds no half-changed state of its own.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, DbError> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|payload| DbError::Panicked { message: words(payload.as_ref()) })
}

fn words(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        return (*text).to_owned();
    }
    match payload.downcast_ref::<String>() {
        Some(text) => text.clone(),
        None => "a panic without words".to_owned(),
    }
}
