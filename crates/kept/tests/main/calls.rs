//! Calls of the binary: a folder with a database, and what a call printed.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;
use tempfile::TempDir;

/// A folder in which the binary is called, with a database of its own.
pub(crate) struct Place {
    folder: TempDir,
    pub(crate) url: String,
}

/// What a call printed, and how it ended.
pub(crate) struct Told {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// A folder with a SQLite database that is not there yet.
    pub(crate) fn new() -> Place {
        let folder = tempfile::Builder::new().prefix("kept-binary-").tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("kept.db").display());
        Place { folder, url }
    }

    /// A folder for a database elsewhere.
    pub(crate) fn with_database(url: impl Into<String>) -> Place {
        Place { url: url.into(), ..Place::new() }
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the folder.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// The names of what is in the folder, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }

    /// The binary with these words, in the folder, with nothing of this process's environment.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kept"));
        command.args(words).current_dir(self.folder.path()).env_clear();
        command.env("KEPT_DATABASE_URL", &self.url).env("USER", "tester");
        command.stdin(Stdio::null());
        command
    }

    /// Calls the binary and waits for its end.
    pub(crate) fn kept(&self, words: &[&str]) -> Told {
        Told::of(self.command(words).output().unwrap())
    }

    /// Calls the binary with a text on standard input.
    pub(crate) fn kept_reading(&self, words: &[&str], input: &str) -> Told {
        let mut command = self.command(words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Told::of(child.wait_with_output().unwrap())
    }

    /// Whether nothing waits for a seal any more, well before anybody's lease runs out.
    pub(crate) fn is_sealed_soon(&self) -> bool {
        let began = Instant::now();
        let look = || self.kept(&["audit", "verify", "--json"]).done().json()["waiting"] == 0;
        std::iter::repeat_with(look).take_while(|_| began.elapsed().as_secs() < 15).any(|is| is)
    }

    /// Brings the database up and adopts the ready-made charter.
    pub(crate) fn with_charter(self) -> Place {
        self.kept(&["migrate"]).done();
        self.kept(&["charter", "adopt", "rossendale", "--from", "2020-01-01"]).done();
        self
    }
}

impl Told {
    pub(crate) fn of(output: Output) -> Told {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap_or(-1);
        Told { code, out: text(output.stdout), err: text(output.stderr) }
    }

    /// It did what was asked.
    #[track_caller]
    pub(crate) fn done(self) -> Told {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// The one JSON document on standard output.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| {
            panic!("not one JSON document ({error}): {}{}", self.out, self.err)
        })
    }

    /// It was refused: exit 1, a sentence with these words on standard error, and nothing on
    /// standard output.
    #[track_caller]
    pub(crate) fn refused(&self, words: &[&str]) {
        self.ended(1, words);
    }

    /// Something is wrong in the call's words: exit 2, and else as a refusal.
    #[track_caller]
    pub(crate) fn wrong_call(&self, words: &[&str]) {
        self.ended(2, words);
    }

    #[track_caller]
    fn ended(&self, code: i32, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "“{word}” is not said: {}", self.err);
        }
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The path of a file as a word of a call.
pub(crate) fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A city's requests as a table, each with an id of its own.
pub(crate) fn many_requests(number: i64) -> String {
    let sample = fs::read_to_string(repository("maps/samples/boston-311.csv")).unwrap();
    let mut lines = sample.lines();
    let (header, row) = (lines.next().unwrap(), lines.next().unwrap());
    let (_, rest) = row.split_once(',').unwrap();
    let rows = (0..number).map(|id| format!("{id},{rest}\n"));
    format!("{header}\n{}", rows.collect::<String>())
}
