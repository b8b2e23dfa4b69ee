//! What the names that can be chosen in a charter mean, in words.

use crate::http::Asked;
use crate::telling;
use maud::{Markup, html};
use rules::contacts::{Channel, Matter};
use rules::facts::FactKind;

/// A name that can be chosen, in words.
pub(super) fn words(asked: &Asked<'_>, key: &str, value: &str) -> Markup {
    let said = asked.said();
    let known = match key {
        "channels" => Channel::named(value).map(|one| html! { (telling::channel(said, one)) }),
        "matters" => Matter::named(value).map(|one| html! { (telling::matter(said, one)) }),
        "starts" | "stops" | "yes" | "no" | "ends" => {
            FactKind::named(value).map(|one| telling::fact(said, one))
        }
        _ => None,
    };
    known.unwrap_or_else(|| said.english(plain(key, value)))
}

/// The same where markup cannot stand.
pub(super) fn line(asked: &Asked<'_>, key: &str, value: &str) -> String {
    let fact = || FactKind::named(value).map(telling::fact_words);
    let words = match key {
        "starts" => fact().map(str::to_owned),
        _ => None,
    };
    asked.said().english_text(words.unwrap_or_else(|| plain(key, value)))
}

fn plain(key: &str, value: &str) -> String {
    let of_key = |(known, name, _): &&(&str, &str, &str)| *known == key && *name == value;
    match WORDS.iter().find(of_key) {
        Some((.., words)) => (*words).to_owned(),
        None => {
            let spaced = value.replace('-', " ");
            let mut letters = spaced.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().collect::<String>() + letters.as_str()
            })
        }
    }
}

/// Whether a name is often chosen: of what can happen to a record, charters mostly name a few.
pub(super) fn is_usual(key: &str, value: &str) -> bool {
    let usual: &[&str] = match key {
        "stops" | "yes" => &[
            "responded",
            "acknowledged",
            "settled",
            "closed",
            "called-back",
            "call-answered",
            "seen",
            "finished",
            "progress-given",
            "done-as-told",
        ],
        "no" => &["not-settled", "repeated"],
        "ends" => &["withdrawn", "call-abandoned", "left-unseen"],
        _ => return true,
    };
    usual.contains(&value)
}

/// Whether a choice says no more than that nothing is chosen.
fn is_default(table: &str, key: &str, value: &str) -> bool {
    const DEFAULTS: &[(&str, &str, &str)] = &[
        ("standard", "undone", "never"),
        ("standard", "formula", "of-offered-less-abandoned-in-time"),
        ("standard", "origin", "local"),
        ("standard", "calendar", "body"),
        ("section", "kind", "standards"),
        ("counting", "day_one", "after-receipt"),
        ("counting", "late_receipt", "same-day"),
        ("counting", "due_at", "end-of-day"),
        ("counting", "if_closed", "stays"),
        ("counting", "pause_days", "at-end"),
    ];
    DEFAULTS.contains(&(table, key, value))
}

/// The choices to offer besides choosing nothing.
pub(super) fn offered(
    table: &str,
    key: &str,
    values: Vec<&'static str>,
    answer: &str,
) -> Vec<&'static str> {
    let offers = |value: &&str| *value == answer || !is_default(table, key, value);
    values.into_iter().filter(offers).collect()
}

/// What it means that nothing is chosen.
pub(super) fn nothing(table: &str, key: &str) -> &'static str {
    match (table, key) {
        ("standard", "day_one" | "late_receipt" | "due_at" | "if_closed" | "pause_days") => {
            "As for the whole charter"
        }
        (_, "day_one") => "The first working day after it came",
        (_, "late_receipt") => "It counts as received that day",
        (_, "due_at") => "At the end of the day",
        (_, "if_closed") => "It stays",
        (_, "pause_days") => "Those at whose end it stands still",
        ("standard", "calendar") => "Yours",
        ("standard", "undone") => "Nothing: it is measured only",
        ("standard", "formula") => {
            "Answered in time of those offered, less those who hung up in time"
        }
        ("standard", "origin") => "You yourselves",
        ("standard", "better") => "As the target says",
        ("section", "kind") => "Commitments and standards",
        ("calendar", "nation") => "Those of England and Wales",
        _ => "Nothing chosen",
    }
}

const WORDS: &[(&str, &str, &str)] = &[
    ("kind", "in-time", "Something is done within a limit"),
    ("kind", "by-date", "Something is done by the date that the customer was told"),
    ("kind", "share", "A yes to a question that is answered for each contact"),
    ("kind", "notice", "Word of an event, so long before it"),
    ("kind", "score", "What customers say, or shoppers and managers see"),
    ("kind", "count", "So many of something in each period"),
    ("kind", "kept-duty", "Something is done once in each period"),
    ("kind", "supplied", "A figure that somebody gives"),
    ("kind", "trend", "More, or fewer, than in the period before"),
    ("kind", "milestone", "Something is reached by a date"),
    ("kind", "demonstrated", "Evidence shows it, and is renewed"),
    ("kind", "advertised-only", "Public words that are not measured"),
    ("kind", "standards", "Commitments and standards"),
    ("kind", "why", "Why you make these promises"),
    ("kind", "about", "About you, or about the charter"),
    ("kind", "what-we-ask", "What you ask of customers"),
    ("kind", "rights", "Rights of customers"),
    ("kind", "how-to-complain", "How to complain"),
    ("methods", "clock", "By the clock, from what happened"),
    ("methods", "record", "From a yes or no that is recorded"),
    ("methods", "survey", "From what customers say when asked"),
    ("methods", "observed", "From what shoppers or managers see"),
    ("methods", "reported", "From customers who say that it was missed"),
    ("methods", "supplied", "From a figure that somebody gives"),
    (
        "formula",
        "of-offered-less-abandoned-in-time",
        "Answered in time of those offered, less those who hung up in time",
    ),
    ("formula", "of-all-offered", "Answered in time of all offered"),
    ("formula", "or-abandoned-in-time", "Answered in time or hung up in time, of all offered"),
    ("undone", "never", "Nothing: it is measured only"),
    ("undone", "missed-at-closure", "It is missed when the matter is closed"),
    ("undone", "missed-at-backstop", "It is missed at a certain age"),
    ("origin", "local", "You yourselves"),
    ("origin", "national", "A national scheme or framework"),
    ("origin", "statutory", "A law or a regulator"),
    ("better", "more", "More is better"),
    ("better", "less", "Less is better"),
    ("trend", "falls", "Fewer than before"),
    ("trend", "rises", "More than before"),
    ("grade", "A", "The text of the law or the regulator itself"),
    ("grade", "B", "Somebody who restates it"),
    ("grade", "C", "Not yet: to be confirmed"),
    ("per", "working-day", "Each working day"),
    ("per", "week", "Each week"),
    ("per", "month", "Each month"),
    ("per", "quarter", "Each quarter"),
    ("per", "half-year", "Each half-year"),
    ("per", "year", "Each year"),
    ("calendar", "body", "Yours"),
    ("calendar", "place", "Those of the venue or line where the contact came"),
    ("calendar", "england-and-wales", "Monday to Friday less bank holidays, England and Wales"),
    ("calendar", "scotland", "Monday to Friday less bank holidays, Scotland"),
    ("calendar", "northern-ireland", "Monday to Friday less bank holidays, Northern Ireland"),
    ("calendar", "any-uk", "Monday to Friday less bank holidays of any part of the UK"),
    ("calendar", "round-the-clock", "All hours of all days"),
    ("nation", "england-and-wales", "Those of England and Wales"),
    ("nation", "scotland", "Those of Scotland"),
    ("nation", "northern-ireland", "Those of Northern Ireland"),
    ("nation", "any-uk", "Those of any part of the UK"),
    ("nation", "none", "None"),
    ("day_one", "after-receipt", "The first working day after it came"),
    ("day_one", "receipt", "The day it came, if it is a working day"),
    ("day_one", "rolled", "The working day after the first working day on or after it came"),
    ("cautious_day_one", "after-receipt", "The first working day after it came"),
    ("cautious_day_one", "receipt", "The day it came, if it is a working day"),
    (
        "cautious_day_one",
        "rolled",
        "The working day after the first working day on or after it came",
    ),
    ("late_receipt", "same-day", "It counts as received that day"),
    ("late_receipt", "next-working-day", "It counts as received on the next day"),
    ("due_at", "end-of-day", "At the end of the day"),
    ("due_at", "same-time", "At the time of day at which it came"),
    ("if_closed", "stays", "It stays"),
    ("if_closed", "moves-on", "It moves to the next open day"),
    ("pause_days", "at-end", "Those at whose end it stands still"),
    ("pause_days", "both-ends", "The first and the last too"),
    ("condition", "contact-details-left", "The customer left contact details"),
    ("condition", "can-be-settled-at-first-contact", "It is of a kind that can be settled at once"),
    ("condition", "acknowledgement-requested", "The customer asked for an acknowledgement"),
    ("condition", "emergency-hazard", "It is an emergency hazard"),
    ("condition", "significant-hazard", "It is a significant hazard"),
];
