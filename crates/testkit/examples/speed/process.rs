//! The binary itself, run as people run it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// `kept`, built before this and lying beside it.
pub(crate) fn kept() -> Command {
    let here = std::env::current_exe().unwrap();
    let binary: PathBuf = here.parent().and_then(Path::parent).unwrap().join("kept");
    assert!(binary.exists(), "build it first: cargo build --release -p kept");
    Command::new(binary)
}

/// `kept` on a SQLite file.
pub(crate) fn kept_on(file: &Path) -> Command {
    let mut command = kept();
    command.env("KEPT_DATABASE_URL", format!("sqlite:{}", file.display()));
    command
}

/// A `kept` that serves; stopped when dropped.
pub(crate) struct Serving {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Serving {
    /// `kept serve` on a SQLite file.
    pub(crate) fn on(file: &Path) -> Serving {
        let mut command = kept_on(file);
        command.arg("serve").env("KEPT_SERVER_LISTEN", "127.0.0.1:0");
        command.env("KEPT_SERVER_HTTPS", "false");
        Serving::started(command)
    }

    /// Starts what says on a line where it serves.
    pub(crate) fn started(mut command: Command) -> Serving {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let (_, address) = line.split_once("http://").unwrap();
        let address = address.trim_end().trim_end_matches('/').parse().unwrap();
        // What else is printed has somebody who reads it.
        std::thread::spawn(move || output.lines().for_each(drop));
        Serving { child, address }
    }

    /// What it takes of the memory now, in MB.
    pub(crate) fn memory(&self) -> f64 {
        memory(self.child.id(), "VmRSS").unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // As whatever supervises it asks: the database is closed, and one file is left.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        if asked.is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// What a process takes or took of the memory, in MB of a million bytes.
pub(crate) fn memory(process: u32, which: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(which))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1_024.0 / 1e6)
}

/// Runs a command to its end: how long it took, and the most memory that it took.
pub(crate) fn to_its_end(mut command: Command) -> (Duration, f64) {
    let began = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut most = 0.0_f64;
    let status = loop {
        most = most.max(memory(child.id(), "VmHWM").unwrap_or(0.0));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let took = began.elapsed();
    assert!(status.success(), "{command:?} ended with {status}");
    (took, most)
}
