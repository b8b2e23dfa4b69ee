//! The rules: what a promise is, when it falls due, how it is judged and counted.
//!
//! Nothing here reads a clock, a file, a network or a database, and nothing writes sentences:
//! functions take what happened and give back judgements, reasons and refusals as data.
//! The words for them are made per language in `words`.
//!
//! Suggested reading order: [`calendar`] (which days and hours count), [`clock`] (when something
//! is due and whether it was kept), [`charter`] (what a body promises), [`ledger`] (what follows
//! from the facts of a record), [`figures`] (shares and ranges), then one module a capability.

pub mod calendar;
pub mod cases;
pub mod charter;
pub mod clock;
pub mod contacts;
pub mod corrections;
pub mod drafting;
pub mod facts;
pub mod figures;
pub mod imports;
pub mod ledger;
pub mod organisation;
pub mod promises_told;
pub mod references;

/// How many letters to add, drop or change to make one word of the other (Levenshtein's
/// distance): what was probably meant by a word that is not one of a list.
pub fn slips(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, wanted) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *wanted);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
