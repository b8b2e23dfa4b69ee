//! Which crates may use which.

use crate::root;
use std::fs;
use toml_edit::DocumentMut;

/// Each crate of ours with those of ours that it may use.
const MAY_USE: [(&str, &[&str]); 11] = [
    ("rules", &[]),
    ("words", &["rules"]),
    ("db", &[]),
    ("charts", &[]),
    ("govuk", &[]),
    ("app", &["rules", "db", "charts"]),
    ("demonstration", &["app", "rules", "db"]),
    ("web", &["app", "rules", "words", "govuk", "charts", "db"]),
    ("kept", &["web", "app", "db", "rules", "words", "demonstration"]),
    ("testkit", &["app", "rules", "db", "web", "demonstration"]),
    ("xtask", &[]),
];

/// What the floor of the rules never touches.
const NEVER_IN_RULES: [&str; 8] =
    ["tokio", "rusqlite", "postgres", "axum", "serde", "rand", "getrandom", "reqwest"];

pub(super) fn check(broken: &mut Vec<String>) {
    let ours: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    let Ok(folder) = fs::read_dir(root().join("crates")) else { return };
    for entry in folder.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            broken.push(format!("crates/{name}: on which floor is it? Add it to the table"));
            continue;
        };
        for used in dependencies(&name) {
            if ours.contains(&used.as_str()) && !allowed.contains(&used.as_str()) {
                broken.push(format!("crates/{name} may not use {used}"));
            }
            if name == "rules" && NEVER_IN_RULES.contains(&used.as_str()) {
                broken.push(format!("crates/rules may not use {used}: it does no I/O"));
            }
        }
    }
}

/// What a crate uses, its tests apart.
fn dependencies(name: &str) -> Vec<String> {
    let path = root().join("crates").join(name).join("Cargo.toml");
    let text = fs::read_to_string(path).unwrap_or_default();
    let document: DocumentMut = text.parse().unwrap_or_default();
    let table = document.get("dependencies").and_then(|item| item.as_table());
    table.into_iter().flat_map(|table| table.iter()).map(|(name, _)| name.to_owned()).collect()
}
