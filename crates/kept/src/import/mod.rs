//! `kept import`: records from other systems.

mod file;
mod rejects;
mod watch;

use crate::config::Config;
use crate::database;
use crate::ending::{Ended, Ending, refused};
use crate::output;
use app::imports::{Import, Report};
use app::{Failure, Kept};
use clap::{Args, Subcommand};
use file::Input;
use rejects::Rejects;
use rules::imports::{HeaderProblem, ImportRefusal, Map, places};
use serde_json::json;
use std::path::{Path, PathBuf};
use watch::Watcher;
use words::numbers::{count, of};
use words::{Language, imports as words_of};

const L: Language = Language::English;

/// The calls of `kept import`.
#[derive(Subcommand)]
pub(crate) enum Call {
    /// Take in contacts and cases from another system's CSV file.
    Records(Records),
}

/// Contacts and cases from another system's CSV file.
#[derive(Args)]
#[command(
    after_help = "The map says what the columns mean; docs/guide/import.md describes it. Importing \
again changes nothing but what has changed. Rows that cannot be taken are written, each with its \
reason, to a file beside the first one: mend them there and import that file.\n\n\
Example:\n  kept import records requests.csv.gz --map requests.toml --dry-run"
)]
pub(crate) struct Records {
    /// The CSV file, which may be packed with gzip
    file: PathBuf,
    /// The map that says what the columns mean
    #[arg(long, value_name = "MAP.toml")]
    map: PathBuf,
    /// Only try: read and check everything, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: Call) -> Ended {
    let Call::Records(call) = call;
    let (map, text) = read_map(&call.map)?;
    let input = Input::open(&call.file)?;
    let opened = Opened::new(call.dry_run)?;
    let console = database::console(&opened.kept)?;
    let mut watcher = match call.dry_run {
        true => Watcher::of_trial(&input, call.json),
        false => Watcher::new(Rejects::beside(&call.file, &map.file), &input, call.json),
    };
    let name = call.file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let import =
        Import { map: &map, file_name: &name, is_trial: call.dry_run, clock: &app::time::now };
    let imported =
        app::imports::import(&opened.kept, &console, &import, input.reader, &mut watcher);
    watcher.clear();
    let report = imported.map_err(|failure| ending(&call, &text, failure, &mut watcher))?;
    let rejects = watcher.finish().map_err(|error| {
        refused(words_of::refusal(
            L,
            &call.file.display().to_string(),
            &ImportRefusal::RejectsNotWritten(error.to_string()),
        ))
    })?;
    if !call.dry_run && report.counts.created > 0 {
        // What has just come in is looked for soon; figures of the planner's are a minute's work
        // at most, and nothing is lost without them.
        let _ = opened.kept.db().optimise();
    }
    let told = watcher.told();
    if call.json {
        print_json(&call, &report, rejects, told)
    } else {
        print(&call, &report, rejects, told)
    }
}

/// The database; for a trial of a SQLite database that is not there yet, an empty one that is
/// gone afterwards, so that a trial leaves nothing behind.
struct Opened {
    kept: Kept,
    _folder: Option<tempfile::TempDir>,
}

impl Opened {
    fn new(is_trial: bool) -> Result<Opened, Ending> {
        let config = Config::read(None)?;
        let url = config.get("database", "url");
        let file = url.strip_prefix("sqlite:").map(Path::new);
        if !is_trial || file.is_none_or(Path::exists) {
            return Ok(Opened { kept: database::open_at(url)?, _folder: None });
        }
        let folder = tempfile::tempdir()
            .map_err(|error| refused(format!("There is no room for a trial: {error}.")))?;
        let empty = format!("sqlite:{}", folder.path().join("empty.db").display());
        Ok(Opened { kept: database::open_at(&empty)?, _folder: Some(folder) })
    }
}

/// The map, and its text for places in it.
fn read_map(path: &Path) -> Result<(Map, String), Ending> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        refused(format!("The map {name} could not be read: {error}. Check the name."))
    })?;
    match rules::imports::read(&text) {
        Ok(map) => Ok((map, text)),
        Err(problems) => {
            let sentences = places(&text, &problems).into_iter().map(|(place, problem)| {
                let sentence = words_of::problem(L, &problem.wrong);
                format!("{name}: line {}, column {}: {sentence}", place.line, place.column)
            });
            Err(refused(sentences.collect::<Vec<_>>().join("\n")))
        }
    }
}

/// Why nothing more was imported. The rejects of the rows before stand, as the rows do.
fn ending(
    call: &Records,
    map: &str,
    failure: Failure<ImportRefusal>,
    watcher: &mut Watcher,
) -> Ending {
    if let Ok(Some(path)) = watcher.finish() {
        output::say(format_args!("Rows rejected so far are in {}.", path.display()));
    }
    let file = call.file.display().to_string();
    match failure {
        Failure::Refused(all) => {
            let sentences = all.iter().map(|refusal| {
                let sentence = words_of::refusal(L, &file, refusal);
                match refusal {
                    ImportRefusal::Header(
                        HeaderProblem::NoColumn { column, .. } | HeaderProblem::Twice(column),
                    ) => match &column.at {
                        Some(at) => {
                            let place = rules::charter::Place::of(map, at.start);
                            let map = call.map.display();
                            format!(
                                "{map}: line {}, column {}: {sentence}",
                                place.line, place.column
                            )
                        }
                        None => sentence.to_string(),
                    },
                    _ => sentence.to_string(),
                }
            });
            refused(sentences.collect::<Vec<_>>().join("\n"))
        }
        other => database::failed(other),
    }
}

fn print_json(
    call: &Records,
    report: &Report,
    rejects: Option<PathBuf>,
    told: &[(u64, String)],
) -> Ended {
    let counts = &report.counts;
    let told = told.iter().map(|(line, reason)| json!({ "line": line, "reason": reason }));
    let told: Vec<_> = told.collect();
    output::json(&json!({
        "read": counts.read,
        "created": counts.created,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
        "rejects_file": rejects.map(|path| path.display().to_string()),
        "flagged": report.flagged,
        "dry_run": call.dry_run,
        "first_rejects": told,
    }))
}

fn print(
    call: &Records,
    report: &Report,
    rejects: Option<PathBuf>,
    told: &[(u64, String)],
) -> Ended {
    let counts = &report.counts;
    let rows = of(counts.read, "row", "rows");
    output::line(format_args!(
        "{}: {rows} read, {} created, {} updated, {} unchanged, {} rejected.",
        call.file.display(),
        count(counts.created),
        count(counts.updated),
        count(counts.unchanged),
        count(counts.rejected)
    ))?;
    for (key, rows) in &report.flagged {
        output::line(words_of::flagged(L, key, *rows))?;
    }
    if let Some(path) = rejects {
        output::line(format_args!(
            "The rejected rows are in {}, each with its reason. Mend them there and import that \
             file with the same map.",
            path.display()
        ))?;
    }
    if call.dry_run {
        for (line, reason) in told {
            output::line(format_args!("Line {line}: {reason}"))?;
        }
        let more = counts.rejected - told.len() as i64;
        if more > 0 {
            output::line(format_args!("… and {} more.", count(more)))?;
        }
        output::line("This was a trial: nothing was written.")?;
    }
    Ok(())
}
