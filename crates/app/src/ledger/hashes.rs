//! Hashes of rows: the same bytes for the same row on both databases, so that the chain of
//! seals survives the way from one to the other.

use db::{DbError, Row};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// A hash over values, each with its kind and length, so that no two rows read the same.
pub(super) struct Hashed(Sha256);

impl Hashed {
    pub(super) fn new(what: &str) -> Hashed {
        let mut hashed = Hashed(Sha256::new());
        hashed.bytes(Some(what.as_bytes()));
        hashed
    }

    pub(super) fn bytes(&mut self, value: Option<&[u8]>) {
        match value {
            Some(bytes) => {
                self.0.update([1]);
                self.0.update((bytes.len() as u64).to_be_bytes());
                self.0.update(bytes);
            }
            None => self.0.update([0]),
        }
    }

    pub(super) fn int(&mut self, value: Option<i64>) {
        self.bytes(value.map(i64::to_be_bytes).as_ref().map(|bytes| &bytes[..]));
    }

    fn text(&mut self, value: Option<String>) {
        self.bytes(value.as_deref().map(str::as_bytes));
    }

    fn instant(&mut self, value: Option<Timestamp>) {
        self.int(value.map(Timestamp::as_microsecond));
    }

    fn date(&mut self, value: Option<Date>) {
        self.text(value.map(|date| date.to_string()));
    }

    fn yes(&mut self, value: Option<bool>) {
        self.int(value.map(i64::from));
    }

    pub(super) fn done(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The columns of a fact that its hash is over. Its content and salt stand in the digest.
pub(super) const FACT: &str = "id, record_id, kind, happened_at, recorded_at, recorded_by, \
     evidence, replaces_id, given_on, given_at, reason, extended_by, condition_key, \
     condition_holds, standard_key, service_id, team_id, owner_id, digest";

/// The hash of a fact, read by [`FACT`].
pub(super) fn fact(row: &Row<'_>) -> Result<[u8; 32], DbError> {
    let mut hashed = Hashed::new("fact");
    hashed.int(row.get(0)?);
    hashed.int(row.get(1)?);
    hashed.text(row.get(2)?);
    hashed.instant(row.get(3)?);
    hashed.instant(row.get(4)?);
    hashed.int(row.get(5)?);
    hashed.text(row.get(6)?);
    hashed.int(row.get(7)?);
    hashed.date(row.get(8)?);
    hashed.instant(row.get(9)?);
    for column in 10..=12 {
        hashed.text(row.get(column)?);
    }
    hashed.yes(row.get(13)?);
    hashed.text(row.get(14)?);
    for column in 15..=17 {
        hashed.int(row.get(column)?);
    }
    hashed.bytes(row.get::<Option<Vec<u8>>>(18)?.as_deref());
    Ok(hashed.done())
}

/// The columns of a judgement that its hash is over: all of them.
pub(super) const JUDGEMENT: &str = "id, promise_id, standard_id, method, outcome, delta, \
     received_month, due_month, concluded_month, service_id, channel, is_test, posted_at, why, \
     standard_version_id, calendar_version_id, rule_edition";

/// The hash of a judgement, read by [`JUDGEMENT`].
pub(super) fn judgement(row: &Row<'_>) -> Result<[u8; 32], DbError> {
    let mut hashed = Hashed::new("judgement");
    for column in 0..=2 {
        hashed.int(row.get(column)?);
    }
    hashed.text(row.get(3)?);
    hashed.text(row.get(4)?);
    for column in 5..=9 {
        hashed.int(row.get(column)?);
    }
    hashed.text(row.get(10)?);
    hashed.yes(row.get(11)?);
    hashed.instant(row.get(12)?);
    hashed.text(row.get(13)?);
    for column in 14..=16 {
        hashed.int(row.get(column)?);
    }
    Ok(hashed.done())
}

/// Ids as text, runs drawn together: `5-9,12`.
pub(super) fn write_ids(ids: &[i64]) -> String {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for id in ids {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *id => *last = *id,
            _ => runs.push((*id, *id)),
        }
    }
    let written: Vec<String> = runs
        .into_iter()
        .map(
            |(first, last)| {
                if first == last { first.to_string() } else { format!("{first}-{last}") }
            },
        )
        .collect();
    written.join(",")
}

/// Reads ids that [`write_ids`] wrote; none if it is something else.
pub(crate) fn read_ids(text: &str) -> Option<Vec<i64>> {
    let mut ids = Vec::new();
    for run in text.split(',').filter(|run| !run.is_empty()) {
        let (first, last) = run.split_once('-').unwrap_or((run, run));
        ids.extend(first.parse::<i64>().ok()?..=last.parse::<i64>().ok()?);
    }
    Some(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_written_in_runs_and_read_back() {
        for (ids, text) in
            [(vec![], ""), (vec![7], "7"), (vec![5, 6, 7, 12], "5-7,12"), (vec![1, 3], "1,3")]
        {
            assert_eq!(write_ids(&ids), text);
            assert_eq!(read_ids(text), Some(ids));
        }
        assert_eq!(read_ids("one"), None);
    }

    #[test]
    fn values_that_stand_side_by_side_do_not_run_into_each_other() {
        let hash = |values: &[Option<&[u8]>]| {
            let mut hashed = Hashed::new("row");
            values.iter().for_each(|value| hashed.bytes(*value));
            hashed.done()
        };
        assert_ne!(hash(&[Some(b"ab"), Some(b"c")]), hash(&[Some(b"a"), Some(b"bc")]));
        assert_ne!(hash(&[None, Some(b"")]), hash(&[Some(b""), None]));
    }
}
