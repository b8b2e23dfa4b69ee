//! Records from other systems: what they become, that importing again changes nothing, and what
//! a changed row changes. The cities' own data is in `public`, where it is there.

mod changes;
mod public;

use app::imports::{Counts, Import, Rejected, Report, Watch};
use app::{Failure, Kept};
use db::{Engine, args};
use jiff::Timestamp;
use rules::imports::{ImportRefusal, Map, Reject};
use std::io::{self, Read};
use testkit::Town;

const ENGINES: [Engine; 2] = [Engine::Sqlite, Engine::Postgres];

/// The four cities, with the rows of their samples: read, created, rejected.
const CITIES: [(&str, &str, &str, [i64; 3]); 4] = [
    (
        "boston-311",
        include_str!("../../../../maps/boston-311.toml"),
        include_str!("../../../../maps/samples/boston-311.csv"),
        [18, 15, 3],
    ),
    (
        "san-francisco-311",
        include_str!("../../../../maps/san-francisco-311.toml"),
        include_str!("../../../../maps/samples/san-francisco-311.csv"),
        [12, 11, 1],
    ),
    (
        "los-angeles-311",
        include_str!("../../../../maps/los-angeles-311.toml"),
        include_str!("../../../../maps/samples/los-angeles-311.csv"),
        [12, 10, 2],
    ),
    (
        "new-york-311",
        include_str!("../../../../maps/new-york-311.toml"),
        include_str!("../../../../maps/samples/new-york-311.csv"),
        [11, 10, 1],
    ),
];

/// Remembers what was rejected.
#[derive(Default)]
pub(crate) struct Seen {
    rejected: Vec<(u64, String, Vec<Reject>)>,
    batches: usize,
}

impl Watch for Seen {
    fn rejected(&mut self, row: &Rejected<'_>) -> io::Result<()> {
        let raw = String::from_utf8_lossy(row.raw).into_owned();
        self.rejected.push((row.line, raw, row.reasons.to_vec()));
        Ok(())
    }

    fn progress(&mut self, _: &Counts) -> io::Result<()> {
        self.batches += 1;
        Ok(())
    }
}

fn attempt(
    kept: &Kept,
    map: &Map,
    input: impl Read,
    now: Timestamp,
    is_trial: bool,
) -> (Result<Report, Failure<ImportRefusal>>, Seen) {
    let console = kept.system("console:test").unwrap();
    let mut seen = Seen::default();
    let import = Import { map, file_name: "test.csv", is_trial, clock: &|| now };
    (app::imports::import(kept, &console, &import, input, &mut seen), seen)
}

/// Imports a file, which must be readable.
pub(crate) fn import(town: &Town, map: &Map, input: impl Read) -> (Report, Seen) {
    let (report, seen) = attempt(&town.kept, map, input, town.now(), false);
    let report = report.unwrap();
    let Counts { read, created, updated, unchanged, rejected } = report.counts;
    assert_eq!(read, created + updated + unchanged + rejected);
    assert_eq!(rejected as usize, seen.rejected.len());
    (report, seen)
}

pub(crate) fn map(text: &str) -> Map {
    rules::imports::read(text).unwrap()
}

/// Judged, sealed and compared: what is stored is what follows from the facts, and the chain is
/// whole.
pub(crate) fn is_sound(town: &Town) {
    town.settle_down();
    let console = town.kept.system("console:test").unwrap();
    let rebuilt = app::ledger::rebuild(&town.kept, &console, town.now(), false).unwrap();
    assert_eq!(rebuilt.differences, []);
    let verified = town.kept.read(|tx| app::ledger::verify(tx, None)).unwrap().unwrap();
    assert_eq!(verified.waiting, 0);
}

/// The outcome of a row's promise under a standard, if one was made.
pub(crate) fn outcome(town: &Town, source: &str, row: &str, standard: &str) -> Option<String> {
    let read = town.kept.read(|tx| {
        tx.first(
            "SELECT p.outcome FROM promises p
             JOIN standards s ON s.id = p.standard_id
             JOIN imported_rows r ON r.record_id = p.record_id
             JOIN import_sources i ON i.id = r.source_id
             WHERE i.key = $1 AND r.row_key = $2 AND s.key = $3",
            args![source, row, standard],
            |row| row.get::<String>(0),
        )
    });
    read.unwrap()
}

fn count(town: &Town, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    town.kept.read(|tx| tx.one(&sql, args![], |row| row.get::<i64>(0))).unwrap()
}

#[test]
fn the_samples_of_the_four_cities_are_imported_and_again_nothing_changes() {
    for engine in ENGINES {
        let town = Town::on(engine);
        for (key, text, sample, [read, created, rejected]) in CITIES {
            let map = map(text);
            assert_eq!(map.key, key);
            let trial = attempt(&town.kept, &map, sample.as_bytes(), town.now(), true);
            assert_eq!(count(&town, "import_sources WHERE key = ''"), 0);
            let (report, _) = import(&town, &map, sample.as_bytes());
            assert_eq!(trial.0.unwrap(), report, "{key}: a trial counts what is done");
            let expected = Counts { read, created, rejected, ..Counts::default() };
            assert_eq!(report.counts, expected, "{key}");
            let facts = count(&town, "facts");
            let trial = attempt(&town.kept, &map, sample.as_bytes(), town.now(), true);
            let (again, _) = import(&town, &map, sample.as_bytes());
            assert_eq!(trial.0.unwrap(), again);
            let expected = Counts { created: 0, unchanged: created, ..expected };
            assert_eq!(again.counts, expected, "{key}");
            assert_eq!(count(&town, "facts"), facts);
        }
        is_sound(&town);
        assert_eq!(count(&town, "import_runs WHERE finished_at IS NOT NULL"), 8);
        assert_eq!(count(&town, "import_seen"), 0);
    }
}

#[test]
fn a_trial_writes_nothing() {
    let town = Town::new();
    let (_, text, sample, _) = CITIES[0];
    let before = ["records", "facts", "units", "charters", "import_sources", "import_runs"]
        .map(|table| count(&town, table));
    attempt(&town.kept, &map(text), sample.as_bytes(), town.now(), true).0.unwrap();
    let after = ["records", "facts", "units", "charters", "import_sources", "import_runs"]
        .map(|table| count(&town, table));
    assert_eq!(before, after);
}

#[test]
fn what_the_rows_say_becomes_facts_and_is_judged_by_the_maps_own_standards() {
    for engine in ENGINES {
        let town = Town::on(engine);
        let (key, text, sample, _) = CITIES[0];
        let (report, seen) = import(&town, &map(text), sample.as_bytes());
        for (row, expected) in [
            ("900000000001", Some("kept")),
            ("900000000002", Some("missed")),
            // At exactly the target is in time, a second later is not.
            ("900000000003", Some("kept")),
            ("900000000009", Some("missed")),
            ("900000000004", None),
            ("900000000005", Some("missed")),
            ("900000000015", Some("no_evidence")),
        ] {
            assert_eq!(outcome(&town, key, row, "target-kept").as_deref(), expected, "{row}");
        }
        let lines: Vec<u64> = seen.rejected.iter().map(|(line, ..)| *line).collect();
        assert_eq!(lines, [18, 19, 20]);
        let flagged: Vec<_> = report.flagged.into_iter().collect();
        let once = |key| (key, 1);
        assert_eq!(
            flagged,
            ["no-closing-time", "repeated-local-time", "skipped-local-time"].map(once)
        );
        let id = town.kept.read(|tx| app::imports::record_of(tx, key, "900000000010"));
        let id = id.unwrap().unwrap();
        let page = town.kept.read(|tx| app::case_files::page_by_id(tx, &town.kept, id, town.now()));
        let page = page.unwrap().unwrap();
        assert_eq!(page.summary, "Hole in the pavement");
        assert_eq!(page.service, "Public Works");
        assert_eq!(page.reason.as_deref(), Some("Sidewalk Repair (Make Safe)"));
        // The repeated time was taken as the earlier one, and the history says so.
        assert_eq!(page.record.received_at, "2015-11-01T05:30:00Z".parse().unwrap());
        let evidence = |entry: &app::history::Entry| entry.fact.evidence.key();
        assert!(page.history.iter().all(|entry| evidence(entry) == "imported"));
        assert!(page.history.iter().all(|entry| entry.recorded_by == "console:test"));
        let note = page.history.iter().find_map(|entry| {
            let reason = entry.fact.detail.reason.as_deref()?;
            Some((reason.to_owned(), entry.content.clone()?))
        });
        let written = "OPEN_DT: 11/01/2015 01:30:00 AM".to_owned();
        assert_eq!(note, Some(("repeated-local-time".to_owned(), written)));
        let origin = town.kept.read(|tx| app::imports::origin(tx, id)).unwrap().unwrap();
        assert_eq!((&*origin.name, &*origin.row), ("Boston 311", "900000000010"));
        // The body's own charter judges none of it.
        assert_eq!(
            count(
                &town,
                "promises p JOIN standards s ON s.id = p.standard_id
             JOIN charters c ON c.id = s.charter_id WHERE c.kind = 'own'"
            ),
            0
        );
        is_sound(&town);
    }
}

#[test]
fn a_cancelled_request_was_ended_by_the_customer_and_one_without_limit_is_only_measured() {
    let town = Town::new();
    let (key, text, sample, _) = CITIES[2];
    import(&town, &map(text), sample.as_bytes());
    let of = |row, standard| outcome(&town, key, row, standard);
    assert_eq!(of("9-000000006", "by-service-date").as_deref(), Some("ended_by_customer"));
    // A date is kept until its last second, and told before the receipt it promises nothing.
    assert_eq!(of("9-000000003", "by-service-date").as_deref(), Some("kept"));
    assert_eq!(of("9-000000009", "by-service-date").as_deref(), Some("missed"));
    assert_eq!(of("9-000000004", "by-service-date"), None);
    assert_eq!(of("9-000000004", "time-to-close").as_deref(), Some("measured"));
}

#[test]
fn every_composed_statement_prepares_on_both_databases() {
    for engine in ENGINES {
        let town = Town::on(engine);
        for sql in app::imports::every_statement() {
            town.kept.read(|tx| db::prepare(tx, sql.as_str()).map(drop)).unwrap();
        }
    }
}

#[test]
fn what_is_no_csv_file_or_does_not_fit_the_map_is_refused_whole() {
    let town = Town::new();
    let (_, text, sample, _) = CITIES[0];
    let map_text = text;
    let refused = |text: &str, input: &[u8]| match attempt(
        &town.kept,
        &map(text),
        input,
        town.now(),
        false,
    )
    .0
    {
        Err(Failure::Refused(mut refusals)) => refusals.remove(0),
        other => panic!("{other:?}"),
    };
    use rules::imports::{HeaderProblem, NotCsv};
    for (input, expected) in [
        (&b""[..], ImportRefusal::Empty),
        (b"  \n\n", ImportRefusal::Empty),
        (b"PK\x03\x04rest", ImportRefusal::NotCsv(NotCsv::Packed)),
        (b"%PDF-1.7", ImportRefusal::NotCsv(NotCsv::Pdf)),
        (b"\xff\xfeI\0d\0", ImportRefusal::NotCsv(NotCsv::Utf16)),
        (b"a\0b,c", ImportRefusal::NotCsv(NotCsv::Binary)),
        (b"<html></html>", ImportRefusal::NotCsv(NotCsv::Markup)),
        (b"[{\"a\": 1}]", ImportRefusal::NotCsv(NotCsv::Json)),
        (b"\"never closed\n", ImportRefusal::NotCsv(NotCsv::Header)),
    ] {
        assert_eq!(refused(map_text, input), expected);
    }
    let other = refused(map_text, sample.replacen("OPEN_DT", "OPENED", 1).as_bytes());
    let ImportRefusal::Header(HeaderProblem::NoColumn { column, .. }) = other else {
        panic!("{other:?}");
    };
    assert_eq!(column.name, "OPEN_DT");
    let keyed =
        map_text.replace("{ key = \"parks\", name = \"Parks and Recreation\" }", "\"parks\"");
    let missing = ImportRefusal::NoSuchServices(vec!["parks".into()]);
    assert_eq!(refused(&keyed, sample.as_bytes()), missing);
    assert_eq!(count(&town, "records"), 0);
}

#[test]
fn two_imports_from_one_source_do_not_run_at_once() {
    let town = Town::new();
    let (_, text, sample, _) = CITIES[0];
    let map = map(text);
    town.system(|cx| {
        let minute = jiff::SignedDuration::from_mins(1);
        app::jobs::take(cx, "import:boston-311", "somebody else", minute)
    })
    .unwrap();
    let (refused, _) = attempt(&town.kept, &map, sample.as_bytes(), town.now(), false);
    let Err(Failure::Refused(refusals)) = refused else { panic!("{refused:?}") };
    assert_eq!(refusals, [ImportRefusal::AnotherRuns]);
    // Whoever has died does not keep others for ever.
    town.it_is("2026-09-14T10:05");
    import(&town, &map, sample.as_bytes());
}
