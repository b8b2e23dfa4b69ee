//! The small council, as tests and the browser use it: whole, lively, and the same each time.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use app::figures::{Ask, CountBy, figures};
use app::{Kept, Random};
use db::{Address, Db, Options, args};
use demonstration::{Size, build, people};
use jiff::Timestamp;
use rules::ledger::Month;
use std::collections::BTreeMap;
use std::path::Path;

/// A Sunday evening in winter, when much is open and nobody is in.
const UNTIL: &str = "2026-11-22T19:30:00Z";

fn built(folder: &Path, seed: u64) -> Kept {
    let address = Address::sqlite(folder.join(format!("{seed}.db")));
    let db = Db::open(&address, &Options::default()).unwrap();
    let until: Timestamp = UNTIL.parse().unwrap();
    db::migrate(&db, app::MIGRATIONS, until).unwrap();
    let kept = Kept::with_random(db, Random::seeded(seed));
    let built = build(&kept, Size::Small, seed, until, &|_| ()).unwrap();
    assert_eq!(built.contacts, 3_000);
    kept
}

fn numbers(kept: &Kept, sql: &str) -> BTreeMap<String, i64> {
    let read = |tx: &mut db::Tx| tx.all(sql, args![], |row| Ok((row.get(0)?, row.get(1)?)));
    kept.read(read).unwrap().into_iter().collect()
}

#[test]
fn the_council_is_whole_whatever_its_seed() {
    let folder = tempfile::tempdir().unwrap();
    for seed in [1, 20_260_914] {
        let kept = built(folder.path(), seed);
        let verified = kept.read(|tx| app::ledger::verify(tx, None)).unwrap();
        assert!(verified.is_ok_and(|whole| whole.waiting == 0 && whole.rows > 20_000));
        let actor = kept.system("test").unwrap();
        let rebuilt = app::ledger::rebuild(&kept, &actor, UNTIL.parse().unwrap(), false).unwrap();
        assert!(rebuilt.differences.is_empty(), "{} differ", rebuilt.differences.len());
        assert_eq!(rebuilt.records, 3_000);
        let waiting = "SELECT 'overdue', count(*) FROM promises
                       WHERE outcome = 'running' AND due_at < $1";
        let until: Timestamp = UNTIL.parse().unwrap();
        let missed = kept.read(|tx| tx.one(waiting, args![until], |row| row.get::<i64>(1)));
        assert_eq!(missed.unwrap(), 0, "the tick judged everything that passed");
    }
}

#[test]
fn every_outcome_channel_service_and_role_occurs() {
    let folder = tempfile::tempdir().unwrap();
    let kept = built(folder.path(), 20_260_914);
    let outcomes = numbers(&kept, "SELECT outcome, count(*) FROM promises GROUP BY outcome");
    for outcome in ["kept", "missed", "running", "ended_by_customer", "not_counted", "measured"] {
        assert!(outcomes.contains_key(outcome), "no promise is {outcome}: {outcomes:?}");
    }
    let channels = numbers(&kept, "SELECT channel, count(*) FROM records GROUP BY channel");
    for channel in ["telephone", "email", "web-form", "visit", "letter", "voicemail"] {
        assert!(channels.contains_key(channel), "nothing came by {channel}: {channels:?}");
    }
    let services =
        numbers(&kept, "SELECT CAST(service_id AS text), count(*) FROM records GROUP BY 1");
    assert_eq!(services.len(), 10, "{services:?}");
    let roles = app::organisation::ready_made_roles();
    let people = people(&kept).unwrap();
    assert_eq!(people.len(), roles.len(), "somebody signs in for each role");
    let drafts = kept.read(app::drafting::drafts).unwrap();
    let consulted = kept.read(|tx| app::drafting::draft(tx, drafts[0].id)).unwrap().unwrap();
    assert!(consulted.steps.iter().all(|step| !step.points.is_empty()), "people said something");
    let month = Month::read("2026-09").unwrap();
    let ask = Ask {
        from: month,
        to: month,
        by: Vec::new(),
        standard: None,
        count_by: CountBy::Due,
        known_at: None,
        times: true,
    };
    let today = "2026-11-22".parse().unwrap();
    let rows = kept.read(|tx| figures(tx, &kept, &ask, today)).unwrap();
    assert!(rows.len() >= 8, "{rows:?}");
}

#[test]
fn the_same_seed_gives_the_same_council_to_the_last_hash() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let head = |folder: &Path, seed: u64| {
        let kept = built(folder, seed);
        kept.read(|tx| app::ledger::verify(tx, None)).unwrap().ok().unwrap().head
    };
    let first = head(one.path(), 7);
    assert_eq!(head(other.path(), 7), first);
    assert_ne!(head(other.path(), 8), first);
}
