//! Generated chapters of the guide: the command line and the settings, as the binary says them.

use crate::run::output;
use crate::{Outcome, root};
use std::fs;
use std::path::PathBuf;

fn kept() -> String {
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    root().join(target).join("debug/kept").display().to_string()
}

/// The chapters: file and content.
fn chapters() -> Result<Vec<(PathBuf, String)>, String> {
    let guide = root().join("docs/guide");
    let settings = output(&kept(), &["config", "reference"])?;
    Ok(vec![
        (guide.join("command-line.md"), command_line()?),
        (guide.join("settings.md"), settings),
    ])
}

fn command_line() -> Result<String, String> {
    let mut text = String::from(
        "# The command line\n\nWritten by the program itself (`make docs`): what `--help` says.\n\n\
         Every command ends with 0 when it is done, with 1 when it was refused, is not true or \
         cannot be read, and with 2 when the call itself is wrong. A sentence on standard error \
         says why and what to do. With `--json` there is one JSON document on standard output \
         and nothing else.\n",
    );
    describe(&mut text, &mut Vec::new())?;
    Ok(text)
}

/// Adds a command and those below it.
fn describe(text: &mut String, path: &mut Vec<String>) -> Outcome {
    let mut arguments: Vec<&str> = path.iter().map(String::as_str).collect();
    arguments.push("--help");
    let help = output(&kept(), &arguments)?;
    let trimmed: Vec<&str> = help.lines().map(str::trim_end).collect();
    let name = if path.is_empty() { "kept".to_owned() } else { format!("kept {}", path.join(" ")) };
    text.push_str(&format!("\n## {name}\n\n```text\n{}\n```\n", trimmed.join("\n").trim_end()));
    for command in commands(&help) {
        path.push(command);
        describe(text, path)?;
        path.pop();
    }
    Ok(())
}

/// The names under "Commands:" in a help text.
fn commands(help: &str) -> Vec<String> {
    help.lines()
        .skip_while(|line| line.trim() != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// Writes them anew.
pub(crate) fn write() -> Outcome {
    crate::run::run("cargo", &["build", "--quiet", "--package", "kept"])?;
    for (path, text) in chapters()? {
        fs::write(&path, text)
            .map_err(|e| format!("{} could not be written: {e}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}

/// Whether they are as the binary says.
pub(crate) fn check() -> Outcome {
    println!("\n== Generated documents");
    for (path, text) in chapters()? {
        if fs::read_to_string(&path).unwrap_or_default() != text {
            return Err(format!("{} is old. Run: make docs", path.display()));
        }
    }
    Ok(())
}
