//! One open file on the lossy disk, as a table of C functions. Locks and shared memory are the
//! system's own.

use std::ffi::{c_int, c_void};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_io_methods};

use super::changes::Change;
use super::disk::Disk;
use super::vfs::refused;

/// What SQLite allocates for a file; the system's own follows it in memory.
#[repr(C)]
pub(super) struct File {
    pub(super) base: sqlite3_file,
    pub(super) disk: *const Disk,
    pub(super) name: *mut String,
}

pub(super) static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    // Without the functions of version 3 nothing is read past the disk through mapped memory.
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

impl File {
    /// Where the system's own file is.
    pub(super) unsafe fn behind(file: *mut sqlite3_file) -> *mut sqlite3_file {
        // SAFETY: the memory was sized for both, and both are aligned as pointers.
        unsafe { file.cast::<Self>().add(1).cast() }
    }
}

/// The system's file and its functions.
unsafe fn system(file: *mut sqlite3_file) -> (*mut sqlite3_file, &'static sqlite3_io_methods) {
    // SAFETY: the system's file was opened before ours got its functions.
    unsafe {
        let behind = File::behind(file);
        (behind, &*(*behind).pMethods)
    }
}

unsafe fn ours<'f>(file: *mut sqlite3_file) -> (&'f Disk, &'f str) {
    // SAFETY: set when the file was opened, and kept until it is closed.
    unsafe {
        let file = file.cast::<File>();
        (&*(*file).disk, (*(*file).name).as_str())
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    // SAFETY: as SQLite calls it, once a file; the name was boxed when it was opened.
    unsafe {
        let (system, methods) = system(file);
        drop(Box::from_raw((*file.cast::<File>()).name));
        methods.xClose.expect("files are closed")(system)
    }
}

unsafe extern "C" fn read(file: *mut sqlite3_file, to: *mut c_void, size: c_int, at: i64) -> c_int {
    // SAFETY: as SQLite calls it: `to` has room for `size` bytes.
    unsafe {
        let (system, methods) = system(file);
        let (disk, name) = ours(file);
        let buffer = std::slice::from_raw_parts_mut(to.cast::<u8>(), size.unsigned_abs() as usize);
        let mut result = ffi::SQLITE_OK;
        let read = disk.read(name, at.cast_unsigned(), buffer, |buffer| {
            let read = methods.xRead.expect("files are read");
            // A short read fills the rest with zeros, which is what a grown file begins with.
            result = read(system, buffer.as_mut_ptr().cast(), size, at);
        });
        if result != ffi::SQLITE_OK && result != ffi::SQLITE_IOERR_SHORT_READ {
            return result;
        }
        match read {
            Ok(true) => ffi::SQLITE_OK,
            Ok(false) => ffi::SQLITE_IOERR_SHORT_READ,
            Err(refusal) => refused(refusal, ffi::SQLITE_IOERR_READ),
        }
    }
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    size: c_int,
    at: i64,
) -> c_int {
    // SAFETY: as SQLite calls it: `from` holds `size` bytes.
    unsafe {
        let (disk, name) = ours(file);
        let bytes = std::slice::from_raw_parts(from.cast::<u8>(), size.unsigned_abs() as usize);
        match disk.write(name, at.cast_unsigned(), bytes) {
            Ok(()) => ffi::SQLITE_OK,
            Err(refusal) => refused(refusal, ffi::SQLITE_IOERR_WRITE),
        }
    }
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, to: i64) -> c_int {
    // SAFETY: as SQLite calls it.
    let (disk, name) = unsafe { ours(file) };
    match disk.truncate(name, to.cast_unsigned()) {
        Ok(()) => ffi::SQLITE_OK,
        Err(refusal) => refused(refusal, ffi::SQLITE_IOERR_TRUNCATE),
    }
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, _: c_int) -> c_int {
    // SAFETY: as SQLite calls it. The real file needs no sync: no real power is cut.
    let ((system, methods), (disk, name)) = unsafe { (system(file), ours(file)) };
    let mut result = ffi::SQLITE_OK;
    let synced = disk.sync(name, &mut |change| {
        // SAFETY: the bytes live until the call returns.
        let done = unsafe {
            match change {
                Change::Write { at, bytes } => {
                    let size = c_int::try_from(bytes.len()).expect("a write of SQLite's");
                    let write = methods.xWrite.expect("files are written");
                    write(system, bytes.as_ptr().cast(), size, at.cast_signed())
                }
                Change::Truncate { to } => {
                    methods.xTruncate.expect("files are cut")(system, to.cast_signed())
                }
            }
        };
        result = result.max(done);
    });
    match synced {
        Ok(()) => result,
        Err(refusal) => refused(refusal, ffi::SQLITE_IOERR_FSYNC),
    }
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, out: *mut i64) -> c_int {
    // SAFETY: as SQLite calls it.
    unsafe {
        let (disk, name) = ours(file);
        *out = disk.size(name).cast_signed();
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(file: *mut sqlite3_file, op: c_int, arg: *mut c_void) -> c_int {
    // Growing the real file ahead would make sizes differ from what was written.
    if op == ffi::SQLITE_FCNTL_SIZE_HINT || op == ffi::SQLITE_FCNTL_CHUNK_SIZE {
        return ffi::SQLITE_OK;
    }
    // SAFETY: as SQLite calls it.
    unsafe {
        let (system, methods) = system(file);
        methods.xFileControl.expect("files are controlled")(system, op, arg)
    }
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    // Of what the system promises only this holds here: a write spares what lies beside it.
    // SAFETY: as SQLite calls it.
    unsafe {
        let (system, methods) = system(file);
        methods.xDeviceCharacteristics.expect("files have characteristics")(system)
            & ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
    }
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    // SAFETY: as SQLite calls it.
    unsafe {
        let (system, methods) = system(file);
        methods.xShmBarrier.expect("memory is shared")(system);
    }
}

/// Functions that the system's file answers.
macro_rules! passed_on {
    ($($name:ident: $function:ident($($arg:ident: $ty:ty),*);)+) => {$(
        unsafe extern "C" fn $name(file: *mut sqlite3_file, $($arg: $ty),*) -> c_int {
            // SAFETY: as SQLite calls it, passed on to the function that it means.
            unsafe {
                let (system, methods) = system(file);
                methods.$function.expect("a function of the system's")(system, $($arg),*)
            }
        }
    )+};
}

passed_on! {
    lock: xLock(level: c_int);
    unlock: xUnlock(level: c_int);
    check_reserved_lock: xCheckReservedLock(out: *mut c_int);
    sector_size: xSectorSize();
    shm_map: xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void);
    shm_lock: xShmLock(at: c_int, n: c_int, flags: c_int);
    shm_unmap: xShmUnmap(delete: c_int);
}
