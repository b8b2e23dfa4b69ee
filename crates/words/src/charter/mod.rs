//! What is wrong in a charter file, and what to write instead.

mod aims;
mod clashes;
mod differences;
mod layers;

pub use clashes::clash;
pub use differences::{difference, key_name};
pub use layers::looser;

use crate::refusals;
use crate::text::{Language, Text};
use rules::calendar::FileProblem;
use rules::charter::{Grade, Standard, Wrong};

/// A problem of a charter file, with advice.
pub fn problem(language: Language, wrong: &Wrong) -> Text {
    language.english(match wrong {
        Wrong::NotToml(said) => format!("This is not TOML: {said}."),
        Wrong::UnknownKey { key, known } => {
            format!("\"{key}\" cannot stand here.{} {}", meant(key, known), among(known))
        }
        Wrong::Missing { of, key } => format!("\"{key}\" is missing from {of}. Add it."),
        Wrong::WrongKind { key, wanted } => format!("\"{key}\" must be {wanted}."),
        Wrong::UnknownChoice { key, value, choices } => {
            format!(
                "\"{value}\" is not one of the values of {key}.{} {}",
                meant(value, choices),
                among(choices)
            )
        }
        Wrong::Empty(key) => format!("\"{key}\" is empty. Write its text, or leave the line out."),
        Wrong::BadId(id) => format!(
            "\"{id}\" cannot be an id. Use small letters, digits and hyphens, such as \
             \"calls-answered\"."
        ),
        Wrong::Twice(id, line) => {
            format!("The id \"{id}\" is already used in line {line}. Give one of them another id.")
        }
        Wrong::NumberTwice(number, line) => format!(
            "The number {number} is already used in line {line}. Give every commitment its own."
        ),
        Wrong::YesAndNo(fact) => {
            format!("\"{fact}\" means yes already, so it cannot mean no. Leave it out of one list.")
        }
        Wrong::NotFound { what, id, known } => {
            format!("There is no {what} \"{id}\".{} {}", meant(id, known), among(known))
        }
        Wrong::Limit(refusal) => return refusals::limit(language, refusal),
        Wrong::LimitUnit { key, unit } => format!(
            "\"{key}\" counts days, not {}. Write it in working days or calendar days.",
            unit.plural()
        ),
        Wrong::Target(text, refusal) => aims::target(text, refusal),
        Wrong::Aim(wrong) => aims::problem(wrong),
        Wrong::Layer(wrong) => layers::problem(wrong),
        Wrong::Clock(refusal) => return refusals::clock(language, *refusal),
        Wrong::Calendar(problem) => return calendar(language, problem),
        Wrong::NotForKind { key, kind } => {
            format!("\"{key}\" means nothing for a standard of the kind \"{kind}\". Leave it out.")
        }
        Wrong::Needs { key, needs } => without(key, needs),
        Wrong::ReasonTwice(reason) => reason_twice(reason),
        Wrong::SameReading => SAME_READING.to_owned(),
        Wrong::NotOfThePack { id, pack } => not_of_the_pack(id, pack),
        Wrong::StopsItself(fact) => format!(
            "\"{fact}\" starts this clock, so it cannot stop it too. Name what happens when the \
             promise is kept."
        ),
        Wrong::Circle(id) => circle(id),
        Wrong::NeverHappens { key, fact, channels } => never_happens(key, fact, channels),
        Wrong::TranslatedTwice(line) => translated_twice(*line),
        Wrong::NoStandards => "The charter has no standards. Add one with [[standard]].".to_owned(),
    })
}

const SAME_READING: &str = "\"cautious_day_one\" says the same as \"day_one\". Name the other \
                            reading, or leave it out.";

fn translated_twice(line: usize) -> String {
    format!("These words are translated in line {line} already. Leave one of them out.")
}

fn circle(id: &str) -> String {
    format!(
        "\"{id}\" comes after a standard that comes after \"{id}\". One of them must start by itself."
    )
}

fn without(key: &str, needs: &str) -> String {
    format!("\"{key}\" means nothing without \"{needs}\". Add that, or leave it out.")
}

fn reason_twice(reason: &str) -> String {
    format!(
        "\"{reason}\" stands twice among pauses, restarts and waits_for. A reason does one thing \
         to a clock: leave it in one of them."
    )
}

fn not_of_the_pack(id: &str, pack: &str) -> String {
    format!(
        "\"{id}\" is a statutory standard, and stands beside those of other charters. Begin its id \
         with \"{pack}-\"."
    )
}

fn never_happens(key: &str, fact: &str, channels: &[String]) -> String {
    let channels = channels.join(", ");
    format!("\"{fact}\" in {key} never happens on {channels}. Change the channels or the fact.")
}

/// Where a standard comes from, and how far that can be relied on.
pub fn source(language: Language, standard: &Standard) -> Option<Text> {
    let source = standard.source.as_ref()?.trim_end_matches('.');
    let grade = match standard.grade {
        Some(Grade::C) => " (confirm: not checked against the text itself)",
        Some(Grade::B) => " (as restated by others)",
        Some(Grade::A) | None => "",
    };
    Some(language.english(format!("Source: {source}{grade}.")))
}

/// A problem of a calendar file or of a charter's calendar.
pub fn calendar(language: Language, problem: &FileProblem) -> Text {
    language.english(match problem {
        FileProblem::NotToml(said, _) => format!("This is not TOML: {said}."),
        FileProblem::UnknownKey(key, _) => format!(
            "\"{key}\" is not a key of a calendar. The keys are zone, nation, hours, closed, open \
             and known_until."
        ),
        FileProblem::WrongKind(key, wanted, _) => format!("\"{key}\" must be {wanted}."),
        FileProblem::UnknownNation(nation, _) => format!(
            "\"{nation}\" is not a nation. Write england-and-wales, scotland, northern-ireland, \
             any-uk or none."
        ),
        FileProblem::NoHours => {
            "The calendar has no hours. Add a line such as hours = \"Mo-Fr 09:00-17:00\"."
                .to_owned()
        }
        FileProblem::Hours(refusal, _) => return refusals::hours(language, refusal),
        FileProblem::UnknownDate(text, _) => {
            format!("\"{text}\" is not a date. Write one such as 2026-12-24.")
        }
        FileProblem::Refused(refusal, _) => return refusals::calendar(language, refusal),
    })
}

fn meant(written: &str, known: &[String]) -> String {
    let near = known.iter().map(|known| (rules::slips(written, known), known)).min();
    match near {
        Some((slips, known)) if slips <= 2 => format!(" Did you mean \"{known}\"?"),
        _ => String::new(),
    }
}

fn among(known: &[String]) -> String {
    match known {
        [] => "There are none yet.".to_owned(),
        known => format!("There are: {}.", known.join(", ")),
    }
}
