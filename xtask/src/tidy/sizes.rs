//! Files fit a sitting, functions fit a screen. Exceptions stand in a list that only shrinks.

use super::Source;
use crate::root;
use std::fs;

const FILE: usize = 400;
const FUNCTION: usize = 60;

pub(super) fn check(sources: &[Source], broken: &mut Vec<String>) {
    let list = fs::read_to_string(root().join("xtask/exceptions.txt")).unwrap_or_default();
    let exceptions: Vec<&str> =
        list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let mut used = vec![false; exceptions.len()];
    let mut excepted = |name: &str| match exceptions.iter().position(|line| *line == name) {
        Some(place) => {
            used[place] = true;
            true
        }
        None => false,
    };
    for source in sources.iter().filter(|source| source.is_product()) {
        let lines = source.product_text().lines().count();
        if lines > FILE && !excepted(&source.path) {
            broken.push(format!("{}: {lines} lines; split it above {FILE}", source.path));
        }
        for (name, line, length) in functions(source.product_text()) {
            let full = format!("{}::{name}", source.path);
            if length > FUNCTION && !excepted(&full) {
                broken.push(format!(
                    "{}:{line}: fn {name} has {length} lines; a screen has {FUNCTION}",
                    source.path
                ));
            }
        }
    }
    for (line, used) in exceptions.iter().zip(used) {
        if !used {
            broken.push(format!("xtask/exceptions.txt: {line} needs no exception any more"));
        }
    }
}

/// Functions of a formatted source: name, first line, number of lines. A function ends at the
/// first line that closes a brace as deep as its own `fn`.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let depth = line.len() - trimmed.len();
        let Some(name) = name_of(trimmed) else { continue };
        let close = format!("{}}}", " ".repeat(depth));
        let end = lines[index..].iter().position(|later| {
            later.starts_with(&close)
                || (later.ends_with(';')
                    && later.trim_start().len() + depth == later.len()
                    && name_of(later.trim_start()).is_some())
        });
        if let Some(length) = end {
            found.push((name, index + 1, length + 1));
        }
    }
    found
}

fn name_of(line: &str) -> Option<String> {
    let rest = ["pub(crate) ", "pub(super) ", "pub ", "const ", "async ", "unsafe "]
        .iter()
        .fold(line, |line, word| line.strip_prefix(word).unwrap_or(line));
    let rest = rest.strip_prefix("fn ")?;
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    Some(rest[..end].to_owned())
}
