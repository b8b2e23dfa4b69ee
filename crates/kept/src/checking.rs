//! What is wrong in a file, told with its places.

use crate::ending::{Ended, Ending, refused};
use crate::output;
use rules::charter::Place;
use serde_json::json;

/// The text of a file; `what` names it in the refusal, such as `charter`.
pub(crate) fn text_of(what: &str, name: &str) -> Result<String, Ending> {
    std::fs::read_to_string(name)
        .map_err(|e| refused(format!("The {what} {name} could not be read: {e}. Check the name.")))
}

/// A problem in a sentence, with its place.
pub(crate) type Told = (Place, words::Text);

/// Problems as lines: file, line, column, what is wrong.
pub(crate) fn sentences(file: &str, told: &[Told]) -> Vec<String> {
    let line = |(place, said): &Told| {
        format!("{file}: line {}, column {}: {said}", place.line, place.column)
    };
    told.iter().map(line).collect()
}

/// Ends a check that found nothing wrong.
pub(crate) fn is_right(file: &str, as_json: bool, sentence: &str) -> Ended {
    if as_json {
        return output::json(&json!({ "file": file, "problems": [] }));
    }
    output::line(format_args!("{file}: {sentence}"))
}

/// Ends a check that found something.
pub(crate) fn is_wrong(file: &str, as_json: bool, told: &[Told]) -> Ended {
    if as_json {
        let rows = told.iter().map(|(place, said)| {
            json!({
                "file": file,
                "line": place.line,
                "column": place.column,
                "problem": said.as_str(),
            })
        });
        output::json(&json!({ "file": file, "problems": rows.collect::<Vec<_>>() }))?;
    } else {
        sentences(file, told).into_iter().try_for_each(output::line)?;
    }
    let number = words::numbers::of(told.len() as i64, "problem", "problems");
    output::say(format_args!("kept: {number} found in {file}."));
    Err(Ending::Found)
}
