//! A disk for SQLite that forgets what was not synced when its power is cut.
//!
//! A killed process loses nothing that it wrote, because the operating system still holds it;
//! a power cut does. So that a test can tell the difference, SQLite writes here into memory
//! until it asks for a sync, and a cut drops what was not synced, or keeps a random part of it,
//! torn into sectors and out of order, as disks do.

mod changes;
mod disk;
#[expect(unsafe_code, reason = "SQLite's file layer is a table of C functions")]
mod file;
#[expect(unsafe_code, reason = "SQLite's file layer is a table of C functions")]
mod vfs;

use std::sync::Arc;

use disk::Disk;
pub use disk::Survivors;

/// A disk whose power can be cut. Databases are opened on it through
/// [`Options::vfs`](crate::Options::vfs); what it holds for sure lies in ordinary files.
pub struct LossyDisk {
    disk: Arc<Disk>,
    name: String,
}

/// Holds syncs back until dropped.
pub struct HeldSyncs<'d>(&'d Disk);

impl LossyDisk {
    /// A new disk; `seed` decides what survives a cut.
    ///
    /// # Panics
    /// If SQLite refuses the file layer.
    pub fn new(seed: u64) -> Self {
        let disk = Arc::new(Disk::new(seed));
        let name = vfs::register(Arc::clone(&disk));
        Self { disk, name }
    }

    /// The file layer's name for [`Options::vfs`](crate::Options::vfs).
    pub fn vfs(&self) -> Option<String> {
        Some(self.name.clone())
    }

    /// Cuts the power now.
    pub fn cut(&self, survivors: Survivors) {
        self.disk.cut(survivors);
    }

    /// Cuts the power at the operation with this number, counted over writes, truncations and
    /// syncs since the disk was made.
    pub fn cut_at(&self, operation: u64, survivors: Survivors) {
        self.disk.plan_cut(operation, survivors);
    }

    /// Whether the power is off.
    pub fn is_off(&self) -> bool {
        self.disk.is_off()
    }

    /// Turns the power on again. Everything that was open must have been closed before, as
    /// after a cut nothing runs any more.
    pub fn turn_on(&self) {
        self.disk.turn_on();
    }

    /// Lets that many writes fail with a full disk, from the operation with this number on.
    pub fn full_at(&self, operation: u64, writes: u64) {
        self.disk.plan_full(operation, writes);
    }

    /// How many operations there were.
    pub fn operations(&self) -> u64 {
        self.disk.operations()
    }

    /// How many syncs there were.
    pub fn syncs(&self) -> u64 {
        self.disk.syncs()
    }

    /// Makes every sync wait until what this returns is dropped.
    pub fn hold_syncs(&self) -> HeldSyncs<'_> {
        self.disk.hold(true);
        HeldSyncs(&self.disk)
    }
}

impl HeldSyncs<'_> {
    /// Waits until a sync is waiting.
    pub fn wait_for_one(&self) {
        self.0.wait_for_held_sync();
    }
}

impl Drop for HeldSyncs<'_> {
    fn drop(&mut self) {
        self.0.hold(false);
    }
}
