//! A change of calendar: its preview over a million running promises, and how long others wait
//! while stored due moments follow it.

use crate::measured::{below, load, timed};
use app::calendars::{Impact, Propose, Whose};
use app::contacts::LogContact;
use app::rounds::Rounds;
use app::{Actor, Failure, Kept};
use db::Engine;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use rules::calendar::{Change, Nation};
use rules::contacts::Channel;
use rusqlite::{Connection, params};
use std::time::{Duration, Instant};
use testkit::{Person, Town};

const MILLION: i64 = 1_000_000;
/// Letters that are written before a calendar changes under them.
const LETTERS: usize = 6_000;
const CLIENTS: usize = 8;
const RUN: Duration = Duration::from_secs(4);

pub(crate) fn measure() {
    preview();
    following(Engine::Sqlite, "SQLite");
    following(Engine::Postgres, "PostgreSQL");
}

/// Letters logged in few commits, on one day and, a hundredth of them, on the next.
fn letters(town: &Town, number: usize) {
    let actor = town.person(Person::Adviser);
    for (step, number) in [(0, number - number / 100), (24, number / 100)] {
        town.later(SignedDuration::from_hours(step));
        let contact = town.with_case(Channel::Letter);
        let now = town.now();
        for _ in 0..number.div_ceil(200) {
            let contact: LogContact = contact.clone();
            let logged = town.kept.act(&actor, now, move |cx| {
                (0..200).try_for_each(|_| app::contacts::log(cx, &contact).map(drop))
            });
            logged.unwrap();
        }
    }
}

fn proposed(town: &Town, change: Change) -> i64 {
    let propose = Propose { whose: Whose::Body, change, source: "a measurement".into() };
    town.act(Person::Administrator, move |cx| app::calendars::propose(cx, &propose)).unwrap()
}

fn closed(on: Date) -> Change {
    Change::Close { on, name: None }
}

fn preview() {
    let town = Town::new();
    letters(&town, 2_000);
    let running = multiply(town.database().address().file().unwrap());
    println!("Preview over {running} running promises");
    let northern = Change::Proclaim {
        nation: Nation::NorthernIreland,
        on: date(2026, 9, 21),
        name: "Extra bank holiday".into(),
    };
    let actor = town.person(Person::ServicesManager);
    for (name, change) in [
        ("few affected", closed(date(2026, 9, 29))),
        ("all looked at, none moves", northern),
        ("all affected", closed(date(2026, 9, 21))),
    ] {
        let id = proposed(&town, change);
        let mut impact = Impact::default();
        let waits = timed(3, |_| impact = seen(&town.kept, &actor, id, town.now()));
        println!(
            "  {name}: {} looked at, {} move: {}",
            impact.looked_at,
            impact.moved,
            waits.said()
        );
        let name = format!("Preview of a calendar over a million promises, {name}");
        below(&name, waits.at(1.0) / 1e3, 2.0, "s");
    }
}

fn seen(kept: &Kept, actor: &Actor, id: i64, now: jiff::Timestamp) -> Impact {
    let read = kept.read(|tx| {
        let row = app::calendars::proposal(tx, id)?.unwrap();
        app::calendars::impact(tx, kept, actor, &row, (now, 100))
    });
    read.unwrap().unwrap_or_default()
}

/// Repeats the running promises that have a due moment under other numbers, past all guards, until
/// there are a million.
fn multiply(file: &std::path::Path) -> i64 {
    let db = Connection::open(file).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN").unwrap();
    let one = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let running = "outcome = 'running' AND due_at IS NOT NULL";
    let there = one(&format!("SELECT count(*) FROM promises WHERE {running}"));
    let last = one("SELECT max(id) FROM promises");
    let mut names = db.prepare("SELECT name FROM pragma_table_info('promises')").unwrap();
    let columns: Vec<String> =
        names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let shifted = columns.iter().map(|column| match column.as_str() {
        "id" | "record_id" | "started_by" => format!("{column} + ?1"),
        other => other.to_owned(),
    });
    let sql = format!(
        "INSERT INTO promises ({}) SELECT {} FROM promises WHERE {running} AND id <= ?2",
        columns.join(", "),
        shifted.collect::<Vec<_>>().join(", ")
    );
    for time in 1..=(MILLION - there) / there {
        db.execute(&sql, params![time * 10_000_000, last]).unwrap();
    }
    db.execute_batch("COMMIT; PRAGMA optimize = 0x10002").unwrap();
    one(&format!("SELECT count(*) FROM promises WHERE {running}"))
}

/// People log contacts while the system follows a calendar as fast as it can.
fn following(engine: Engine, name: &str) {
    let town = Town::on(engine);
    letters(&town, LETTERS);
    let id = proposed(&town, closed(date(2026, 9, 21)));
    town.act(Person::Administrator, move |cx| app::calendars::approve(cx, id)).unwrap();
    town.tick_on();
    let (kept, now) = (&town.kept, town.now());
    let system = kept.system("tick").unwrap();
    let contact = town.contact(Channel::Telephone);
    let adviser = town.person(Person::Adviser);
    let began = Instant::now();
    let (rate, waits, followed) = std::thread::scope(|scope| {
        let follower = scope.spawn(|| {
            let mut rounds = Rounds::new("a measurement".into());
            while !kept.read(app::calendars::progress).unwrap().is_empty() {
                rounds.go(kept, &system, now).unwrap();
            }
            began.elapsed()
        });
        let log = |(): &mut (), _: usize| {
            let contact = contact.clone();
            let logged = kept.act(&adviser, now, move |cx| app::contacts::log(cx, &contact));
            assert!(!matches!(logged, Err(Failure::NotAllowed)));
        };
        let (rate, waits) = load(CLIENTS, RUN, |_| (), log);
        (rate, waits, follower.join().unwrap())
    });
    let moved = town.number("SELECT count(*) FROM moved_promises");
    let a_second = moved as f64 / followed.as_secs_f64();
    println!("  {name}: {moved} promises moved in {followed:.1?} ({a_second:.0} a second)");
    println!("  meanwhile {rate:.0} contacts a second: {}", waits.said());
    let name = format!("Logging while due dates follow a calendar, {name}, 99th percentile");
    below(&name, waits.at(0.99), 50.0, "ms");
}
