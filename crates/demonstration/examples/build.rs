//! Builds the demonstration council into a SQLite file and prints how long each part took:
//! `cargo run --release -p demonstration --example build -- [--small] FILE`.
#![expect(clippy::print_stdout, reason = "an example prints what it measured")]

use app::{Kept, Random};
use db::{Address, Db, DbError, Options};
use demonstration::{Size, build, people, set_password};
use std::cell::Cell;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

const SEED: u64 = 20_260_914;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_small = arguments.iter().any(|argument| argument == "--small");
    let Some(file) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        return Err("name the file to build into".into());
    };
    let begun = Instant::now();
    let db = Db::open(&Address::sqlite(Path::new(file)), &Options::default())?;
    let now = app::time::now();
    db::migrate(&db, app::MIGRATIONS, now)?;
    let kept = Kept::with_random(db, Random::seeded(SEED));
    told("migrating", begun.elapsed());

    let begun = Instant::now();
    let size = if is_small { Size::Small } else { Size::Full };
    let month = Cell::new((None, Instant::now(), 0));
    let built = build(&kept, size, SEED, now, &|progress| {
        let (last, since, contacts) = month.get();
        let this = progress.day.first_of_month();
        if last != Some(this) {
            if let Some(last) = last {
                let more = progress.contacts - contacts;
                println!("  {last}: {more:6} contacts, {:.2} s", since.elapsed().as_secs_f64());
            }
            month.set((Some(this), Instant::now(), progress.contacts));
        }
    })?;
    told("building", begun.elapsed());
    println!("{} contacts from {} to {}", built.contacts, built.from, built.until);

    let begun = Instant::now();
    for person in people(&kept)? {
        set_password(&kept, &person, "three odd words", now)?;
    }
    told("passwords", begun.elapsed());
    counts(&kept)?;
    drop(kept);
    println!("{} MB", std::fs::metadata(file)?.len() / 1_000_000);
    Ok(())
}

fn told(what: &str, took: Duration) {
    println!("{what}: {:.2} s", took.as_secs_f64());
}

/// Prints how many of what there are.
fn counts(kept: &Kept) -> Result<(), DbError> {
    for (what, sql) in [
        ("records", "SELECT state || ' ' || channel, count(*) FROM records GROUP BY 1 ORDER BY 1"),
        ("outcomes", "SELECT outcome, count(*) FROM promises GROUP BY 1 ORDER BY 1"),
        (
            "rows",
            "SELECT 'facts', count(*) FROM facts
                  UNION ALL SELECT 'judgements', count(*) FROM judgements
                  UNION ALL SELECT 'customers', count(*) FROM customers
                  UNION ALL SELECT 'jobs', count(*) FROM jobs
                  UNION ALL SELECT 'seals', count(*) FROM seals
                  UNION ALL SELECT 'closings', count(*) FROM closings",
        ),
    ] {
        let rows = kept.read(|tx| {
            tx.all(sql, db::args![], |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?)))
        })?;
        println!("{what}:");
        rows.iter().for_each(|(name, number)| println!("  {name}: {number}"));
    }
    Ok(())
}
