//! The disk: its files' unsynced changes, its power, its plans and its counts.

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::os::unix::fs::FileExt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::changes::{Change, Changes, Dice};

/// What a power cut leaves of the changes that were not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Survivors {
    /// Nothing.
    Nothing,
    /// A random choice of their sectors, whatever the order they were written in.
    SomeSectors,
}

/// Why the disk doesn't do what it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    PowerOff,
    Full,
}

/// The disk, shared by all connections.
pub(super) struct Disk {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    files: HashMap<String, Changes>,
    dice: Dice,
    off: bool,
    operations: u64,
    syncs: u64,
    cut: Option<(u64, Survivors)>,
    full_from: Option<u64>,
    full_writes: u64,
    hold: bool,
    held: u64,
}

impl Disk {
    pub(super) fn new(seed: u64) -> Self {
        let state = State {
            files: HashMap::new(),
            dice: Dice::new(seed),
            off: false,
            operations: 0,
            syncs: 0,
            cut: None,
            full_from: None,
            full_writes: 0,
            hold: false,
            held: 0,
        };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    /// A test that panicked while it held the lock leaves nothing half done that matters here.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A file was opened; `size` is what is on the disk.
    pub(super) fn opened(&self, name: &str, size: u64) {
        let mut state = self.state();
        state.files.entry(name.to_owned()).or_insert_with(|| Changes::of_size(size));
    }

    pub(super) fn deleted(&self, name: &str) -> Result<(), Refusal> {
        let mut state = self.state();
        state.powered()?;
        state.files.remove(name);
        Ok(())
    }

    pub(super) fn size(&self, name: &str) -> u64 {
        self.state().files.get(name).map_or(0, |file| file.size)
    }

    /// Lays a file's changes over what `real` reads of it; whether all that was asked for is
    /// there. Both happen before any other operation: a sync between them would take the changes
    /// away after the real file was read without them.
    pub(super) fn read(
        &self,
        name: &str,
        at: u64,
        read: &mut [u8],
        real: impl FnOnce(&mut [u8]),
    ) -> Result<bool, Refusal> {
        let state = self.state();
        state.powered()?;
        real(read);
        Ok(state.files.get(name).is_some_and(|file| file.lay_over(at, read)))
    }

    pub(super) fn write(&self, name: &str, at: u64, bytes: &[u8]) -> Result<(), Refusal> {
        let mut state = self.state();
        state.begin_operation()?;
        state.have_room()?;
        state.file(name).write(at, bytes);
        Ok(())
    }

    pub(super) fn truncate(&self, name: &str, to: u64) -> Result<(), Refusal> {
        let mut state = self.state();
        state.begin_operation()?;
        state.file(name).truncate(to);
        Ok(())
    }

    /// Brings a file's changes to the disk by handing them to `apply`.
    pub(super) fn sync(&self, name: &str, apply: &mut dyn FnMut(&Change)) -> Result<(), Refusal> {
        let mut state = self.state();
        while state.hold && !state.off {
            state.held += 1;
            self.changed.notify_all();
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.held -= 1;
        }
        state.begin_operation()?;
        state.syncs += 1;
        state.file(name).take().iter().for_each(apply);
        Ok(())
    }

    pub(super) fn cut(&self, survivors: Survivors) {
        self.state().cut_now(survivors);
        self.changed.notify_all();
    }

    pub(super) fn plan_cut(&self, operation: u64, survivors: Survivors) {
        self.state().cut = Some((operation, survivors));
    }

    pub(super) fn plan_full(&self, operation: u64, writes: u64) {
        let mut state = self.state();
        state.full_from = Some(operation);
        state.full_writes = writes;
    }

    pub(super) fn is_off(&self) -> bool {
        self.state().off
    }

    pub(super) fn turn_on(&self) {
        let mut state = self.state();
        state.off = false;
        state.cut = None;
        // What was open is closed; sizes are read from the disk again.
        state.files.clear();
    }

    pub(super) fn operations(&self) -> u64 {
        self.state().operations
    }

    pub(super) fn syncs(&self) -> u64 {
        self.state().syncs
    }

    pub(super) fn hold(&self, hold: bool) {
        self.state().hold = hold;
        self.changed.notify_all();
    }

    pub(super) fn wait_for_held_sync(&self) {
        let mut state = self.state();
        while state.held == 0 {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl State {
    fn powered(&self) -> Result<(), Refusal> {
        if self.off { Err(Refusal::PowerOff) } else { Ok(()) }
    }

    /// Counts an operation; the power may go out in the middle of it.
    fn begin_operation(&mut self) -> Result<(), Refusal> {
        self.operations += 1;
        if let Some((operation, survivors)) = self.cut
            && self.operations >= operation
        {
            self.cut_now(survivors);
        }
        self.powered()
    }

    fn have_room(&mut self) -> Result<(), Refusal> {
        let reached = self.full_from.is_some_and(|from| self.operations >= from);
        if !reached || self.full_writes == 0 {
            return Ok(());
        }
        self.full_writes -= 1;
        Err(Refusal::Full)
    }

    fn file(&mut self, name: &str) -> &mut Changes {
        self.files.entry(name.to_owned()).or_default()
    }

    fn cut_now(&mut self, survivors: Survivors) {
        if std::mem::replace(&mut self.off, true) {
            return;
        }
        for (name, file) in &mut self.files {
            let left = match survivors {
                Survivors::Nothing => Vec::new(),
                Survivors::SomeSectors => file.torn(&mut self.dice),
            };
            if left.is_empty() {
                continue;
            }
            let real = OpenOptions::new().write(true).open(name).expect("a file of this disk");
            for change in left {
                let done = match change {
                    Change::Write { at, bytes } => real.write_all_at(&bytes, at),
                    Change::Truncate { to } => real.set_len(to),
                };
                done.expect("what survives, written");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sync_comes_between_the_real_file_and_the_changes_over_it() {
        let disk = Disk::new(1);
        disk.opened("kept.db", 4);
        disk.write("kept.db", 2, b"cd").expect("a write");
        let mut bytes = *b"____";
        let real = |bytes: &mut [u8]| {
            assert!(disk.state.try_lock().is_err(), "somebody else could sync");
            bytes.copy_from_slice(b"ab__");
        };
        assert_eq!(disk.read("kept.db", 0, &mut bytes, real), Ok(true));
        assert_eq!(&bytes, b"abcd");
    }
}
