//! `kept import records` into the demonstration, while somebody reads pages of it: how fast, how
//! long they wait, how much memory it takes.

use crate::Bench;
use crate::bare::{Reading, copy_beside};
use crate::browser::Browser;
use crate::measured::{Waits, at_least, below};
use crate::million::{number, open};
use crate::process::{Serving, kept_on, to_its_end};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const MAP: &str = include_str!("../../../../maps/boston-311.toml");
/// How many records a batch has, as in an import.
const BATCH: i64 = 250;
/// The two sizes of file whose memory is compared.
const SIZES: [u32; 2] = [40_000, 200_000];
const PASSWORD: &str = "three odd words";
const PAGE: &str = "/staff/lists/all";
/// What imported records refer to.
const BESIDE: [&str; 14] = [
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
    "customers",
];

pub(crate) fn measure(bench: &Bench) {
    let map = bench.file("map.toml");
    std::fs::write(&map, MAP).unwrap();
    let (into, bare) = (copy(bench, "imported.db"), copy(bench, "bare.db"));
    let before = number(&open(&into), "records", "max(id)");
    let mut most = 0.0_f64;
    let mut rate = 0.0;
    for (which, rows) in SIZES.into_iter().enumerate() {
        let file = bench.file(&format!("requests-{which}.csv"));
        write(&file, which, rows);
        let (took, memory, waits) = import(&into, &file, &map);
        most = most.max(memory);
        rate = f64::from(rows) / took.as_secs_f64();
        println!("{rows} rows: {rate:.0} records/s, {memory:.0} MB at most");
        println!("  a page meanwhile: {}", waits.said());
        below(
            &format!("A page while {rows} are imported, 99th percentile"),
            waits.at(0.99),
            50.0,
            "ms",
        );
    }
    let kept = open(&into);
    let after = number(&kept, "records", "max(id)");
    assert_eq!(after - before, SIZES.iter().map(|rows| i64::from(*rows)).sum::<i64>());
    let target = open(&bare);
    copy_beside(&kept, &target, &BESIDE);
    let bare = inserted(&kept, &target, after - i64::from(SIZES[1]) + 1, after);
    println!("Bare inserts of the same rows: {bare:.0} records/s");
    at_least("kept import, records a second", rate, 2_500.0, "");
    at_least("kept import, share of bare inserts", rate / bare, 1.0 / 3.0, "");
    below("kept import, memory at most", most, 200.0, "MB");
}

/// A copy of the demonstration.
fn copy(bench: &Bench, name: &str) -> PathBuf {
    let to = bench.file(name);
    open(&bench.file("kept.db")).db().backup(&to).unwrap();
    to
}

/// Runs the import while a browser reads a page over and over.
fn import(into: &Path, file: &Path, map: &Path) -> (Duration, f64, Waits) {
    let kept = open(into);
    let people = demonstration::people(&kept).unwrap();
    let person = people.iter().find(|p| p.role_key == "customer-services-manager").unwrap();
    demonstration::set_password(&kept, person, PASSWORD, app::time::now()).unwrap();
    drop(kept);
    let serving = Serving::on(into);
    let mut browser = Browser::signed_in(serving.address, &person.email, PASSWORD);
    let over = AtomicBool::new(false);
    let mut waits = Vec::new();
    let (took, memory) = std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let mut waits = Vec::new();
            while !over.load(Ordering::Relaxed) {
                let began = Instant::now();
                assert_eq!(browser.gets(PAGE).status, 200);
                waits.push(began.elapsed());
                // Somebody looks at it, if not for long.
                std::thread::sleep(Duration::from_millis(5));
            }
            waits
        });
        let mut command = kept_on(into);
        command.args(["import", "records"]).arg(file).arg("--map").arg(map);
        let ended = to_its_end(command);
        over.store(true, Ordering::Relaxed);
        waits = reading.join().unwrap();
        ended
    });
    (took, memory, Waits::of(waits))
}

/// The rows of records inserted in the same batches; records a second.
fn inserted(kept: &app::Kept, target: &app::Kept, first: i64, last: i64) -> f64 {
    let reading = Reading::of(kept);
    let mut took = Duration::ZERO;
    for first in (first..=last).step_by(BATCH as usize) {
        let rows = reading.rows(first, last.min(first + BATCH - 1));
        let began = Instant::now();
        rows.insert(target.db());
        took += began.elapsed();
    }
    (last - first + 1) as f64 / took.as_secs_f64()
}

/// Invented requests in the form in which Boston publishes its own: four in five are closed.
fn write(file: &Path, which: usize, rows: u32) {
    const HEADER: &str = "CASE_ENQUIRY_ID,OPEN_DT,TARGET_DT,CLOSED_DT,CASE_STATUS,CLOSURE_REASON,\
                          CASE_TITLE,REASON,TYPE,QUEUE,Department,Location,neighborhood,Source";
    const TYPES: [&str; 5] = [
        "Street Light Outages",
        "Missed Collection",
        "Pothole Repair",
        "Graffiti Removal",
        "Tree Pruning",
    ];
    const DEPARTMENTS: [&str; 4] = ["PWDx", "ISD", "PARK", "BTDT"];
    const SOURCES: [&str; 3] = ["Constituent Call", "Citizens Connect App", "Self Service"];
    let mut out = BufWriter::new(File::create(file).unwrap());
    writeln!(out, "{HEADER}").unwrap();
    for n in 0..rows {
        let (month, day, hour) = (n % 6 + 1, n / 6 % 28 + 1, n / 11 % 12 + 1);
        let time = format!("{hour:02}:{:02}:{:02}", n % 60, n / 60 % 60);
        let kind = TYPES[(n % 5) as usize];
        let closed = match n % 5 {
            0 => String::new(),
            _ => format!("{:02}/{day:02}/2025 {time} PM", month + 1),
        };
        let (state, answer) = match n % 5 {
            0 => ("Open", String::new()),
            _ => ("Closed", format!("Case resolved. The crew was there on visit {}.", n % 9)),
        };
        writeln!(
            out,
            "{which}{n:09},{month:02}/{day:02}/2025 {time} AM,{:02}/{:02}/2025 05:00:00 PM,\
             {closed},{state},{answer},{kind},Works,{kind},Queue {},{},\"{} Example St, flat {}\",\
             Harbour Side,{}",
            month + 1,
            day % 28 + 1,
            n % 7,
            DEPARTMENTS[(n % 4) as usize],
            n % 400,
            n % 30,
            SOURCES[(n % 3) as usize],
        )
        .unwrap();
    }
    out.into_inner().unwrap();
}
