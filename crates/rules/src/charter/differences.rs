//! What differs between two charters, or two versions of one.

use super::layers::looser;
use super::parts::Charter;
use super::write::{Part, Value, parts};

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The table: `standard`.
    pub table: &'static str,
    /// Its name in the file; for an opt-out its service and its standard, for a foreword who
    /// signs it. Empty for what there is one of.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What became of it.
    pub what: Became,
}

/// What became of a part of a charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It is new.
    Added,
    /// It is not there any more.
    Removed,
    /// It says something else.
    Changed {
        /// What, key by key.
        keys: Vec<KeyChange>,
        /// For a standard: whether customers are promised more or less.
        promise: Promised,
    },
    /// The same parts stand in another order.
    Reordered,
}

/// A key that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// The key.
    pub key: &'static str,
    /// What it said; none if it said nothing.
    pub before: Option<Value>,
    /// What it says; none if it says nothing.
    pub now: Option<Value>,
}

/// Whether a changed standard promises more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promised {
    /// As much as before, or something that cannot be compared.
    AsMuch,
    /// More: it is stricter.
    More,
    /// Less: it is looser.
    Less,
}

/// What differs, in the order of the tables, the later charter's order first.
pub fn differences(before: &Charter, now: &Charter) -> Vec<Difference> {
    let (old, new) = (parts(before), parts(now));
    let mut all = Vec::new();
    for table in super::TABLES {
        let of = |parts: &[Part]| -> Vec<Part> {
            parts.iter().filter(|part| part.table == table).cloned().collect()
        };
        let (old, new) = (of(&old), of(&new));
        all.extend(new.iter().filter_map(|part| {
            let what = match old.iter().find(|other| id(other) == id(part)) {
                Some(other) => changed(part, other, before, now)?,
                None => Became::Added,
            };
            Some(difference(part, what))
        }));
        let gone = old.iter().filter(|part| !new.iter().any(|other| id(other) == id(part)));
        all.extend(gone.map(|part| difference(part, Became::Removed)));
        if is_reordered(&old, &new) {
            let (id, title) = (String::new(), String::new());
            all.push(Difference { table, id, title, what: Became::Reordered });
        }
    }
    all
}

fn difference(part: &Part, what: Became) -> Difference {
    let text = |key| match part.value(key) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let title = ["title", "words", "standard", "by"].into_iter().find_map(text);
    Difference { table: part.table, id: id(part), title: title.unwrap_or_default(), what }
}

fn id(part: &Part) -> String {
    let keys: &[&str] = match part.table {
        "charter" | "calendar" | "counting" => &[],
        "foreword" => &["by"],
        "opt_out" => &["service", "standard"],
        "translation" => &["english"],
        _ => &["id"],
    };
    let values = keys.iter().filter_map(|key| part.value(key)).map(Value::form);
    values.collect::<Vec<_>>().join(": ")
}

fn changed(part: &Part, other: &Part, before: &Charter, now: &Charter) -> Option<Became> {
    let (_, keys) = super::KEYS.iter().find(|(table, _)| *table == part.table)?;
    let differs = keys.iter().filter(|key| part.value(key) != other.value(key));
    let keys: Vec<KeyChange> = differs
        .map(|key| KeyChange {
            key,
            before: other.value(key).cloned(),
            now: part.value(key).cloned(),
        })
        .collect();
    let promise =
        if part.table == "standard" { promised(&id(part), before, now) } else { Promised::AsMuch };
    (!keys.is_empty()).then_some(Became::Changed { keys, promise })
}

fn promised(id: &str, before: &Charter, now: &Charter) -> Promised {
    let Some((was, is)) = before.standard(id).zip(now.standard(id)) else {
        return Promised::AsMuch;
    };
    if looser(is, was, &now.calendar).is_some() {
        return Promised::Less;
    }
    match looser(was, is, &now.calendar) {
        Some(_) => Promised::More,
        None => Promised::AsMuch,
    }
}

/// Whether the parts that both have follow each other otherwise.
fn is_reordered(old: &[Part], new: &[Part]) -> bool {
    let kept = |parts: &[Part], others: &[Part]| -> Vec<String> {
        let in_both = parts.iter().filter(|part| others.iter().any(|one| id(one) == id(part)));
        in_both.map(id).collect()
    };
    kept(old, new) != kept(new, old)
}
