//! The changes of one file since its last sync, and what a power cut leaves of them.

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// A change that is not on the disk yet.
#[derive(Clone, Debug)]
pub(super) enum Change {
    Write { at: u64, bytes: Vec<u8> },
    Truncate { to: u64 },
}

/// A file as programs see it: what is on the disk with the changes over it.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) size: u64,
    made: Vec<Change>,
}

/// Small, seeded and good enough: xorshift64.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        // Zero would stay zero for ever.
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn coin(&mut self) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) & 1 == 1
    }
}

impl Changes {
    pub(super) fn of_size(size: u64) -> Self {
        Self { size, made: Vec::new() }
    }

    pub(super) fn write(&mut self, at: u64, bytes: &[u8]) {
        self.size = self.size.max(at + bytes.len() as u64);
        self.made.push(Change::Write { at, bytes: bytes.to_vec() });
    }

    pub(super) fn truncate(&mut self, to: u64) {
        self.size = self.size.min(to);
        self.made.push(Change::Truncate { to });
    }

    /// Lays the changes over what was read from the disk at this place. True if the file holds
    /// all that was asked for.
    pub(super) fn lay_over(&self, at: u64, read: &mut [u8]) -> bool {
        let end = at + read.len() as u64;
        for change in &self.made {
            match change {
                Change::Write { at: from, bytes } => {
                    let to = from + bytes.len() as u64;
                    let (first, last) = (at.max(*from), end.min(to));
                    if first < last {
                        let source = &bytes[offset(first - from)..offset(last - from)];
                        read[offset(first - at)..offset(last - at)].copy_from_slice(source);
                    }
                }
                Change::Truncate { to } if *to < end => {
                    read[offset(to.saturating_sub(at))..].fill(0);
                }
                Change::Truncate { .. } => {}
            }
        }
        end <= self.size
    }

    /// All changes in order, for a sync.
    pub(super) fn take(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.made)
    }

    /// What a power cut leaves: of each write a random choice of its sectors.
    pub(super) fn torn(&mut self, dice: &mut Dice) -> Vec<Change> {
        let mut left = Vec::new();
        for change in self.take() {
            match change {
                Change::Truncate { .. } => left.extend(dice.coin().then_some(change)),
                Change::Write { at, bytes } => {
                    let mut place = at;
                    let mut rest = &bytes[..];
                    while !rest.is_empty() {
                        // A write that begins inside a sector ends the first piece at its edge.
                        let to_edge = SECTOR - offset(place % SECTOR as u64);
                        let (piece, later) = rest.split_at(to_edge.min(rest.len()));
                        if dice.coin() {
                            left.push(Change::Write { at: place, bytes: piece.to_vec() });
                        }
                        place += piece.len() as u64;
                        rest = later;
                    }
                }
            }
        }
        left
    }
}

/// Files of tests fit into memory.
fn offset(bytes: u64) -> usize {
    usize::try_from(bytes).expect("a file that fits into memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_sees_the_changes_in_their_order() {
        let mut changes = Changes::of_size(8);
        changes.write(2, b"abcd");
        changes.truncate(4);
        changes.write(6, b"z");
        let mut read = *b"12345678";
        assert!(!changes.lay_over(0, &mut read), "the file has only seven bytes now");
        assert_eq!(&read, b"12ab\0\0z\0");
    }

    #[test]
    fn a_cut_leaves_whole_sectors_of_some_writes() {
        let mut changes = Changes::default();
        changes.write(100, &[7; 10_000]);
        let left = changes.torn(&mut Dice::new(3));
        let bytes: usize = left
            .iter()
            .map(|change| match change {
                Change::Write { bytes, .. } => bytes.len(),
                Change::Truncate { .. } => 0,
            })
            .sum();
        assert!(bytes > 0 && bytes < 10_000, "{bytes}");
        for change in left {
            let Change::Write { at, bytes } = change else { continue };
            let end = at + bytes.len() as u64;
            assert!(at == 100 || at.is_multiple_of(512), "{at}");
            assert!(end == 10_100 || end.is_multiple_of(512), "{end}");
        }
    }
}
