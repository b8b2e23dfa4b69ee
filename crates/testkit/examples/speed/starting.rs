//! The demonstration from nothing, and how soon and how small `kept serve` is on it.

use crate::Bench;
use crate::browser::Browser;
use crate::measured::{Waits, below};
use crate::process::{Serving, kept};
use std::path::Path;
use std::time::{Duration, Instant};

pub(crate) fn measure(bench: &Bench) {
    let small = demonstration(bench.file("").as_path(), true);
    println!("kept demo --small ready after {small:.1} s");
    let full = demonstration(bench.file("").as_path(), false);
    below("kept demo, ready after", full, 60.0, "s");
    serving(&bench.file("kept.db"));
}

/// Generates and serves it; from the start to the first page, in seconds.
fn demonstration(folder: &Path, is_small: bool) -> f64 {
    let mut command = kept();
    command.args(["demo", "--fresh", "--listen", "127.0.0.1:0", "--data"]).arg(folder);
    if is_small {
        command.arg("--small");
    }
    let began = Instant::now();
    let serving = Serving::started(command);
    assert_eq!(Browser::new(serving.address).gets("/").status, 200);
    began.elapsed().as_secs_f64()
}

fn serving(file: &Path) {
    let mut answers = Vec::new();
    let mut memory = 0.0_f64;
    for _ in 0..5 {
        let began = Instant::now();
        let serving = Serving::on(file);
        assert_eq!(Browser::new(serving.address).gets("/").status, 200);
        answers.push(began.elapsed());
        // Its own work comes round once a second.
        std::thread::sleep(Duration::from_secs(3));
        memory = memory.max(serving.memory());
    }
    let answers = Waits::of(answers);
    below("kept serve, first answer after the start (worst of 5)", answers.at(1.0), 300.0, "ms");
    below("kept serve, memory when idle (worst of 5)", memory, 60.0, "MB");
}
