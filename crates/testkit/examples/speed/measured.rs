//! Times and rates, and the line of the table that each becomes.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// A line of the table that `make bench` prints at its end.
pub(crate) fn figure(name: &str, measured: &str, limit: &str, is_within: bool) {
    let verdict = if is_within { "within" } else { "over" };
    println!("figure\t{name}\t{measured}\t{limit}\t{verdict}");
}

/// A rate or a ratio that must be reached.
pub(crate) fn at_least(name: &str, measured: f64, least: f64, unit: &str) {
    let said = |number| said(number, unit);
    figure(name, &said(measured), &format!("≥ {}", said(least)), measured >= least);
}

/// What must not be reached.
pub(crate) fn below(name: &str, measured: f64, most: f64, unit: &str) {
    let said = |number| said(number, unit);
    figure(name, &said(measured), &format!("< {}", said(most)), measured < most);
}

/// What may be reached and no more.
pub(crate) fn at_most(name: &str, measured: f64, most: f64, unit: &str) {
    let said = |number| said(number, unit);
    figure(name, &said(measured), &format!("≤ {}", said(most)), measured <= most);
}

/// A number with as many decimals as tell something.
fn said(number: f64, unit: &str) -> String {
    let decimals = if number >= 100.0 || number == 0.0 { 0 } else { 2 };
    format!("{number:.decimals$} {unit}").trim_end().to_owned()
}

/// Many waits, sorted.
pub(crate) struct Waits(Vec<Duration>);

impl Waits {
    pub(crate) fn of(mut waits: Vec<Duration>) -> Waits {
        waits.sort_unstable();
        Waits(waits)
    }

    /// The wait, in milliseconds, that so large a share does not exceed.
    pub(crate) fn at(&self, share: f64) -> f64 {
        let place = (self.0.len().saturating_sub(1)) as f64 * share;
        self.0.get(place as usize).map_or(0.0, |wait| wait.as_secs_f64() * 1e3)
    }

    pub(crate) fn median(&self) -> f64 {
        self.at(0.5)
    }

    pub(crate) fn said(&self) -> String {
        let (median, most, longest) = (self.median(), self.at(0.99), self.at(1.0));
        let times = self.0.len();
        format!("median {median:.2} ms, 99th {most:.2} ms, longest {longest:.1} ms ({times} times)")
    }
}

/// Times something, so many times.
pub(crate) fn timed(times: usize, mut once: impl FnMut(usize)) -> Waits {
    let one = |number| {
        let began = Instant::now();
        once(number);
        began.elapsed()
    };
    Waits::of((0..times).map(one).collect())
}

/// Has so many clients do something over and over for a while: times a second, and the waits.
/// Each client is made before the clock starts.
pub(crate) fn load<C>(
    clients: usize,
    length: Duration,
    client: impl Fn(usize) -> C + Sync,
    once: impl Fn(&mut C, usize) + Sync,
) -> (f64, Waits) {
    let over = AtomicBool::new(false);
    let ready = std::sync::Barrier::new(clients + 1);
    let mut waits = Vec::new();
    let mut took = Duration::ZERO;
    let one = |number: usize| {
        let mut client = client(number);
        ready.wait();
        let mut waits = Vec::new();
        while !over.load(Ordering::Relaxed) {
            let began = Instant::now();
            once(&mut client, number + clients * waits.len());
            waits.push(began.elapsed());
        }
        waits
    };
    thread::scope(|scope| {
        let one = &one;
        let threads: Vec<_> = (0..clients).map(|n| scope.spawn(move || one(n))).collect();
        ready.wait();
        let began = Instant::now();
        thread::sleep(length);
        over.store(true, Ordering::Relaxed);
        for thread in threads {
            waits.extend(thread.join().unwrap());
        }
        took = began.elapsed();
    });
    (waits.len() as f64 / took.as_secs_f64(), Waits::of(waits))
}

/// A file that is synced.
pub(crate) struct Synced(File);

impl Synced {
    pub(crate) fn file(folder: &Path) -> Synced {
        Synced(File::create(folder.join("synced")).unwrap())
    }

    /// How long a sync takes of what one small commit writes to the log.
    pub(crate) fn once(&self, number: usize) -> Duration {
        static WRITTEN: [u8; 64 * 1024] = [7; 64 * 1024];
        let began = Instant::now();
        self.0.write_all_at(&WRITTEN, (number * WRITTEN.len()) as u64).unwrap();
        self.0.sync_data().unwrap();
        began.elapsed()
    }
}
