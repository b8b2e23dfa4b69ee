//! SQLite's file layer over the system's own, with the lossy disk in between.
//!
//! The database and its log go through [`Disk`]; temporary files are left to the system, as a
//! cut may take them anyway.

use std::ffi::{CStr, CString, c_char, c_int};
use std::mem::size_of;
use std::ptr::{null, null_mut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::ffi::{self, sqlite3_file, sqlite3_vfs};

use super::disk::{Disk, Refusal};
use super::file::{File, METHODS};

/// The files that a power cut may damage.
const KEPT: c_int = ffi::SQLITE_OPEN_MAIN_DB | ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_WAL;

/// What the file layer itself knows.
struct Layer {
    disk: Arc<Disk>,
    system: *mut sqlite3_vfs,
}

/// Registers a file layer for this disk and returns its name. It stays for the process's life,
/// as SQLite may hold on to it.
pub(super) fn register(disk: Arc<Disk>) -> String {
    static LAYERS: AtomicU64 = AtomicU64::new(0);
    let name = format!("lossy-{}", LAYERS.fetch_add(1, Ordering::Relaxed));
    // SAFETY: the default layer lives as long as the process; the new one's parts are leaked.
    unsafe {
        let system = ffi::sqlite3_vfs_find(null());
        assert!(!system.is_null(), "SQLite has a file layer");
        let c_name = CString::new(name.clone()).expect("a name without NUL");
        let vfs = sqlite3_vfs {
            iVersion: 2,
            szOsFile: size_of::<File>() as c_int + (*system).szOsFile,
            mxPathname: (*system).mxPathname,
            pNext: null_mut(),
            zName: c_name.into_raw(),
            pAppData: Box::into_raw(Box::new(Layer { disk, system })).cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(last_error),
            xCurrentTimeInt64: Some(current_time_int64),
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        };
        let result = ffi::sqlite3_vfs_register(Box::into_raw(Box::new(vfs)), 0);
        assert_eq!(result, ffi::SQLITE_OK, "SQLite takes the file layer");
    }
    name
}

/// SQLite's code for what the disk refused.
pub(super) fn refused(refusal: Refusal, power_off: c_int) -> c_int {
    match refusal {
        Refusal::PowerOff => power_off,
        Refusal::Full => ffi::SQLITE_FULL,
    }
}

unsafe fn layer<'l>(vfs: *mut sqlite3_vfs) -> &'l Layer {
    // SAFETY: SQLite hands over the layer that was registered, whose data is leaked.
    unsafe { &*(*vfs).pAppData.cast::<Layer>() }
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: as SQLite calls it; the memory behind `file` was sized by `szOsFile`.
    unsafe {
        let layer = layer(vfs);
        let open = (*layer.system).xOpen.expect("the system opens files");
        if flags & KEPT == 0 || name.is_null() {
            return open(layer.system, name, file, flags, out);
        }
        let ours = file.cast::<File>();
        (*ours).base.pMethods = null();
        let behind = File::behind(file);
        let result = open(layer.system, name, behind, flags, out);
        if result != ffi::SQLITE_OK {
            return result;
        }
        let methods = &*(*behind).pMethods;
        let mut size = 0;
        let result = methods.xFileSize.expect("files have sizes")(behind, &raw mut size);
        if result != ffi::SQLITE_OK {
            methods.xClose.expect("files are closed")(behind);
            return result;
        }
        let name = CStr::from_ptr(name).to_string_lossy().into_owned();
        layer.disk.opened(&name, size.cast_unsigned());
        (*ours).disk = Arc::as_ptr(&layer.disk);
        (*ours).name = Box::into_raw(Box::new(name));
        (*ours).base.pMethods = &raw const METHODS;
        ffi::SQLITE_OK
    }
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, sync: c_int) -> c_int {
    // SAFETY: as SQLite calls it.
    unsafe {
        let layer = layer(vfs);
        match layer.disk.deleted(&CStr::from_ptr(name).to_string_lossy()) {
            Ok(()) => (*layer.system).xDelete.expect("files are deleted")(layer.system, name, sync),
            Err(refusal) => refused(refusal, ffi::SQLITE_IOERR_DELETE),
        }
    }
}

/// Functions that the system's layer answers.
macro_rules! passed_on {
    ($($name:ident: $function:ident($($arg:ident: $ty:ty),*);)+) => {$(
        unsafe extern "C" fn $name(vfs: *mut sqlite3_vfs, $($arg: $ty),*) -> c_int {
            // SAFETY: as SQLite calls it, passed on to the function that it means.
            unsafe {
                let system = layer(vfs).system;
                (*system).$function.expect("a function of the system's")(system, $($arg),*)
            }
        }
    )+};
}

passed_on! {
    access: xAccess(name: *const c_char, flags: c_int, out: *mut c_int);
    full_pathname: xFullPathname(name: *const c_char, size: c_int, out: *mut c_char);
    randomness: xRandomness(size: c_int, out: *mut c_char);
    sleep: xSleep(micros: c_int);
    current_time: xCurrentTime(out: *mut f64);
    current_time_int64: xCurrentTimeInt64(out: *mut i64);
    last_error: xGetLastError(size: c_int, out: *mut c_char);
}
