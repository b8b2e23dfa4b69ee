//! The fields added to a row.

use super::rows::Setup;
use jiff::Timestamp;
use rules::calendar::Zone;
use rules::clock::{Due, is_provisional};

/// The added fields of one row; the buffers are used again for the next.
#[derive(Default)]
pub(super) struct Answer {
    due_at: Vec<u8>,
    due_on: Vec<u8>,
    provisional: &'static str,
    pub(super) error: String,
}

impl Answer {
    pub(super) fn clear(&mut self) {
        self.due_at.clear();
        self.due_on.clear();
        self.provisional = "";
        self.error.clear();
    }

    pub(super) fn fields(&self) -> [&[u8]; 4] {
        [&self.due_at, &self.due_on, self.provisional.as_bytes(), self.error.as_bytes()]
    }

    pub(super) fn write(&mut self, setup: &Setup, found: Due) {
        let zone = setup.calendar.zone();
        if let (Some(at), Some(date)) = (found.instant(), found.date(&setup.calendar)) {
            write_date(&mut self.due_on, date);
            write_instant(&mut self.due_at, zone, at);
        }
        let provisional = is_provisional(&setup.clock, &setup.calendar, found);
        self.provisional = if provisional { "true" } else { "false" };
    }
}

fn write_date(out: &mut Vec<u8>, date: jiff::civil::Date) {
    push_number(out, i64::from(date.year()), 4);
    out.push(b'-');
    push_number(out, i64::from(date.month()), 2);
    out.push(b'-');
    push_number(out, i64::from(date.day()), 2);
}

/// An instant with the zone's offset, as RFC 3339: what formatting costs is most of a row's time.
fn write_instant(out: &mut Vec<u8>, zone: &Zone, at: Timestamp) {
    let offset = i64::from(zone.time_zone().to_offset(at).seconds());
    let wall = at.as_second() + offset;
    let Some(day) = rules::calendar::Day::since_1970(wall.div_euclid(86_400)) else {
        out.extend_from_slice(at.to_string().as_bytes());
        return;
    };
    write_date(out, day.date());
    let second = wall.rem_euclid(86_400);
    for (mark, number) in [(b'T', second / 3600), (b':', second / 60 % 60), (b':', second % 60)] {
        out.push(mark);
        push_number(out, number, 2);
    }
    let micros = i64::from(at.subsec_microsecond());
    if micros > 0 {
        out.push(b'.');
        push_number(out, micros, 6);
    }
    out.push(if offset < 0 { b'-' } else { b'+' });
    push_number(out, offset.abs() / 3600, 2);
    out.push(b':');
    push_number(out, offset.abs() / 60 % 60, 2);
}

fn push_number(out: &mut Vec<u8>, number: i64, width: u32) {
    for place in (0..width).rev() {
        out.push(b'0' + (number / 10_i64.pow(place) % 10) as u8);
    }
}
