//! For tests, here and in the crates above: throwaway databases of both engines, and a disk for
//! SQLite whose power can be cut. Not built into the product.
//!
//! Everything here panics with a sentence when it can't do its work: a test can't go on then.

mod fresh;
mod lossy;
mod postgres_server;

pub use fresh::{Fresh, Template};
pub use lossy::{HeldSyncs, LossyDisk, Survivors};
pub use postgres_server::PostgresServer;

/// Writes one test for both engines: a module of the test's name with `on_sqlite` and
/// `on_postgres`, each with a database of its own.
///
/// ```text
/// db::on_both_engines! {
///     fn a_row_that_was_written_is_read(db: &Db) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* fn $name:ident($db:ident: &Db) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports, reason = "small tests use few of the names around them")]
            use super::*;

            $(#[$meta])*
            fn check($db: &$crate::Db) $body

            #[test]
            fn on_sqlite() {
                check(&$crate::testing::Fresh::on($crate::Engine::Sqlite));
            }

            #[test]
            fn on_postgres() {
                check(&$crate::testing::Fresh::on($crate::Engine::Postgres));
            }
        }
    )+};
}
