//! Rows beyond memory are handed over one at a time, on both engines.

use std::ops::ControlFlow;

use db::{DbError, args, sql2};

/// Numbers with 2 KiB of text each, made by the engine as they are asked for.
fn long_result() -> db::Sql2 {
    // SQLite has no generate_series of its own, PostgreSQL builds a recursive result whole.
    sql2! {
        sqlite: "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < $1)
            SELECT x, printf('%.2048c', 'x') FROM n",
        postgres: "SELECT x, repeat('x', 2048) FROM generate_series(CAST(1 AS bigint), $1) AS x",
    }
}

/// The process's memory in KiB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("this process");
    let line = status.lines().find(|line| line.starts_with("VmRSS")).expect("its memory");
    line.split_whitespace().nth(1).expect("a number").parse().expect("a number")
}

db::on_both_engines! {
    fn a_result_larger_than_memory_allows_is_streamed(db: &Db) {
        let rows: i64 = 150_000;
        let before = memory();
        let (mut sum, mut most) = (0, 0);
        db.read(|tx| tx.each(long_result(), args![rows], |row| {
            let x: i64 = row.get(0)?;
            sum += x;
            assert_eq!(row.get::<String>(1)?.len(), 2_048);
            if x % 10_000 == 0 {
                most = most.max(memory().saturating_sub(before));
            }
            Ok::<_, DbError>(())
        })).expect("all rows");
        assert_eq!(sum, rows * (rows + 1) / 2);
        // The rows are 300 MiB; other tests of this process need some at the same time.
        assert!(most < 150 * 1024, "streaming took {most} KiB");
    }

    fn streaming_can_be_stopped_and_the_transaction_goes_on(db: &Db) {
        let mut seen = 0;
        let after: i64 = db.read(|tx| {
            tx.each(long_result(), args![2_000_i64], |row| {
                seen = row.get::<i64>(0)?;
                Ok::<_, DbError>(if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            })?;
            tx.one("SELECT CAST(7 AS bigint)", args![], |row| row.get(0))
        }).expect("a read");
        assert_eq!((seen, after), (3, 7));
    }

    fn the_callers_own_error_stops_streaming(db: &Db) {
        #[derive(Debug)]
        enum Full { Disk, Database }
        impl From<DbError> for Full {
            fn from(_: DbError) -> Self { Self::Database }
        }
        let mut seen = 0;
        let result = db.read(|tx| tx.each(long_result(), args![2_000_i64], |_| {
            seen += 1;
            if seen == 10 { Err(Full::Disk) } else { Ok(()) }
        }));
        assert!(matches!(result, Err(Full::Disk)), "{result:?}");
        let broken = db.read(|tx| tx.each("SELECT nothing", args![], |_| Ok::<(), Full>(())));
        assert!(matches!(broken, Err(Full::Database)), "{broken:?}");
    }
}
