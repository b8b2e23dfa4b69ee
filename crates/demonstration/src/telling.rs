//! Telling what went wrong: in the demonstration every refusal is a fault of its own.

use app::{Failure, Fault};
use std::fmt::Debug;

/// What a failure is while doing something.
pub(crate) fn told<R: Debug>(doing: &'static str) -> impl Fn(Failure<R>) -> Fault {
    move |failure| match failure {
        Failure::Fault(fault) => fault,
        other => Fault::new(format!("the demonstration could not go on: {doing}: {other:?}")),
    }
}
