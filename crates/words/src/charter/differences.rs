//! What differs between two charters, in words.

use crate::text::{Language, Text};
use rules::charter::{Became, Difference, KeyChange, Promised, Value};

/// The sentences on one difference: what it is about, then what changed, key by key.
pub fn difference(language: Language, difference: &Difference) -> Vec<Text> {
    let what = named(difference);
    let english = |sentence: String| language.english(sentence);
    match &difference.what {
        Became::Added => vec![english(format!("New: {what}."))],
        Became::Removed => vec![english(format!("Taken out: {what}."))],
        Became::Reordered => {
            vec![english(format!("The {} stand in another order.", plural(difference.table)))]
        }
        Became::Changed { keys, promise } => {
            let promised = match promise {
                Promised::AsMuch => "",
                Promised::More => " More is promised than before.",
                Promised::Less => " Less is promised than before.",
            };
            let head = english(format!("Changed: {what}.{promised}"));
            std::iter::once(head).chain(keys.iter().map(|key| english(changed(key)))).collect()
        }
    }
}

fn changed(change: &KeyChange) -> String {
    let name = key_name(change.key);
    match (&change.before, &change.now) {
        (Some(before), Some(now)) => format!("{name}: {} (was {}).", said(now), said(before)),
        (None, Some(now)) => format!("{name}: {} (was not said).", said(now)),
        (Some(before), None) => format!("{name}: no longer said (was {}).", said(before)),
        (None, None) => String::new(),
    }
}

fn said(value: &Value) -> String {
    match value {
        Value::Yes => "yes".to_owned(),
        Value::List(texts) => texts.join(", "),
        Value::Targets(series) => {
            let each = series.iter().map(|aim| match &aim.stretch {
                Some(stretch) => format!("{} for {} (stretch {stretch})", aim.target, aim.label),
                None => format!("{} for {}", aim.target, aim.label),
            });
            each.collect::<Vec<_>>().join(", ")
        }
        Value::Baseline(label, value) => format!("{value} in {label}"),
        Value::Text(text) => format!("\u{201c}{text}\u{201d}"),
        Value::Number(_) | Value::Date(_) => value.form(),
    }
}

fn named(difference: &Difference) -> String {
    let (title, id) = (&difference.title, &difference.id);
    match difference.table {
        "charter" => "the charter itself".to_owned(),
        "calendar" => "the calendar".to_owned(),
        "counting" => "how everything counts".to_owned(),
        "foreword" => format!("the foreword of the {id}"),
        "opt_out" => format!("the opt-out {id}"),
        "translation" => format!("the Welsh of \u{201c}{id}\u{201d}"),
        table => format!("the {table} \u{201c}{title}\u{201d} ({id})"),
    }
}

fn plural(table: &str) -> &str {
    match table {
        "foreword" => "forewords",
        "section" => "sections",
        "commitment" => "commitments",
        "service" => "services",
        "stage" => "stages",
        "opt_out" => "opt-outs",
        "translation" => "translations",
        _ => "standards",
    }
}

/// What people call a key of the charter file.
pub fn key_name(key: &str) -> String {
    let name = match key {
        "words" => "Wording",
        "aim" => "Headline aim",
        "good_service" => "What good service is",
        "apology" => "Words of apology",
        "review" => "Reviewed after",
        "statutory" => "Set by law",
        "nation" => "Bank holidays of",
        "known_until" => "Closed days known until",
        "number" => "Number",
        "items" => "List",
        "monitoring" => "How it is monitored",
        "parent" => "Part of section",
        "channels" => "Channels",
        "matters" => "Kinds of contact",
        "about" => "What it is about",
        "over" => "Layered over",
        "because" => "Reason",
        "approved" => "Approved by",
        "starts" => "The clock starts with",
        "after" => "Comes after",
        "stops" => "The clock stops with",
        "yes" => "Means yes",
        "no" => "Means no",
        "ends" => "The customer ends it by",
        "late_receipt" => "Receipt after closing",
        "due_at" => "When on the last day",
        "if_closed" => "If the last day is closed",
        "pauses" => "The clock stands still for",
        "restarts" => "The clock starts afresh for",
        "waits_for" => "The clock only starts after",
        "extension" => "Longest extension",
        "extension_needs_notice" => "An extension needs notice",
        "cautious_day_one" => "Warned by day one as",
        "remind" => "Reminder before it is due",
        "undone" => "If it is never done",
        "backstop" => "Judged at the age of",
        "per" => "Counted in each",
        "counts" => "What is counted",
        "of" => "Out of",
        "by" => "By",
        "expires" => "Evidence counts for",
        "methods" => "Judged by",
        "formula" => "Share of calls",
        "targets" => "Targets over the years",
        "better" => "What is better",
        "origin" => "Set by",
        "good_practice" => "Who else works by it",
        "customer_view" => "Measures quality as the customer sees it",
        "main" => "One of the main standards",
        "not_measured_because" => "Why it is not measured",
        "holds_from" => "Holds from",
        "grade" => "How the source was read",
        other => return capital(&other.replace('_', " ")),
    };
    name.to_owned()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
