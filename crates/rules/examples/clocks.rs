//! Measures how many due dates a second one core works out, and that nothing is allocated for it:
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
const ROUNDS: u32 = 300;

/// The limits of the issue, in due dates a second and core.
const LIMIT: f64 = 5_000_000.0;

fn main() {
    let calendar = Definition::office_hours(Nation::EnglandAndWales).compile().unwrap();
    // A year from Monday 5 January 2026, at any hour: working days and others.
    let first: Timestamp = "2026-01-05T09:00:00Z".parse().unwrap();
    let step = SignedDuration::from_secs(365 * 86_400 / STARTS + 7);
    let starts: Vec<Timestamp> =
        (0..STARTS).map(|n| first + SignedDuration::from_secs(step.as_secs() * n)).collect();
    for limit in ["5 working days", "20 working days", "28 calendar days", "1 month"] {
        let clock = clock(limit);
        let none = Pauses::default();
        let (rate, allocated) = measured(&starts, |start| {
            black_box(due(&clock, &calendar, start, &none, &[]));
        });
        let is_within = rate >= LIMIT;
        figure(
            &format!("Due dates a second and core, {limit}"),
            millions(rate),
            "≥ 5.0 million",
            is_within,
        );
        let what = format!("Allocations in {} due dates, {limit}", starts.len() as u32 * ROUNDS);
        figure(&what, allocated.to_string(), "0", allocated == 0);
    }
    others(&calendar, &starts);
}

/// What has no limit of its own, to see beside.
fn others(calendar: &Calendar, starts: &[Timestamp]) {
    let clock = clock("8 working hours");
    let (rate, _) = measured(starts, |start| {
        black_box(due(&clock, calendar, start, &Pauses::default(), &[]));
    });
    println!("Due moments a second, 8 working hours: {}", millions(rate));
    let clock = self::clock("10 working days");
    let starts_at = starts[0] + SignedDuration::from_hours(48);
    let ends = Some(starts_at + SignedDuration::from_hours(72));
    let pauses = Pauses::new(&[Pause { starts: starts_at, ends }]).unwrap();
    let (rate, _) = measured(&starts[..1], |start| {
        black_box(due(&clock, calendar, start, &pauses, &[]));
    });
    println!("Due dates a second with a pause, 10 working days: {}", millions(rate));
    let lines: Vec<Timeline> = starts.iter().map(|start| Timeline::started(*start)).collect();
    let now = starts[starts.len() / 2];
    let began = Instant::now();
    for line in lines.iter().cycle().take(starts.len() * 100) {
        black_box(judge(&clock, calendar, line, now));
    }
    let rate = (starts.len() * 100) as f64 / began.elapsed().as_secs_f64();
    println!("Promises judged a second, 10 working days: {}", millions(rate));
}

fn clock(limit: &str) -> Clock {
    Clock::new(Term::Limit(Limit::read(limit).unwrap()), Policy::default()).unwrap()
}

/// How many times a second something is done, and how often it allocated in all.
fn measured(starts: &[Timestamp], mut once: impl FnMut(Timestamp)) -> (f64, u64) {
    let before = ALLOCATED.load(Ordering::Relaxed);
    let began = Instant::now();
    for _ in 0..ROUNDS {
        starts.iter().for_each(|start| once(black_box(*start)));
    }
    let rate = starts.len() as f64 * f64::from(ROUNDS) / began.elapsed().as_secs_f64();
    (rate, ALLOCATED.load(Ordering::Relaxed) - before)
}

fn millions(rate: f64) -> String {
    format!("{:.1} million", rate / 1e6)
}

/// A line of the table that `make bench` prints at its end.
fn figure(name: &str, measured: String, limit: &str, is_within: bool) {
    let verdict = if is_within { "within" } else { "over" };
    println!("figure\t{name}\t{measured}\t{limit}\t{verdict}");
}
