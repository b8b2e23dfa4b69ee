//! What a file must and must not hold.

use super::Source;

/// Words that no file holds: unfinished work, and what is only on one machine. Put together here
/// so that this file does not hold them either.
fn never() -> Vec<(String, &'static str)> {
    let word = |parts: &[&str]| parts.concat();
    vec![
        (word(&["TO", "DO"]), "unfinished"),
        (word(&["FIX", "ME"]), "unfinished"),
        (word(&["todo", "!("]), "unfinished"),
        (word(&["unimplemented", "!("]), "unfinished"),
        (word(&["#[", "ignore"]), "a test that does not run"),
        (word(&["/wo", "rk/"]), "a path of one machine"),
        (word(&["thread::", "sleep"]), "sleeping"),
    ]
}

/// Benchmarks keep a pace; nothing else sleeps.
fn may_sleep(source: &Source, why: &str) -> bool {
    why == "sleeping" && source.path.contains("/examples/")
}

pub(super) fn check(sources: &[Source], broken: &mut Vec<String>) {
    let never = never();
    for source in sources {
        if source.path.ends_with(".rs") {
            if !source.text.starts_with("//!") {
                broken.push(format!("{}: does not say what it is (//! …)", source.path));
            }
            sql(source, broken);
            clock(source, broken);
        }
        for (word, why) in &never {
            if may_sleep(source, why) {
                continue;
            }
            if let Some(at) = source.text.find(word.as_str()) {
                let line = source.text[..at].matches('\n').count() + 1;
                broken.push(format!("{}:{line}: {word} ({why})", source.path));
            }
        }
    }
    escapes(sources, broken);
    pairs(sources, broken);
}

/// SQL stands in the app's stores, queries and jobs only.
fn sql(source: &Source, broken: &mut Vec<String>) {
    let verbs = ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "\"WITH "];
    let is_sql = verbs.iter().any(|verb| source.product_text().contains(verb));
    if !is_sql || !source.is_product() || source.path.starts_with("crates/db/") {
        return;
    }
    let places = ["store.rs", "queries.rs", "/store/", "/queries/", "/jobs/"];
    let is_place = places.iter().any(|place| source.path.contains(place));
    if !source.path.starts_with("crates/app/src/") || !is_place {
        broken.push(format!("{}: SQL belongs in a store, queries or jobs of app", source.path));
    }
}

/// The time is read in one place.
fn clock(source: &Source, broken: &mut Vec<String>) {
    let readers = ["Timestamp::now()", "Zoned::now()", "SystemTime::now()"];
    let is_reader = readers.iter().any(|reader| source.text.contains(reader));
    let is_allowed = source.path == "crates/app/src/time.rs"
        || source.path.starts_with("xtask/")
        || !source.is_product();
    if is_reader && !is_allowed {
        broken.push(format!("{}: the time is read in app::time only", source.path));
    }
}

/// Statements that differ between the databases are few.
fn escapes(sources: &[Source], broken: &mut Vec<String>) {
    const MOST: usize = 10;
    let uses = |source: &&Source| source.is_product() && !source.path.starts_with("crates/db/");
    let number: usize =
        sources.iter().filter(uses).map(|source| source.text.matches("sql2!").count()).sum();
    if number > MOST {
        broken.push(format!("{number} statements differ between the databases; {MOST} at most"));
    }
}

/// Migrations come in pairs.
fn pairs(sources: &[Source], broken: &mut Vec<String>) {
    let names = |engine: &str| -> Vec<String> {
        let folder = format!("migrations/{engine}/");
        sources.iter().filter_map(|s| s.path.strip_prefix(&folder)).map(str::to_owned).collect()
    };
    if names("sqlite") != names("postgres") {
        broken.push("migrations: every one is a pair, one for each database".to_owned());
    }
}
