//! Measures how many due dates a second one core works out for a limit of each unit, with and
//! without pauses, and that nothing is allocated for it:
//! `cargo run --release -p rules --example clocks`. Figures are printed for `make bench`.
#![expect(unsafe_code, reason = "an allocator that counts is one")]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement")]

use jiff::{SignedDuration, Timestamp};
use rules::calendar::{Calendar, Definition, Nation};
use rules::clock::{Clock, Limit, Pause, Pauses, Policy, Term, Timeline, due, judge};
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// The system's allocator, counted.
struct Counting;

static ALLOCATED: AtomicU64 = AtomicU64::new(0);

// SAFETY: everything is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATED.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATED.fetch_add(1, Ordering::Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many starts there are, and how often each is counted from.
const STARTS: i64 = 10_000;
const ROUNDS: u32 = 100;

/// One limit of each unit.
const LIMITS: [&str; 12] = [
    "20 seconds",
    "15 minutes",
    "4 hours",
    "6 rings",
    "30 working minutes",
    "8 working hours",
    "5 working days",
    "20 working days",
    "28 calendar days",
    "12 weeks",
    "1 month",
    "3 months",
];

/// At least so many due dates a second and core: of days and elapsed time, of open time (which is
/// searched for among all days), and with two pauses.
const PLAIN: f64 = 5_000_000.0;
const OPEN_TIME: f64 = 2_000_000.0;
const PAUSED: f64 = 1_000_000.0;

fn main() {
    let calendar = Definition::office_hours(Nation::EnglandAndWales).compile().unwrap();
    // A year from Monday 5 January 2026, at any hour: working days and others.
    let first: Timestamp = "2026-01-05T09:00:00Z".parse().unwrap();
    let step = SignedDuration::from_secs(365 * 86_400 / STARTS + 7);
    let starts: Vec<Timestamp> =
        (0..STARTS).map(|n| first + SignedDuration::from_secs(step.as_secs() * n)).collect();
    let pauses: Vec<Pauses> = starts.iter().map(|start| two_pauses(*start)).collect();
    for limit in LIMITS {
        let clock = clock(limit);
        let none = Pauses::default();
        let plain = measured(&starts, |start, _| {
            black_box(due(&clock, &calendar, start, &none, &[]));
        });
        let is_open_time = limit.contains("working minutes") || limit.contains("working hours");
        let least = if is_open_time { OPEN_TIME } else { PLAIN };
        rate(&format!("Due dates a second and core, {limit}"), plain, least);
        let paused = measured(&starts, |start, index| {
            black_box(due(&clock, &calendar, start, &pauses[index], &[]));
        });
        rate(&format!("The same with two pauses, {limit}"), paused, PAUSED);
    }
    judged(&calendar, &starts);
}

/// From two minutes to a day, and over a weekend or part of a week.
fn two_pauses(start: Timestamp) -> Pauses {
    let pause = |from: i64, long: i64| {
        let starts = start + SignedDuration::from_mins(from);
        Pause { starts, ends: Some(starts + SignedDuration::from_mins(long)) }
    };
    Pauses::new(&[pause(0, 1_500), pause(4_000, 5_000)]).unwrap()
}

/// Judging, to see beside.
fn judged(calendar: &Calendar, starts: &[Timestamp]) {
    let clock = clock("10 working days");
    let lines: Vec<Timeline> = starts.iter().map(|start| Timeline::started(*start)).collect();
    let now = starts[starts.len() / 2];
    let found = measured(starts, |_, index| {
        black_box(judge(&clock, calendar, &lines[index], now));
    });
    rate("Promises judged a second and core, 10 working days", found, PLAIN);
}

fn clock(limit: &str) -> Clock {
    Clock::new(Term::Limit(Limit::read(limit).unwrap()), Policy::default()).unwrap()
}

/// How many times a second something is done, and how often it allocated in all. Of three
/// tries the quickest: what else runs on the machine only slows.
fn measured(starts: &[Timestamp], mut once: impl FnMut(Timestamp, usize)) -> (f64, u64) {
    let before = ALLOCATED.load(Ordering::Relaxed);
    let mut best: f64 = 0.0;
    for _ in 0..3 {
        let began = Instant::now();
        for _ in 0..ROUNDS {
            starts.iter().enumerate().for_each(|(index, start)| once(black_box(*start), index));
        }
        let rate = starts.len() as f64 * f64::from(ROUNDS) / began.elapsed().as_secs_f64();
        best = best.max(rate);
    }
    (best, ALLOCATED.load(Ordering::Relaxed) - before)
}

/// Prints a rate beside its limit. One that allocated anything is over it, however quick.
fn rate(name: &str, (rate, allocated): (f64, u64), least: f64) {
    let limit = format!("≥ {}", millions(least));
    if allocated > 0 {
        let what = format!("{}, {allocated} allocations", millions(rate));
        return figure(name, what, &limit, false);
    }
    figure(name, millions(rate), &limit, rate >= least);
}

fn millions(rate: f64) -> String {
    format!("{:.1} million", rate / 1e6)
}

/// A line of the table that `make bench` prints at its end.
fn figure(name: &str, measured: String, limit: &str, is_within: bool) {
    let verdict = if is_within { "within" } else { "over" };
    println!("figure\t{name}\t{measured}\t{limit}\t{verdict}");
}
