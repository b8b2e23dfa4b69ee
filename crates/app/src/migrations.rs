//! The migrations of both databases, inside the binary.

use db::Migration;

macro_rules! migrations {
    ($($number:literal $name:literal,)*) => {
        /// Every migration, in order, for both databases.
        pub const MIGRATIONS: &[Migration] = &[$(Migration {
            number: $number,
            name: $name,
            sqlite: include_str!(concat!("../../../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../../../migrations/postgres/", $name, ".sql")),
        },)*];
    };
}

migrations! {
    1 "0001_organisation",
    2 "0002_staff",
    3 "0003_charters",
    4 "0004_customers",
    5 "0005_records",
    6 "0006_ledger",
    7 "0007_jobs",
    8 "0008_imports",
    9 "0009_append_only",
    10 "0010_closed_months_stay",
    11 "0011_charters_side_by_side",
    12 "0012_calendars",
    13 "0013_reminders",
    14 "0014_corrections",
    15 "0015_drafts",
    16 "0016_readings",
    17 "0017_coverage",
    18 "0018_promises_told",
    19 "0019_reported",
}
