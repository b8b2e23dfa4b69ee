//! What is wrong with what was typed, beside its question.

use super::labels::label;
use super::list::Table;
use super::typed::{Typed, is_asked};
use crate::http::Asked;
use govuk::Errors;
use rules::charter::{Edited, Problem, Wrong};

/// Adds each problem beside the question that it is about; what is about another part is said in
/// the summary alone.
pub(super) fn add(
    asked: &Asked<'_>,
    table: &Table,
    typed: &Typed,
    (found, edited): (&[Problem], &Edited),
    errors: &mut Errors<'_>,
) {
    for problem in found {
        let key = edited.key_of(problem).filter(|key| is_asked(table.key, key, typed.kind()));
        let sentence = sentence(asked, table, &problem.wrong);
        match key {
            Some(key) if is_date(table, key) => {
                errors.add_at(key, format!("{key}-day"), sentence);
            }
            Some(key) => errors.add(key, sentence),
            None => errors.add("", sentence),
        }
    }
}

fn is_date(table: &Table, key: &str) -> bool {
    rules::charter::shape(table.key, key) == Some(rules::charter::Shape::Date)
}

/// What to do about it, in the words of the form rather than of the file.
fn sentence(asked: &Asked<'_>, table: &Table, wrong: &Wrong) -> String {
    let question = |key: &str| label(table.key, key).0.trim_end_matches(" (optional)");
    match wrong {
        Wrong::Missing { key, .. } if !question(key).is_empty() => {
            format!("Answer the question \u{201c}{}\u{201d}", question(key))
        }
        Wrong::WrongKind { key, wanted } if wanted.contains("number") => {
            format!("Enter a whole number for \u{201c}{}\u{201d}", question(key))
        }
        Wrong::WrongKind { key, wanted } if wanted.contains("date") => {
            format!("\u{201c}{}\u{201d} must be a real date, such as 27 3 2027", question(key))
        }
        Wrong::Needs { key, needs } if !question(needs).is_empty() => format!(
            "\u{201c}{}\u{201d} means nothing unless \u{201c}{}\u{201d} is answered too",
            question(key),
            question(needs)
        ),
        wrong => words::charter::problem(asked.said().language(), wrong).to_string(),
    }
}
