//! What is wrong with a map, with a file, and with a row.

use super::plan::HeaderProblem;
use super::times::TimeRefusal;
use crate::charter::{self, Place};
use std::ops::Range;

/// Something wrong in a map file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes; none if it is about the whole file.
    pub at: Option<Range<usize>>,
    /// What.
    pub wrong: Wrong,
}

/// What is wrong in a map file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// What can be wrong in a charter file too.
    Charter(charter::Wrong),
    /// A delimiter that is not one plain character.
    Delimiter(String),
    /// An encoding that is not one of those that are known.
    Encoding(String),
    /// There is no such zone.
    Zone(String),
    /// A format that cannot be understood; the parser's own sentence.
    Format(String, String),
    /// A format that leaves out the day, the month or the year.
    FormatWithoutDate(String),
    /// A time format is wanted and there is none.
    NoFormats,
    /// The promises count in another zone than the times are in.
    ZonesDiffer {
        /// The zone of the calendar.
        calendar: String,
        /// The zone of the times.
        times: String,
    },
    /// Neither a column nor something that holds for all rows.
    NoChoice(&'static str),
    /// Both a column and something that holds for all rows.
    TwoChoices(&'static str),
    /// A service's key with other letters than small ones, digits and hyphens.
    ServiceKey(String),
    /// A promise by the date that was told, but no column tells one.
    NothingTold(String),
}

impl From<charter::Problem> for Problem {
    fn from(problem: charter::Problem) -> Problem {
        Problem { at: problem.at, wrong: Wrong::Charter(problem.wrong) }
    }
}

/// The problems with their places in a text, in the order of the lines.
pub fn places<'a>(text: &str, problems: &'a [Problem]) -> Vec<(Place, &'a Problem)> {
    charter::in_order(text, problems, |problem| problem.at.as_ref())
}

/// Why a file is not imported at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportRefusal {
    /// Reading stopped; the operating system's own words. Rows before it are in.
    Unreadable(String),
    /// The rejected rows could not be written down; the operating system's own words.
    RejectsNotWritten(String),
    /// There is nothing in it.
    Empty,
    /// It is something else.
    NotCsv(NotCsv),
    /// Its header does not fit the map.
    Header(HeaderProblem),
    /// The map names services that are not there, by their keys.
    NoSuchServices(Vec<String>),
    /// Rows of this source are being imported by somebody else.
    AnotherRuns,
}

/// What a file is that is no CSV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCsv {
    /// A workbook, or another packed file.
    Packed,
    /// A PDF document.
    Pdf,
    /// Text in UTF-16.
    Utf16,
    /// A web page or other markup.
    Markup,
    /// JSON.
    Json,
    /// Not text at all.
    Binary,
    /// Text whose first line is no header.
    Header,
}

/// What is wrong with a row, so that it is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reject {
    /// More or fewer fields than the header.
    Fields {
        /// How many it has.
        found: usize,
        /// How many the header has.
        wanted: usize,
    },
    /// A quotation mark that is not closed, or stands inside a field.
    Quotes,
    /// Longer than rows are.
    TooLong,
    /// A field whose letters cannot be read; the column.
    Letters(String),
    /// A field with a character that no text has; the column.
    Control(String),
    /// No number in the other system; the column.
    NoId(String),
    /// A number in the other system that is too long; the column.
    LongId(String),
    /// Nothing where something must stand; the column.
    Nothing(String),
    /// A date or time that cannot be read.
    Time {
        /// The column.
        column: String,
        /// What stands there.
        text: String,
        /// Why it cannot.
        why: TimeRefusal,
    },
    /// Something that has not happened yet; the column.
    InFuture(String),
    /// Something that happened before it was received; the column.
    BeforeReceived {
        /// The column of what happened.
        column: String,
        /// The column of the receipt.
        received: String,
    },
    /// A value that the map does not list, where it rejects such.
    Unknown {
        /// The table of the map: channels, services, matters, status.
        table: &'static str,
        /// The column.
        column: String,
        /// The value.
        value: String,
    },
}

/// Something about an imported row that people should know, though it was taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// A local time that happened twice; the map chose which.
    RepeatedTime {
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A local time that clocks skipped; it was moved on by the gap.
    SkippedTime {
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A date was told before the record was received: nothing was promised by it.
    ToldBeforeReceived {
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// The state says open, though there is a closing time.
    ClosedWhileOpen {
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// The state says closed, but nobody can say when.
    NoClosingTime,
    /// The channel has changed; a record keeps the one that it came by.
    ChannelStays,
}

impl Flag {
    /// Every kind of flag, by its name in reports and histories.
    pub const KEYS: [&'static str; 6] = [
        "repeated-local-time",
        "skipped-local-time",
        "told-before-received",
        "closed-while-open",
        "no-closing-time",
        "channel-stays",
    ];

    /// The name in reports and histories.
    pub fn key(&self) -> &'static str {
        let place = match self {
            Flag::RepeatedTime { .. } => 0,
            Flag::SkippedTime { .. } => 1,
            Flag::ToldBeforeReceived { .. } => 2,
            Flag::ClosedWhileOpen { .. } => 3,
            Flag::NoClosingTime => 4,
            Flag::ChannelStays => 5,
        };
        Flag::KEYS[place]
    }

    /// What stands in the file, for the history: the column and its text.
    pub fn written(&self) -> Option<String> {
        match self {
            Flag::RepeatedTime { column, text }
            | Flag::SkippedTime { column, text }
            | Flag::ToldBeforeReceived { column, text }
            | Flag::ClosedWhileOpen { column, text } => Some(format!("{column}: {text}")),
            Flag::NoClosingTime | Flag::ChannelStays => None,
        }
    }
}
