//! A year's figures at a million contacts.

use crate::measured::{below, timed};
use crate::million::{number, open};
use app::figures::{Ask, By, CountBy, PeriodLength};
use rules::ledger::Month;
use std::path::Path;

pub(crate) fn measure(file: &Path) {
    let kept = open(file);
    let now = app::time::now();
    let today = kept.zone().unwrap().date_of(now);
    let to = Month::of(today);
    let ask = Ask {
        from: (0..11).fold(to, |month, _| month.previous()),
        to,
        by: vec![By::Period(PeriodLength::Month), By::Channel, By::Service],
        standard: None,
        count_by: CountBy::Due,
        known_at: None,
        times: false,
    };
    let lines = number(&kept, "judgements", "count(*)");
    println!("Figures of a year over {lines} lines");
    let measure = |times: usize, ask: &Ask| {
        let mut rows = 0;
        let waits = timed(times, |_| {
            let read = kept.read(|tx| app::figures::figures(tx, &kept, ask, today));
            rows = read.unwrap().len();
        });
        println!("  {rows} rows: {}", waits.said());
        waits
    };
    let sums = measure(50, &ask);
    below("A year by month, channel and service, median", sums.median(), 50.0, "ms");
    below("The same, 99th percentile", sums.at(0.99), 50.0, "ms");
    let known = Ask { known_at: Some(now), ..ask.clone() };
    let lines = measure(3, &known).at(1.0) / 1e3;
    below("The same from the lines", lines, 5.0, "s");
    let times = Ask { times: true, ..ask };
    let times = measure(5, &times).at(1.0) / 1e3;
    below("Medians and percentiles of the same", times, 1.0, "s");
}
