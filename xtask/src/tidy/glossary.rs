//! The glossary has every table and every word of an address, and each of its words once.

use super::Source;
use std::collections::BTreeSet;

pub(super) fn check(sources: &[Source], broken: &mut Vec<String>) {
    let text = |path: &str| {
        let found = sources.iter().find(|source| source.path == path);
        found.map_or("", |source| source.text.as_str())
    };
    let glossary = text("GLOSSARY.md");
    let schemas = sources.iter().filter(|source| source.path.starts_with("migrations/sqlite/"));
    for table in schemas.flat_map(|source| tables(&source.text)) {
        let is_there = [format!("`{table}`"), format!("`{table}.")];
        if !is_there.iter().any(|name| glossary.contains(name)) {
            broken.push(format!("GLOSSARY.md: the table {table} is missing"));
        }
    }
    for word in words_of_routes(text("crates/web/src/routes.rs")) {
        if !glossary.contains(&format!("/{word}")) {
            broken.push(format!("GLOSSARY.md: /{word} of an address is missing"));
        }
    }
    let mut seen = BTreeSet::new();
    for word in words(glossary) {
        if !seen.insert(word) {
            broken.push(format!("GLOSSARY.md: \"{word}\" stands there twice"));
        }
    }
}

fn tables(schema: &str) -> impl Iterator<Item = &str> {
    schema.lines().filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split_whitespace().next())
}

/// The plain words between the slashes of addresses.
fn words_of_routes(routes: &str) -> BTreeSet<&str> {
    let texts = routes.split('"').skip(1).step_by(2).filter(|text| text.starts_with('/'));
    texts
        .flat_map(|path| path.split('/'))
        .filter(|word| !word.is_empty() && !word.starts_with('{'))
        .collect()
}

/// The words that the glossary explains: its first column, up to the words that differ.
fn words(glossary: &str) -> impl Iterator<Item = &str> {
    let explained = glossary.split("## Words that differ").next().unwrap_or_default();
    let rows = explained.lines().filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|row| row.split('|').nth(1)).map(str::trim);
    cells.filter(|word| *word != "word")
}
