//! The file that is imported: plain or packed with gzip, and how much of it has been read.

use crate::ending::{Ending, refused};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file that is imported.
pub(crate) struct Input {
    /// Its text, unpacked.
    pub(crate) reader: Box<dyn Read>,
    /// Its size on disk, in bytes.
    pub(crate) size: u64,
    read: Arc<AtomicU64>,
}

/// What gzip files begin with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

impl Input {
    /// How much of the file on disk has been read.
    pub(crate) fn read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// Opens a file. A packed one is unpacked once to see that it is whole, before anything of it
    /// is imported.
    pub(crate) fn open(path: &Path) -> Result<Input, Ending> {
        let name = path.display();
        let failed = |error: io::Error| {
            refused(format!("{name} could not be read: {error}. {}", advice(&error)))
        };
        let metadata = std::fs::metadata(path).map_err(failed)?;
        if metadata.is_dir() {
            return Err(refused(format!(
                "{name} is a folder. Name the CSV file in it that is to be imported."
            )));
        }
        let mut file = File::open(path).map_err(failed)?;
        let mut beginning = Vec::new();
        file.by_ref().take(2).read_to_end(&mut beginning).map_err(failed)?;
        let read = Arc::new(AtomicU64::new(0));
        if beginning != GZIP {
            file.seek(SeekFrom::Start(0)).map_err(failed)?;
            let reader = Box::new(Counted { file, read: Arc::clone(&read) });
            return Ok(Input { reader, size: metadata.len(), read });
        }
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        check_whole(&file).map_err(|error| broken(path, &error))?;
        file.seek(SeekFrom::Start(0)).map_err(failed)?;
        let counted = BufReader::new(Counted { file, read: Arc::clone(&read) });
        let reader = Box::new(MultiGzDecoder::new(counted));
        Ok(Input { reader, size: metadata.len(), read })
    }
}

fn check_whole(file: &File) -> io::Result<()> {
    let mut unpacked = MultiGzDecoder::new(BufReader::with_capacity(1 << 16, file));
    io::copy(&mut unpacked, &mut io::sink()).map(drop)
}

fn broken(path: &Path, error: &io::Error) -> Ending {
    let name = path.display();
    match error.kind() {
        io::ErrorKind::UnexpectedEof => refused(format!(
            "{name} is cut off: its packed data ends too early. Get the whole file again; nothing \
             of it was imported."
        )),
        _ => refused(format!(
            "{name} is damaged and cannot be unpacked: {error}. Get the file again; nothing of it \
             was imported."
        )),
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "Check its name and folder.",
        io::ErrorKind::PermissionDenied => "Ask for the permission to read it.",
        _ => "Try again, or copy it to another disk first.",
    }
}

/// Counts what is read.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
