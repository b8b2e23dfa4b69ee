//! Taking a CSV file apart into rows, one at a time, however long it is.
//!
//! What is wrong with the quotation marks of one line stays with that line: it is handed out as
//! it stands, and reading goes on with the next.

use std::io::{self, Read};

/// The longest row, in bytes: what is longer is no row but a quotation mark that is not closed.
const LONGEST: usize = 1 << 20;
/// How much is read at once.
const CHUNK: usize = 1 << 16;

/// A row as it stands in the file. Used again for the next one, so that nothing is allocated.
#[derive(Debug, Default)]
pub(super) struct RawRow {
    /// The fields one after another, without quotation marks.
    bytes: Vec<u8>,
    /// Where each field ends.
    ends: Vec<usize>,
    /// The row as it was written, without its line end.
    raw: Vec<u8>,
    /// What is wrong with it; its fields are not known then.
    pub(super) broken: Option<Broken>,
    /// The line that it begins on, from 1.
    pub(super) line: u64,
}

/// What is wrong with a row, so that its fields are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// A quotation mark that is not closed, or is followed by something else than a delimiter.
    Quotes,
    /// Longer than rows are. Only its beginning is kept.
    TooLong,
}

impl RawRow {
    /// The fields, in order.
    pub(super) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end])
    }

    /// The row as it was written.
    pub(super) fn raw(&self) -> &[u8] {
        &self.raw
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.raw.clear();
        self.broken = None;
    }
}

/// The rows of a file.
pub(super) struct Rows<R> {
    input: R,
    delimiter: u8,
    buffer: Vec<u8>,
    /// Where the next row begins in the buffer.
    start: usize,
    /// The line that it begins on.
    line: u64,
    is_at_end: bool,
}

/// What taking a row apart came to.
enum Taken {
    /// A row of so many bytes, its line end of the second number included.
    Whole(usize, usize),
    /// The row goes on after what has been read.
    More,
    /// Its quotation marks make no sense.
    Broken,
}

impl<R: Read> Rows<R> {
    pub(super) fn new(input: R, delimiter: u8) -> Rows<R> {
        Rows { input, delimiter, buffer: Vec::new(), start: 0, line: 1, is_at_end: false }
    }

    /// The beginning of the file, to see what it is. A mark of UTF-8 is passed over.
    pub(super) fn beginning(&mut self) -> io::Result<&[u8]> {
        while self.buffer.len() < CHUNK && !self.is_at_end {
            self.read_more()?;
        }
        if self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.start = 3;
        }
        Ok(&self.buffer[self.start..])
    }

    /// Takes the next row; false if there is none. Empty lines are no rows.
    pub(super) fn next(&mut self, row: &mut RawRow) -> io::Result<bool> {
        loop {
            row.clear();
            let rest = &self.buffer[self.start..];
            if rest.is_empty() && self.is_at_end {
                return Ok(false);
            }
            match take(rest, self.delimiter, self.is_at_end, row) {
                Taken::Whole(length, end) => {
                    row.raw.extend_from_slice(&rest[..length - end]);
                    row.line = self.line;
                    self.line +=
                        rest[..length].iter().filter(|byte| **byte == b'\n').count() as u64;
                    self.start += length;
                    if !row.raw.is_empty() {
                        return Ok(true);
                    }
                }
                Taken::More if rest.len() < LONGEST => self.read_more()?,
                Taken::More | Taken::Broken => {
                    self.take_line(row)?;
                    return Ok(true);
                }
            }
        }
    }

    /// Takes one line as it stands, as a broken row.
    fn take_line(&mut self, row: &mut RawRow) -> io::Result<()> {
        row.clear();
        row.line = self.line;
        loop {
            let rest = &self.buffer[self.start..];
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let room = LONGEST.saturating_sub(row.raw.len());
            let line = &rest[..end.unwrap_or(rest.len())];
            row.raw.extend_from_slice(&line[..line.len().min(room)]);
            self.start += line.len();
            if end.is_some() || self.is_at_end {
                break;
            }
            self.read_more()?;
        }
        let is_long = row.raw.len() >= LONGEST;
        row.broken = Some(if is_long { Broken::TooLong } else { Broken::Quotes });
        Ok(())
    }

    fn read_more(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let before = self.buffer.len();
        self.buffer.resize(before + CHUNK, 0);
        let read = loop {
            match self.input.read(&mut self.buffer[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(before + *read.as_ref().unwrap_or(&0));
        self.is_at_end = read? == 0;
        Ok(())
    }
}

/// Takes a row apart into its fields. `is_all` says that nothing follows.
fn take(text: &[u8], delimiter: u8, is_all: bool, row: &mut RawRow) -> Taken {
    let ends_field = |byte: &u8| *byte == delimiter || matches!(byte, b'\n' | b'\r');
    let mut at = 0;
    loop {
        if text.get(at) == Some(&b'"') {
            match quoted(text, at + 1, is_all, &mut row.bytes) {
                Ok(after) => at = after,
                Err(taken) => return taken,
            }
            at += text[at..].iter().take_while(|byte| **byte == b' ').count();
            if text.get(at).is_some_and(|byte| !ends_field(byte)) {
                return Taken::Broken;
            }
        } else {
            let length = text[at..].iter().position(ends_field).unwrap_or(text.len() - at);
            row.bytes.extend_from_slice(&text[at..at + length]);
            at += length;
        }
        row.ends.push(row.bytes.len());
        match (text.get(at), text.get(at + 1)) {
            (None, _) if is_all => return Taken::Whole(at, 0),
            (Some(b'\n'), _) => return Taken::Whole(at + 1, 1),
            (Some(b'\r'), Some(b'\n')) => return Taken::Whole(at + 2, 2),
            (Some(b'\r'), after) if after.is_some() || is_all => return Taken::Whole(at + 1, 1),
            (Some(byte), _) if *byte == delimiter => at += 1,
            _ => return Taken::More,
        }
    }
}

/// Takes a quoted field from after its first quotation mark; gives where it ends.
fn quoted(text: &[u8], from: usize, is_all: bool, bytes: &mut Vec<u8>) -> Result<usize, Taken> {
    let more = || if is_all { Taken::Broken } else { Taken::More };
    let mut at = from;
    loop {
        let length = text[at..].iter().position(|byte| *byte == b'"').ok_or_else(more)?;
        bytes.extend_from_slice(&text[at..at + length]);
        at += length + 1;
        match text.get(at) {
            Some(b'"') => {
                bytes.push(b'"');
                at += 1;
            }
            None if !is_all => return Err(Taken::More),
            _ => return Ok(at),
        }
    }
}

/// What stands after the first field of a line, also of one whose later fields are broken: the
/// line of a rejects file without its reason.
pub(super) fn after_first_field(line: &[u8], delimiter: u8) -> &[u8] {
    let end = match line.first() {
        Some(b'"') => quoted(line, 1, true, &mut Vec::new()).unwrap_or(line.len()),
        _ => line.iter().position(|byte| *byte == delimiter).unwrap_or(line.len()),
    };
    line.get(end + 1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives one byte at a time, so that every row is cut everywhere.
    struct Dripping<'a>(&'a [u8]);

    impl Read for Dripping<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Some((first, rest)) = self.0.split_first() else { return Ok(0) };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn rows(text: &[u8]) -> Vec<Result<Vec<String>, String>> {
        let mut rows = Rows::new(Dripping(text), b',');
        let mut row = RawRow::default();
        let mut found = Vec::new();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        while rows.next(&mut row).unwrap() {
            found.push(match row.broken {
                Some(_) => Err(text(row.raw())),
                None => Ok(row.fields().map(text).collect()),
            });
        }
        found
    }

    fn whole(fields: &[&str]) -> Result<Vec<String>, String> {
        Ok(fields.iter().map(|field| (*field).to_owned()).collect())
    }

    #[test]
    fn rows_are_taken_apart_as_they_are_written() {
        for (text, expected) in [
            ("a,b\nc,d\n", vec![whole(&["a", "b"]), whole(&["c", "d"])]),
            ("a,b\r\n\r\nc,", vec![whole(&["a", "b"]), whole(&["c", ""])]),
            ("a\rb", vec![whole(&["a"]), whole(&["b"])]),
            ("\"a,\"\"b\"\"\nc\" ,d\n", vec![whole(&["a,\"b\"\nc", "d"])]),
            ("5\" pipe,x\n", vec![whole(&["5\" pipe", "x"])]),
            ("\"\"\n", vec![whole(&[""])]),
            (",\n", vec![whole(&["", ""])]),
            ("", vec![]),
        ] {
            assert_eq!(rows(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn a_slip_in_quotation_marks_spoils_its_own_line_only() {
        let spoilt = |text: &str| Err(text.to_owned());
        assert_eq!(
            rows(b"1,a\n2,\"b\n3,c\n4,d\n"),
            [whole(&["1", "a"]), spoilt("2,\"b"), whole(&["3", "c"]), whole(&["4", "d"])]
        );
        assert_eq!(
            rows(b"1,\"a\" b\n2,\"c\nd\"\n3,\"e\n4,\"f\"\n"),
            [spoilt("1,\"a\" b"), whole(&["2", "c\nd"]), spoilt("3,\"e"), whole(&["4", "f"])]
        );
    }

    #[test]
    fn a_line_without_end_is_given_up_and_the_next_one_read() {
        let mut text = b"1,a\n2,".to_vec();
        text.extend(std::iter::repeat_n(b'x', 3 * LONGEST));
        text.extend(b"\n3,c\n");
        let mut rows = Rows::new(&text[..], b',');
        let mut row = RawRow::default();
        let mut seen = Vec::new();
        while rows.next(&mut row).unwrap() {
            seen.push((row.line, row.broken, row.raw().len()));
        }
        assert_eq!(seen, [(1, None, 3), (2, Some(Broken::TooLong), LONGEST), (3, None, 3)]);
    }

    #[test]
    fn the_reason_of_a_rejected_row_is_passed_over() {
        for (line, rest) in [
            ("\"No, \"\"this\"\".\",1,\"b", "1,\"b"),
            ("why,1,2", "1,2"),
            ("why", ""),
            ("\"why", ""),
        ] {
            assert_eq!(after_first_field(line.as_bytes(), b','), rest.as_bytes(), "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_with_quotation_marks_reads_back(
            written in proptest::collection::vec(
                proptest::collection::vec("[a\",\n\r é]{0,6}", 1..5), 1..6)
        ) {
            let mut text = Vec::new();
            for row in &written {
                let fields: Vec<String> =
                    row.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
                text.extend(fields.join(",").into_bytes());
                text.push(b'\n');
            }
            let expected: Vec<_> = written.into_iter().map(Ok).collect();
            prop_assert_eq!(rows(&text), expected);
        }
    }
}
