//! Watching an import: rejected rows go to their file, or in a trial to a list, and a bar to a
//! terminal.

use super::file::Input;
use super::rejects::Rejects;
use app::imports::{Counts, Rejected, Watch};
use indicatif::{ProgressBar, ProgressStyle};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use words::{Language, imports as words_of, numbers};

/// Whoever watches an import from the command line.
pub(crate) struct Watcher {
    rejects: To,
    bar: ProgressBar,
    read: Arc<AtomicU64>,
}

/// Where rejected rows go.
enum To {
    File(Rejects),
    /// The lines and reasons of the first few, since a trial writes nothing.
    List(Vec<(u64, String)>),
}

/// How many rejected rows a trial tells.
const TOLD: usize = 20;

impl Watcher {
    /// Watches an import whose rejected rows are written down.
    pub(crate) fn new(rejects: Rejects, input: &Input, is_quiet: bool) -> Watcher {
        Watcher { rejects: To::File(rejects), bar: bar(input, is_quiet), read: input.read() }
    }

    /// Watches a trial.
    pub(crate) fn of_trial(input: &Input, is_quiet: bool) -> Watcher {
        Watcher { rejects: To::List(Vec::new()), bar: bar(input, is_quiet), read: input.read() }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// Ends the rejects file; where it is, if there is one.
    pub(crate) fn finish(&mut self) -> io::Result<Option<PathBuf>> {
        match &mut self.rejects {
            To::File(rejects) => rejects.finish(),
            To::List(_) => Ok(None),
        }
    }

    /// The lines and reasons that a trial tells.
    pub(crate) fn told(&self) -> &[(u64, String)] {
        match &self.rejects {
            To::File(_) => &[],
            To::List(told) => told,
        }
    }
}

/// It shows on a terminal only.
fn bar(input: &Input, is_quiet: bool) -> ProgressBar {
    let bar = if is_quiet { ProgressBar::hidden() } else { ProgressBar::new(input.size) };
    let style = ProgressStyle::with_template("{wide_bar} {percent}%  {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

impl Watch for Watcher {
    fn rejected(&mut self, row: &Rejected<'_>) -> io::Result<()> {
        match &mut self.rejects {
            To::File(rejects) => rejects.write(row),
            To::List(told) if told.len() < TOLD => {
                told.push((row.line, reasons(row)));
                Ok(())
            }
            To::List(_) => Ok(()),
        }
    }

    fn progress(&mut self, counts: &Counts) -> io::Result<()> {
        self.bar.set_position(self.read.load(Ordering::Relaxed));
        let rows = numbers::of(counts.read, "row", "rows");
        self.bar.set_message(format!("{rows}, {} rejected", numbers::count(counts.rejected)));
        match &mut self.rejects {
            To::File(rejects) => rejects.flush(),
            To::List(_) => Ok(()),
        }
    }
}

/// Everything that is wrong with a row, in sentences.
pub(crate) fn reasons(row: &Rejected<'_>) -> String {
    let sentences = row.reasons.iter().map(|reason| words_of::reject(Language::English, reason));
    sentences.map(String::from).collect::<Vec<_>>().join(" ")
}
