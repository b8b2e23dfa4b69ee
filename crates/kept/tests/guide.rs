//! The guide and the README, held against the program: every `console` block is run, in the order
//! in which a chapter's reader would, and must print what stands there.
//!
//! `$ kept …` runs the program and `$ cat FILE` shows a file. `…` stands for anything in a line,
//! and alone for any number of lines. A block whose fence names a file (` ```csv letters.csv `)
//! is saved under that name first. Each chapter has a folder and a database of its own.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a fenced block asks for.
#[derive(Debug)]
enum Step {
    /// Save this text under this name.
    Save(String, String),
    /// Run these words, which print these lines.
    Run { line: usize, call: String, prints: Vec<String> },
}

#[test]
fn every_example_of_the_guide_prints_what_stands_there() {
    let mut run = 0;
    let mut wrong = Vec::new();
    for chapter in chapters() {
        let text = fs::read_to_string(&chapter).unwrap();
        let place = Place::new();
        for step in steps(&text) {
            match step {
                Step::Save(name, text) => fs::write(place.folder.path().join(name), text).unwrap(),
                Step::Run { line, call, prints } => {
                    run += 1;
                    let printed = place.run(&call);
                    if let Err(at) = compare(&prints, &printed) {
                        let name = chapter.strip_prefix(root()).unwrap().display();
                        let printed = printed.join("\n");
                        wrong.push(format!("{name}:{line}: $ {call}\n{at}\nprints:\n{printed}\n"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    // So that examples which are no longer found cannot pass for ones that hold.
    assert!(run >= 6, "{run} examples");
}

#[test]
fn an_example_that_prints_something_else_is_noticed() {
    let text = "Try it.\n\n```console\n$ kept a \\\n    b\none\n…\nlast …\n$ kept c\n```\n";
    let steps = steps(text);
    let [Step::Run { line: 4, call, prints }, Step::Run { line: 9, prints: nothing, .. }] =
        steps.as_slice()
    else {
        panic!("{steps:?}")
    };
    assert_eq!(call, "kept a b");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    for right in ["one\nlast word", "one\ntwo\nthree\nlast of all"] {
        assert_eq!(compare(prints, &lines(right)), Ok(()), "{right}");
    }
    for wrong in ["", "one", "two\nlast word", "one\nlast word\nmore", "one\nfirst word"] {
        assert!(compare(prints, &lines(wrong)).is_err(), "{wrong}");
    }
    assert_eq!(compare(nothing, &[]), Ok(()));
    assert!(compare(nothing, &lines("something")).is_err());
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// README and the chapters that people wrote.
fn chapters() -> Vec<PathBuf> {
    let generated = ["command-line.md", "settings.md"];
    let guide = fs::read_dir(root().join("docs/guide")).unwrap();
    let mut chapters: Vec<PathBuf> = guide
        .map(|entry| entry.unwrap().path())
        .filter(|path| !generated.iter().any(|name| path.ends_with(name)))
        .collect();
    chapters.push(root().join("README.md"));
    chapters.sort();
    chapters
}

/// The blocks of a chapter that do something.
fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let Some(fence) = line.strip_prefix("```") else { continue };
        let block: Vec<&str> =
            lines.by_ref().map(|(_, line)| line).take_while(|line| *line != "```").collect();
        match fence.split_once(' ') {
            Some((_, name)) => steps.push(Step::Save(name.to_owned(), block.join("\n") + "\n")),
            None if fence == "console" => run_steps(&block, index + 2, &mut steps),
            None => {}
        }
    }
    steps
}

/// The calls of a `console` block with what they print.
fn run_steps(block: &[&str], first: usize, steps: &mut Vec<Step>) {
    let mut continues = false;
    for (index, text) in block.iter().enumerate() {
        let (text, more) = match text.strip_suffix('\\') {
            Some(text) => (text.trim_end(), true),
            None => (*text, false),
        };
        match (text.strip_prefix("$ "), steps.last_mut()) {
            (Some(call), _) => {
                let call = call.to_owned();
                steps.push(Step::Run { line: first + index, call, prints: Vec::new() });
            }
            (None, Some(Step::Run { call, .. })) if continues => {
                call.push(' ');
                call.push_str(text.trim());
            }
            (None, Some(Step::Run { prints, .. })) => prints.push(text.to_owned()),
            (None, _) => panic!("line {}: an example begins with $", first + index),
        }
        continues = more;
    }
}

/// Where the examples of a chapter run: a folder with the ready-made files, and no database yet.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        for name in ["charters", "organisations", "maps", "maps/samples"] {
            fs::create_dir(folder.path().join(name)).unwrap();
            for entry in fs::read_dir(root().join(name)).unwrap().map(Result::unwrap) {
                if entry.path().is_file() {
                    let to = folder.path().join(name).join(entry.file_name());
                    fs::copy(entry.path(), to).unwrap();
                }
            }
        }
        Place { folder }
    }

    /// What a call prints, first to standard output and then to standard error.
    fn run(&self, call: &str) -> Vec<String> {
        let words = words(call);
        let printed = match words[0].as_str() {
            "kept" => {
                let mut command = Command::new(env!("CARGO_BIN_EXE_kept"));
                command.args(&words[1..]).current_dir(self.folder.path());
                let out = command.env_clear().output().unwrap();
                String::from_utf8([out.stdout, out.stderr].concat()).unwrap()
            }
            "cat" => fs::read_to_string(self.folder.path().join(&words[1])).unwrap(),
            other => panic!("{other} is not a program that examples call"),
        };
        printed.lines().map(|line| line.trim_end().to_owned()).collect()
    }
}

/// The words of a call, with what stands in quotes as one.
fn words(call: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in call.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether lines were printed as they stand in the guide, or where they differ.
fn compare(prints: &[String], printed: &[String]) -> Result<(), String> {
    let Some((first, rest)) = prints.split_first() else {
        return match printed.first() {
            None => Ok(()),
            Some(more) => Err(format!("does not stand there: {more}")),
        };
    };
    if first == "…" {
        let tries = (0..=printed.len()).map(|skipped| compare(rest, &printed[skipped..]));
        return tries.reduce(Result::or).unwrap_or(Ok(()));
    }
    match printed.split_first() {
        Some((line, others)) if fits(first, line) => compare(rest, others),
        _ => Err(format!("is not printed: {first}")),
    }
}

/// Whether a line fits one in which `…` stands for anything.
fn fits(pattern: &str, line: &str) -> bool {
    match pattern.split_once('…') {
        None => pattern == line,
        Some((before, after)) => line.strip_prefix(before).is_some_and(|rest| {
            let ends = rest.char_indices().map(|(at, _)| &rest[at..]).chain([""]);
            ends.into_iter().any(|rest| fits(after, rest))
        }),
    }
}
