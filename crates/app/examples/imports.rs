//! Measures importing: records a second, beside bare inserts of the same rows in the same
//! batches on the same disk, and how long somebody waits who reads a list or logs a contact
//! meanwhile. Prints also the most memory that was taken.
//!
//! `cargo run --release -p app --example imports [FILE.csv(.gz) MAP.toml]`; without a file the
//! Boston data of `KEPT_PUBLIC_DATA` (or `../shared/data`), and where that is not, the sample
//! over and over.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, run by hand")]

use app::contacts::{Ending, LogContact, Who};
use app::imports::{Counts, Import, Rejected, Watch};
use app::lists::{Filter, Order};
use app::{Actor, Failure, Kept};
use db::{Address, Db, FromValue, Options, Unfit, Value, args};
use flate2::read::MultiGzDecoder;
use rules::contacts::{Channel, Matter};
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const MAP: &str = include_str!("../../../maps/boston-311.toml");
const SAMPLE: &str = include_str!("../../../maps/samples/boston-311.csv");

/// The tables that a row goes to, in an order in which each finds what it refers to.
const TABLES: [(&str, &str); 7] = [
    ("records", "id"),
    ("contacts", "id"),
    ("cases", "id"),
    ("facts", "record_id"),
    ("promises", "record_id"),
    ("judgements", "promise_id"),
    ("imported_rows", "record_id"),
];
/// What those refer to besides each other.
const BESIDE: [&str; 13] = [
    "staff",
    "organisation_versions",
    "units",
    "unit_versions",
    "reasons",
    "calendars",
    "calendar_versions",
    "charters",
    "charter_versions",
    "standards",
    "standard_versions",
    "import_sources",
    "import_runs",
];
/// How many records a batch has, as in an import.
const BATCH: i64 = 250;

struct Nobody;

impl Watch for Nobody {
    fn rejected(&mut self, _: &Rejected<'_>) -> io::Result<()> {
        Ok(())
    }

    fn progress(&mut self, _: &Counts) -> io::Result<()> {
        Ok(())
    }
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let given: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (name, input, map) = match given.as_slice() {
        [file, map] => {
            (file.display().to_string(), open(file), std::fs::read_to_string(map).unwrap())
        }
        _ => {
            let (name, input) = boston();
            (name, input, MAP.to_owned())
        }
    };
    println!("{name}");
    let kept = fresh(&folder.path().join("kept.db"));
    let console = kept.system("console:speed").unwrap();
    let stop = AtomicBool::new(false);
    let pauses = [Duration::from_millis(2), Duration::from_millis(50)];
    let (counts, took) = thread::scope(|scope| {
        let reading = scope.spawn(|| waits(&stop, pauses[0], || read(&kept, &console)));
        let logging = scope.spawn(|| waits(&stop, pauses[1], || log(&kept, &console)));
        let begun = Instant::now();
        let map = rules::imports::read(&map).unwrap();
        let clock = &app::time::now;
        let import = Import { map: &map, file_name: "speed", is_trial: false, clock };
        let report = app::imports::import(&kept, &console, &import, input, &mut Nobody).unwrap();
        let took = begun.elapsed();
        stop.store(true, Ordering::Relaxed);
        println!("reading a list meanwhile      {}", said(reading.join().unwrap()));
        println!("logging a contact meanwhile   {}", said(logging.join().unwrap()));
        (report.counts, took)
    });
    let rate = counts.created as f64 / took.as_secs_f64();
    println!("{} imported, {} rejected, in {took:.1?}", counts.created, counts.rejected);
    println!("import                        {rate:>8.0} records/s");
    println!("memory                        {:>8} MiB at most", memory());
    let bare = bare(&kept, &folder.path().join("bare.db"));
    println!("bare inserts of the same rows {bare:>8.0} records/s");
    println!("ratio                         {:>8.2}", rate / bare);
}

/// Boston's data, or the sample over and over.
fn boston() -> (String, Box<dyn Read>) {
    #[expect(clippy::disallowed_methods, reason = "a measurement is told where the data is")]
    let folder =
        std::env::var_os("KEPT_PUBLIC_DATA").map_or("../shared/data".into(), PathBuf::from);
    let file = folder.join("service_requests/boston_311_2015_jan_apr.csv.gz");
    if file.exists() {
        return ("Boston 311, January to April 2015".to_owned(), open(&file));
    }
    let (header, rows) = SAMPLE.split_once('\n').unwrap();
    let mut text = format!("{header}\n");
    for number in 0..2_500 {
        text.push_str(&rows.replace("9000000000", &format!("9{number:09}")));
    }
    ("the sample of Boston 311, 2,500 times".to_owned(), Box::new(Cursor::new(text)))
}

fn open(file: &Path) -> Box<dyn Read> {
    let is_packed = file.extension().is_some_and(|extension| extension == "gz");
    let file = File::open(file).unwrap();
    if is_packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) }
}

fn fresh(file: &Path) -> Kept {
    let db = Db::open(&Address::sqlite(file), &Options::default()).unwrap();
    db::migrate(&db, app::MIGRATIONS, app::time::now()).unwrap();
    let kept = Kept::new(db);
    let console = kept.system("console:speed").unwrap();
    kept.act(&console, app::time::now(), app::organisation::begin).unwrap();
    kept
}

/// What a page of open promises reads.
fn read(kept: &Kept, actor: &Actor) {
    let filters = [Filter::Open, Filter::Real];
    kept.read(|tx| app::lists::list(tx, actor, &filters, Order::Due, None, 50)).unwrap();
}

/// What an adviser writes.
fn log(kept: &Kept, actor: &Actor) {
    let service = kept.read(|tx| {
        tx.one("SELECT id FROM units WHERE key = 'customer-services'", args![], |row| {
            row.get::<i64>(0)
        })
    });
    let contact = LogContact {
        channel: Channel::Telephone,
        matter: Matter::Enquiry,
        received_at: None,
        who: Who::Nobody,
        service: service.unwrap(),
        reason: None,
        place: None,
        ward: None,
        summary: "A question".into(),
        details: None,
        ending: Ending::Settled,
        call: None,
        visit: None,
        contact_details_left: None,
        about_again: None,
        asks_progress: false,
        language: "en".into(),
        is_restricted: false,
        is_test: false,
    };
    kept.act(actor, app::time::now(), move |cx| app::contacts::log(cx, &contact)).unwrap();
}

/// How long each of many tries took, in microseconds.
fn waits(stop: &AtomicBool, pause: Duration, once: impl Fn()) -> Vec<u128> {
    let mut waits = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let begun = Instant::now();
        once();
        waits.push(begun.elapsed().as_micros());
        thread::sleep(pause);
    }
    waits
}

fn said(mut waits: Vec<u128>) -> String {
    waits.sort_unstable();
    let at = |share: f64| waits[((waits.len() - 1) as f64 * share) as usize] as f64 / 1_000.0;
    format!(
        "median {:.1} ms, 99th percentile {:.1} ms, longest {:.1} ms ({} times)",
        at(0.5),
        at(0.99),
        at(1.0),
        waits.len()
    )
}

/// The same rows as they were stored, inserted in the same batches and nothing else done.
fn bare(kept: &Kept, file: &Path) -> f64 {
    let target = fresh(file);
    for table in BESIDE {
        let rows = stored(kept, table, "1 = $1 AND 1 = $2", 1, 1);
        let sql = insert(kept, table).replacen("INSERT", "INSERT OR IGNORE", 1);
        target.db().write(move |tx| tx.insert_rows(&sql, &rows)).unwrap();
    }
    let last = kept.read(|tx| {
        tx.one("SELECT coalesce(max(id), 0) FROM records", args![], |row| row.get::<i64>(0))
    });
    let (last, mut first, mut took) = (last.unwrap(), 1, Duration::ZERO);
    while first <= last {
        let until = first + BATCH - 1;
        let batch: Vec<_> = TABLES
            .iter()
            .map(|(table, of)| {
                let condition = match *table {
                    "judgements" => "promise_id IN
                        (SELECT id FROM promises WHERE record_id >= $1 AND record_id <= $2)"
                        .to_owned(),
                    _ => format!("{of} >= $1 AND {of} <= $2"),
                };
                (insert(kept, table), stored(kept, table, &condition, first, until))
            })
            .collect();
        let begun = Instant::now();
        target
            .db()
            .write(move |tx| {
                for (sql, rows) in batch.iter().filter(|(_, rows)| !rows.is_empty()) {
                    tx.insert_rows(sql, rows)?;
                }
                Ok::<_, Failure>(())
            })
            .unwrap();
        took += begun.elapsed();
        first = until + 1;
    }
    last as f64 / took.as_secs_f64()
}

fn insert(kept: &Kept, table: &str) -> String {
    let columns = columns(kept, table);
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "))
}

fn columns(kept: &Kept, table: &str) -> Vec<String> {
    let sql = format!("SELECT * FROM {table}");
    kept.read(|tx| db::prepare(tx, &sql)).unwrap().columns
}

/// A value as it is stored.
struct Stored(Value<'static>);

impl FromValue for Stored {
    fn from_value(value: Value<'_>) -> Result<Self, Unfit> {
        Ok(Stored(match value {
            Value::Text(text) => text.into_owned().into(),
            Value::Bytes(bytes) => bytes.into_owned().into(),
            Value::Int(number) => number.into(),
            Value::Real(number) => number.into(),
            _ => Value::Null,
        }))
    }
}

fn stored(
    kept: &Kept,
    table: &str,
    condition: &str,
    from: i64,
    to: i64,
) -> Vec<Vec<Value<'static>>> {
    let width = columns(kept, table).len();
    let sql = format!("SELECT * FROM {table} WHERE {condition} ORDER BY 1");
    let read = kept.read(|tx| {
        tx.all(&sql, args![from, to], |row| {
            (0..width).map(|column| Ok(row.get::<Stored>(column)?.0)).collect()
        })
    });
    read.unwrap()
}

/// The most memory that this process has taken, in MiB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    let kib = line.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}
