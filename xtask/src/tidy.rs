//! House rules, held against the sources as text.

use crate::{Outcome, root};
use std::fs;
use std::path::{Path, PathBuf};

mod capabilities;
mod files;
mod floors;
mod glossary;
mod links;
mod sizes;

/// A source as tidy sees it.
pub(crate) struct Source {
    /// Its path from the root, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// Whether it is part of the product rather than of its tests.
    pub(crate) fn is_product(&self) -> bool {
        let tests = ["/tests/", "/examples/", "/benches/", "/testing/"];
        self.path.ends_with(".rs")
            && !tests.iter().any(|folder| self.path.contains(folder))
            && !self.path.starts_with("crates/testkit/")
            && !self.path.starts_with("xtask/")
    }

    /// The text without the tests at its end.
    pub(crate) fn product_text(&self) -> &str {
        match self.text.find("#[cfg(test)]\nmod tests") {
            Some(at) => &self.text[..at],
            None => &self.text,
        }
    }
}

/// Holds every rule and tells everything that breaks one.
pub(crate) fn run() -> Outcome {
    println!("\n== House rules");
    let sources = sources();
    let mut broken = Vec::new();
    files::check(&sources, &mut broken);
    floors::check(&mut broken);
    capabilities::check(&sources, &mut broken);
    glossary::check(&sources, &mut broken);
    links::check(&sources, &mut broken);
    sizes::check(&sources, &mut broken);
    for line in &broken {
        println!("{line}");
    }
    if broken.is_empty() {
        println!("{} files, {} without a Welsh text yet", sources.len(), untranslated(&sources));
        Ok(())
    } else {
        Err(format!("{} broken house rules", broken.len()))
    }
}

/// How many texts of pages have no Welsh yet.
fn untranslated(sources: &[Source]) -> usize {
    let pages = sources.iter().filter(|source| source.path.starts_with("crates/web/"));
    pages.map(|source| source.text.matches(".english(").count()).sum()
}

fn sources() -> Vec<Source> {
    let root = root();
    let mut paths = Vec::new();
    for folder in [
        "crates",
        "xtask",
        "migrations",
        "charters",
        "calendars",
        "organisations",
        "maps",
        "docs",
        "frontend",
        "scripts",
    ] {
        collect(&root.join(folder), &mut paths);
    }
    for file in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "STYLE.md",
        "GLOSSARY.md",
        "Makefile",
        "Cargo.toml",
    ] {
        paths.push(root.join(file));
    }
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let path = path.strip_prefix(&root).ok()?.to_string_lossy().replace('\\', "/");
            Some(Source { path, text })
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if !["node_modules", "dist", "target"].iter().any(|skipped| name == *skipped) {
                collect(&path, paths);
            }
        } else {
            paths.push(path);
        }
    }
}
