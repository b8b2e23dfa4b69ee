//! People act through HTTP, in process: the real pages over a real database.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

/// Tests that run on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both_databases {
    ($(fn $name:ident($served:ident: &Served) $body:block)+) => {$(
        mod $name {
            use super::*;

            fn check($served: &Served) $body

            #[test]
            fn on_sqlite() {
                check(&Served::new(testkit::Town::on(testkit::Engine::Sqlite)));
            }

            #[test]
            fn on_postgres() {
                check(&Served::new(testkit::Town::on(testkit::Engine::Postgres)));
            }
        }
    )+};
}

mod calendars;
mod clocks;
mod coverage;
mod drafts;
mod editing;
mod journeys;
mod people;
mod promises_told;
mod public_face;
mod readings;
mod setting_up;
mod stages;
mod sweeps;
