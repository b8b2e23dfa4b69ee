//! `kept time batch`: due dates for the rows of a CSV file, streamed.

use super::options::{self, Counting};
use crate::ending::{Ended, Ending, refused, wrong_call};
use crate::output;
use clap::Args;
use csv::ByteRecord;
use jiff::Timestamp;
use rules::calendar::{Calendar, Zone};
use rules::clock::*;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::rc::Rc;

/// Due dates for the rows of a CSV file, written back with due_at, due_on, provisional, error.
#[derive(Args)]
#[command(
    after_help = "The file has columns from and limit, and may have calendar, hours, day_one, \
late_receipt, due_at_policy, if_closed, pauses, extend, closed, timezone, as_of (lists separated \
by ;). Options hold for rows that leave a column empty. A refused row says why in its error.\n\n\
Example:\n  kept time batch received.csv --out due.csv --calendar scotland"
)]
pub(crate) struct Call {
    /// The CSV file, or - for standard input
    file: PathBuf,
    /// Where to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The limit of rows that name none
    #[arg(long)]
    limit: Option<String>,
    #[command(flatten)]
    counting: Counting,
}

const ADDED: [&str; 4] = ["due_at", "due_on", "provisional", "error"];

pub(crate) fn run(call: &Call) -> Ended {
    // The options are checked first, so that a slip in them is not repeated on every row.
    let calendar = call.counting.calendar()?;
    call.counting.policy()?;
    call.counting.pauses(&calendar)?;
    if let Some(limit) = &call.limit {
        options::term(limit)?;
    }
    let input: Box<dyn Read> = if call.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        let name = call.file.display();
        Box::new(
            File::open(&call.file)
                .map_err(|e| refused(format!("{name} could not be read: {e}.")))?,
        )
    };
    let refused_rows = match &call.out {
        Some(path) => {
            let file = File::create(path)
                .map_err(|e| refused(format!("{} could not be written: {e}.", path.display())))?;
            batch(call, input, file)?
        }
        None => batch(call, input, io::stdout().lock())?,
    };
    if refused_rows > 0 {
        let rows = words::numbers::of(refused_rows, "row was", "rows were");
        output::say(format!("{rows} refused. The column \"error\" says why."));
    }
    Ok(())
}

fn batch(call: &Call, input: impl Read, out: impl Write) -> Result<i64, Ending> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(BufReader::with_capacity(1 << 18, input));
    let header = reader.byte_headers().map_err(unreadable)?.clone();
    let columns = Columns::find(&header, call)?;
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .buffer_capacity(1 << 18)
        .from_writer(BufWriter::new(out));
    let mut rows = Rows { call, columns, setups: HashMap::new(), key: Vec::new(), last: None };
    let written = |result: csv::Result<()>| match result {
        Ok(()) => Ok(()),
        Err(e) => output::finished(Err(io::Error::other(e))),
    };
    let mut refused_rows = 0;
    let mut record = ByteRecord::new();
    let mut answer = Answer::default();
    let width = header.len();
    write_row(&mut writer, &header, width, &rows.columns, ADDED.map(str::as_bytes))
        .or_else(|e| written(Err(e)))?;
    while reader.read_byte_record(&mut record).map_err(unreadable)? {
        answer.clear();
        if let Err(why) = rows.answer(&record, width, &mut answer) {
            refused_rows += 1;
            answer.clear();
            answer.error = why;
        }
        write_row(&mut writer, &record, width, &rows.columns, answer.fields())
            .or_else(|e| written(Err(e)))?;
    }
    output::finished(writer.flush())?;
    Ok(refused_rows)
}

fn unreadable(e: csv::Error) -> Ending {
    refused(format!("The file could not be read as CSV: {e}. Save it as CSV in UTF-8."))
}

/// Writes a row's own fields, filled up to the header's width, and the added ones; columns of
/// the added names are replaced.
fn write_row(
    writer: &mut csv::Writer<impl Write>,
    record: &ByteRecord,
    width: usize,
    columns: &Columns,
    added: [&[u8]; 4],
) -> csv::Result<()> {
    let missing = width.saturating_sub(record.len());
    for (index, field) in record.iter().chain(std::iter::repeat_n(&b""[..], missing)).enumerate() {
        if !columns.replaced.contains(&index) {
            writer.write_field(field)?;
        }
    }
    for field in added {
        writer.write_field(field)?;
    }
    writer.write_record(None::<&[u8]>)
}

/// Where each column of the file stands.
struct Columns {
    from: usize,
    /// The columns that say how to count, with the option that each replaces.
    counting: Vec<(Column, usize)>,
    pauses: Option<usize>,
    /// Columns of an earlier batch, left out.
    replaced: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Limit,
    Calendar,
    Hours,
    DayOne,
    LateReceipt,
    DueAt,
    IfClosed,
    Extend,
    Closed,
    Timezone,
    AsOf,
}

impl Columns {
    const NAMES: [(&'static str, Column); 11] = [
        ("limit", Column::Limit),
        ("calendar", Column::Calendar),
        ("hours", Column::Hours),
        ("day_one", Column::DayOne),
        ("late_receipt", Column::LateReceipt),
        ("due_at_policy", Column::DueAt),
        ("if_closed", Column::IfClosed),
        ("extend", Column::Extend),
        ("closed", Column::Closed),
        ("timezone", Column::Timezone),
        ("as_of", Column::AsOf),
    ];

    fn find(header: &ByteRecord, call: &Call) -> Result<Columns, Ending> {
        let place = |name: &str| {
            let found = header.iter().position(|field| {
                field.strip_prefix(b"\xef\xbb\xbf").unwrap_or(field).trim_ascii() == name.as_bytes()
            });
            found.filter(|_| !name.is_empty())
        };
        let counting: Vec<_> = Columns::NAMES
            .iter()
            .filter_map(|(name, column)| Some((*column, place(name)?)))
            .collect();
        let missing = |name: &str| {
            let names: Vec<_> = header.iter().map(String::from_utf8_lossy).collect();
            refused(format!(
                "{} has no column \"{name}\". Its columns are: {}.",
                call.file.display(),
                names.join(", ")
            ))
        };
        if call.limit.is_none() && place("limit").is_none() {
            return Err(missing("limit"));
        }
        Ok(Columns {
            from: place("from").ok_or_else(|| missing("from"))?,
            counting,
            pauses: place("pauses"),
            replaced: ADDED.iter().filter_map(|name| place(name)).collect(),
        })
    }
}

/// How the rows with the same values in the counting columns are counted.
struct Setup {
    clock: Clock,
    calendar: Rc<Calendar>,
    extensions: Vec<Extension>,
    pauses: Vec<Pause>,
}

struct Rows<'a> {
    call: &'a Call,
    columns: Columns,
    setups: HashMap<Vec<u8>, Result<Rc<Setup>, String>>,
    key: Vec<u8>,
    /// The setup of the row before, with its key: rows that follow each other are often alike.
    last: Option<(Vec<u8>, Rc<Setup>)>,
}

/// How many different ways of counting are kept worked out; a calendar takes a megabyte.
const KEPT_SETUPS: usize = 64;

impl Rows<'_> {
    fn answer(
        &mut self,
        record: &ByteRecord,
        width: usize,
        answer: &mut Answer,
    ) -> Result<(), String> {
        if record.len() != width {
            return Err(format!("This row has {} fields, the header {width}.", record.len()));
        }
        let setup = self.setup(record)?;
        let from = text(record.get(self.columns.from).unwrap_or_default())?;
        let start = match read_moment(from, setup.calendar.zone()) {
            Ok(Moment::At(at)) => at,
            // Dates alone and refusals take the long way, which has the words for them.
            _ => options::start(&setup.calendar, from, &setup.clock).map_err(sentence)?,
        };
        let field = self.columns.pauses.and_then(|at| record.get(at)).unwrap_or_default();
        let pauses = if field.is_empty() && setup.pauses.is_empty() {
            Pauses::default()
        } else {
            pauses(&setup, field, start)?
        };
        let found = due(&setup.clock, &setup.calendar, start, &pauses, &setup.extensions);
        if found == Due::Not(NotDue::Beyond) {
            return Err("It would be due after 31 December 2099.".to_owned());
        }
        answer.write(&setup, found);
        Ok(())
    }

    fn setup(&mut self, record: &ByteRecord) -> Result<Rc<Setup>, String> {
        self.key.clear();
        for (_, place) in &self.columns.counting {
            self.key.extend_from_slice(record.get(*place).unwrap_or_default());
            self.key.push(0);
        }
        if let Some((key, setup)) = &self.last
            && *key == self.key
        {
            return Ok(Rc::clone(setup));
        }
        if !self.setups.contains_key(&self.key) {
            if self.setups.len() >= KEPT_SETUPS {
                self.setups.clear();
            }
            let made = self.make(record).map(Rc::new).map_err(sentence);
            self.setups.insert(self.key.clone(), made);
        }
        match &self.setups[&self.key] {
            Ok(setup) => {
                let setup = Rc::clone(setup);
                self.last = Some((self.key.clone(), Rc::clone(&setup)));
                Ok(setup)
            }
            Err(why) => Err(why.clone()),
        }
    }

    fn make(&self, record: &ByteRecord) -> Result<Setup, Ending> {
        let mut counting = self.call.counting.clone();
        let mut limit = self.call.limit.clone();
        for (column, place) in &self.columns.counting {
            let field = text(record.get(*place).unwrap_or_default()).map_err(wrong_call)?.trim();
            if field.is_empty() {
                continue;
            }
            let list = || field.split(';').map(|item| item.trim().to_owned()).collect();
            match column {
                Column::Limit => limit = Some(field.to_owned()),
                Column::Calendar => counting.calendar = field.to_owned(),
                Column::Hours => counting.hours = Some(field.to_owned()),
                Column::DayOne => counting.day_one = field.to_owned(),
                Column::LateReceipt => counting.late_receipt = field.to_owned(),
                Column::DueAt => counting.due_at = field.to_owned(),
                Column::IfClosed => counting.if_closed = field.to_owned(),
                Column::Extend => counting.extend = Some(field.to_owned()),
                Column::Closed => counting.closed = list(),
                Column::Timezone => counting.timezone = Some(field.to_owned()),
                Column::AsOf => counting.as_of = Some(field.to_owned()),
            }
        }
        let term = options::term(&limit.ok_or_else(|| wrong_call("There is no limit."))?)?;
        let clock = counting.clock(term)?;
        let calendar = Rc::new(counting.calendar()?);
        let granted = Timestamp::MIN;
        let extensions = counting.extension(&clock)?.map(|by| Extension { by, granted });
        let pauses = counting.pauses(&calendar)?;
        Ok(Setup { clock, calendar, extensions: extensions.into_iter().collect(), pauses })
    }
}

fn pauses(setup: &Setup, field: &[u8], start: Timestamp) -> Result<Pauses, String> {
    let mut counting = Counting::default();
    let listed = text(field)?.split(';').map(str::trim).filter(|pause| !pause.is_empty());
    counting.pause = listed.map(str::to_owned).collect();
    let mut pauses = counting.pauses(&setup.calendar).map_err(sentence)?;
    if pauses.is_empty() {
        pauses.clone_from(&setup.pauses);
    }
    options::paused(&setup.calendar, start, &pauses).map_err(sentence)
}

fn text(field: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(field).map_err(|_| "This row is not in UTF-8.".to_owned())
}

fn sentence(ending: Ending) -> String {
    match ending {
        Ending::Refused(sentence) | Ending::WrongCall(sentence) => sentence,
        Ending::Found => String::new(),
    }
}

/// The added fields of one row; the buffers are used again for the next.
#[derive(Default)]
struct Answer {
    due_at: Vec<u8>,
    due_on: Vec<u8>,
    provisional: &'static str,
    error: String,
}

impl Answer {
    fn clear(&mut self) {
        self.due_at.clear();
        self.due_on.clear();
        self.provisional = "";
        self.error.clear();
    }

    fn fields(&self) -> [&[u8]; 4] {
        [&self.due_at, &self.due_on, self.provisional.as_bytes(), self.error.as_bytes()]
    }

    fn write(&mut self, setup: &Setup, found: Due) {
        let zone = setup.calendar.zone();
        if let (Some(at), Some(date)) = (found.instant(), found.date(&setup.calendar)) {
            write_date(&mut self.due_on, date);
            write_instant(&mut self.due_at, zone, at);
        }
        let provisional = is_provisional(&setup.clock, &setup.calendar, found);
        self.provisional = if provisional { "true" } else { "false" };
    }
}

fn write_date(out: &mut Vec<u8>, date: jiff::civil::Date) {
    push_number(out, i64::from(date.year()), 4);
    out.push(b'-');
    push_number(out, i64::from(date.month()), 2);
    out.push(b'-');
    push_number(out, i64::from(date.day()), 2);
}

/// An instant with the zone's offset, as RFC 3339: what formatting costs is most of a row's time.
fn write_instant(out: &mut Vec<u8>, zone: &Zone, at: Timestamp) {
    let offset = i64::from(zone.time_zone().to_offset(at).seconds());
    let wall = at.as_second() + offset;
    let Some(day) = rules::calendar::Day::since_1970(wall.div_euclid(86_400)) else {
        out.extend_from_slice(at.to_string().as_bytes());
        return;
    };
    write_date(out, day.date());
    let second = wall.rem_euclid(86_400);
    for (mark, number) in [(b'T', second / 3600), (b':', second / 60 % 60), (b':', second % 60)] {
        out.push(mark);
        push_number(out, number, 2);
    }
    let micros = i64::from(at.subsec_microsecond());
    if micros > 0 {
        out.push(b'.');
        push_number(out, micros, 6);
    }
    out.push(if offset < 0 { b'-' } else { b'+' });
    push_number(out, offset.abs() / 3600, 2);
    out.push(b':');
    push_number(out, offset.abs() / 60 % 60, 2);
}

fn push_number(out: &mut Vec<u8>, number: i64, width: u32) {
    for place in (0..width).rev() {
        out.push(b'0' + (number / 10_i64.pow(place) % 10) as u8);
    }
}
