//! Which capability of `app` calls which: the table in ARCHITECTURE.md, held against the code.

use super::Source;
use std::collections::{BTreeMap, BTreeSet};

type Edges = BTreeMap<String, BTreeSet<String>>;

pub(super) fn check(sources: &[Source], broken: &mut Vec<String>) {
    let Some(text) = sources.iter().find(|source| source.path == "ARCHITECTURE.md") else {
        broken.push("ARCHITECTURE.md: is not there".to_owned());
        return;
    };
    let written = written(&text.text);
    let called = called(sources, &written);
    for (capability, may) in &written {
        let none = BTreeSet::new();
        let does = called.get(capability).unwrap_or(&none);
        for other in does.difference(may) {
            broken.push(format!("app: {capability} calls {other}, which ARCHITECTURE.md forbids"));
        }
        for other in may.difference(does) {
            broken.push(format!("ARCHITECTURE.md: {capability} does not call {other} any more"));
        }
    }
    for capability in called.keys().filter(|name| reaches(&called, name, name)) {
        broken.push(format!("app: {capability} calls itself through others"));
    }
    for capability in called.keys().filter(|name| !written.contains_key(*name)) {
        broken.push(format!("ARCHITECTURE.md: the table lacks the capability {capability}"));
    }
}

/// Whether one capability calls another, through any number between.
fn reaches(edges: &Edges, from: &str, to: &str) -> bool {
    let (mut waiting, mut seen) = (vec![from], BTreeSet::new());
    while let Some(next) = waiting.pop() {
        for other in edges.get(next).into_iter().flatten() {
            if other == to {
                return true;
            }
            if seen.insert(other) {
                waiting.push(other);
            }
        }
    }
    false
}

/// The table: capabilities, and whom each may call.
fn written(text: &str) -> Edges {
    let rows = text.lines().skip_while(|line| !line.starts_with("| capability |")).skip(2);
    let mut edges = Edges::new();
    for row in rows.take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let list = |cell: Option<&&str>| -> BTreeSet<String> {
            let names = cell.copied().unwrap_or_default().split(',').map(str::trim);
            names.filter(|name| *name != "–" && !name.is_empty()).map(str::to_owned).collect()
        };
        for capability in list(cells.first()) {
            edges.insert(capability, list(cells.get(1)));
        }
    }
    edges
}

/// What the code says: `crate::ledger`, and `use crate::{history, ledger}`.
fn called(sources: &[Source], known: &Edges) -> Edges {
    let mut edges = Edges::new();
    for source in sources.iter().filter(|source| source.is_product()) {
        let Some(path) = source.path.strip_prefix("crates/app/src/") else { continue };
        let Some((capability, _)) = path.split_once('/') else { continue };
        let others = edges.entry(capability.to_owned()).or_default();
        for rest in source.product_text().split("crate::").skip(1) {
            let names = match rest.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or_default(),
                None => rest,
            };
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let mut words = names.split(|c| !is_word(c)).filter(|word| !word.is_empty());
            let many = rest.starts_with('{');
            let words: Vec<&str> =
                if many { words.collect() } else { words.next().into_iter().collect() };
            let of_app = words.into_iter().filter(|word| known.contains_key(*word));
            others.extend(of_app.filter(|word| *word != capability).map(str::to_owned));
        }
    }
    edges
}
