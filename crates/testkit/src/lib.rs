//! Tests only: a whole Kept in process, and people who act in it.
#![expect(clippy::unwrap_used, reason = "a test can't go on without what these make")]

mod doing;
mod looking;
mod passwords;
mod town;

pub use db::Engine;
pub use doing::Done;
pub use looking::{Sums, counts};
pub use town::{Person, Town};

/// Writes one test for both databases: a module of the test's name with `on_sqlite` and
/// `on_postgres`, each with a town of its own.
///
/// ```text
/// testkit::on_both_databases! {
///     fn a_letter_is_answered(town: &Town) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* fn $name:ident($town:ident: &Town) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "small tests use few of the names around them")]
            use super::*;

            fn check($town: &$crate::Town) $body

            #[test]
            fn on_sqlite() {
                check(&$crate::Town::on($crate::Engine::Sqlite));
            }

            #[test]
            fn on_postgres() {
                check(&$crate::Town::on($crate::Engine::Postgres));
            }
        }
    )+};
}
