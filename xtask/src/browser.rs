//! A real browser over the small demonstration council: accessibility of every page, journeys
//! without a script, and pictures.

use crate::{Outcome, root};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The demonstration, served on a port of its own.
struct Demo {
    process: Child,
    /// What it printed: addresses and sign-ins.
    printed: String,
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn target() -> String {
    std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned())
}

fn demo(folder: &Path) -> Result<Demo, String> {
    let binary = root().join(target()).join("debug/kept");
    let mut process = Command::new(&binary)
        .args(["demo", "--small", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| format!("{} could not be run: {e}", binary.display()))?;
    let stdout = process.stdout.take().ok_or("the demonstration prints nothing")?;
    let mut printed = String::new();
    for line in BufReader::new(stdout).lines() {
        let line = line.map_err(|e| format!("the demonstration could not be read: {e}"))?;
        printed.push_str(&line);
        printed.push('\n');
        if line.starts_with("Everything in it is invented") {
            return Ok(Demo { process, printed });
        }
    }
    Err(format!("The demonstration ended by itself:\n{printed}"))
}

fn browse(script: &str) -> Outcome {
    let folder = std::env::temp_dir().join(format!("kept-browser-{}", std::process::id()));
    let demo = demo(&folder)?;
    let status = Command::new("node")
        .arg(root().join("frontend/tests").join(script))
        .env("KEPT_DEMO", &demo.printed)
        .current_dir(root().join("frontend"))
        .status()
        .map_err(|e| format!("node could not be run: {e}"));
    drop(demo);
    let _ = std::fs::remove_dir_all(&folder);
    if status?.success() { Ok(()) } else { Err(format!("{script} failed")) }
}

/// Every page in a browser: no violation of accessibility, nothing that needs a script.
pub(crate) fn test() -> Outcome {
    println!("\n== Browser");
    browse("pages.mjs")
}

/// Pictures of every page.
pub(crate) fn gallery() -> Outcome {
    crate::run::run("cargo", &["build", "--quiet", "--package", "kept"])?;
    browse("gallery.mjs")
}
