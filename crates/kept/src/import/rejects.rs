//! The rejects file: each bad row as it was written, after its reason, ready to be mended and
//! imported.

use super::watch::reasons;
use app::imports::{REASON, Rejected};
use rules::imports::{Encoding, FileFormat};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The rejects file, which is made with its first row.
pub(crate) struct Rejects {
    /// The file that is imported.
    of: PathBuf,
    delimiter: u8,
    encoding: Encoding,
    opened: Option<(PathBuf, BufWriter<File>)>,
}

impl Rejects {
    /// A rejects file beside the file that is imported, written in the same way.
    pub(crate) fn beside(file: &Path, format: &FileFormat) -> Rejects {
        let (delimiter, encoding) = (format.delimiter, format.encoding);
        Rejects { of: file.to_owned(), delimiter, encoding, opened: None }
    }

    /// Writes a row after its reason.
    pub(crate) fn write(&mut self, row: &Rejected<'_>) -> io::Result<()> {
        if self.opened.is_none() {
            let (path, file) = make(&self.of)?;
            let mut file = BufWriter::new(file);
            let names = std::iter::once(REASON).chain(row.header.iter().map(String::as_str));
            let names: Vec<Vec<u8>> = names.map(|name| self.field(name)).collect();
            file.write_all(&names.join(&self.delimiter))?;
            file.write_all(b"\n")?;
            self.opened = Some((path, file));
        }
        let reason = quoted(&self.encoding.write(&reasons(row)));
        let Some((_, file)) = &mut self.opened else { return Ok(()) };
        file.write_all(&reason)?;
        file.write_all(&[self.delimiter])?;
        // The row itself stays as it was written: what was right in it stays right.
        file.write_all(row.raw)?;
        file.write_all(b"\n")
    }

    /// Sees that what was written is on the disk before more rows are taken.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.opened.as_mut().map_or(Ok(()), |(_, file)| file.flush())
    }

    /// Ends the file; where it is, if any row was rejected.
    pub(crate) fn finish(&mut self) -> io::Result<Option<PathBuf>> {
        let Some((path, mut file)) = self.opened.take() else { return Ok(None) };
        file.flush()?;
        file.get_ref().sync_all()?;
        Ok(Some(path))
    }

    fn field(&self, text: &str) -> Vec<u8> {
        let bytes = self.encoding.write(text);
        let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\n' | b'\r') && *byte != self.delimiter;
        if bytes.iter().all(is_plain) { bytes.into_owned() } else { quoted(&bytes) }
    }
}

fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut field = vec![b'"'];
    for byte in bytes {
        if *byte == b'"' {
            field.push(b'"');
        }
        field.push(*byte);
    }
    field.push(b'"');
    field
}

/// Makes a file that is not there yet, so that nothing that somebody has mended is lost:
/// `requests.csv.gz` → `requests.rejects.csv`, then `requests.rejects-2.csv`. Its rows are about
/// people: only its owner can read it.
fn make(of: &Path) -> io::Result<(PathBuf, File)> {
    let name = of.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let name = name.strip_suffix(".csv").unwrap_or(name);
    let mut number = 1;
    loop {
        let path = of.with_file_name(match number {
            1 => format!("{name}.rejects.csv"),
            number => format!("{name}.rejects-{number}.csv"),
        });
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            opened => return opened.map(|file| (path, file)),
        }
    }
}
