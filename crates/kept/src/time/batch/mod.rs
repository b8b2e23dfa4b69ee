//! `kept time batch`: due dates for the rows of a CSV file, streamed.

mod answer;
mod columns;
mod rows;

use super::options::{self, Counting};
use crate::ending::{Ended, Ending, refused};
use crate::output;
use answer::Answer;
use clap::Args;
use columns::Columns;
use csv::ByteRecord;
use rows::Rows;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

/// Due dates for the rows of a CSV file, written back with due_at, due_on, provisional, error.
#[derive(Args)]
#[command(
    after_help = "The file has columns from and limit, and may have calendar, hours, day_one, \
late_receipt, due_at_policy, if_closed, pauses, restarts, waits, extend, closed, timezone, as_of \
(lists separated by ;). Options hold for rows that leave a column empty. A refused row says why in its error.\n\n\
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
    let mut rows = Rows::new(call, columns);
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
