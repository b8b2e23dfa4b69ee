//! Broken charter files, one mistake each: every file says in its first lines which line is told
//! and how the sentence begins.

use rules::charter::{places, read};
use std::fs;
use std::path::Path;
use words::{Language, charter::problem};

/// What is told of a text: the line, and the sentence.
fn told(text: &str) -> Vec<(usize, String)> {
    let problems = read(text).err().unwrap_or_default();
    let told = places(text, &problems).into_iter().map(|(place, found)| {
        let sentence = problem(Language::English, &found.wrong);
        (place.line, sentence.to_string())
    });
    told.collect()
}

/// What a file says that is told: `# line 12: There is no unit`.
fn expected(text: &str) -> Vec<(usize, &str)> {
    let heads = text.lines().map_while(|line| line.strip_prefix("# line "));
    heads
        .map(|head| {
            let (line, sentence) = head.split_once(": ").unwrap();
            (line.parse().unwrap(), sentence)
        })
        .collect()
}

#[test]
fn each_of_a_hundred_broken_files_is_refused_with_the_right_line_and_a_sentence_that_helps() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 100, "{} files", files.len());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (told, expected) = (told(&text), expected(&text));
        let fits = told.len() == expected.len()
            && told
                .iter()
                .zip(&expected)
                .all(|((line, told), (at, says))| line == at && told.starts_with(says));
        assert!(fits && !told.is_empty(), "{}\ntold: {told:#?}", file.display());
    }
}
