//! What can stand in a charter file: its tables, their keys, and what a value of each looks like.
//! The writer and the editor on screen go by this.

use super::kinds::*;
use super::policies::{DAY_ONE, DUE_AT, IF_CLOSED, LATE, PAUSE_DAYS};
use crate::calendar::Nation;
use crate::contacts::{CONDITIONS, Channel, Matter};
use crate::facts::FactKind;
use toml_edit::Value;

/// What a value looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The permanent name: small letters, digits and hyphens.
    Id,
    /// One line of text.
    Line,
    /// Text of any length.
    Text,
    /// A whole number.
    Number,
    /// True, or left out.
    Yes,
    /// A date.
    Date,
    /// A limit: `10 working days`.
    Limit,
    /// A target: `80%`, `at least 4`.
    Target,
    /// One of several names.
    Choice(Vec<&'static str>),
    /// Texts, one a line in a form.
    List,
    /// Any of several names.
    Choices(Vec<&'static str>),
    /// Targets over years; in a form a line each: label | from | to | target | stretch.
    Targets,
    /// Where the body started from; in a form: label | value.
    Baseline,
}

/// The tables of a charter file, in the order in which the canonical text has them.
pub const TABLES: [&str; 11] = [
    "charter",
    "calendar",
    "counting",
    "foreword",
    "section",
    "commitment",
    "service",
    "stage",
    "opt_out",
    "standard",
    "translation",
];

/// The keys of each table, in the order in which the canonical text and forms have them.
pub const KEYS: [(&str, &[&str]); 11] = [
    (
        "charter",
        &["id", "title", "body", "aim", "vision", "good_service", "apology", "review", "statutory"],
    ),
    ("calendar", &["zone", "nation", "hours", "closed", "open", "known_until"]),
    (
        "counting",
        &[
            "day_one",
            "late_receipt",
            "due_at",
            "if_closed",
            "pause_days",
            "seconds_per_ring",
            "remind",
        ],
    ),
    ("foreword", &["by", "words"]),
    ("section", &["id", "title", "words", "parent", "kind", "text", "items", "monitoring"]),
    ("commitment", &["id", "number", "section", "words", "source"]),
    ("service", &["id", "title", "words"]),
    ("stage", &["id", "service", "title", "words"]),
    ("opt_out", &["service", "standard", "because", "approved"]),
    ("translation", &["english", "welsh"]),
    (
        "standard",
        &[
            "id",
            "commitment",
            "section",
            "title",
            "words",
            "owner",
            "kind",
            "channels",
            "matters",
            "services",
            "about",
            "stage",
            "over",
            "because",
            "approved",
            "starts",
            "after",
            "stops",
            "yes",
            "no",
            "ends",
            "limit",
            "calendar",
            "day_one",
            "late_receipt",
            "due_at",
            "if_closed",
            "pause_days",
            "seconds_per_ring",
            "cautious_day_one",
            "condition",
            "pauses",
            "restarts",
            "waits_for",
            "extension",
            "extension_needs_notice",
            "remind",
            "window",
            "undone",
            "backstop",
            "per",
            "counts",
            "of",
            "question",
            "trend",
            "by",
            "evidence",
            "expires",
            "methods",
            "formula",
            "target",
            "targets",
            "baseline",
            "better",
            "origin",
            "good_practice",
            "customer_view",
            "main",
            "not_measured_because",
            "source",
            "holds_from",
            "grade",
        ],
    ),
];

/// What the value of a key of a table looks like; none if the table has no such key.
pub fn shape(table: &str, key: &str) -> Option<Shape> {
    let (_, keys) = KEYS.iter().find(|(name, _)| *name == table)?;
    keys.contains(&key).then(|| match (table, key) {
        ("calendar", "nation") => {
            let mut nations: Vec<&'static str> = Nation::ALL.iter().map(|one| one.key()).collect();
            nations.push("none");
            Shape::Choice(nations)
        }
        ("section", "kind") => names(SectionKind::NAMES),
        ("foreword", "by") | ("opt_out", _) => line_or_text(key),
        (_, key) => of_key(key),
    })
}

fn line_or_text(key: &str) -> Shape {
    if key == "because" { Shape::Text } else { Shape::Line }
}

fn of_key(key: &str) -> Shape {
    let facts = || FactKind::ALL.iter().map(|kind| kind.key()).collect::<Vec<_>>();
    match key {
        "id" => Shape::Id,
        "words"
        | "text"
        | "english"
        | "welsh"
        | "aim"
        | "vision"
        | "good_service"
        | "apology"
        | "because"
        | "not_measured_because"
        | "evidence" => Shape::Text,
        "number" | "seconds_per_ring" | "known_until" => Shape::Number,
        "statutory" | "main" | "customer_view" | "extension_needs_notice" => Shape::Yes,
        "by" | "holds_from" => Shape::Date,
        "limit" | "review" | "remind" | "window" | "backstop" | "expires" | "extension" => {
            Shape::Limit
        }
        "target" => Shape::Target,
        "targets" => Shape::Targets,
        "baseline" => Shape::Baseline,
        "closed" | "open" | "items" | "monitoring" | "services" | "about" | "pauses"
        | "restarts" | "waits_for" => Shape::List,
        "channels" => Shape::Choices(Channel::ALL.iter().map(|one| one.key()).collect()),
        "matters" => Shape::Choices(Matter::ALL.iter().map(|one| one.key()).collect()),
        "starts" => Shape::Choice(facts()),
        "stops" | "yes" | "no" | "ends" => Shape::Choices(facts()),
        "condition" => Shape::Choice(CONDITIONS.to_vec()),
        "kind" => names(Kind::NAMES),
        "calendar" => names(StandardCalendar::NAMES),
        "day_one" | "cautious_day_one" => names(DAY_ONE),
        "late_receipt" => names(LATE),
        "due_at" => names(DUE_AT),
        "if_closed" => names(IF_CLOSED),
        "pause_days" => names(PAUSE_DAYS),
        "undone" => names(Undone::NAMES),
        "per" => names(Per::NAMES),
        "trend" => names(TrendWay::NAMES),
        "better" => names(Better::NAMES),
        "origin" => names(Origin::NAMES),
        "formula" => names(CallFormula::NAMES),
        "grade" => names(Grade::NAMES),
        "methods" => match names(Method::NAMES) {
            Shape::Choice(methods) => Shape::Choices(methods),
            other => other,
        },
        _ => Shape::Line,
    }
}

fn names<T: Copy>(choices: Choices<T>) -> Shape {
    Shape::Choice(choices.iter().map(|(name, _)| *name).collect())
}

impl Shape {
    /// What somebody wrote into a form, as the file has it; none if nothing was written. What
    /// cannot be meant is written as a text, so that the reader says what is wrong with it.
    pub fn toml(&self, written: &str) -> Option<String> {
        let written = written.trim().replace("\r\n", "\n");
        if written.is_empty() {
            return None;
        }
        let lines = || written.lines().map(str::trim).filter(|line| !line.is_empty());
        Some(match self {
            Shape::Number if written.bytes().all(|b| b.is_ascii_digit()) => {
                written.trim_start_matches('0').parse::<u64>().unwrap_or_default().to_string()
            }
            Shape::Yes => {
                if written == "true" {
                    "true".to_owned()
                } else {
                    return None;
                }
            }
            Shape::Date if written.parse::<jiff::civil::Date>().is_ok() => written,
            Shape::List | Shape::Choices(_) => {
                format!("[{}]", lines().map(quoted).collect::<Vec<_>>().join(", "))
            }
            Shape::Targets => {
                let keys = ["label", "from", "to", "target", "stretch"];
                let entries: Vec<String> = lines().map(|line| inline(line, &keys)).collect();
                format!("[{}]", entries.join(", "))
            }
            Shape::Baseline => inline(&written, &["label", "value"]),
            _ => quoted(&written),
        })
    }
}

/// A line of a form, its parts between bars, as an inline table.
fn inline(line: &str, keys: &[&str]) -> String {
    let parts = line.split('|').map(str::trim);
    let pairs = keys.iter().zip(parts).filter(|(_, part)| !part.is_empty());
    let written = pairs.map(|(key, part)| match part.parse::<jiff::civil::Date>() {
        Ok(date) if matches!(*key, "from" | "to") => format!("{key} = {date}"),
        _ => format!("{key} = {}", quoted(part)),
    });
    format!("{{ {} }}", written.collect::<Vec<_>>().join(", "))
}

/// A text as TOML has it, whatever stands in it.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
