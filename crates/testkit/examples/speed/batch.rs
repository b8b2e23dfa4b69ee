//! `kept time batch` over a million rows.

use crate::Bench;
use crate::measured::at_least;
use crate::process::{kept, to_its_end};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

const ROWS: u32 = 1_000_000;
const LIMITS: [&str; 4] = ["10 working days", "5 working days", "28 calendar days", "3 months"];

pub(crate) fn measure(bench: &Bench) {
    let (file, out) = (bench.file("received.csv"), bench.file("due.csv"));
    write(&file);
    let mut command = kept();
    command.args(["time", "batch"]).arg(&file).arg("--out").arg(&out);
    let (took, _) = to_its_end(command);
    let rate = f64::from(ROWS) / took.as_secs_f64();
    at_least("kept time batch, rows a second", rate, 500_000.0, "");
}

fn write(file: &Path) {
    let mut out = BufWriter::new(File::create(file).unwrap());
    writeln!(out, "number,from,limit").unwrap();
    for number in 0..ROWS {
        let (month, day) = (number % 12 + 1, number / 12 % 28 + 1);
        let (hour, minute) = (number / 7 % 10 + 8, number % 60);
        let limit = LIMITS[(number / 1_000 % 4) as usize];
        writeln!(out, "{number},2026-{month:02}-{day:02}T{hour:02}:{minute:02},{limit}").unwrap();
    }
    out.into_inner().unwrap();
}
